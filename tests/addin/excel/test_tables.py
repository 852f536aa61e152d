from __future__ import annotations

from pathlib import Path

from kpibook.addin.excel.tables import Tables
from kpibook.workbook import layout
from tests.addin.opened import a_desk


def test_a_table_is_found_by_name_in_any_case(tmp_path: Path) -> None:
    found = Tables(a_desk(tmp_path).book).find("thisquarter")

    assert found is not None
    assert (found.name, found.sheet, str(found.area)) == (
        layout.THIS_QUARTER_TABLE,
        layout.THIS_QUARTER,
        "A5:T6",
    )
    assert (found.first_row, found.last_row, found.totals) == (6, 6, False)


def test_a_table_that_is_not_there_is_none(tmp_path: Path) -> None:
    assert Tables(a_desk(tmp_path).book).find("NoSuchTable") is None


def test_excel_is_asked_once(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    tables = Tables(desk.book)
    tables.find(layout.THIS_QUARTER_TABLE)
    desk.excel.forget_calls()

    tables.find(layout.THIS_QUARTER_TABLE)

    assert desk.excel.calls == 0


def test_a_totals_row_is_no_data(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    desk.wb[layout.THIS_QUARTER].tables[layout.THIS_QUARTER_TABLE].totalsRowCount = 1

    found = Tables(desk.book).find(layout.THIS_QUARTER_TABLE)

    assert found is not None
    assert (found.totals, found.last_row) == (True, found.area.last_row - 1)


def test_the_table_around_a_cell_is_known_once_it_was_asked_for(tmp_path: Path) -> None:
    tables = Tables(a_desk(tmp_path).book)
    assert tables.at(layout.THIS_QUARTER, 6, 1) is None

    tables.find(layout.THIS_QUARTER_TABLE)

    found = tables.at(layout.THIS_QUARTER.upper(), 6, 1)
    assert found is not None
    assert found.name == layout.THIS_QUARTER_TABLE
    assert tables.at(layout.THIS_QUARTER, 99, 1) is None
