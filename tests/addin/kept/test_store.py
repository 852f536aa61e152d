"""What is kept is the person's own, and is pruned."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kpibook.addin.kept import store as module
from kpibook.addin.kept.store import MOST_COPIES, MOST_DAYS, Store, own_store, remove_all
from kpibook.errors import SaveError
from tests.addin.kept.test_record import a_record

NOW = datetime(2026, 7, 3, 9, 5, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return own_store({})


def keep(store: Store, when: datetime = NOW, size: int = 10) -> str:
    """Keep a record and a copy of so many bytes."""
    key = store.new_key(when)
    store.write(replace(a_record(), key=key))
    store.copy_path(key, "Housing.xlsx").write_bytes(b"x" * size)
    return key


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_only_the_person_can_read_what_is_kept(store: Store) -> None:
    keep(store)

    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(next(store.folder.glob("*.jsonl")).stat().st_mode) == 0o600


def test_a_record_and_its_copy_are_one_and_the_newest_comes_first(store: Store) -> None:
    older, newer = keep(store), keep(store, NOW + timedelta(microseconds=1))

    kept = store.kept()

    assert [each.key for each in kept] == [newer, older]
    assert kept[0].copy == store.folder / f"{newer}.xlsx"
    assert kept[0].record() == replace(a_record(), key=newer)


def test_what_was_taken_back_is_marked(store: Store) -> None:
    key = keep(store)

    store.mark_taken_back(key, NOW)

    record = store.kept()[0].record()
    assert record is not None
    assert record.taken_back == NOW


def test_a_copy_keeps_the_kind_of_workbook_and_nothing_else_of_its_name(store: Store) -> None:
    paths = [
        store.copy_path("20260703T090500000000-0a1b2c3d", name)
        for name in ("A.xlsm", "B.XLSX", "Book1", "c.x/../y", "d.exe")
    ]

    assert {path.parent for path in paths} == {store.folder}
    assert [path.suffix for path in paths] == [".xlsm", ".xlsx", ".xlsx", ".xlsx", ".xlsx"]


def test_only_so_many_are_kept(store: Store) -> None:
    keys = [keep(store, NOW + timedelta(seconds=n)) for n in range(MOST_COPIES + 2)]

    store.prune(NOW + timedelta(minutes=1))

    assert [each.key for each in store.kept()] == keys[:1:-1]


def test_what_is_too_old_goes_and_the_last_day_is_in(store: Store) -> None:
    keep(store, NOW - timedelta(days=MOST_DAYS, seconds=1))
    young = keep(store, NOW - timedelta(days=MOST_DAYS))

    store.prune(NOW)

    assert [each.key for each in store.kept()] == [young]


def test_what_is_too_large_together_goes_the_oldest_first(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 25_000)
    keys = [keep(store, NOW + timedelta(seconds=n), 10_000) for n in range(3)]

    store.prune(NOW)

    assert [each.key for each in store.kept()] == [keys[2], keys[1]]


def test_a_copy_that_is_too_large_alone_goes_and_its_record_stays(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 25_000)
    key = keep(store, size=30_000)

    store.prune(NOW)

    (kept,) = store.kept()
    assert (kept.key, kept.copy) == (key, None)
    assert kept.record() is not None


def test_files_of_others_in_the_folder_are_left_alone(store: Store, tmp_path: Path) -> None:
    key = keep(store)
    (store.folder / "notes.txt").write_text("mine", encoding="utf-8")
    elsewhere = tmp_path / "elsewhere.xlsx"
    elsewhere.write_bytes(b"mine")
    (store.folder / f"{store.new_key(NOW)}.xlsx").symlink_to(elsewhere)

    removed = remove_all(store.folder)

    assert {path.stem for path in removed} == {key}
    assert elsewhere.read_bytes() == b"mine"
    assert max(path.name for path in store.folder.iterdir()) == "notes.txt"


def test_the_folder_goes_when_all_is_removed(store: Store) -> None:
    keep(store)

    assert len(remove_all(store.folder)) == 2
    assert not store.folder.exists()
    assert remove_all(store.folder) == []


@pytest.mark.parametrize("name", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"])
def test_nothing_is_kept_in_a_folder_that_onedrive_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "OneDrive - Council" / "state"))

    with pytest.raises(SaveError, match="synchronised"):
        own_store({name: str(tmp_path / "OneDrive - Council")})


def test_a_file_in_the_folders_place_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "state").write_text("a file", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    with pytest.raises(SaveError, match="state-folder"):
        own_store({})
