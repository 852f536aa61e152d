"""Merged cells of a sheet, and cells as text."""

from kpibook.workbook.mapped.grid import text_of
from kpibook.xlsx import Cell
from tests.workbook.mapped.grids import grid_of


def test_each_merged_cell_has_the_first_and_a_huge_area_is_left_out() -> None:
    grid = grid_of([["a"]], merged=((1, 1, 2, 2), (5, 1, 5000, 10)))
    assert grid.anchors() == {
        (1, 1): (1, 1),
        (1, 2): (1, 1),
        (2, 1): (1, 1),
        (2, 2): (1, 1),
    }


def test_a_whole_number_has_no_point_and_lines_are_joined() -> None:
    assert text_of(Cell("A1", "number", 101.0)) == "101"
    assert text_of(Cell("A1", "text", " a\n b ")) == "a b"
