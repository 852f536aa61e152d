"""Consolidations of invented figures to draw, built from domain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, Consolidation, RefusedRow
from kpibook.domain.consolidation.in_memory import combine
from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Unit
from kpibook.errors import Location
from kpibook.outputs.consolidated.contents import MadeHow
from kpibook.outputs.page import Page, PageCell
from kpibook.sources.schemes import load_scheme
from tests.domain.consolidated import a_row, a_source_book
from tests.domain.given import a_measure

MADE = MadeHow("9.9", "kpibook consolidate returns")
EIGHT = ("Q4 2019/20", "Q1 2020/21", "Q2 2020/21", "Q3 2020/21", "Q4 2020/21", "Q1 2021/22",
         "Q2 2021/22")  # fmt: skip
#: A directorate whose name COUNTIFS would take for a pattern.
ODD = "Adults* & ~old?"


def a_past(*actuals: str) -> list[tuple[str, str]]:
    """What was reported in the quarters before, the last of `actuals` for the quarter before."""
    return list(zip(EIGHT[-len(actuals) :], actuals, strict=True))


def with_priority(row: ConsolidatedRow, priority: str) -> ConsolidatedRow:
    """The row, its measure serving that priority."""
    measure = replace(row.rated.measure, priority=priority)
    return replace(row, rated=replace(row.rated, measure=measure))


def a_varied_consolidation(odd_name: str = ODD) -> Consolidation:
    """Every kind of row: met, off and declined, missing, withheld; odd names and none."""
    housing = [
        with_priority(a_row("HSG1", "91", target="90", past=a_past("85", "86", "88")), "Homes"),
        with_priority(
            a_row(
                "HSG2",
                "70",
                target="90",
                past=a_past("80", "78", "77", "76", "76", "75", "75"),
                commentary="Two posts were vacant.",
            ),
            "Homes",
        ),
        with_priority(a_row("HSG3", None, target="90", past=a_past("88", "89")), "Safe"),
        with_priority(a_row("HSG4", None, marker="[c]"), "Safe"),
        with_priority(a_row("HSG5", "72.1", unit=Unit.PERCENT, target="72"), "homes"),
    ]
    titled = replace(a_measure("=HSG6", target="90", decimals=None), title="=1+1 of all")
    odd = [
        with_priority(a_row("=HSG6", "95", measure=titled), "2024"),
        with_priority(a_row("A2", "88", target="90", past=a_past("80")), ""),
    ]
    lost = RefusedRow("roads.xlsx", "R9", "This quarter", "H9", "ref-twice",
                      "R9 stands above it.", Decimal(3))  # fmt: skip
    return replace(
        combine(
            [
                a_source_book("housing.xlsx", *housing),
                a_source_book("odd*.xlsx", *odd, directorate=odd_name),
                a_source_book("roads.xlsx", a_row("R1", "7"), directorate="", refused=[lost]),
                a_source_book("twin.xlsx", *housing, sha256="hash of housing.xlsx"),
            ]
        ),
        findings=(
            Finding("tolerance-negative", "HSG2 has a tolerance of -2.",
                    Location("housing.xlsx", "Measures", "R7"), "Enter 0 or more.", ref="HSG2"),
        ),
    )  # fmt: skip


def a_mixed_consolidation() -> Consolidation:
    """Two directorates under different schemes, whose words differ for one meaning."""
    maidstone = load_scheme("maidstone")
    ours = a_source_book("a.xlsx", a_row("A1", "91", target="90"), a_row("A2", "10", target="90"))
    theirs = a_source_book(
        "b.xlsx",
        a_row("B1", "95", target="90", scheme=maidstone),
        directorate="Planning",
        scheme=maidstone,
    )
    return combine([ours, theirs])


def of_councils(*names: str) -> Consolidation:
    """One measure of the directorate Housing for each council."""
    return combine(
        [a_source_book(f"{name}.xlsx", a_row("H1", "91", target="90"), council=name)
         for name in names]
    )  # fmt: skip


def many(number: int, *, off: Sequence[int] = ()) -> Consolidation:
    """So many measures with four quarters each; those with the numbers `off` are off target."""
    rows = [
        a_row(f"M{n}", "50" if n in off else "95", target="90", past=a_past("92", "93", "94"))
        for n in range(number)
    ]
    return combine([a_source_book("many.xlsx", *rows)])


def cell_of(page: Page, row: int, heading: str) -> PageCell:
    """The cell of a page's row, 0 being the first, under a heading."""
    return page.rows[row][list(page.header).index(heading)]


def column_of(page: Page, heading: str) -> list[object]:
    """What a page's table holds under a heading."""
    return [row[list(page.header).index(heading)].value for row in page.rows]
