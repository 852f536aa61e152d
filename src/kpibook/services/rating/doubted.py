"""Doubts about the figures of a workbook: each measure's, and those of the sheet as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kpibook.domain.doubts.doubt import Doubt
from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.doubts.gathering import figures_of
from kpibook.domain.doubts.months import actual_from_months, not_worked_out
from kpibook.domain.doubts.parts import actual_from_parts, with_actual_from_parts
from kpibook.domain.doubts.sheet import doubts_of_sheet
from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Measure, Reading
from kpibook.domain.measures.timing.quarter_of_months import with_actual_from_months
from kpibook.domain.rating.earlier import Earlier
from kpibook.domain.wording import counted, listed
from kpibook.on_use.replacing import replace
from kpibook.workbook import layout
from kpibook.workbook.performance import PerformanceWorkbook

_TAKE_OUT_ROW = (
    f"If that was not meant, take its row out of the sheet '{layout.SETTLED}', and fill again."
)
#: The way to take [ok] back where no workbook keeps it.
TAKE_OUT_OK = "If that was not meant, take [ok] out."


def with_worked_out(
    workbook: PerformanceWorkbook, readings: Mapping[str, Reading]
) -> dict[str, Reading]:
    """Return the readings with the actuals that their parts or their months give.

    Only where the cell of the actual is empty: what is in it, and cannot be read, stays.
    """
    return {
        key: _worked_out(workbook, workbook.measures[key], reading)
        if reading.actual is None and _is_empty(workbook, key)
        else reading
        for key, reading in readings.items()
        if key in workbook.rows
    }


def _worked_out(workbook: PerformanceWorkbook, measure: Measure, reading: Reading) -> Reading:
    of_parts = with_actual_from_parts(measure, reading)
    return with_actual_from_months(measure, of_parts, workbook.months)


def _is_empty(workbook: PerformanceWorkbook, key: str) -> bool:
    cell = workbook.rows[key].cells.get(layout.ACTUAL)
    return cell is None or (cell.formula is None and cell.value in (None, ""))


def figures_in(
    workbook: PerformanceWorkbook, readings: Mapping[str, Reading], earlier: Mapping[str, Earlier]
) -> list[MeasureFigures]:
    """Return the figures of each measure on 'This quarter', in the order of the sheet.

    Args:
        workbook: The workbook's contents.
        readings: The readings of the quarter by key.
        earlier: The readings of its history, as `earlier_by_measure` returns them.
    """
    settled: dict[str, list[tuple[object, ...]]] = {}
    for settlement in workbook.settlements:
        settled.setdefault(settlement.ref, []).append(settlement.what)
    return [
        figures_of(
            measure,
            readings[key],
            workbook.history,
            frozenset(settled.get(measure.ref, ())),  # type: ignore[arg-type]
            workbook.months,
            earlier.get(measure.key, {}),
        )
        for key in workbook.rows
        if (measure := workbook.measures[key])
    ]


def doubts_in(
    workbook: PerformanceWorkbook,
    figures: Sequence[MeasureFigures],
    readings: Mapping[str, Reading],
    typed: Mapping[str, Reading],
) -> list[tuple[Doubt, ...]]:
    """Return the doubts about each measure, and a note where its actual was worked out.

    Where it cannot be worked out from its months, what is missing is asked for.

    Args:
        workbook: The workbook's contents.
        figures: The figures of its measures, see `figures_in`.
        readings: The readings they are of, by key.
        typed: The same without the actuals that were worked out.
    """
    return [
        (
            *doubts,
            *_how_worked_out(of_measure, typed[key], readings[key]),
            *not_worked_out(workbook.measures[key], readings[key], workbook.months),
        )
        for key, of_measure, doubts in zip(
            workbook.rows, figures, doubts_of_sheet(figures), strict=True
        )
    ]


def _how_worked_out(figures: MeasureFigures, typed: Reading, reading: Reading) -> Iterator[Doubt]:
    if typed.actual is not None or reading.actual is None:
        return
    of_parts = None not in (typed.numerator, typed.denominator)
    yield actual_from_parts(figures) if of_parts else actual_from_months(figures)


def open_doubts(figures: Sequence[MeasureFigures]) -> list[tuple[str, Doubt]]:
    """Return the doubts that a person can settle, with the reference of their measure.

    A note asks for nothing, and a doubt about no figure in particular is put right where it is.
    """
    return [
        (of_measure.ref, doubt)
        for of_measure, doubts in zip(figures, doubts_of_sheet(figures), strict=True)
        for doubt in doubts
        if doubt.figures and not doubt.told and doubt.finding.severity.needs_a_person
    ]


def settled_by_ok(figures: Sequence[MeasureFigures]) -> list[tuple[str, list[Doubt]]]:
    """Return the doubts that [ok] has settled, with the reference of their measure."""
    if not any(of_measure.settled for of_measure in figures):
        return []
    unsettled = [replace(of_measure, settled=False) for of_measure in figures]
    return [
        settled_of(of_measure, doubts)
        for of_measure, doubts in zip(figures, doubts_of_sheet(unsettled), strict=True)
        if of_measure.settled
    ]


def settled_of(figures: MeasureFigures, doubts: Sequence[Doubt]) -> tuple[str, list[Doubt]]:
    """Return a measure's reference, and of the doubts that it would have those that are settled."""
    return figures.ref, [d for d in doubts if all(figures.is_settled(f) for f in d.figures)]


def ok_used(figures: Sequence[MeasureFigures], fix: str = _TAKE_OUT_ROW) -> Iterator[Finding]:
    """Report the measures of which [ok] has settled a doubt: once, with their count.

    Args:
        figures: The figures of each measure.
        fix: The way to take [ok] back.
    """
    yield from ok_used_for(settled_by_ok(figures), fix)


def ok_used_for(measures: Iterable[tuple[str, Sequence[Doubt]]], fix: str) -> Iterator[Finding]:
    """Report measures with [ok] once, with their count, see `ok_used`.

    Args:
        measures: Their references, with the doubts that [ok] has settled.
        fix: The way to take [ok] back.
    """
    settled = [(ref, doubts[0].finding) for ref, doubts in measures if doubts]
    if not settled:
        return
    refs = [ref or "a row" for ref, _ in settled]
    yield Finding(
        "ok-used",
        f"figures in doubt of {counted(len(refs), 'measure')} are taken as right, because [ok] "
        f"says so: {listed(refs, 8)}.",
        settled[0][1].where,
        fix,
        ref=refs[0] if len(refs) == 1 else "",
    )
