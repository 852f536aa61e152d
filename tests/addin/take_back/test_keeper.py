"""The keeper keeps what a commit changes, and never stops it."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kpibook.addin.kept.store import Store, own_store
from kpibook.addin.open_book.open_book import OpenBook
from kpibook.addin.take_back.unsaved import SOME
from kpibook.errors import WorkbookError
from kpibook.workbook import layout
from kpibook.workbook.protocol import CellWrite
from kpibook.xlsx import Workbook
from tests.addin.opened import FLAVOURS, Desk, a_desk
from tests.addin.take_back.keeping import keep
from tests.support.openpyxl_engine import Flavour


def typing(book: OpenBook) -> None:
    book.write([CellWrite(layout.COVER, "J5", 1.5)])


def typing_twice(book: OpenBook) -> None:
    book.write([CellWrite(layout.COVER, "J5", 1.5), CellWrite(layout.COVER, "L9", 2)])


def test_the_copy_is_of_the_workbook_before_the_commit(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)

    kept = keep(desk, typing)

    assert kept.keeper.copy is not None
    assert desk.sheet(layout.COVER).range("J5").raw_value == 1.5
    with Workbook.open(kept.keeper.copy) as copy:
        assert copy.sheet(layout.COVER).cell("J5").value is None


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_the_copy_is_for_the_person_alone(tmp_path: Path) -> None:
    copy = keep(a_desk(tmp_path), typing).keeper.copy

    assert copy is not None
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_the_record_says_where_by_which_button_and_what(tmp_path: Path, flavour: Flavour) -> None:
    desk = a_desk(tmp_path, flavour=flavour)

    kept = keep(desk, typing)

    assert (kept.record.button, kept.record.book) == ("Fill", desk.path.name)
    assert kept.record.address == str(desk.path)
    (cell,) = kept.record.cells
    assert (cell.sheet, cell.address, cell.before, cell.after) == (layout.COVER, "J5", "", 1.5)
    assert kept.logged == []


def test_a_workbook_in_a_cloud_is_recorded_with_its_web_address(tmp_path: Path) -> None:
    kept = keep(a_desk(tmp_path, cloud=True), typing)

    assert kept.record.address.startswith("https://council.sharepoint.com/")


def test_excel_on_a_mac_saves_no_copy_and_the_record_is_kept(tmp_path: Path) -> None:
    kept = keep(a_desk(tmp_path, flavour="mac"), typing)

    assert kept.keeper.copy is None
    assert kept.keeper.missing == ""


def test_a_commit_that_changes_no_cell_is_not_kept(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)

    keep(desk, lambda book: book.write([CellWrite(layout.COVER, "J5", None)]))

    assert own_store().kept() == []


def test_a_folder_that_cannot_be_used_leaves_the_commit_made_and_says_why(
    tmp_path: Path,
) -> None:
    (tmp_path / "state").write_text("not a folder", encoding="utf-8")
    desk = a_desk(tmp_path)

    kept = keep(desk, typing)

    assert desk.sheet(layout.COVER).range("J5").raw_value == 1.5
    assert kept.keeper.missing.endswith("[state-folder]")
    assert len(kept.logged) == 1


def test_a_disk_that_is_full_leaves_the_commit_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Store, "write", full)
    desk = a_desk(tmp_path)

    kept = keep(desk, typing)

    assert desk.sheet(layout.COVER).range("J5").raw_value == 1.5
    assert "could not be kept" in kept.keeper.missing


RPC_S_SERVER_UNAVAILABLE = -2_147_023_174


def test_what_is_too_old_goes_also_where_the_next_button_changes_no_cell(tmp_path: Path) -> None:
    store = own_store()
    old = store.copy_path(store.new_key(datetime(2020, 4, 1, tzinfo=UTC)), "Housing.xlsx")
    old.write_bytes(b"x")

    keep(a_desk(tmp_path), lambda book: book.write([CellWrite(layout.COVER, "J5", None)]))

    assert not old.exists()


def gone_after(writes: int, desk: Desk) -> None:
    """Let Excel end after so many writes: nothing can be asked of it either."""
    write = desk.excel.write

    def end(what: str) -> None:
        write(what)
        if len(desk.excel.writes) > writes:
            desk.excel.busy_from(0, -1, RPC_S_SERVER_UNAVAILABLE)
            raise OSError("Excel is gone")

    desk.excel.write = end  # type: ignore[method-assign]


def test_the_copy_stays_if_excel_ends_half_way_and_the_message_names_it(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    desk.excel.forget_calls()
    gone_after(1, desk)

    with pytest.raises(WorkbookError, match="could not be put back") as caught:
        keep(desk, typing_twice)

    (kept,) = own_store().kept()
    assert kept.copy is not None
    with Workbook.open(kept.copy) as copy:
        assert copy.sheet(layout.COVER).cell("J5").value is None
    assert "`kpibook addin kept` names a copy" in caught.value.fix
    assert "Take back" not in caught.value.fix


def test_take_back_is_not_promised_where_nothing_could_be_kept(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("not a folder", encoding="utf-8")
    desk = a_desk(tmp_path)
    desk.excel.forget_calls()
    gone_after(1, desk)

    with pytest.raises(WorkbookError, match="could not be put back") as caught:
        keep(desk, typing_twice)

    assert "by hand" in caught.value.fix
    assert "Take back" not in caught.value.fix


def test_a_workbook_with_changes_in_a_cloud_is_said_to_have_some(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, cloud=True)
    desk.sheet(layout.COVER).range("J6").raw_value = "typed"

    assert keep(desk, typing).keeper.unsaved() == SOME


def test_a_workbook_that_was_saved_has_nothing_unsaved(tmp_path: Path) -> None:
    assert keep(a_desk(tmp_path), typing).keeper.unsaved() == ""
