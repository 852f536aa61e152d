"""Rows taken off and sheets deleted, and put back where a later step fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.errors import RefusedEdit, WorkbookError
from kpibook.workbook import layout
from tests.addin.opened import FLAVOURS, Desk, a_desk
from tests.support.books import example
from tests.support.openpyxl_engine import Flavour


def take_off(desk: Desk, rows: int, *deleted: str) -> None:
    with desk.opened() as book:
        book.table(layout.HISTORY_TABLE)
        book.take_off_rows(layout.HISTORY_TABLE, rows)
        for name in deleted:
            book.delete_sheet(name)
        book.commit()


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_rows_leave_the_end_of_a_table_and_their_cells_are_blank(
    tmp_path: Path, flavour: Flavour
) -> None:
    desk = a_desk(tmp_path, example().filled, flavour)
    sheet, ref = desk.tables()[layout.HISTORY_TABLE]
    last = int("".join(c for c in ref.partition(":")[2] if c.isdigit()))

    take_off(desk, 2)

    assert desk.tables()[layout.HISTORY_TABLE][1].endswith(str(last - 2))
    ws = desk.wb[sheet]
    assert {cell.value for row in ws[last - 1 : last] for cell in row} == {None}


def test_one_row_stays(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, example().filled)
    before = desk.contents(), desk.tables()

    with pytest.raises(WorkbookError):
        take_off(desk, 10_000)

    assert (desk.contents(), desk.tables()) == before


def test_whichever_write_excel_refuses_the_rows_are_there_again(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, example().filled)
    values = {at: held[0] for at, held in desk.contents().items() if held[0] is not None}  # type: ignore[index]
    tables, refused = desk.tables(), 0

    while True:
        desk.excel.forget_calls()
        desk.excel.fail_at = refused + 1
        try:
            take_off(desk, 2)
        except WorkbookError:
            refused += 1
        else:
            break
        now = {at: held[0] for at, held in desk.contents().items() if held[0] is not None}  # type: ignore[index]
        assert (now, desk.tables()) == (values, tables), f"after write {refused}"

    assert refused == 2  # the table resized, the cells cleared


def test_a_sheet_is_deleted(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, example().filled)

    take_off(desk, 1, layout.RETURN)

    assert layout.RETURN not in desk.book.sheet_names


def test_a_sheet_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with (
        a_desk(tmp_path).opened() as book,
        pytest.raises(RefusedEdit, match="sheet-missing"),
    ):
        book.delete_sheet("Nowhere")
