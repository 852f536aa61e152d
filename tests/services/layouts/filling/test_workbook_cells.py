"""Cells of an open workbook: merged cells are known once the sheets have been read."""

from pathlib import Path

import xlsxwriter

from kpibook.services.layouts.filling.workbook_cells import WorkbookCells
from kpibook.workbook.closed import ClosedBook


def test_only_the_first_of_merged_cells_shows_what_it_holds(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("S")
        sheet.merge_range("B2:C3", "x")
    with ClosedBook.open(tmp_path / "a.xlsx") as opened:
        cells = WorkbookCells(opened)
        cells.source(10)
        merged = [cells.is_merged_into("S", address) for address in ("B2", "C2", "B3", "D2")]
        assert merged == [False, True, True, False]


def test_a_fill_keeps_the_colour_of_the_text(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        white = book.add_format({"font_color": "#FFFFFF", "bg_color": "#000000"})
        book.add_worksheet("S").write("A1", 5, white)
    with ClosedBook.open(tmp_path / "a.xlsx") as opened:
        cells = WorkbookCells(opened)
        assert cells.set_colours("S", "A1", "00FF00", "")
        cells.set("S", "A1", 6, None)
        cell = cells.cell("S", "A1")
        assert (cell.value, opened.package.looks.font(cell.style)) == (6, "FFFFFF")
