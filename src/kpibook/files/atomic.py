"""Atomic writing, the only module that opens a file to write it: all of the new file or nothing.

After a crash, a full disk or a power cut the name leads either to the whole old file or to the
whole new file.
"""

from __future__ import annotations

import contextlib
import errno
import filecmp
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from io import FileIO, RawIOBase
from pathlib import Path
from typing import BinaryIO

from kpibook.errors import KpibookError, SaveError
from kpibook.files.backups import backup_for
from kpibook.files.own_files import PREFIX, is_lockable
from kpibook.files.reading import kind_of, open_regular
from kpibook.files.system_errors import FULL
from kpibook.files.temporary import sweep, unfinished

_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between attempts to put the file in place: virus scanners and sync clients hold a
workbook for a moment after it is written, and Windows then refuses to replace it."""

_PIECE = 64 * 1024
_CAREFULLY = sum(
    getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
)


def atomic_write(
    path: str | os.PathLike[str],
    write: Callable[[BinaryIO], object],
    *,
    backup: bool | Path = False,
    above: bool = False,
) -> Path:
    """Write a file so that a reader never sees half of it.

    The content goes to a temporary file in the same folder, is forced to the disk, and then
    replaces `path` in one step. A symbolic link is followed and stays a link.

    Args:
        path: The file to make or replace.
        write: Function that writes the whole content to the stream it receives (seekable).
        backup: Keep the old file: True under the name that `backup_for` returns, a path under that
            name, which must be free. If the old file already holds the same bytes, nothing is
            written and no backup is made.
        above: Put the temporary file into the parent folder: for a folder such as XLSTART, whose
            files a program opens when it starts, so that a killed process leaves no file in it.

    Returns:
        The file written, with symbolic links followed.

    Raises:
        SaveError: ``folder-missing``, ``not-a-file``, ``workbook-open``, ``workbook-read-only``,
            ``workbook-locked``, ``disk-full``, ``save-failed``. The file is as it was.
    """
    target = Path(os.path.realpath(path))
    check_target(target)
    folder = target.parent.parent if above else target.parent
    sweep(folder)
    try:
        with unfinished(folder) as (temporary, stream):
            write(stream)
            stream.flush()
            # Without fsync a rename can reach the disk before the content does: after a power cut
            # the name would lead to an empty file.
            os.fsync(stream.fileno())
            # Windows does not rename a file that is open.
            stream.close()
            if backup and _have_equal_bytes(temporary, target):
                return target
            _take_permissions(temporary, target)
            if backup and target.exists():
                _keep_backup(target, backup_for(target) if backup is True else backup)
            _replace_with_retries(temporary, target)
    except OSError as error:
        raise _in_words(error, target) from error
    _force_folder(target.parent)
    return target


def append_line(path: Path, line: str) -> int:
    """Add a line to a file of lines, made if need be, in one write forced to the disk.

    A last line without its line end, left by a process killed while it wrote, is removed first.

    Args:
        path: The file; its folder exists. A new file can be read by its owner alone.
        line: The line, without its line end.

    Returns:
        The offset of the line, in bytes from the start of the file.

    Raises:
        SaveError: It could not be written: ``disk-full``, ``workbook-locked``, ``save-failed``.
    """
    content = line.encode() + b"\n"
    try:
        new = not os.path.lexists(path)
        with _open_for_lines(path) as stream:
            offset = _cut_torn_end(stream)
            if stream.write(content) != len(content):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(stream.fileno())
    except OSError as error:
        raise _in_words(error, path) from error
    if new:
        _force_folder(path.parent)
    return offset


def _open_for_lines(path: Path) -> FileIO:
    """Open a file to read it and add to it; a new file is for its owner alone.

    Raises:
        OSError: It cannot be opened, or is a link, a pipe or another file's second name.
    """
    if not is_lockable(path):
        raise OSError(errno.EINVAL, "it is a link, a pipe or another file's second name")
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | _CAREFULLY
    descriptor = os.open(path, flags, 0o600)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file")
        return FileIO(descriptor, "ab+")
    except BaseException:
        os.close(descriptor)
        raise


def _cut_torn_end(stream: RawIOBase) -> int:
    """Cut off a last line that has no line end, and return the size of the file after that."""
    end_of_lines = size = stream.seek(0, os.SEEK_END)
    block = b""
    while end_of_lines and not block.endswith(b"\n"):
        start = max(0, end_of_lines - _PIECE)
        stream.seek(start)
        block = stream.read(end_of_lines - start) or b""
        block = block[: block.rfind(b"\n") + 1]
        end_of_lines = start + len(block)
    if end_of_lines < size:
        stream.truncate(end_of_lines)
    return end_of_lines


def _have_equal_bytes(new_file: Path, old_file: Path) -> bool:
    """Return True if both files hold the same bytes, so that there is nothing to replace."""
    return old_file.exists() and filecmp.cmp(new_file, old_file, shallow=False)


def check_target(target: Path) -> None:
    """Refuse a path where `atomic_write` could not put a file, before any work is done.

    Raises:
        SaveError: ``folder-missing``, ``not-a-file``, ``workbook-open``, ``workbook-read-only``.
    """
    name, folder = target.name, target.parent
    if not folder.is_dir():
        raise SaveError(
            f"there is no folder {folder.name!r}.",
            code="folder-missing",
            where=name,
            fix="Make the folder first, or choose another.",
        )
    if target.exists() and not target.is_file():
        raise SaveError(
            f"this is {kind_of(target.stat().st_mode)}, not a file.",
            code="not-a-file",
            where=name,
            fix="Choose another name.",
        )
    mark = owner_mark(target)
    if mark is not None:
        raise SaveError(
            "the workbook is open in a spreadsheet program.",
            code="workbook-open",
            where=name,
            fix=f"Close it and try again. If no other person has it open, delete {mark!r} in the "
            "same folder.",
        )
    if target.exists() and not (_owner_may_write(target) and os.access(target, os.W_OK)):
        raise SaveError(
            "the workbook is read-only.",
            code="workbook-read-only",
            where=name,
            fix="Take off the read-only mark in its properties, or save under another name.",
        )


def owner_mark(path: Path) -> str | None:
    """Return the name of a spreadsheet program's lock file next to a workbook; None if none."""
    # Excel writes ~$Name.xlsx while it has a workbook open, LibreOffice .~lock.Name.xlsx#. A crash
    # leaves the file behind, so it may be out of date.
    marks = (f"~${path.name}", f".~lock.{path.name}#")
    # Not Path.exists, which raises for a name that is longer than the disk allows.
    return next((mark for mark in marks if os.path.exists(path.parent / mark)), None)  # noqa: PTH110


def _owner_may_write(target: Path) -> bool:
    """Return True if the file's mode lets its owner write."""
    # os.access tells an administrator that every file may be written, read-only or not.
    return bool(target.stat().st_mode & stat.S_IWUSR)


def _take_permissions(temporary: Path, target: Path) -> None:
    """Give a temporary file, made for its owner alone, the mode the workbook should have."""
    if target.exists():
        model = target.stat()
        # A copy of a read-only workbook belongs to the person who made it and has to be saved
        # again.
        mode = stat.S_IMODE(model.st_mode) | stat.S_IWUSR
        if hasattr(os, "chown"):
            with contextlib.suppress(OSError):
                os.chown(temporary, model.st_uid, model.st_gid)
        temporary.chmod(mode)
        return
    # The mask can only be read by setting it.
    mask = os.umask(0)
    os.umask(mask)
    temporary.chmod(0o666 & ~mask)


@contextlib.contextmanager
def passing_file(data: bytes, ending: str, folder: Path | None = None) -> Iterator[Path]:
    """Make a file with a random name that only this user can read; remove it when the block ends.

    It is for another program to open. If that program still has it open when the block ends, the
    system removes it later with its other temporary files.

    Args:
        data: Its content.
        ending: How its name ends, such as ``".xlsx"``.
        folder: The folder to put it in; None for the system's folder of temporary files.

    Raises:
        SaveError: ``disk-full``, ``workbook-locked``, ``save-failed``.
    """
    with tempfile.TemporaryDirectory(
        prefix=PREFIX, dir=folder, ignore_cleanup_errors=True
    ) as private:
        path = Path(private) / f"{Path(private).name.removeprefix('.')}{ending}"
        try:
            path.write_bytes(data)
        except OSError as error:
            raise _in_words(error, path) from error
        yield path


def _keep_backup(target: Path, backup: Path) -> None:
    """Give the old file a second name; copy it where the disk has no hard links."""
    try:
        os.link(target, backup)
    except FileExistsError:  # another program made it after the name was chosen
        raise
    except (OSError, AttributeError):  # Python in a browser does not even know them
        with unfinished(backup.parent) as (copy, stream), open_regular(target) as old:
            shutil.copyfileobj(old, stream)
            stream.flush()
            os.fsync(stream.fileno())
            stream.close()
            shutil.copystat(target, copy)
            copy.replace(backup)
            _force_folder(backup.parent)


def _replace_with_retries(temporary: Path, target: Path) -> None:
    for wait in _WAITS:
        try:
            temporary.replace(target)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    temporary.replace(target)


def _force_folder(folder: Path) -> None:
    """Make the new name survive a power cut; Windows has no such call and needs no such call."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _in_words(error: OSError, target: Path) -> KpibookError:
    if error.errno in FULL:
        return SaveError(
            "the disk is full; the file is as it was.",
            code="disk-full",
            where=target.name,
            fix="Make room, or save somewhere else.",
        )
    if isinstance(error, PermissionError):
        return SaveError(
            "the file is in use or may not be written; it is as it was.",
            code="workbook-locked",
            where=target.name,
            fix="Close it wherever it is open, wait for OneDrive to finish, and try again.",
        )
    reason = error.strerror or type(error).__name__
    return SaveError(
        f"the file could not be written ({reason}); it is as it was.",
        code="save-failed",
        where=target.name,
        fix="Try again, or save somewhere else.",
    )
