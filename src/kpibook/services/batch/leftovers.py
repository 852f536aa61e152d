"""Removal of files that a killed run left in a folder, before the next run begins."""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Iterable
from pathlib import Path

from kpibook.files.backups import is_backup, is_backup_of
from kpibook.files.lock import sweep_locks
from kpibook.files.temporary import sweep


def clear(folders: Iterable[Path]) -> None:
    """Remove temporary files, locks and backups without use; never those of a live process.

    A backup that is still the workbook itself under a second name (a hard link) was made for a
    change that never happened. Nothing else is removed, and an unreadable folder is left alone.
    """
    for folder in folders:
        with contextlib.suppress(OSError):
            sweep(folder)
            sweep_locks(folder)
            _second_names(folder)


def _second_names(folder: Path) -> None:
    by_inode: dict[tuple[int, int], list[Path]] = {}
    for file in folder.iterdir():
        status = file.lstat()
        if stat.S_ISREG(status.st_mode) and status.st_nlink > 1 and status.st_ino:
            by_inode.setdefault((status.st_dev, status.st_ino), []).append(file)
    for names in by_inode.values():
        backups = [name for name in names if is_backup(name.name)]
        for backup in backups:
            if any(_is_of(backup, second_name) for second_name in names):
                backup.unlink()


def _is_of(backup: Path, other: Path) -> bool:
    return backup != other and is_backup_of(backup.name, other)
