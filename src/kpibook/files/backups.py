"""Backups of replaced files: in the same folder, with the date and time in the name."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

_BACKUP = re.compile(r"\.backup-\d{8}-\d{6}(-\d+)?\.\w+$")

_LONGEST = 255  # bytes of a name on most disks


def backup_name(target: Path, now: datetime, number: int = 1) -> Path:
    """Return the path of the backup made at that time; `number` tells backups of one second apart.

    >>> backup_name(Path("Housing.xlsx"), datetime(2026, 7, 3, 9, 5, 0)).name
    'Housing.backup-20260703-090500.xlsx'
    >>> backup_name(Path("Housing.xlsx"), datetime(2026, 7, 3, 9, 5, 0), 2).name
    'Housing.backup-20260703-090500-2.xlsx'
    """
    nth = "" if number == 1 else f"-{number}"
    ending = f".backup-{now:%Y%m%d-%H%M%S}{nth}{target.suffix}"
    return target.with_name(_fitting(target.stem, _LONGEST - len(os.fsencode(ending))) + ending)


def _fitting(stem: str, most: int) -> str:
    """Return the start of a name that takes at most `most` bytes on the disk."""
    while len(os.fsencode(stem)) > most:
        stem = stem[:-1]
    return stem


def backup_for(path: str | os.PathLike[str]) -> Path:
    """Return a free path for a backup of a file, in the same folder."""
    # Local time, as officers read it in the folder. A link is followed, so that the backup is in
    # the folder of the workbook and not of the link.
    target, now = Path(os.path.realpath(path)), datetime.now().astimezone()
    names = (backup_name(target, now, number) for number in itertools.count(1))
    return next(name for name in names if not name.exists())


def is_backup(name: str) -> bool:
    """Return True if the name of a file is that of a backup.

    >>> is_backup("Housing.backup-20260703-090500.xlsx")
    True
    """
    return _BACKUP.search(name) is not None


def backups_of(path: Path) -> Iterator[Path]:
    """Yield the backups in the folder of `path` that belong to it by their names."""
    for candidate in path.parent.iterdir():
        if is_backup(candidate.name) and is_backup_of(candidate.name, path):
            yield candidate


def is_backup_of(name: str, path: Path) -> bool:
    """Return True if the name of a backup, cut to what the disk allows, begins as that of `path`.

    >>> is_backup_of("Housing.backup-20260703-090500.xlsx", Path("Housing.xlsx"))
    True
    """
    stem = name.rpartition(".backup-")[0]
    whole = len(os.fsencode(name)) < _LONGEST - 3  # a character takes up to four bytes
    return stem == path.stem if whole else path.stem.startswith(stem)
