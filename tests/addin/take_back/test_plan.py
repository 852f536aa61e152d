"""Only what is as the button left it goes back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kpibook.addin.open_book.open_book import OpenBook
from kpibook.addin.take_back.plan import Plan, plan_of
from kpibook.workbook import layout
from kpibook.workbook.protocol import CellWrite
from tests.addin.opened import FLAVOURS, Desk, a_desk
from tests.addin.take_back.keeping import keep
from tests.support.books import example
from tests.support.openpyxl_engine import Flavour

QUARTER = layout.THIS_QUARTER


def planned(desk: Desk, after: object = 0.5, place: str = "H8") -> tuple[Desk, Plan]:
    """The plan after a button wrote a cell and a person typed `after` into it."""
    record = keep(desk, lambda book: book.write([CellWrite(QUARTER, place, 0.5)])).record
    desk.wb[QUARTER][place].value = after
    with desk.opened() as book:
        return desk, plan_of(book, record, None)


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_cell_as_the_button_left_it_goes_back(tmp_path: Path, flavour: Flavour) -> None:
    _, plan = planned(a_desk(tmp_path, example().filled, flavour))

    assert plan.writes == [CellWrite(QUARTER, "H8", 0.721)]
    assert plan.left == []


@pytest.mark.parametrize("typed", [0.50000001, 0, None, "0.5", True, "=1/2"], ids=repr)
def test_a_cell_that_holds_anything_else_is_left(tmp_path: Path, typed: object) -> None:
    _, plan = planned(a_desk(tmp_path, example().filled), typed)

    assert plan.writes == []
    assert plan.left == [f"'{QUARTER}'!H8"]


def test_a_cell_that_holds_again_what_it_held_is_neither_written_nor_left(tmp_path: Path) -> None:
    _, plan = planned(a_desk(tmp_path, example().filled), 0.721)

    assert (plan.writes, plan.left, plan.count) == ([], [], 0)


def test_a_row_whose_reference_the_button_changed_goes_back_whole_or_not_at_all(
    tmp_path: Path,
) -> None:
    desk = a_desk(tmp_path, example().filled)
    writes = [CellWrite(QUARTER, "A8", "PI.999"), CellWrite(QUARTER, "H8", 0.5)]
    record = keep(desk, lambda book: book.write(writes)).record
    # Not a cell that the button changed: but it belongs to the new measure of the row.
    desk.wb[QUARTER]["L8"].value = "[p]"
    with desk.opened() as book:
        plan = plan_of(book, record, None)

    assert plan.writes == []
    assert plan.left == [f"'{QUARTER}'!A8", f"'{QUARTER}'!H8"]


def test_two_rows_of_the_same_reference_are_told_apart_by_where_they_were(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, example().filled)
    desk.wb[QUARTER]["A9"].value = desk.wb[QUARTER]["A8"].value

    _, plan = planned(desk, place="H9")

    assert [write.address for write in plan.writes] == ["H9"]


def test_a_table_that_is_gone_is_named(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, example().filled)
    record = keep(desk, lambda book: book.write([CellWrite(QUARTER, "H8", 0.5)])).record
    (row,) = record.rows
    gone = replace(record, changes=(replace(row, table="Gone"),))

    with desk.opened() as book:
        plan = plan_of(book, gone, None)

    assert plan.left == ["the table Gone, which is gone"]


def appended(desk: Desk, rows: int) -> Plan:
    def append(book: OpenBook) -> None:
        new = [{layout.REF: "PI.426", layout.ACTUAL: float(n)} for n in range(rows)]
        book.append(layout.HISTORY_TABLE, new, [])

    record = keep(desk, append).record
    with desk.opened() as book:
        return plan_of(book, record, None)


def test_new_rows_at_the_end_of_a_table_go(tmp_path: Path) -> None:
    plan = appended(a_desk(tmp_path, example().filled), 3)

    assert plan.shorter == {layout.HISTORY_TABLE: 3}
    assert plan.left == []


def test_new_rows_above_a_row_that_was_typed_since_stay(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, example().filled)
    record = keep(
        desk, lambda book: book.append(layout.HISTORY_TABLE, [{layout.REF: "PI.426"}], [])
    ).record
    keep(desk, lambda book: book.append(layout.HISTORY_TABLE, [{layout.REF: "Mine"}], []))

    with desk.opened() as book:
        plan = plan_of(book, record, None)

    assert plan.shorter == {}
    assert len(plan.left) == 1
    assert plan.left[0].startswith(f"the new row '{layout.HISTORY}' row ")


@pytest.mark.parametrize("newer", [True, False], ids=["365", "2019"])
def test_a_new_row_with_an_officers_own_formula_goes(tmp_path: Path, newer: bool) -> None:
    desk = a_desk(tmp_path, example().filled)
    desk.wb[QUARTER].protection.disable()
    last = example_last_row(desk)
    desk.sheet(QUARTER).range(f"M{last}").formula = "=[@Actual]*2"
    desk.excel.knows_formula2 = newer

    record = keep(
        desk, lambda book: book.append(layout.THIS_QUARTER_TABLE, [{layout.REF: "PI.1"}], [{}])
    ).record
    with desk.opened() as book:
        plan = plan_of(book, record, None)

    assert (plan.shorter, plan.left) == ({layout.THIS_QUARTER_TABLE: 1}, [])


def example_last_row(desk: Desk) -> int:
    with desk.opened() as book:
        table = book.cache.tables.find(layout.THIS_QUARTER_TABLE)
    assert table is not None
    return table.last_row
