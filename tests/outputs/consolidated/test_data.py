from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from kpibook.domain.actions.action import Action
from kpibook.domain.measures.measure import Basis, Polarity, Tolerance
from kpibook.outputs.consolidated.data import data_page
from kpibook.workbook import consolidated_layout as sheets
from kpibook.workbook import layout
from tests.domain.consolidated import a_row
from tests.domain.given import Q3, a_measure
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


def test_a_row_has_what_its_status_and_its_directions_rest_on() -> None:
    content = a_varied_consolidation()
    measure = replace(
        a_measure("X", target="90"),
        polarity=Polarity.LOWER,
        basis=Basis.YEAR_TO_DATE,
        tolerance=Tolerance(Decimal(2)),
    )
    past = [("Q3 2020/21", "97"), ("Q2 2021/22", "90.5")]
    row = a_row("X", "91", measure=measure, past=past, commentary="Two posts\nwere vacant.")
    action = Action("Recruit.", Q3, "X", due=date(2021, 12, 1), owner="Head of Homes")
    reading = replace(row.rated.reading, action="See below.")
    row = replace(row, rated=replace(row.rated, reading=reading), actions=(action,))
    row = replace(row, tolerance_word="2")

    page = data_page(replace(content, rows=(row,)))

    values = {
        heading: cell_of(page, 0, heading).value
        for heading in layout.headings(sheets.ADDED_DATA_COLUMNS)
    }
    assert values[layout.POLARITY] == "lower"
    assert values[layout.BASIS] == "year to date"
    assert values[layout.TOLERANCE] == "2"
    assert (values[layout.PREVIOUS], values[layout.PREVIOUS_YEAR]) == (0.905, 0.97)
    assert values[sheets.DIRECTION_AGAINST] == "Q2 2021/22"
    assert values[sheets.SECOND_AGAINST] == "Q3 2020/21"
    assert values[sheets.SECOND_DIRECTION] == "Improved"
    assert values[sheets.SECOND_MEANING] == "improved"
    assert values[layout.COMMENTARY] == "Two posts\nwere vacant."
    assert values[layout.ACTION] == "See below."
    assert "Head of Homes" in str(values[sheets.ACTION_LIST])
    assert "overdue" in str(values[sheets.ACTION_LIST])


def test_names_that_are_counted_by_stand_on_one_line_and_dates_are_dates() -> None:
    content = a_varied_consolidation()
    row = replace(a_row(), directorate=" Housing \n Repairs ")
    reading = replace(row.rated.reading, as_at=date(2021, 12, 31))
    row = replace(row, rated=replace(row.rated, reading=reading))

    page = data_page(replace(content, rows=(row,)))

    assert cell_of(page, 0, layout.DIRECTORATE).value == "Housing Repairs"
    assert cell_of(page, 0, layout.AS_AT).value == date(2021, 12, 31)
