"""Errors of the operating system in words: a full disk, a name too long, no right to read."""

from __future__ import annotations

import errno
import os

from kpibook.errors import KpibookError, SaveError

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""Numbers of the errors that mean that there is no room left."""

WITHOUT_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS)
"""Numbers of the errors of a disk that knows no locks, as some network drives."""


def in_plain_words(error: OSError) -> KpibookError:
    """Return an error of the system as an error of kpibook, for the places that expect none.

    Where a step knows its file and what became of it, it words the error itself.

    >>> in_plain_words(OSError(errno.ENOSPC, "No space left", "/shared/a.xlsx")).code
    'disk-full'
    """
    name = os.path.basename(os.fsdecode(error.filename)) if _has_name(error) else ""  # noqa: PTH119
    if error.errno in FULL:
        return SaveError(
            "the disk is full.",
            code="disk-full",
            where=name,
            why="What could not be finished was not written.",
            fix="Make room, or save somewhere else.",
        )
    if error.errno == errno.ENAMETOOLONG:
        return KpibookError(
            "the name of a file is longer than the disk allows.",
            code="name-too-long",
            where=name,
            fix="Give the file, or the folders it is in, a shorter name.",
        )
    if isinstance(error, FileNotFoundError):
        return KpibookError(
            "there is no such file or folder.",
            code="file-missing",
            where=name,
            fix="Check the path; it may have been moved while it was read.",
        )
    reason = error.strerror or type(error).__name__
    return KpibookError(
        f"the file cannot be read or written ({reason}).",
        code="file-unreadable",
        where=name,
        fix="Close it wherever it is open, and check that you may read it.",
    )


def out_of_memory(name: str = "") -> KpibookError:
    """Return the error for a file that takes more memory, or is nested deeper, than there is room.

    Args:
        name: The file; empty if it is not known.
    """
    return KpibookError(
        "there is not enough memory for this task.",
        code="out-of-memory",
        where=name,
        fix="Run the command on one workbook at a time, or with fewer --jobs.",
    )


def _has_name(error: OSError) -> bool:
    return isinstance(error.filename, str | bytes)
