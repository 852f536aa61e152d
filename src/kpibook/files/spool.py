"""Records put aside on disk while a task works, in a file without a name.

Nobody else can open the file, and the system removes it when it is closed or the process dies,
however it dies: nothing is left to clear away.
"""

from __future__ import annotations

import contextlib
import errno
import tempfile
from pathlib import Path

from kpibook.errors import SaveError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Spool:
    """Records of bytes, added at the end and read in any order.

    The file is there for as long as the object is.

    Args:
        folder: The folder whose disk is used.

    Raises:
        SaveError: ``disk-full``, ``spool-failed``; also when records are added or read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._end = 0
        try:
            self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        except OSError as error:
            raise self._said(error) from error

    def add(self, record: bytes) -> tuple[int, int]:
        """Put a record aside.

        Returns:
            Where it is, for `read`.
        """
        place = self._end, len(record)
        try:
            self._file.seek(self._end)
            self._file.write(record)
        except OSError as error:
            raise self._said(error) from error
        self._end += len(record)
        return place

    def read(self, place: tuple[int, int]) -> bytes:
        """The record at a place that `add` gave."""
        start, length = place
        try:
            self._file.seek(start)
            return self._file.read(length)
        except OSError as error:  # also what was still to be written
            raise self._said(error) from error

    def close(self) -> None:
        """Let go of the disk; it is also done when the object is no more."""
        with contextlib.suppress(OSError):  # what could not be written is of no use any more
            self._file.close()

    def __del__(self) -> None:
        if hasattr(self, "_file"):
            self.close()

    def _said(self, error: OSError) -> SaveError:
        full = error.errno in _FULL
        reason = "the disk is full" if full else error.strerror or type(error).__name__
        return SaveError(
            f"what was read cannot be put aside here ({reason}); no file was changed.",
            code="disk-full" if full else "spool-failed",
            where=str(self._folder),
            fix="Make room, or write the result into a folder on another disk.",
        )
