"""What a commit wrote is read again: a cell that holds something else takes all of it back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kpibook.errors import WorkbookError
from kpibook.services.fill import fill
from kpibook.workbook import layout
from kpibook.workbook.protocol import CellWrite
from tests.addin.filling import the_actuals
from tests.addin.open_book.test_commit import everything
from tests.addin.opened import FLAVOURS, Desk, a_desk
from tests.support.books import Q3, example
from tests.support.openpyxl_engine import Flavour
from tests.support.openpyxl_sheets import Sheet


def spoiled(monkeypatch: pytest.MonkeyPatch, address: str, value: object) -> None:
    """Let Excel put another value into a cell, the first time it is written."""
    typed, left = Sheet.type_into, [address]

    def type_into(self: Sheet, cell: Any, given: object, **how: bool) -> None:
        hit = cell.coordinate in left and self.ws.title == layout.THIS_QUARTER
        typed(self, cell, value if hit else given, **how)
        if hit:
            left.clear()

    monkeypatch.setattr(Sheet, "type_into", type_into)


def committed(desk: Desk) -> Any:
    with desk.opened() as book:
        fill(book, the_actuals(), Q3, desk.path.parent)
        return book.commit()


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_cell_that_holds_another_figure_is_said_and_everything_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flavour: Flavour
) -> None:
    desk = a_desk(tmp_path, example().empty, flavour)
    before = everything(desk)
    spoiled(monkeypatch, "H8", 0.5)

    with pytest.raises(WorkbookError, match="not-as-written") as caught:
        committed(desk)

    assert f"'{layout.THIS_QUARTER}'!H8 was to hold 0.721 and holds 0.5." in caught.value.what
    assert "was put back" in caught.value.why
    assert everything(desk) == before


def test_a_text_is_never_quoted_in_the_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = a_desk(tmp_path, example().empty)
    spoiled(monkeypatch, "O8", "Mrs Smith, 12 High Street")

    with pytest.raises(WorkbookError, match="not-as-written") as caught:
        committed(desk)

    assert "holds a text of 25 characters" in str(caught.value)
    assert "Smith" not in str(caught.value)


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_the_record_has_each_changed_cell_with_what_it_held_and_holds(
    tmp_path: Path, flavour: Flavour
) -> None:
    desk = a_desk(tmp_path, example().empty, flavour)

    record = committed(desk)

    cells = {(change.sheet, change.address): change for change in record.cells}
    actual = cells[layout.THIS_QUARTER, "H8"]
    assert (actual.before, actual.after) == ("", 0.721)
    assert record.replaced[0] == layout.RETURN
    assert any(change.sheet == layout.RETURN and change.before for change in record.cells)
    assert all(change.before != change.after or change.format_after for change in record.cells)


def test_new_rows_and_new_sheets_are_in_the_record(tmp_path: Path) -> None:
    from tests.addin.open_book.test_replace_sheet import a_scratch

    desk = a_desk(tmp_path, example().empty)
    with desk.opened() as book:
        book.append(layout.HISTORY_TABLE, [{"Ref": "PI.426", "Actual": 0.5}], [{"Actual": "0.00"}])
        book.replace_sheet("Findings", a_scratch(2, sheet="Findings", table=False))
        record = book.commit()

    (growth,) = record.tables
    assert (growth.table, growth.sheet) == (layout.HISTORY_TABLE, layout.HISTORY)
    assert growth.before != growth.after
    assert record.added == ("Findings",)
    new = next(c for c in record.cells if c.sheet == layout.HISTORY and c.after == 0.5)
    assert (new.before, new.format_after) == ("", "0.00")


def test_a_commit_without_a_change_has_an_empty_record(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, example().filled)

    assert not desk.opened().commit()
    assert committed(desk).cells == ()


def test_a_number_in_a_cell_formatted_as_text_is_as_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = a_desk(tmp_path)
    spoiled(monkeypatch, "H6", "'5")
    with desk.opened() as book:
        book.write([CellWrite(layout.THIS_QUARTER, "H6", 5)])
        assert [change.after for change in book.commit().cells] == ["'5"]
