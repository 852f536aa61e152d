"""Contribution of a workbook to a consolidation: its rows without ballast, counts, findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from kpibook.domain.actions.action import Action
from kpibook.domain.consolidation.consolidation import (
    QUARTERS_SHOWN,
    ConsolidatedRow,
    Past,
    Source,
    SourceBook,
)
from kpibook.domain.finding import Finding, finding_from
from kpibook.domain.measures.measure import Measure, Reading
from kpibook.domain.rating.in_doubt import NO_DOUBT
from kpibook.domain.rating.rated_measure import (
    RatedMeasure,
    without_doubted,
)
from kpibook.domain.wording import counted
from kpibook.errors import KpibookError, Location
from kpibook.services.consolidate.typed_rows import TypedRow, refused_rows
from kpibook.services.rating.check import Checked
from kpibook.services.rating.scorecard import Scorecard
from kpibook.workbook.performance import PerformanceWorkbook

_HAS_FINDINGS = "consolidate-has-findings"


def book_from(source: Source, checked: Checked, typed: Sequence[TypedRow]) -> SourceBook:
    """Turn a workbook that was read and rated into a source of the consolidation.

    Args:
        source: Its name, hash and stamp.
        checked: Its scorecard and findings.
        typed: Its rows as typed.
    """
    scorecard = checked.scorecard
    actions = tuple(
        replace(each, source=replace(each.source, file=source.name)) for each in scorecard.actions
    )
    rows = tuple(_rows(scorecard, typed, source.name, actions))
    used_cells = {row.cell for row in rows if row.actual is not None}
    lost_rows = [row for row in typed if row.cell not in used_cells]
    return SourceBook(
        source=replace(
            _described(source, scorecard.workbook, typed),
            scheme=scorecard.scheme.key,
            rows_refused=sum(not row.used for row in typed),
            actuals_refused=_figures(lost_rows),
            total_refused=_total(lost_rows),
        ),
        scheme=scorecard.scheme,
        rows=rows,
        refused=refused_rows(typed, scorecard.workbook.findings, source.name),
        findings=_own_findings(checked.findings, source.name),
        actions=actions,
    )


def unusable_book(
    source: Source,
    error: KpibookError,
    workbook: PerformanceWorkbook | None = None,
    typed: Sequence[TypedRow] = (),
) -> SourceBook:
    """Turn a workbook that cannot be used into a source that is refused whole.

    Args:
        source: Its name, and its hash if it could be read.
        error: The reason.
        workbook: Its contents, if they can be read all the same.
        typed: Its rows, likewise.
    """
    described = source if workbook is None else _described(source, workbook, typed)
    finding = finding_from(error, replace(error.where, file=source.name))
    return SourceBook(replace(described, refusal=error.what, code=error.code), findings=(finding,))


def _described(source: Source, workbook: PerformanceWorkbook, typed: Sequence[TypedRow]) -> Source:
    settings = workbook.settings
    return replace(
        source,
        council=settings.council,
        directorate=settings.directorate or _only_directorate(workbook.measures.values()),
        committee=settings.committee,
        period=settings.period,
        rows_in=len(typed),
        actuals_in=_figures(typed),
        total_in=_total(typed),
    )


def _only_directorate(measures: Iterable[Measure]) -> str:
    """Return the directorate all measures name; "" if they do not all name the same."""
    names = {measure.directorate for measure in measures}
    return names.pop() if len(names) == 1 else ""


def _figures(typed: Iterable[TypedRow]) -> int:
    return sum(row.figure is not None for row in typed)


def _total(typed: Iterable[TypedRow]) -> Decimal:
    return sum((row.summed for row in typed), Decimal(0))


def _rows(
    scorecard: Scorecard, typed: Sequence[TypedRow], source: str, actions: Sequence[Action]
) -> Iterable[ConsolidatedRow]:
    workbook, scheme = scorecard.workbook, scorecard.scheme
    by_cell = {row.cell: row for row in typed}
    for rated in scorecard.rated:
        typed_row = by_cell[rated.reading.source.cell]
        yield ConsolidatedRow(
            source=source,
            sheet=typed_row.sheet,
            cell=typed_row.cell,
            ref_cell=typed_row.ref_cell,
            council=workbook.settings.council,
            directorate=rated.measure.directorate or workbook.settings.directorate,
            rated=_slim(without_doubted(rated)),
            scheme=scheme.key,
            status_word=rated.status_in_words(scheme),
            direction_word=rated.direction_in_words(rated.rating.direction, scheme),
            history=_history(rated, workbook),
            forecast_word=scheme.label(rated.forecast.status) if rated.forecast else "",
            actions=tuple(each for each in actions if each.key == rated.measure.key),
        )


def _slim(rated: RatedMeasure) -> RatedMeasure:
    """Return the measure without the cells of its fields and without withheld figures."""
    measure = replace(rated.measure, source=Location(), places={})
    reading = replace(rated.reading, source=Location(), places={})
    if reading.usable is None:
        reading = replace(reading, actual=None)
    if reading.marker == "[c]":
        reading = replace(reading, numerator=None, denominator=None, forecast=None)
    # The findings go with the workbook; what they concern is gone from the figures.
    doubt = replace(rated.doubt, findings=(), reason="") if rated.doubt.roles else NO_DOUBT
    first, second = (replace(figure, reading=None) for figure in rated.compared)
    return replace(rated, measure=measure, reading=reading, doubt=doubt, compared=(first, second))


def _history(rated: RatedMeasure, workbook: PerformanceWorkbook) -> tuple[Past, ...]:
    quarter = rated.reading.period.previous
    readings = [without_doubted(rated).reading]
    for _ in range(QUARTERS_SHOWN - 1):
        if reading := workbook.history.get((rated.measure.key, quarter)):
            doubted = quarter in rated.doubt.quarters
            readings.append(_missing(reading) if doubted else reading)
        quarter = quarter.previous
    return tuple(_past(reading) for reading in reversed(readings))


def _missing(reading: Reading) -> Reading:
    return replace(reading, actual=None, numerator=None, denominator=None, marker="[x]")


def _past(reading: Reading) -> Past:
    confidential = reading.marker == "[c]"
    return Past(
        reading.period,
        reading.usable,
        reading.marker,
        None if confidential else reading.numerator,
        None if confidential else reading.denominator,
        target=None if reading.target is None else reading.target.value,
    )


def _own_findings(findings: Sequence[Finding], name: str) -> tuple[Finding, ...]:
    """Return the workbook's findings under its name here, after a finding that counts them."""
    renamed = [replace(f, where=replace(f.where, file=name)) for f in findings]
    if not renamed:
        return ()
    count = Finding(
        _HAS_FINDINGS,
        f"has {counted(len(renamed), 'finding')} and is used as it is.",
        Location(name),
        "Put them right in the workbook and consolidate again.",
    )
    return (count, *renamed)
