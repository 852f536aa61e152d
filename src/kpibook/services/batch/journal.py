"""Journal of a batch: a file of lines, each forced to the disk before work goes on."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from kpibook.errors import KpibookError, SaveError
from kpibook.files.atomic import append_line
from kpibook.files.lock import locked
from kpibook.files.reading import open_regular
from kpibook.services.batch.journal_entry import MOST_BYTES, entry_of
from kpibook.version import __version__

NAME = ".kpibook-journal.jsonl"
"""Name of a journal in the folder that results go into."""

_HEADER = {"kpibook": "journal", "format": 1}
_KEY = 16  # bytes of a hash: enough that no two workbooks of a batch have the same


def default_journal(output_dir: Path | None, config: str, books: Sequence[Path]) -> Path:
    """Return the path of a command's journal, unless another is named.

    Args:
        output_dir: The folder results go into, which then has the journal.
        config: Hash of the command, its options and the files they name.
        books: The workbooks; without a folder for results, the command has one journal for all
            workbooks below the same folder, in the person's state folder.
    """
    if output_dir is not None:
        return output_dir / NAME
    from platformdirs import user_state_path

    try:
        common = os.path.commonpath([book.absolute().parent for book in books])
    except ValueError:  # on two Windows drives
        common = ""
    # A file name on Linux may hold bytes that are not UTF-8, which Python stores as surrogates.
    name = hashlib.sha256(f"{config}\0{common}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return user_state_path("kpibook", appauthor=False) / "journals" / f"{name}.jsonl"


class Journal:
    """Journal of a command with its options and this version of kpibook; entries by workbook.

    Memory holds only the offset of each workbook's last entry. A last line that was cut off when
    a process was killed is not counted, and is overwritten by the next entry.

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
        self._has_header = False
        for offset, line in self._lines():
            self._note(offset, line)

    @classmethod
    @contextlib.contextmanager
    def open(cls, path: Path, config: str) -> Iterator[Self]:
        """Open the journal, for a single run at a time; its folder is made.

        Raises:
            KpibookError: ``journal-busy`` while another run has it, and those of the class.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SaveError(
                f"cannot be made a folder: {error.strerror}.",
                code="folder-missing",
                where=str(path.parent),
                fix="Name another folder.",
            ) from error
        with locked(path, code="journal-busy", wait=0.5):
            yield cls(path, config)

    def last(self, book: Path) -> Mapping[str, Any] | None:
        """Return the workbook's last entry; None if it has no entry."""
        offset = self._offsets.get(self._key(book))
        if offset is None:
            return None
        with open_regular(self.path) as stream:
            stream.seek(offset)
            line = stream.readline(MOST_BYTES + 1)
        try:
            return entry_of(line)
        except ValueError as error:  # it was changed since it was opened
            raise self._damaged(offset) from error

    def add(self, book: Path, entry: Mapping[str, Any]) -> None:
        """Write an entry, and return once it is on the disk.

        Raises:
            SaveError: It cannot be written.
        """
        if not self._has_header:
            append_line(self.path, json.dumps(_HEADER))
            self._has_header = True
        key = self._key(book)
        record = {"key": key.hex(), "book": str(book), "version": __version__, **entry}
        self._offsets[key] = append_line(self.path, json.dumps(record, default=str))

    def _key(self, book: Path) -> bytes:
        text = "\0".join((str(book.absolute()), self._config, __version__))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:_KEY]

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        """Yield each complete line with its offset; a last line without its end is left out."""
        try:
            with open_regular(self.path) as stream:
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

    def _note(self, offset: int, line: bytes) -> None:
        try:
            if len(line) > MOST_BYTES:
                raise ValueError("the line is longer than any entry")
            if offset == 0:
                self._has_header = json.loads(line) == _HEADER
            else:
                self._offsets[bytes.fromhex(entry_of(line)["key"])] = offset
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
