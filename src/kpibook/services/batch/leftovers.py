"""What a run that was killed left in a folder, removed before the next one begins."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from kpibook.files.backups import is_backup
from kpibook.files.lock import sweep_locks
from kpibook.files.temporary import sweep


def clear(folders: Iterable[Path]) -> None:
    """Remove temporary files, locks and backups that nobody needs; never those of a live process.

    A backup that is still the workbook itself under a second name was made for a change that did
    not come. Nothing else goes, and a folder that cannot be read is left alone.
    """
    for folder in folders:
        with contextlib.suppress(OSError):
            sweep(folder)
            sweep_locks(folder)
            _second_names(folder)


def _second_names(folder: Path) -> None:
    places: dict[tuple[int, int], list[Path]] = {}
    for file in folder.iterdir():
        found = file.stat(follow_symlinks=False)
        if found.st_nlink > 1 and found.st_ino:
            places.setdefault((found.st_dev, found.st_ino), []).append(file)
    for names in places.values():
        backups = [name for name in names if is_backup(name.name)]
        for backup in backups:
            if any(_is_of(backup, other) for other in names):
                backup.unlink()


def _is_of(backup: Path, other: Path) -> bool:
    return backup != other and backup.name.startswith(f"{other.stem}.backup-")
