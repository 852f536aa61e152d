from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.addin.excel.tables import OpenTable, Tables
from kpibook.addin.open_book.new_table_rows import column_of, new_rows, no_table
from kpibook.addin.open_book.pending_changes import blank
from kpibook.errors import RefusedEdit
from kpibook.workbook import layout
from kpibook.workbook.protocol import TableRows
from kpibook.xlsx import Cell
from tests.addin.opened import Desk, a_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return a_desk(tmp_path)


@pytest.fixture
def table(desk: Desk) -> OpenTable:
    found = Tables(desk.book).find(layout.HISTORY_TABLE)
    assert found is not None
    return found


@pytest.fixture
def standing(desk: Desk) -> TableRows:
    found = desk.opened().table(layout.HISTORY_TABLE)
    assert found is not None
    return found


def test_rows_go_into_the_cells_below_with_their_formats(
    table: OpenTable, standing: TableRows
) -> None:
    rows = [{"ref": "PI.1", "Actual": 0.9}, {"Ref": "PI.2"}]

    made = new_rows(table, standing, table.last_row, rows, [{"Actual": "0.0%"}], {})

    first = table.last_row + 1
    said = {(w.address, w.value, w.number_format) for w in made.writes}
    assert said == {
        (f"A{first}", "PI.1", None),
        (f"C{first}", 0.9, "0.0%"),
        (f"A{first + 1}", "PI.2", None),
    }


def test_a_column_that_is_not_mentioned_takes_its_formula(
    table: OpenTable, standing: TableRows
) -> None:
    last = dict(standing.rows[-1], Actual=Cell("C5", "number", 1, "=B5*2"))
    filled = TableRows(standing.name, standing.sheet, standing.headings, (last,))

    made = new_rows(table, filled, 5, [{"Ref": "PI.1"}], [], {"Period": "=1+1"})

    assert {w.address: w.formula for w in made.writes if w.formula} == {
        "B6": "=1+1",
        "C6": "=B6*2",
    }


def test_a_heading_that_is_not_there_is_refused_with_the_nearest(
    table: OpenTable, standing: TableRows
) -> None:
    with pytest.raises(RefusedEdit, match=r"no column 'Reff'.*'Ref'.*table-heading-unknown"):
        column_of(table, standing, "Reff")


def test_a_table_does_not_grow_over_what_stands_beneath(
    table: OpenTable, standing: TableRows
) -> None:
    made = new_rows(table, standing, table.last_row, [{"Ref": "PI.1"}], [], {})
    made.check_room({(9, 1): blank((9, 1))}, "book.xlsx")

    with pytest.raises(RefusedEdit, match=r"'History'!B9.*table-blocked"):
        made.check_room({(9, 2): Cell("B9", "text", "a note")}, "book.xlsx")


def test_a_totals_row_is_said_to_be_in_the_way(desk: Desk, standing: TableRows) -> None:
    desk.wb[layout.HISTORY].tables[layout.HISTORY_TABLE].totalsRowCount = 1
    table = Tables(desk.book).find(layout.HISTORY_TABLE)
    assert table is not None
    made = new_rows(table, standing, table.last_row, [{"Ref": "PI.1"}], [], {})

    with pytest.raises(RefusedEdit, match="table-has-totals"):
        made.check_room({}, "book.xlsx")


def test_a_table_that_is_not_there_is_named() -> None:
    assert no_table("Measures", "book.xlsx").code == "table-missing"
