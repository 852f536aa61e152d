"""Totals in texts on the workbook's own sheets."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from kpibook.services.rating.check import check_file
from kpibook.workbook import layout
from tests.support.books import example, typed

WRONG = "All but one of the six (6) measures have shown a positive movement."


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return Path(shutil.copy(example().filled, tmp_path / "book.xlsx"))


def totals(path: Path) -> list[tuple[str, str]]:
    return [
        (f.where.sheet, f.where.cell)
        for f in check_file(path).findings
        if f.code == "commentary-total"
    ]


def below(path: Path, sheet: str) -> str:
    """Return a cell under everything on a sheet."""
    return f"A{openpyxl.load_workbook(path)[sheet].max_row + 2}"


def test_the_sheets_that_kpibook_draws_have_nothing_to_put_right(book: Path) -> None:
    assert totals(book) == []


@pytest.mark.parametrize("sheet", [layout.COVER, layout.RETURN])
def test_a_wrong_total_on_the_cover_or_the_return_is_found_in_its_cell(
    book: Path, sheet: str
) -> None:
    place = below(book, sheet)
    typed(book, {place: WRONG}, sheet)
    assert totals(book) == [(sheet, place)]


def test_a_right_total_is_let_alone(book: Path) -> None:
    typed(book, {below(book, layout.COVER): "3 of the 6 measures have improved."}, layout.COVER)
    assert totals(book) == []


def test_a_typed_summary_has_a_sheet_and_other_sheets_hold_anything(book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    for name in ("Summary for committee", "Calls"):
        opened.create_sheet(name)["B2"] = WRONG
    opened.save(book)
    assert totals(book) == [("Summary for committee", "B2")]


def test_the_return_of_another_state_is_not_counted(book: Path) -> None:
    place = below(book, layout.RETURN)
    typed(book, {place: WRONG}, layout.RETURN)
    row = openpyxl.load_workbook(book)[layout.THIS_QUARTER]
    table = next(iter(row.tables.values())).ref
    column = next(c for c in row[table][0] if c.value == layout.ACTUAL)
    typed(book, {f"{column.column_letter}{column.row + 1}": 0.5})
    assert "rating-out-of-date" in {f.code for f in check_file(book).findings}
    assert totals(book) == []
