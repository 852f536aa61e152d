"""A workbook is grids, with formulas worked out, merges, fills, and no hidden rows."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import PatternFill

from kpibook.sources.grids.workbooks import workbook_grids


def test_formulas_merges_and_fills_are_there_and_hidden_rows_are_not(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    for row in (["Scorecard", None], ["A1", 5], ["A2", "=B2*2"], ["A3", 9]):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet["C2"].fill = PatternFill("solid", fgColor="92D050")
    sheet.row_dimensions[4].hidden = True
    book.create_sheet("Lists").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")

    grid, lists = workbook_grids(tmp_path / "a.xlsx", 100)

    assert grid.text(3, 2) == "10"
    assert grid.merged == ((1, 1, 1, 2),)
    assert grid.fills == {(2, 3): "92D050"}
    assert list(grid.rows) == [1, 2, 3]
    assert not lists.is_shown
