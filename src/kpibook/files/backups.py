"""What a file that is replaced is kept as: names beside it that say of when it is."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

_BACKUP = re.compile(r"\.backup-\d{8}-\d{6}(-\d+)?\.\w+$")


def backup_name(target: Path, now: datetime, number: int = 1) -> Path:
    """Where the backup of a file goes at that time, and the next ones of the same second.

    >>> backup_name(Path("Housing.xlsx"), datetime(2026, 7, 3, 9, 5, 0)).name
    'Housing.backup-20260703-090500.xlsx'
    >>> backup_name(Path("Housing.xlsx"), datetime(2026, 7, 3, 9, 5, 0), 2).name
    'Housing.backup-20260703-090500-2.xlsx'
    """
    nth = "" if number == 1 else f"-{number}"
    return target.with_name(f"{target.stem}.backup-{now:%Y%m%d-%H%M%S}{nth}{target.suffix}")


def backup_for(path: str | os.PathLike[str]) -> Path:
    """A name for the backup of a file that nothing has yet, beside the file itself."""
    target, now = Path(os.path.realpath(path)), datetime.now().astimezone()
    names = (backup_name(target, now, number) for number in itertools.count(1))
    return next(name for name in names if not name.exists())


def is_backup(name: str) -> bool:
    """Whether a file is one that was kept, by its name: an old state of another.

    >>> is_backup("Housing.backup-20260703-090500.xlsx")
    True
    """
    return _BACKUP.search(name) is not None


def backups_of(path: Path) -> Iterator[Path]:
    """The files beside `path` that hold what it was before, by their names."""
    start = f"{path.stem}.backup-"
    for other in path.parent.iterdir():
        if other.name.startswith(start) and is_backup(other.name):
            yield other
