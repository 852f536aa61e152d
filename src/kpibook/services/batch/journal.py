"""Journal of a batch: a file of lines, each forced to the disk before work goes on.

It lies among the person's own files and says of each workbook how it ended, by hashes, codes and
cells. It holds no figure, no text of a workbook and no name: not even the workbook's.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

from kpibook.errors import KpibookError, SaveError
from kpibook.files.atomic import append_line, atomic_write
from kpibook.files.lock import locked
from kpibook.files.own_files import is_own_file, named
from kpibook.files.private import state_folder
from kpibook.files.reading import open_regular
from kpibook.on_use.regex import regex
from kpibook.services.batch.journal_entry import MOST_BYTES, Entry, entry_of
from kpibook.version import __version__

OLD_NAME = ".kpibook-journal.jsonl"
"""Name that a journal had in the folder that results go into."""

_HEADER = {"kpibook": "journal", "format": 2}
_OLD_HEADER = {"kpibook": "journal", "format": 1}
_NAME = regex(r"[0-9a-f]{32}\.jsonl")
_KEY = 16  # bytes of a hash: enough that no two workbooks of a batch have the same
_PRUNED_AFTER = 90 * 24 * 3600.0  # seconds: a quarter, after which the workbooks have others
_SPARE = 100  # lines that have been overtaken, before the file is written again without them


def default_journal(config: str, books: Sequence[Path]) -> Path:
    """Return the path of a command's journal, unless another is named.

    It lies in the person's state folder: a journal for a command and all workbooks below the same
    folder. Journals that have not been used for three months are removed.

    Args:
        config: Hash of the command, its options (the folder for results included) and the files
            they name.
        books: The workbooks.

    Raises:
        SaveError: ``state-folder``.
    """
    try:
        common = os.path.commonpath([book.absolute().parent for book in books])
    except ValueError:  # on two Windows drives
        common = ""
    # A file name on Linux may hold bytes that are not UTF-8, which Python stores as surrogates.
    name = hashlib.sha256(f"{config}\0{common}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    folder = state_folder("journals")
    _prune(folder)
    return folder / f"{name}.jsonl"


def remove_old(folder: Path) -> Path | None:
    """Remove a journal of the form that quoted figures from a folder for results.

    Returns:
        The file removed; None if there was none, or a file of that name that is something else.
    """
    path = folder / OLD_NAME
    with contextlib.suppress(OSError):
        if is_own_file(path) and _is_old(path):
            path.unlink()
            return path
    return None


class Journal:
    """Journal of a command with its options and this version of kpibook; entries by workbook.

    Memory holds only the offset of each workbook's last entry. A last line that was cut off when
    a process was killed is not counted, and is overwritten by the next entry. A file in which most
    lines have been overtaken is written again without them when it is opened.

    Args:
        path: The file.
        config: Hash of the command, its options and the files they name.

    Raises:
        KpibookError: ``journal-foreign`` for a file that is something else, ``journal-damaged``,
            ``journal-unreadable``. The file is as it was.
    """

    def __init__(self, path: Path, config: str) -> None:
        self.path = path
        self._config = config
        self._offsets: dict[bytes, int] = {}
        self._has_header = self._is_old = False
        self._overtaken = 0
        for offset, line in self._lines():
            self._index(offset, line)

    @classmethod
    @contextlib.contextmanager
    def open(cls, path: Path, config: str) -> Iterator[Self]:
        """Open the journal for a single run at a time; its folder is made.

        Raises:
            KpibookError: ``journal-busy`` while another run has it, and those of the class.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SaveError(
                f"cannot be made a folder: {error.strerror}.",
                code="folder-not-made",
                where=str(path.parent),
                fix="Name another folder.",
            ) from error
        with locked(path, code="journal-busy", wait=0.5):
            journal = cls(path, config)
            if journal.is_mostly_overtaken:
                journal.compact()
                journal = cls(path, config)
            yield journal

    @property
    def is_mostly_overtaken(self) -> bool:
        """Return True if most of its lines are of no use any more."""
        return self._overtaken > len(self._offsets) + _SPARE or (
            bool(self._overtaken) and not self._offsets
        )

    def compact(self) -> None:
        """Write the file again with the last entry of each workbook.

        Raises:
            SaveError: It cannot be written; it is as it was.
        """
        with open_regular(self.path, follow=False) as stream:
            lines = [json.dumps(_HEADER).encode() + b"\n"]
            for offset in sorted(self._offsets.values()):
                stream.seek(offset)
                lines.append(stream.readline(MOST_BYTES + 1))
        atomic_write(self.path, lambda copy: copy.writelines(lines))

    def last(self, book: Path) -> Entry | None:
        """Return the workbook's last entry; None if it has no entry.

        Raises:
            KpibookError: ``journal-damaged``.
        """
        offset = self._offsets.get(self._key(book))
        if offset is None:
            return None
        with open_regular(self.path, follow=False) as stream:
            stream.seek(offset)
            line = stream.readline(MOST_BYTES + 1)
        try:
            return entry_of(line).entry
        except ValueError as error:  # it was changed since it was opened
            raise self._damaged(offset) from error

    def add(self, book: Path, entry: Entry) -> None:
        """Write an entry, and return once it is on the disk.

        Raises:
            SaveError: It cannot be written.
        """
        if not self._has_header:
            append_line(self.path, json.dumps(_HEADER))
            self._has_header = True
        key = self._key(book)
        record = {"key": key.hex(), "version": __version__, **entry.as_json()}
        self._overtaken += key in self._offsets
        self._offsets[key] = append_line(self.path, json.dumps(record))

    def _key(self, book: Path) -> bytes:
        seed = "\0".join((str(book.absolute()), self._config, __version__))
        return hashlib.sha256(seed.encode("utf-8", "surrogatepass")).digest()[:_KEY]

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        """Yield each whole line with its offset; a last line without its end is not whole."""
        try:
            with open_regular(self.path, follow=False) as stream:
                offset = 0
                while line := stream.readline(MOST_BYTES + 1):
                    if line.endswith(b"\n") or len(line) > MOST_BYTES:
                        yield offset, line
                    elif offset == 0 and not json.dumps(_HEADER).encode().startswith(line):
                        raise self._foreign()
                    offset += len(line)
        except FileNotFoundError:
            return
        except OSError as error:
            raise KpibookError(
                f"the journal cannot be read ({error.strerror}).",
                code="journal-unreadable",
                where=str(self.path),
                fix="Name another file with --journal.",
            ) from error

    def _index(self, offset: int, line: bytes) -> None:
        try:
            if offset == 0:
                header = json.loads(line) if len(line) <= MOST_BYTES else None
                self._has_header = header in (_HEADER, _OLD_HEADER)
                self._is_old = header == _OLD_HEADER
                self._overtaken += self._is_old
            elif self._is_old:
                self._overtaken += 1
            else:
                written = entry_of(line)
                if written.version != __version__ or written.key in self._offsets:
                    self._overtaken += 1
                if written.version == __version__:
                    self._offsets[written.key] = offset
        except (ValueError, RecursionError) as error:
            raise (self._damaged(offset) if self._has_header else self._foreign()) from error
        if not self._has_header:
            raise self._foreign()

    def _foreign(self) -> KpibookError:
        return KpibookError(
            "this file is there already and is not a journal of kpibook.",
            code="journal-foreign",
            where=str(self.path),
            fix="Name another file with --journal; this one is left as it is.",
        )

    def _damaged(self, offset: int) -> KpibookError:
        return KpibookError(
            f"the journal is damaged at byte {offset:,}.",
            code="journal-damaged",
            where=str(self.path),
            why="What it says was done cannot be relied on.",
            fix="Move it away and run the command again; workbooks that are done stay as they are.",
        )


def _prune(folder: Path) -> None:
    """Remove the journals in the person's state folder that have not been used for long."""
    oldest = time.time() - _PRUNED_AFTER
    for path in named(folder, _NAME):
        with contextlib.suppress(OSError):
            if is_own_file(path) and (path.lstat().st_mtime < oldest or _is_old(path)):
                path.unlink()


def _is_old(path: Path) -> bool:
    with open_regular(path, follow=False) as stream:
        return _loaded(stream.readline(len(json.dumps(_OLD_HEADER)) + 2)) == _OLD_HEADER


def _loaded(line: bytes) -> object:
    with contextlib.suppress(ValueError, RecursionError):
        return json.loads(line)
    return None
