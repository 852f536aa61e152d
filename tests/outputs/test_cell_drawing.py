from __future__ import annotations

import re
from datetime import date, datetime

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from kpibook.outputs import cell_drawing
from kpibook.outputs.cell_drawing import draw_cell
from kpibook.outputs.page import PageCell
from kpibook.outputs.pen import Pen
from tests.outputs.sheets import drawn, part, read


def drawn_cell(cell: PageCell, *, streamed: bool = False) -> bytes:
    def draw(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        draw_cell(sheet, 0, 0, cell, Pen(book, 10).cell(cell))

    return drawn(draw, streamed=streamed)


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize(
    ("value", "read_back"),
    [
        pytest.param("text", "text", id="text"),
        pytest.param("=1+1", "=1+1", id="text like a formula"),
        pytest.param(0.721, 0.721, id="number"),
        pytest.param(0, 0, id="zero"),
        pytest.param("", None, id="blank"),
        pytest.param(date(2021, 12, 31), datetime(2021, 12, 31), id="date"),  # noqa: DTZ001
    ],
)
def test_a_value_is_what_it_was(value: object, read_back: object, streamed: bool) -> None:
    cell = read(drawn_cell(PageCell(value), streamed=streamed))["Sheet"]["A1"]  # type: ignore[arg-type]

    assert cell.value == read_back
    assert cell.data_type != "f"


def test_a_formula_is_stored_with_its_result() -> None:
    data = drawn_cell(PageCell(7, "0", formula="SUM(B1:B3)"))

    assert "<f>SUM(B1:B3)</f><v>7</v>" in part(data, "xl/worksheets/sheet1.xml")


def test_a_formula_that_says_a_word_is_stored_with_the_word() -> None:
    data = drawn_cell(PageCell("ties", formula='IF(TRUE,"ties")'))

    assert re.search(
        r't="str"[^>]*><f>IF\(TRUE,"ties"\)</f><v>ties</v>',
        part(data, "xl/worksheets/sheet1.xml").replace("&quot;", '"'),
    )


@pytest.mark.parametrize("value", ["text", 7, 0.5])
def test_a_link_leads_from_any_kind_of_cell_and_keeps_its_value(value: object) -> None:
    cell = read(drawn_cell(PageCell(value, link="'Data'!H8")))["Sheet"]["A1"]  # type: ignore[arg-type]

    assert cell.value == value
    assert cell.hyperlink.location == "'Data'!H8"
    assert cell.hyperlink.target is None


def test_beyond_what_a_sheet_takes_cells_keep_their_values_without_a_link(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cell_drawing, "MOST_LINKS", 2)

    def draw(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        for row in range(4):
            cell = PageCell(row, link="'Data'!A1")
            draw_cell(sheet, row, 0, cell, Pen(book, 10).cell(cell))

    sheet = read(drawn(draw))["Sheet"]

    assert [sheet.cell(n, 1).value for n in range(1, 5)] == [0, 1, 2, 3]
    assert [bool(sheet.cell(n, 1).hyperlink) for n in range(1, 5)] == [True, True, False, False]
