from datetime import datetime

import pytest

from kpibook.files.backups import backup_for, backup_name, backups_of, is_backup

NINE = datetime(2026, 7, 3, 9, 5)  # noqa: DTZ001 names carry no zone


def test_the_backups_of_a_file_are_those_of_its_name_only(tmp_path):
    book = tmp_path / "a.xlsx"
    kept = [backup_name(book, NINE), backup_name(book, NINE, 2)]
    for path in (
        book,
        *kept,
        tmp_path / "a.backup.xlsx",
        tmp_path / "ab.backup-20260703-090500.xlsx",
    ):
        path.write_bytes(b"")

    assert sorted(backups_of(book)) == sorted(kept)


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
