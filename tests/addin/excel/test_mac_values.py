"""Values of cells on a Mac, through xlwings' own engine for it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from kpibook.addin.excel.mac_values import with_errors
from kpibook.addin.excel.range_reader import range_of
from kpibook.workbook import layout
from kpibook.xlsx import CellError
from kpibook.xlsx.cells.references import Area
from tests.addin.opened import Desk, a_desk

A_DATE = datetime.fromisoformat("2021-12-31")
NOT_AVAILABLE, NO_DIVISION = CellError("#N/A"), CellError("#DIV/0!")
#: Far from the cells that the sheet has: T20 and right and down of it.
TOP, LEFT = 20, 20


def a_grid(folder: Path, *rows: list[object]) -> Desk:
    """Cells on the cover; a `CellError` is an error, a text never is."""
    desk = a_desk(folder, flavour="mac")
    for down, row in enumerate(rows):
        for across, value in enumerate(row):
            cell = desk.wb[layout.COVER].cell(TOP + down, LEFT + across)
            cell.value = value.code if isinstance(value, CellError) else value
            cell.data_type = "e" if isinstance(value, CellError) else cell.data_type
            if isinstance(value, str):
                cell.data_type = "s"
    return desk


def read(desk: Desk, rows: int, columns: int) -> list[list[object]]:
    area = Area(TOP, LEFT, TOP + rows - 1, LEFT + columns - 1)
    return with_errors(range_of(desk.sheet(layout.COVER), area), area)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([[NOT_AVAILABLE]], id="a cell"),
        pytest.param([[1.5, NOT_AVAILABLE, "late"]], id="a row"),
        pytest.param([[1.5], [NOT_AVAILABLE], ["late"]], id="a column"),
        pytest.param([[1.5, NOT_AVAILABLE], [NO_DIVISION, True]], id="rows"),
        pytest.param([[A_DATE, NOT_AVAILABLE]], id="a date"),
        pytest.param([["#N/A", NOT_AVAILABLE], ["#DIV/0!", "#REF! 2"]], id="texts"),
        pytest.param([["#N/A"]], id="a text like an error"),
        pytest.param([[95.5, "late"]], id="no errors"),
    ],
)
def test_values_and_errors_come_as_they_are(tmp_path: Path, rows: list[list[object]]) -> None:
    desk = a_grid(tmp_path, *rows)

    assert read(desk, len(rows), len(rows[0])) == rows


def test_blank_cells_stay_blank_beside_errors(tmp_path: Path) -> None:
    desk = a_grid(tmp_path, [None, NOT_AVAILABLE, None])

    cells = desk.known.area(layout.COVER, Area(TOP, LEFT, TOP, LEFT + 2))

    assert [cell.kind for cell in cells.values()] == ["blank", "error", "blank"]


def test_merged_cells_hold_their_error_once(tmp_path: Path) -> None:
    desk = a_grid(tmp_path, [NOT_AVAILABLE, None], [None, "late"])
    desk.wb[layout.COVER].merge_cells("T20:U20")

    assert read(desk, 2, 2) == [[NOT_AVAILABLE, ""], ["", "late"]]


def test_an_error_too_wide_for_its_column_is_an_error_still(tmp_path: Path) -> None:
    desk = a_grid(tmp_path, [NO_DIVISION, "late"])
    desk.wb[layout.COVER].column_dimensions["T"].width = 3

    assert read(desk, 1, 2) == [[CellError("#VALUE!"), "late"]]


def test_each_error_is_asked_for_where_excel_gives_no_texts_for_a_range(tmp_path: Path) -> None:
    desk = a_grid(tmp_path, [1.5, NOT_AVAILABLE], [NO_DIVISION, "late"])
    desk.excel.shows_texts_of_ranges = False

    assert read(desk, 2, 2) == [[1.5, NOT_AVAILABLE], [NO_DIVISION, "late"]]


@pytest.mark.parametrize(("rows", "events"), [([[1.5, "late"]] * 40, 1),
                                              ([[NO_DIVISION, "late"]] * 40, 2)])  # fmt: skip
def test_a_rectangle_costs_one_event_and_errors_in_it_one_more(
    tmp_path: Path, rows: list[list[object]], events: int
) -> None:
    desk = a_grid(tmp_path, *rows)
    cells = range_of(desk.sheet(layout.COVER), Area(TOP, LEFT, TOP + 39, LEFT + 1))
    desk.excel.mac.events.clear()

    with_errors(cells, Area(TOP, LEFT, TOP + 39, LEFT + 1))

    assert len(desk.excel.mac.events) == events
