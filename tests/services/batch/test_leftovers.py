from __future__ import annotations

import os
from pathlib import Path

from kpibook.files.lock import lock_for, locked
from kpibook.files.temporary import unfinished
from kpibook.services.batch.leftovers import clear


def test_what_a_killed_run_left_goes_and_nothing_else(tmp_path: Path) -> None:
    book, kept = tmp_path / "a.xlsx", tmp_path / "a.backup-20260703-090500.xlsx"
    others = [tmp_path / name for name in (".kpibook-journal.jsonl", ".other.tmp", "~$a.xlsx")]
    for path in (book, kept, *others):
        path.write_bytes(path.name.encode())
    other = tmp_path / "second name of a.xlsx"
    os.link(book, other)
    left = [
        tmp_path / ".kpibook-x_123456.tmp",
        lock_for(book),
        tmp_path / "a.backup-20260703-090501.xlsx",
    ]
    for path in left[:2]:
        path.write_bytes(b"")
    os.link(book, left[2])

    clear([tmp_path])

    assert sorted(tmp_path.iterdir()) == sorted([book, kept, other, *others])


def test_what_a_live_run_needs_stays(tmp_path: Path) -> None:
    book = tmp_path / "a.xlsx"
    book.write_bytes(b"")

    with locked(book), unfinished(tmp_path) as (temporary, _):
        clear([tmp_path])

        assert sorted(tmp_path.iterdir()) == sorted([book, lock_for(book), temporary])


def test_a_backup_that_is_another_workbook_under_its_name_stays(tmp_path: Path) -> None:
    book, backup = tmp_path / "b.xlsx", tmp_path / "a.backup-20260703-090501.xlsx"
    book.write_bytes(b"")
    os.link(book, backup)

    clear([tmp_path, tmp_path / "none"])

    assert backup.exists()
