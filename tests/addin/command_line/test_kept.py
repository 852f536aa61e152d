"""What is kept for Take back is listed, and goes with the add-in."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kpibook.addin.kept.store import Store, own_store
from tests.addin.command_line.test_install import kpibook_addin
from tests.addin.computers import a_pc
from tests.addin.kept.test_record import a_record

NOW = datetime(2026, 7, 3, 9, 5, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return own_store({})


def keep(store: Store, *, copied: bool = True) -> Path:
    """Keep a record with its copy; return the path of the copy."""
    key = store.new_key(NOW)
    store.write(replace(a_record(), key=key))
    copy = store.copy_path(key, "Housing.xlsx")
    if copied:
        copy.write_bytes(b"x")
    return copy


def test_a_click_is_listed_with_its_time_workbook_and_copy(tmp_path: Path, store: Store) -> None:
    copy = keep(store)

    done = kpibook_addin(a_pc(tmp_path), "kept")

    assert done.exit_code == 0
    assert f"2026-07-03 09:05 Fill in Siân's.xlsx. Before it: {copy}\n" in done.stdout
    assert str(store.folder) in done.stdout


def test_a_click_that_was_taken_back_says_so_and_one_without_a_copy_too(
    tmp_path: Path, store: Store
) -> None:
    copy = keep(store, copied=False)
    store.mark_taken_back(copy.stem, NOW)

    said = kpibook_addin(a_pc(tmp_path), "kept").stdout

    assert "Taken back. There is no copy from before it." in said


def test_a_button_that_was_killed_left_its_copy(tmp_path: Path, store: Store) -> None:
    copy = store.copy_path(store.new_key(NOW), "Housing.xlsx")
    copy.write_bytes(b"x")

    said = kpibook_addin(a_pc(tmp_path), "kept").stdout

    assert f"A button that was stopped. Before it: {copy}" in said


def test_nothing_kept_is_said(tmp_path: Path, store: Store) -> None:
    assert kpibook_addin(a_pc(tmp_path), "kept").stdout.startswith("Nothing is kept.\n")


def test_as_json_it_can_be_read_by_a_program(tmp_path: Path, store: Store) -> None:
    copy = keep(store)

    read = json.loads(kpibook_addin(a_pc(tmp_path), "kept", "--json").stdout)

    assert read["folder"] == str(store.folder)
    assert read["kept"] == [
        {
            "made": "2026-07-03T09:05+00:00",
            "button": "Fill",
            "workbook": "Siân's.xlsx",
            "taken_back": False,
            "copy": str(copy),
        }
    ]


def test_uninstall_deletes_what_is_kept_and_says_so(tmp_path: Path, store: Store) -> None:
    keep(store)

    said = kpibook_addin(a_pc(tmp_path), "uninstall").stdout

    assert said == "Removed 2 files with earlier states of workbooks, kept for Take back.\n"
    assert not store.folder.exists()
