"""Findings for the quarter that a workbook is rolled forward to."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Measure
from kpibook.domain.wording import counted
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
        if reading.actual is None and not reading.marker:
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
    """Report targets of the year that ends: they stay until a person changes them."""
    year, next_year = (
        quarter.financial_year
        for quarter in (workbook.settings.period, workbook.settings.period.next)
    )
    with_target = [m for m in workbook.measures.values() if _has_target(m)]
    if with_target:
        has = "has its target" if len(with_target) == 1 else "have their targets"
        yield Finding(
            "targets-of-last-year",
            f"{counted(len(with_target), 'measure')} still {has} of {year}.",
            with_target[0].place("target"),
            f"Enter the targets of {next_year} on '{layout.MEASURES}', with tolerances, floors and "
            "ranges where these change; then press Fill in Excel, or run `kpibook fill`.",
            f"{next_year} is rated against them until they are changed.",
        )


def _has_target(measure: Measure) -> bool:
    target = measure.target
    ends = (target.value, measure.low, measure.high)
    return bool(target.words or target.by_quarter) or any(end is not None for end in ends)
