"""Example of a register: invented measures that show every column, as a file to start from."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from kpibook.files import atomic_write
from kpibook.services.paths.output import if_kept, kept_as
from kpibook.workbook import layout

_HOMES = {
    layout.DIRECTORATE: "Place",
    layout.SERVICE: "Housing",
    layout.PRIORITY: "Decent homes",
    layout.OWNER: "Head of Housing",
}
_STREETS = {
    layout.DIRECTORATE: "Place",
    layout.SERVICE: "Streets and waste",
    layout.PRIORITY: "Clean streets",
    layout.OWNER: "Head of Streets",
}
_PEOPLE = {
    layout.DIRECTORATE: "People",
    layout.SERVICE: "Customer services",
    layout.PRIORITY: "A council that listens",
    layout.OWNER: "Head of Customer Services",
}


def _measure(
    ref: str, title: str, unit: str, decimals: str, way: str, basis: str
) -> dict[str, str]:
    columns = (
        layout.REF,
        layout.MEASURE,
        layout.UNIT,
        layout.DECIMALS,
        layout.POLARITY,
        layout.BASIS,
    )
    return dict(zip(columns, (ref, title, unit, decimals, way, basis), strict=True))


EXAMPLE_MEASURES: tuple[dict[str, str], ...] = (
    {
        **_HOMES,
        **_measure("HSG01", "Repairs done in time", "percent", "1", "higher", "in period"),
        layout.TARGET: "95%",
        layout.TOLERANCE: "5%",
        layout.FLOOR: "80%",
        layout.COMPARATOR: "CIPFA nearest neighbours",
        layout.COMPARATOR_VALUE: "93.4%",
        layout.COMPARATOR_VINTAGE: "2024/25",
        layout.FREQUENCY: "monthly",
        layout.QUARTER_FROM: "numerators and denominators",
        layout.NOTE: "Excludes repairs to garages.",
    },
    {
        **_HOMES,
        **_measure("HSG02", "Households in bed and breakfast", "count", "0", "lower", "snapshot"),
        layout.TARGET: "40",
        layout.TARGET_BASIS: "Statistical neighbours",
        layout.TARGET_VINTAGE: "2024/25",
        layout.SUPPRESS: "Yes",
    },
    {
        **_HOMES,
        **_measure("HSG03", "New homes completed", "count", "0", "higher", "cumulative"),
        layout.TARGET: "600",
        layout.TARGET_Q1: "100",
        layout.TARGET_Q2: "250",
        layout.TARGET_Q3: "420",
        layout.TARGET_Q4: "600",
        layout.COMPARED_WITH: "same period last year",
    },
    {
        **_HOMES,
        **_measure("HSG04", "Days to let an empty home", "days", "1", "lower", "in period"),
        layout.TARGET: "28",
        layout.TOLERANCE: "3",
        layout.ALIASES: "BV212, HSG09",
    },
    {
        **_HOMES,
        **_measure("HSG05", "Homes that meet the standard", "percent", "1", "higher", "annual"),
        layout.TARGET: "at least 98%",
        layout.FREQUENCY: "annual",
    },
    {
        **_STREETS,
        **_measure("STR01", "Missed bins", "rate per 100,000", "1", "lower", "in period"),
        layout.TARGET: "40",
        layout.TOLERANCE: "10%",
        layout.COMPARED_WITH: "previous period, same period last year",
    },
    {
        **_STREETS,
        **_measure(
            "STR02", "Household waste recycled", "percent", "1", "higher", "rolling 12 months"
        ),
        layout.TARGET: "52%",
        layout.COMPARATOR: "England",
        layout.COMPARATOR_VALUE: "44.1%",
        layout.COMPARATOR_VINTAGE: "2023/24",
        layout.COMMITTEES: "Environment Scrutiny",
    },
    {
        **_STREETS,
        **_measure("STR03", "Cost of street cleaning", "currency", "0", "lower", "in period"),
        layout.TARGET: "410000",
        layout.TOLERANCE: "2%",
    },
    {
        **_PEOPLE,
        **_measure(
            "CUS01", "Satisfaction with the contact centre", "score", "1", "higher", "in period"
        ),
        layout.TARGET: "8",
        layout.INTRODUCED: "2024/25",
    },
    {
        **_PEOPLE,
        **_measure("CUS02", "Staff turnover", "percent", "1", "range", "rolling 12 months"),
        layout.LOW: "8%",
        layout.HIGH: "14%",
    },
    {
        **_PEOPLE,
        **_measure("CUS03", "Spending against budget", "percent", "1", "closest", "in period"),
        layout.TARGET: "100%",
        layout.TOLERANCE: "1%",
    },
    {
        **_PEOPLE,
        **_measure("CUS04", "Calls received", "count", "0", "neutral", "in period"),
        layout.OUTCOME: "Not part of the framework",
        layout.LAST_PERIOD: "Q4 2030/31",
    },
    {
        **_PEOPLE,
        **_measure("CUS05", "Council tax collected", "currency", "0", "higher", "cumulative"),
        layout.TARGET: "88000000",
        layout.PROFILE: "straight line",
    },
)
"""The measures, each with the columns it fills."""


def example_register() -> str:
    """Return the example as CSV text, with every column of the register."""
    memory = io.StringIO()
    writer = csv.DictWriter(memory, layout.headings(layout.REGISTER_COLUMNS), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(EXAMPLE_MEASURES)
    return memory.getvalue()


def write_example(path: Path) -> Path | None:
    """Write the example to a file, and return the name under which an earlier file was kept.

    None if there was no file, or it is the example already.

    Raises:
        SaveError: It cannot be written.
    """
    # Excel reads a CSV as UTF-8 only if it begins with the mark.
    content = example_register().encode("utf-8-sig")
    name = kept_as(path)
    atomic_write(path, lambda stream: stream.write(content), backup=name or False)
    return if_kept(name)
