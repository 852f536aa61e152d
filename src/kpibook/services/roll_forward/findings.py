"""Findings for the quarter that a workbook is rolled forward to."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.domain.finding import Finding
from kpibook.domain.measures.timing.due import is_waiting
from kpibook.domain.reporting.year_targets import finding_on_old_targets, has_target
from kpibook.workbook import layout
from kpibook.workbook.performance import PerformanceWorkbook


def findings_of_rolling(workbook: PerformanceWorkbook) -> Iterator[Finding]:
    """Report what rolling forward leaves for a person to do, measure by measure.

    Args:
        workbook: Its contents before it is rolled.
    """
    closed = workbook.settings.period
    for key, row in workbook.rows.items():
        reading, measure = workbook.readings[key], workbook.measures[key]
        waiting = is_waiting(measure, reading, workbook.history)
        if reading.actual is None and not reading.marker and not waiting:
            yield Finding(
                "rolled-without-actual",
                f"{measure.ref} had neither an actual nor a marker for {closed}.",
                row.where(layout.ACTUAL),
                f"When the figure is known, add a row for it to '{layout.HISTORY}'.",
                f"{closed.next} will have nothing to be compared with.",
                measure.ref,
            )
    yield from _remaining_formulas(workbook)
    if closed.number == 4:
        # Only after Q4: the register holds one year's targets, and Q1 begins a new year.
        yield from _targets_of_last_year(workbook)


def _remaining_formulas(workbook: PerformanceWorkbook) -> Iterator[Finding]:
    for key, row in workbook.rows.items():
        cell = row.cells[layout.ACTUAL]
        if cell.formula is not None:
            ref = workbook.measures[key].ref
            yield Finding(
                "formula-kept",
                f"{ref} has its actual worked out by a formula, which stays.",
                row.where(layout.ACTUAL),
                "Bring what the formula reads up to the new quarter, or type over it.",
                "Until then it may show the figure of the quarter before.",
                ref,
            )


def _targets_of_last_year(workbook: PerformanceWorkbook) -> Iterator[Finding]:
    """Report targets of the year that ends: they stay until a person changes or confirms them."""
    closed = workbook.settings.period
    old = [
        measure
        for measure in workbook.measures.values()
        if has_target(measure)
        and not measure.has_ended(closed.next)
        and (measure.target_year or closed.year) <= closed.year
    ]
    if old:
        yield finding_on_old_targets(old, closed)
