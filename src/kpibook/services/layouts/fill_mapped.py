"""Actuals, statuses and directions into a council's own workbook, in its own cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rules.scheme import Scheme
from kpibook.errors import LayoutError
from kpibook.on_use.dataclass import dataclass
from kpibook.services.layouts.check import LayoutCheck
from kpibook.services.layouts.filling.csv_cells import CsvCells
from kpibook.services.layouts.filling.filler import FilledCells, fill_cells
from kpibook.services.layouts.filling.in_doubt import doubts_by_history
from kpibook.services.layouts.filling.workbook_cells import Cells, WorkbookCells
from kpibook.services.layouts.which import WORKBOOKS
from kpibook.services.paths.output import Destination, Saved, findings_at
from kpibook.sources.dated_columns import rows_in_quarter
from kpibook.sources.grids.files import TEXT_ENDINGS
from kpibook.sources.tabular import SourceTable, read_table
from kpibook.workbook import layout as own
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.mapped.council_layout import CouncilLayout
from kpibook.workbook.writer import Change


@dataclass(frozen=True, slots=True)
class MappedFilled:
    """Result of a fill of a council's own workbook.

    Attributes:
        period: The quarter.
        scheme: The scheme by which it is rated.
        checked: The measures as the layout reads them afterwards, with their ratings.
        changes: The cells that get another value or fill.
        findings: Findings on the workbook and on the actuals.
        without_actual: References of measures that still have no actual.
        saved: The result of saving the workbook.
    """

    period: Quarter
    scheme: Scheme
    checked: LayoutCheck
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    without_actual: tuple[str, ...]
    saved: Saved = field(default_factory=Saved)


def fill_mapped(
    path: Path,
    layout: CouncilLayout,
    actuals: Path | None,
    period: Quarter,
    scheme: Scheme,
    destination: Destination,
    *,
    replace_formulas: bool = False,
    then: Callable[[ClosedBook], Sequence[Finding]] | None = None,
) -> MappedFilled:
    """Fill a council's own workbook and write it to its destination.

    Args:
        path: The workbook.
        layout: The layout of it.
        actuals: CSV or Excel file with Ref and Actual; None rates the figures that are there.
        period: The quarter: figures go into the columns that the layout gives for it.
        scheme: The rules.
        destination: The file or folder of the result, or a dry run.
        replace_formulas: Write over formulas too; else they stay, with a finding.
        then: Done with the workbook once it is filled; returns more findings. None does nothing.

    Raises:
        KpibookError: A file cannot be read or written; the workbook on disk is as it was.
    """
    if path.suffix.casefold() not in (*WORKBOOKS, *TEXT_ENDINGS):
        raise LayoutError(
            "is no workbook that kpibook writes into.",
            code="layout-not-written",
            where=path.name,
            fix="Save it as .xlsx in Excel or LibreOffice, and fill that.",
        )
    on_actuals: list[Finding] = []
    source = (
        SourceTable([])
        if actuals is None
        else read_table(actuals, (own.REF, own.ACTUAL), on_actuals, own.THIS_QUARTER_TABLE)
    )
    incoming = rows_in_quarter(source.rows, source.dated, period)

    def filled(cells: Cells) -> FilledCells:
        return fill_cells(
            cells, path, layout, incoming, period, scheme, replace_formulas=replace_formulas
        )

    afterwards: Sequence[Finding] = ()
    if path.suffix.casefold() in TEXT_ENDINGS:
        lines = CsvCells(path)
        result = filled(lines)
        saved = lines.save(destination)
    else:

        def filled_book(book: ClosedBook) -> tuple[FilledCells, Sequence[Finding]]:
            done = filled(WorkbookCells(book))
            doubts = tuple(doubts_by_history(book, path, layout, period, done.findings))
            return done, (*doubts, *(() if then is None else then(book)))

        (result, afterwards), saved = destination.change(path, filled_book)
    told = (*result.findings, *afterwards)
    found = findings_at(saved, path.name, told)
    return MappedFilled(
        period,
        scheme,
        result.checked,
        result.changes,
        (*on_actuals, *found),
        result.without_actual,
        saved,
    )
