"""Backups of replaced files, with the date and time in the name: in the same folder, or private."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from kpibook.files.own_files import is_own_file, named
from kpibook.files.private import state_folder
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex

_DAY = 24 * 3600.0
_BACKUP = regex(r"\.backup-\d{8}-\d{6}(-\d+)?\.\w+$")

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


def backup_for(path: str | os.PathLike[str], *, private: bool = False) -> Path:
    """Return a free path for a backup of a file.

    Args:
        path: The file.
        private: Put the backup among the person's own files and not in the folder of the file:
            for a publication, whose earlier version may show what is withheld now.

    Raises:
        SaveError: ``state-folder``, for a private backup.
    """
    # Local time, as officers read it in the folder. A link is followed, so that the backup is in
    # the folder of the workbook and not of the link.
    target, now = Path(os.path.realpath(path)), datetime.now().astimezone()
    folder = _private_folder(target) if private else target.parent
    names = (folder / backup_name(target, now, number).name for number in itertools.count(1))
    return next(name for name in names if not os.path.lexists(name))


def _private_folder(target: Path) -> Path:
    # Files of one name in several folders have backups apart.
    place = hashlib.sha256(os.fsencode(target.parent)).hexdigest()[:16]
    return state_folder(f"backups/{place}")


@dataclass(frozen=True, slots=True)
class BackupRule:
    """Rule for how long backups stay.

    Attributes:
        number: The newest that are kept however old they are, >= 1.
        days: Age in days up to which all are kept, >= 0.
    """

    number: int = 5
    days: int = 30

    def __str__(self) -> str:
        return f"the newest {self.number}, and all of the last {self.days} days"


def prune(target: Path, newest: Path, rule: BackupRule) -> int:
    """Remove the backups of a file that a rule does not keep, in the folder of its newest backup.

    A backup is known by its whole name, and removed only if it is a file of this person.

    Returns:
        How many were removed.
    """
    now = datetime.now().astimezone().timestamp()
    by_age = sorted(_dated(target, newest.parent), reverse=True)
    removed = 0
    for made, path in by_age[rule.number :]:
        if path != newest and now - made > rule.days * _DAY and is_own_file(path):
            with contextlib.suppress(OSError):
                path.unlink()
                removed += 1
    return removed


def _dated(target: Path, folder: Path) -> Iterator[tuple[float, Path]]:
    """Yield the backups of a file with the times in their names."""
    stem, suffix = re.escape(target.stem), re.escape(target.suffix)
    name = re.compile(rf"{stem}\.backup-(\d{{8}}-\d{{6}})(-\d+)?{suffix}")
    for path in named(folder, name):
        match = name.fullmatch(path.name)
        with contextlib.suppress(ValueError):  # digits that are no date
            if match is not None:
                yield datetime.strptime(match[1], "%Y%m%d-%H%M%S").astimezone().timestamp(), path


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
