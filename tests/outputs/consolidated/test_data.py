from __future__ import annotations

from dataclasses import replace
from datetime import date

from kpibook.outputs.consolidated.data import data_page
from kpibook.workbook import consolidated_layout as sheets
from kpibook.workbook import layout
from tests.domain.consolidated import a_row
from tests.outputs.consolidated.given import a_varied_consolidation, cell_of, column_of


def test_the_headings_are_those_of_the_layout() -> None:
    page = data_page(a_varied_consolidation())

    assert list(page.header) == layout.headings(sheets.DATA_COLUMNS)
    assert page.table == sheets.DATA_TABLE


def test_a_percentage_is_held_as_a_fraction_and_a_blank_stays_blank() -> None:
    page = data_page(a_varied_consolidation())
    refs = column_of(page, layout.REF)

    percentage = cell_of(page, refs.index("HSG5"), layout.ACTUAL)
    assert (percentage.value, percentage.number_format) == (0.721, "0.00%")
    assert cell_of(page, refs.index("HSG3"), layout.ACTUAL).value == ""
    assert cell_of(page, refs.index("HSG4"), layout.MARKER).value == "[c]"


def test_each_row_says_where_its_figure_came_from() -> None:
    content = a_varied_consolidation()
    page = data_page(content)

    for number, row in enumerate(content.rows):
        said = [
            cell_of(page, number, heading).value
            for heading in (sheets.SOURCE_WORKBOOK, sheets.SOURCE_SHEET, sheets.SOURCE_CELL,
                            sheets.SOURCE_HASH)
        ]  # fmt: skip
        assert said == [row.source, "This quarter", "H6", f"hash of {row.source}"]


def test_names_that_are_counted_by_stand_on_one_line_and_dates_are_dates() -> None:
    content = a_varied_consolidation()
    row = replace(a_row(), directorate=" Housing \n Repairs ")
    reading = replace(row.rated.reading, as_at=date(2021, 12, 31))
    row = replace(row, rated=replace(row.rated, reading=reading))

    page = data_page(replace(content, rows=(row,)))

    assert cell_of(page, 0, layout.DIRECTORATE).value == "Housing Repairs"
    assert cell_of(page, 0, layout.AS_AT).value == date(2021, 12, 31)
