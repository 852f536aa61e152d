"""Spool: records put aside on disk while a task works, in a file without a name.

It lies among the person's own temporary files, and no other user can open it. The system removes it
when it is closed or the process dies, in whatever way, so nothing has to be cleared away.
"""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

from kpibook.errors import SaveError
from kpibook.files.private import temporary_folder
from kpibook.files.system_errors import FULL


class Spool:
    """Records of bytes, added at the end and read in any order.

    The file lives as long as the object.

    Args:
        folder: The folder whose disk is used; None for the person's folder of temporary files.

    Raises:
        SaveError: ``disk-full``, ``spool-failed``; also when records are added or read.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder = temporary_folder() if folder is None else folder
        self._end = 0
        try:
            self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        except OSError as error:
            raise self._refusal(error) from error

    def add(self, record: bytes) -> tuple[int, int]:
        """Put a record aside.

        Returns:
            Its offset and length in bytes, for `read`.
        """
        span = self._end, len(record)
        try:
            self._file.seek(self._end)
            self._file.write(record)
        except OSError as error:
            raise self._refusal(error) from error
        self._end += len(record)
        return span

    def read(self, span: tuple[int, int]) -> bytes:
        """Return the record at an offset and length that `add` returned."""
        start, length = span
        try:
            self._file.seek(start)
            return self._file.read(length)
        except OSError as error:  # reading first writes out what is still buffered
            raise self._refusal(error) from error

    def close(self) -> None:
        """Free the disk space; `__del__` does so as well."""
        with contextlib.suppress(OSError):  # closing writes the buffer, which has no reader now
            self._file.close()

    def __del__(self) -> None:
        # A constructor that raised has left an object without a file.
        if hasattr(self, "_file"):
            self.close()

    def _refusal(self, error: OSError) -> SaveError:
        full = error.errno in FULL
        reason = "the disk is full" if full else error.strerror or type(error).__name__
        return SaveError(
            f"what was read cannot be put aside here ({reason}); no file was changed.",
            code="disk-full" if full else "spool-failed",
            where=str(self._folder),
            fix="Make room, or set TMPDIR (on Windows TEMP) to a folder on another disk.",
        )
