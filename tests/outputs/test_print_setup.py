"""Print setup: what a sheet repeats, and how its columns are spread over pages."""

from __future__ import annotations

import pytest

from kpibook.outputs.drawing import Document, draw
from kpibook.outputs.page import Page, PageCell
from kpibook.outputs.print_setup import page_starts
from tests.outputs.sheets import read


def _page(header: list[str], width: float, **more: object) -> Page:
    row = [PageCell("text") for _ in header]
    return Page(
        "Wide", "Wide", table="Wide", header=header, widths=[width] * len(header), rows=[row],
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _columns(*before: str) -> list[str]:
    return [*before, *(f"Column {number}" for number in range(20))]


@pytest.mark.parametrize(
    ("header", "repeated"),
    [
        (_columns("Directorate", "Priority", "Ref", "Measure"), "$A:$C"),
        (_columns("Ref", "Measure"), "$A:$A"),
        (_columns("Workbook", "Directorate"), "$A:$A"),
    ],
)
def test_the_columns_up_to_the_reference_are_on_each_page(header: list[str], repeated: str) -> None:
    sheet = read(draw([_page(header, 12)], Document("Title")))["Wide"]

    assert sheet.print_title_cols == repeated


def test_first_columns_that_would_take_half_the_page_are_not_all_repeated() -> None:
    header = _columns("Directorate", "Priority", "Ref")

    sheet = read(draw([_page(header, 30)], Document("Title")))["Wide"]

    assert sheet.print_title_cols == "$A:$A"


def test_a_table_that_is_legible_on_one_page_stays_on_it() -> None:
    sheet = read(draw([_page(["Ref", "Measure", "Actual"], 40)], Document("Title")))["Wide"]

    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_area == ""


def test_the_totals_of_a_wide_table_are_printed() -> None:
    header = _columns("Ref")
    totals = [PageCell("All") for _ in header]

    sheet = read(draw([_page(header, 12, totals=totals)], Document("Title")))["Wide"]

    assert {area.rpartition("$")[2] for area in sheet.print_area.split(",")} == {"4"}


def test_print_is_a_little_smaller_where_that_saves_a_page_across() -> None:
    scales = {
        read(draw([_page(_columns("Ref"), width)], Document("Title")))["Wide"].page_setup.scale
        for width in (12, 12.6, 13.2, 13.8, 14.4)
    }

    assert scales == {85, 91}


def test_a_column_wider_than_a_page_has_a_page_for_itself() -> None:
    assert page_starts([50, 40, 500, 40], 1, 100) == [0, 2, 3]
