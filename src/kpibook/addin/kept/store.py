"""The folder of kept records and copies: private to the person, and pruned."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from kpibook.addin.kept.record import Record, as_lines, read_lines, taken_back_line
from kpibook.errors import SaveError
from kpibook.files.atomic import append_line
from kpibook.files.own_files import is_own_file
from kpibook.files.private import state_folder
from kpibook.files.reading import read_regular
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex

FOLDER = "kept"
"""Name of the folder among the person's own files for kpibook."""

MOST_COPIES = 20
MOST_DAYS = 30
MOST_BYTES = 200 * 1024 * 1024

_RECORD = ".jsonl"
_NAME = regex(r"(\d{8}T\d{12}-[0-9a-f]{8})(\.[a-z]{4,5})")
_SYNCED = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_ICLOUD = "Mobile Documents"


@dataclass(frozen=True, slots=True)
class Kept:
    """Files that are kept of a click.

    Attributes:
        key: Its name in the folder.
        files: Its files: the record, the copy of the workbook, or only one of the two.
    """

    key: str
    files: tuple[Path, ...]

    @property
    def copy(self) -> Path | None:
        """The workbook as it was before the click; None if no copy is kept."""
        return next((path for path in self.files if path.suffix != _RECORD), None)

    @property
    def size(self) -> int:
        """Bytes of its files."""
        return sum(path.stat().st_size for path in self.files)

    def record(self) -> Record | None:
        """Read the record; None if it is missing or was not written to its end."""
        path = next((path for path in self.files if path.suffix == _RECORD), None)
        if path is None:
            return None
        try:
            return read_lines(read_regular(path, follow=False).decode().splitlines())
        except (OSError, ValueError):
            return None


class Store:
    """The kept copies and records of the person.

    Args:
        folder: Their folder; it exists and no other person can open it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def new_key(self, now: datetime) -> str:
        """Return the name for what is kept of a click; later names sort after earlier names."""
        return f"{now:%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}"

    def copy_path(self, key: str, book: str) -> Path:
        """Return the path for the copy of a workbook of that name."""
        ending = Path(book).suffix.casefold()
        return self.folder / f"{key}{ending if re.fullmatch(r'[.]xls[xmb]', ending) else '.xlsx'}"

    def kept(self) -> list[Kept]:
        """Return what is kept, the newest first."""
        files: dict[str, list[Path]] = {}
        for path in self._files():
            files.setdefault(path.stem, []).append(path)
        return [Kept(key, tuple(sorted(files[key]))) for key in sorted(files, reverse=True)]

    def write(self, record: Record) -> None:
        """Keep a record.

        Raises:
            SaveError: It could not be written.
        """
        append_line(self.folder / f"{record.key}{_RECORD}", "\n".join(as_lines(record)))

    def mark_taken_back(self, key: str, when: datetime) -> None:
        """Note that a record was taken back, so that it is not offered again.

        Raises:
            SaveError: It could not be written.
        """
        append_line(self.folder / f"{key}{_RECORD}", taken_back_line(when))

    def drop(self, key: str) -> None:
        """Delete what is kept under a name."""
        for path in self._files():
            if path.stem == key:
                _delete(path)

    def prune(self, now: datetime) -> None:
        """Delete what is too old, too many or too large, the oldest first.

        A copy that is too large alone goes without its record.
        """
        total = 0
        for number, kept in enumerate(self.kept()):
            total += kept.size
            if number == 0 and total > MOST_BYTES and kept.copy is not None:
                _delete(kept.copy)
                total = 0
            too_old = now.replace(tzinfo=None) - _moment(kept.key) > timedelta(days=MOST_DAYS)
            if number >= MOST_COPIES or too_old or total > MOST_BYTES:
                self.drop(kept.key)

    def _files(self) -> Iterator[Path]:
        with contextlib.suppress(OSError):
            for path in self.folder.iterdir():
                if _NAME.fullmatch(path.name) and is_own_file(path):
                    yield path


def own_store(environment: Mapping[str, str] | None = None) -> Store:
    """Return the person's store, its folder made if need be.

    Args:
        environment: The environment's variables, which name the folders that OneDrive keeps in
            step; None for those of this process.

    Raises:
        SaveError: ``state-folder``: the folder cannot be made, is not private, or would be copied
            to another computer.
    """
    folder = state_folder(FOLDER)
    if _leaves_the_computer(folder, os.environ if environment is None else environment):
        raise SaveError(
            "kpibook's own folder is on a network or is synchronised.",
            code="state-folder",
            where=str(folder),
            fix="Ask the person who looks after your computer for a local profile.",
        )
    return Store(folder)


def remove_all(folder: Path) -> list[Path]:
    """Delete every kept file, and the folder if it is empty then.

    Args:
        folder: The folder of a store; it need not exist.

    Returns:
        The files that were deleted.
    """
    removed = [path for path in Store(folder)._files() if _delete(path)]  # noqa: SLF001
    with contextlib.suppress(OSError):
        folder.rmdir()
    return removed


def _delete(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True


def _moment(key: str) -> datetime:
    return datetime.strptime(key.partition("-")[0], "%Y%m%dT%H%M%S%f")  # noqa: DTZ007 as in new_key


def _leaves_the_computer(folder: Path, environment: Mapping[str, str]) -> bool:
    """Return True for a share on a network, or a folder that OneDrive or iCloud keeps in step."""
    if str(folder).startswith(("\\\\", "//")) or _ICLOUD in folder.parts:
        return True
    synced = [Path(environment[name]) for name in _SYNCED if environment.get(name)]
    return any(parent in (folder, *folder.parents) for parent in synced)
