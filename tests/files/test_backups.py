import os
import stat
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kpibook.files.atomic import atomic_write
from kpibook.files.backups import (
    BackupRule,
    backup_for,
    backup_name,
    backups_of,
    is_backup,
    prune,
)
from kpibook.files.private import is_private

NINE = datetime(2026, 7, 3, 9, 5)  # noqa: DTZ001 names carry no zone


def test_the_backups_of_a_file_are_those_of_its_name_only(tmp_path):
    book = tmp_path / "a.xlsx"
    own = [backup_name(book, NINE), backup_name(book, NINE, 2)]
    for path in (
        book,
        *own,
        tmp_path / "a.backup.xlsx",
        tmp_path / "ab.backup-20260703-090500.xlsx",
    ):
        path.write_bytes(b"")

    assert sorted(backups_of(book)) == sorted(own)


def test_a_name_for_a_backup_is_one_that_nothing_has(tmp_path):
    book = tmp_path / "a.xlsx"
    names = []
    for _ in range(3):
        names.append(backup_for(book))
        names[-1].write_bytes(b"")

    assert len(set(names)) == 3
    assert all(is_backup(name.name) for name in names)


@pytest.mark.parametrize(
    "name", ["a.xlsx", "backup-1.xlsx", "a.backup-2026.xlsx", "a.backup-20260703-090500"]
)
def test_other_names_are_no_backups(name):
    assert not is_backup(name)


def some_backups(book, *days_ago):
    """Backups of `book` made so many days ago, newest first in the order given."""
    now = datetime.now().astimezone()
    made = [backup_name(book, now - timedelta(days=days)) for days in days_ago]
    for path in made:
        path.write_bytes(b"")
    return made


def test_the_newest_stay_however_old_and_the_young_however_many(tmp_path):
    book = tmp_path / "a.xlsx"
    old = some_backups(book, 40, 50, 60, 70, 80, 90, 100)

    assert prune(book, old[0], BackupRule(number=5, days=30)) == 2
    assert sorted(tmp_path.iterdir()) == sorted(old[:5])

    young = some_backups(book, 0, 1, 2, 3, 4, 5, 6, 29)
    assert prune(book, young[0], BackupRule(number=5, days=30)) == 5
    assert sorted(tmp_path.iterdir()) == sorted(young)


def test_what_is_no_backup_of_this_file_is_never_removed(tmp_path):
    book = tmp_path / "a.xlsx"
    (newest,) = some_backups(book, 0)
    others = [
        tmp_path / name
        for name in (
            "a.xlsx",
            "ab.backup-20200101-090000.xlsx",
            "a.backup-20200101-090000.xlsm",
            "a.backup-20200101.xlsx",
            "a.backup-99999999-999999.xlsx",
            "copy of a.backup-20200101-090000.xlsx",
            "a.backup-20200101-090000.backup-20200101-090000.xlsx",
        )
    ]
    for path in others:
        path.write_bytes(b"")
    target = tmp_path / "target"
    target.write_bytes(b"the only copy")
    link = tmp_path / "a.backup-20200102-090000.xlsx"
    link.symlink_to(target)
    folder = tmp_path / "a.backup-20200103-090000.xlsx"
    folder.mkdir()

    assert prune(book, newest, BackupRule(number=1, days=0)) == 0
    assert sorted(tmp_path.iterdir()) == sorted([newest, *others, target, link, folder])


def test_the_backup_just_made_stays_whatever_the_clock_says(tmp_path):
    book = tmp_path / "a.xlsx"
    future = some_backups(book, -3, -2)
    (newest,) = some_backups(book, 400)

    prune(book, newest, BackupRule(number=2, days=0))

    assert newest.exists()
    assert all(path.exists() for path in future)


def test_a_private_backup_is_not_in_the_folder_of_its_file(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    public, other = tmp_path / "public", tmp_path / "other"
    public.mkdir()
    other.mkdir()
    target = public / "return.xlsx"
    target.write_bytes(b"shows too much")

    backup = backup_for(target, private=True)
    atomic_write(target, lambda stream: stream.write(b"withheld"), backup=backup)

    assert backup.read_bytes() == b"shows too much"
    assert list(public.iterdir()) == [target]
    assert is_private(backup)
    assert os.name == "nt" or stat.S_IMODE(backup.parent.stat().st_mode) == 0o700
    assert backup_for(other / "return.xlsx", private=True).parent != backup.parent


def test_a_private_backup_on_another_disk_is_a_copy(tmp_path, monkeypatch):
    """There a second name for the old file cannot be made."""
    elsewhere = Path("/dev/shm")
    if not elsewhere.is_dir() or elsewhere.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("this system has one disk")
    with tempfile.TemporaryDirectory(dir=elsewhere) as state:
        monkeypatch.setenv("XDG_STATE_HOME", state)
        target = tmp_path / "return.xlsx"
        target.write_bytes(b"shows too much")

        backup = backup_for(target, private=True)
        atomic_write(target, lambda stream: stream.write(b"withheld"), backup=backup)

        assert backup.read_bytes() == b"shows too much"
        assert list(tmp_path.iterdir()) == [target]
