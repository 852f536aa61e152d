"""Backups of replaced files: in the same folder, with the date and time in the name."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

_BACKUP = re.compile(r"\.backup-\d{8}-\d{6}(-\d+)?\.\w+$")


def backup_name(target: Path, now: datetime, number: int = 1) -> Path:
    """Return the path of the backup made at that time; `number` tells backups of one second apart.

    >>> backup_name(Path("Housing.xlsx"), datetime(2026, 7, 3, 9, 5, 0)).name
    'Housing.backup-20260703-090500.xlsx'
    >>> backup_name(Path("Housing.xlsx"), datetime(2026, 7, 3, 9, 5, 0), 2).name
    'Housing.backup-20260703-090500-2.xlsx'
    """
    nth = "" if number == 1 else f"-{number}"
    return target.with_name(f"{target.stem}.backup-{now:%Y%m%d-%H%M%S}{nth}{target.suffix}")


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
    start = f"{path.stem}.backup-"
    for candidate in path.parent.iterdir():
        if candidate.name.startswith(start) and is_backup(candidate.name):
            yield candidate
