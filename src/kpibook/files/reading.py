"""Reading of files, the only module that opens a file to read it: regular files, never a pipe.

Opening a named pipe waits for a writer for ever, and a device has no end. Under any name that a
person, a workbook or a folder gives us there may be either, so the kind of file is looked at before
and after the opening, and the opening does not wait.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO, TypeVar

from kpibook.errors import KpibookError
from kpibook.files.own_files import is_link

_NO_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_PIECE = 1024 * 1024

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)

_Error = TypeVar("_Error", bound=KpibookError)


class NotARegularFile(OSError):
    """A folder, pipe, device, socket or refused link under the name of a file."""


class FileTooLarge(OSError):
    """A file with more bytes than the reader accepts."""


def open_regular(path: str | os.PathLike[str], *, follow: bool = True) -> BinaryIO:
    """Open a regular file to read its bytes.

    Args:
        path: The file.
        follow: Follow a link; False refuses a link.

    Raises:
        NotARegularFile: It is something else; nothing was opened for long, and nothing waited.
        OSError: It cannot be opened, also for a name that no file can have.
    """
    try:
        # Before the opening: to open some devices is to set them going.
        _check(path, Path(path).stat(follow_symlinks=follow))
        descriptor = os.open(path, os.O_RDONLY | _NO_WAIT | _BINARY | (0 if follow else _NO_LINK))
    except ValueError as error:  # a name with a null character
        raise OSError(errno.EINVAL, "no file can have this name") from error
    try:
        # After it: the name may have been given to something else in between.
        _check(path, os.fstat(descriptor))
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def read_regular(
    path: str | os.PathLike[str], largest: int | None = None, *, follow: bool = True
) -> bytes:
    """Return the bytes of a regular file.

    Args:
        path: The file.
        largest: Most bytes to accept; None for any number. A file of exactly so many is accepted.
        follow: As for `open_regular`.

    Raises:
        FileTooLarge: It holds more than `largest` bytes, whatever its folder says of its size.
        OSError: As for `open_regular`.
    """
    with open_regular(path, follow=follow) as stream:
        if largest is None:
            return stream.read()
        content = stream.read(largest + 1)
    if len(content) > largest:
        raise FileTooLarge(errno.EFBIG, f"it is larger than {largest:,} bytes", str(path))
    return content


def unreadable(error: OSError, where: str | Path, kind: type[_Error]) -> _Error:
    """Return the error of class `kind` that says why a file could not be read.

    Its code is ``file-missing``, ``not-a-file``, ``file-too-large`` or ``file-unreadable``.
    """
    if isinstance(error, FileNotFoundError):
        return kind(
            "there is no such file.", code="file-missing", where=str(where), fix="Check the path."
        )
    if isinstance(error, NotARegularFile):
        return kind(
            f"{error.strerror}.",
            code="not-a-file",
            where=str(where),
            fix="Name the file itself.",
        )
    if isinstance(error, FileTooLarge):
        return kind(
            f"{error.strerror}.",
            code="file-too-large",
            where=str(where),
            fix="Check that it is the file you mean.",
        )
    return kind(
        f"the file cannot be read ({error.strerror or type(error).__name__}).",
        code="file-unreadable",
        where=str(where),
        fix="Close it wherever it is open, and check that you may read it.",
    )


def _check(path: str | os.PathLike[str], status: os.stat_result) -> None:
    if is_link(status) or not stat.S_ISREG(status.st_mode):
        kind = "a link" if is_link(status) else kind_of(status.st_mode)
        raise NotARegularFile(errno.EINVAL, f"this is {kind}, not a file", str(path))


def kind_of(mode: int) -> str:
    """Return what a file that is no regular file is called in a message, by its mode."""
    return next((name for is_kind, name in _KINDS if is_kind(mode)), "not a regular file")
