"""Workbooks of a consolidation built from domain values: a test names only what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kpibook.domain.consolidation.consolidation import (
    ConsolidatedRow,
    Consolidation,
    Past,
    RefusedRow,
    Source,
    SourceBook,
)
from kpibook.domain.measures.measure import Measure, Reading, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import rate_measure
from kpibook.domain.reporting.direction_words import second_direction
from kpibook.domain.rules.scheme import Scheme
from tests.domain.given import Q3, STANDARD, a_measure, number


def a_row(
    ref: str = "PI.1",
    actual: str | None = "90",
    *,
    directorate: str = "Housing",
    council: str = "Exampleton",
    source: str = "housing.xlsx",
    unit: Unit = Unit.COUNT,
    target: str | None = None,
    numerator: str | None = None,
    denominator: str | None = None,
    marker: str = "",
    commentary: str = "",
    suppress: bool = False,
    past: Sequence[tuple[str, str]] = (),
    period: Quarter = Q3,
    measure: Measure | None = None,
    scheme: Scheme = STANDARD,
) -> ConsolidatedRow:
    """A row; `past` is what was reported before, as ("Q2 2021/22", "5") with "7/10" for counts."""
    measure = measure or a_measure(ref, unit=unit, target=target, decimals=None)
    measure = replace(measure, suppress_small=suppress)
    reading = Reading(
        ref,
        period,
        number(actual),
        numerator=number(numerator),
        denominator=number(denominator),
        marker=marker,
        commentary=commentary,
    )
    earlier = [_past(Quarter.parse(quarter), said) for quarter, said in past]
    history = {
        (measure.key, one.quarter): Reading(ref, one.quarter, one.actual, marker=one.marker)
        for one in earlier
    }
    rated = rate_measure(measure, reading, history, scheme)
    own = Past(period, reading.usable, marker, reading.numerator, reading.denominator)
    return ConsolidatedRow(
        source=source,
        sheet="This quarter",
        cell="H6",
        ref_cell="A6",
        council=council,
        directorate=directorate,
        rated=rated,
        scheme=scheme.key,
        status_word=scheme.label(rated.rating.status),
        direction_word=scheme.label(rated.rating.direction),
        second_direction_word=second_direction(rated, scheme),
        history=(*earlier, own),
    )


def _past(quarter: Quarter, said: str) -> Past:
    if said.startswith("["):
        return Past(quarter, None, said)
    if "/" not in said:
        return Past(quarter, number(said))
    above, below = (Decimal(part) for part in said.split("/"))
    return Past(quarter, above / below * 100, "", above, below)


def a_source_book(
    name: str = "housing.xlsx",
    *rows: ConsolidatedRow,
    council: str = "Exampleton",
    directorate: str = "Housing",
    period: Quarter = Q3,
    scheme: Scheme = STANDARD,
    modified: str = "",
    sha256: str = "",
    refused: Sequence[RefusedRow] = (),
) -> SourceBook:
    """A workbook as it is read; its rows take its name, council, directorate and scheme."""
    own = tuple(
        replace(row, source=name, council=council, directorate=directorate, scheme=scheme.key)
        for row in rows
    )
    lost = [row.actual for row in refused if row.actual is not None]
    used = [row.stored_actual for row in own if row.stored_actual is not None]
    source = Source(
        name,
        sha256 or f"hash of {name}",
        council,
        directorate,
        period=period,
        scheme=scheme.key,
        rows_in=len(own) + len(refused),
        rows_refused=len(refused),
        actuals_in=len(used) + len(lost),
        actuals_refused=len(lost),
        total_in=sum(used, Decimal(0)) + sum(lost, Decimal(0)),
        total_refused=sum(lost, Decimal(0)),
        modified=modified,
    )
    return SourceBook(source, scheme, own, tuple(refused))


def an_unreadable_book(name: str, code: str = "not-a-workbook") -> SourceBook:
    return SourceBook(Source(name, f"hash of {name}", refusal="is no workbook.", code=code))


def a_consolidation(*rows: ConsolidatedRow, period: Quarter = Q3) -> Consolidation:
    return Consolidation(period, "Exampleton", (), rows, schemes=(STANDARD,))
