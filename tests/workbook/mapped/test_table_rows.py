"""A measure read through a layout is a row under our own headings."""

from __future__ import annotations

from kpibook.workbook import layout as own
from kpibook.workbook.mapped.council_layout import CouncilLayout, TableLayout
from kpibook.workbook.mapped.found import MappedRow, Place
from kpibook.workbook.mapped.table_rows import answers_of, as_table_row
from kpibook.xlsx import Cell

PLACES = {"actual": Place("", "Scorecard", "D2")}


def _row(**cells: Cell) -> MappedRow:
    return MappedRow("A1", cells, PLACES, {}, TableLayout())


def test_an_answer_comes_before_the_cell_and_a_general_answer_behind_it() -> None:
    layout = CouncilLayout(answers={"a1": {"unit": "days"}, "*": {"polarity": "lower"}})
    row = _row(unit=Cell("B2", "text", "x"), polarity=Cell("C2", "text", "High"))

    read = as_table_row(row, layout, "x.xlsx", [])

    assert answers_of(layout, "A1") == {"unit": "days", "polarity": "lower"}
    assert read.cells[own.POLARITY].value == "High"


def test_cells_that_show_a_percentage_say_the_unit() -> None:
    cell = Cell("D2", "number", 0.5, number_format="0.0%")

    read = as_table_row(_row(actual=cell), CouncilLayout(), "x.xlsx", [])

    assert read.cells[own.UNIT].value == "percent"
    assert str(read.where(own.ACTUAL)) == "x.xlsx 'Scorecard'!D2"


def test_the_years_target_stands_in_for_one_of_the_quarter() -> None:
    read = as_table_row(_row(year_target=Cell("C2", "number", 9)), CouncilLayout(), "x", [])

    assert read.cells[own.TARGET].value == 9
