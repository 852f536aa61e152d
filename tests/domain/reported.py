"""Reports made from domain values: a test names only what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.measures.measure import Measure
from kpibook.domain.report.assemble import report_from
from kpibook.domain.report.block import Block
from kpibook.domain.report.blocks import block_of
from kpibook.domain.report.figures_of import BlockFigures
from kpibook.domain.report.material import Material
from kpibook.domain.report.origins import MeasureCells, WorkbookCells
from kpibook.domain.report.report import Report, SourceFile
from kpibook.domain.report.words.wording import Wording
from kpibook.domain.rules.scheme import Scheme
from tests.domain.consolidated import a_row
from tests.domain.given import Q3, STANDARD, a_measure

#: Seven quarters before Q3 2021/22, with the first of last year's among them.
QUARTERS = ("Q4 2019/20", "Q1 2020/21", "Q2 2020/21", "Q3 2020/21", "Q4 2020/21", "Q1 2021/22",
            "Q2 2021/22")  # fmt: skip


def a_history(*figures: str) -> list[tuple[str, str]]:
    """Figures of the quarters up to the one before the report; "" for a quarter without one."""
    pairs = zip(QUARTERS[len(QUARTERS) - len(figures) :], figures, strict=True)
    return [(quarter, figure) for quarter, figure in pairs if figure]


def a_reported_row(
    ref: str = "PI.1",
    actual: str | None = "90",
    *history: str,
    measure: Measure | None = None,
    **row: Any,
) -> ConsolidatedRow:
    """A row whose measure is reported to one decimal, in percent, unless it is given."""
    measure = measure or a_measure(ref, target=row.pop("target", "80"))
    return a_row(ref, actual, measure=measure, past=a_history(*history), **row)


def figures_of(row: ConsolidatedRow, scheme: Scheme = STANDARD) -> BlockFigures:
    return BlockFigures("m-housing.pi-1", row, scheme, WorkbookCells(row.source))


def a_block(row: ConsolidatedRow, scheme: Scheme = STANDARD) -> Block:
    return block_of(figures_of(row, scheme))


def a_material(*rows: ConsolidatedRow, schemes: Sequence[Scheme] = (STANDARD,)) -> Material:
    """Material of rows, in whose registers the measures are in this order."""
    sources = dict.fromkeys(row.source for row in rows)
    cells = {
        name: WorkbookCells(
            name,
            f"hash of {name}",
            {row.rated.measure.key: MeasureCells(place) for place, row in enumerate(rows)},
        )
        for name in sources
    }
    return Material(
        period=Q3,
        council="Exampleton",
        rows=rows,
        schemes=tuple(schemes),
        sources=tuple(SourceFile(name, f"hash of {name}") for name in sources),
        cells=cells,
    )


def a_report(*rows: ConsolidatedRow, wording: Wording | None = None, **how: Any) -> Report:
    return report_from(a_material(*rows), wording or Wording(), **how).report


def acted_on(row: ConsolidatedRow, action: str) -> ConsolidatedRow:
    """The row with an action that the officer wrote."""
    reading = replace(row.rated.reading, action=action)
    return replace(row, rated=replace(row.rated, reading=reading))


def serving(row: ConsolidatedRow, priority: str) -> ConsolidatedRow:
    """The row with a measure that serves a priority."""
    measure = replace(row.rated.measure, priority=priority)
    return replace(row, rated=replace(row.rated, measure=measure))
