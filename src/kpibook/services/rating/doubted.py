"""Doubts about the figures of a workbook: each measure's, and those of the sheet as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kpibook.domain.doubts.doubt import Doubt
from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.doubts.gathering import figures_of
from kpibook.domain.doubts.parts import actual_from_parts, with_actual_from_parts
from kpibook.domain.doubts.sheet import doubts_of_sheet
from kpibook.domain.measures.measure import Reading
from kpibook.workbook import layout
from kpibook.workbook.performance import PerformanceWorkbook


def with_worked_out(
    workbook: PerformanceWorkbook, readings: Mapping[str, Reading]
) -> dict[str, Reading]:
    """Return the readings with the actuals that their numerators and denominators give.

    Only where the cell of the actual is empty: what is in it, and cannot be read, stays.
    """
    return {
        key: with_actual_from_parts(workbook.measures[key], reading)
        if _is_empty(workbook, key)
        else reading
        for key, reading in readings.items()
        if key in workbook.rows
    }


def _is_empty(workbook: PerformanceWorkbook, key: str) -> bool:
    cell = workbook.rows[key].cells.get(layout.ACTUAL)
    return cell is None or (cell.formula is None and cell.value in (None, ""))


def figures_in(
    workbook: PerformanceWorkbook, readings: Mapping[str, Reading]
) -> list[MeasureFigures]:
    """Return the figures of each measure on 'This quarter', in the order of the sheet."""
    settled: dict[str, list[tuple[object, ...]]] = {}
    for settlement in workbook.settlements:
        settled.setdefault(settlement.ref, []).append(settlement.what)
    return [
        figures_of(
            measure,
            readings[key],
            workbook.history,
            frozenset(settled.get(measure.ref, ())),  # type: ignore[arg-type]
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

    Args:
        workbook: The workbook's contents.
        figures: The figures of its measures, see `figures_in`.
        readings: The readings they are of, by key.
        typed: The same without the actuals that were worked out.
    """
    return [
        (*doubts, actual_from_parts(of_measure))
        if typed[key].actual is None and readings[key].actual is not None
        else doubts
        for key, of_measure, doubts in zip(
            workbook.rows, figures, doubts_of_sheet(figures), strict=True
        )
    ]


def settled_by_ok(figures: Sequence[MeasureFigures]) -> list[tuple[str, list[Doubt]]]:
    """Return the doubts that [ok] has settled, with the reference of their measure."""
    if not any(of_measure.settled for of_measure in figures):
        return []
    unsettled = [replace(of_measure, settled=False) for of_measure in figures]
    return [
        (of_measure.ref, [d for d in doubts if all(of_measure.is_settled(f) for f in d.figures)])
        for of_measure, doubts in zip(figures, doubts_of_sheet(unsettled), strict=True)
        if of_measure.settled
    ]
