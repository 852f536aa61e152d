"""The one place where kpibook opens a workbook for writing: all of the new file or none of it.

Whatever happens, a crash, a full disk or a pulled plug, the name leads either to the whole old
file or to the whole new one.
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
from io import RawIOBase
from pathlib import Path
from typing import BinaryIO

from kpibook.errors import KpibookError, SaveError
from kpibook.files.backups import backup_for
from kpibook.files.temporary import PREFIX, sweep, unfinished

_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between attempts to put the file in place: virus scanners and sync clients hold a
workbook for a moment after it is written, and Windows then refuses to replace it."""

_PIECE = 64 * 1024
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def atomic_write(
    path: str | os.PathLike[str],
    write: Callable[[BinaryIO], object],
    *,
    like: Path | None = None,
    backup: bool | Path = False,
    above: bool = False,
) -> Path:
    """Write a file so that nobody ever sees half of it.

    The content goes to a temporary file in the same folder, is forced to the disk, and then takes
    the place of `path` in one step. A symbolic link is followed and stays a link.

    Args:
        path: The file to make or replace.
        write: Given the temporary file, open for writing and seekable, writes all of it.
        like: File whose permissions a new file takes; a file that is replaced keeps its own.
        backup: Keep what was there: True under the name `backup_for` gives, a path under that
            name, which nothing may have yet. A file that holds the very bytes already is left
            alone, and nothing is kept.
        above: Put the temporary file into the folder above: for a folder whose files a program
            opens at its start, where none may be left by a process that is killed.

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
            os.fsync(stream.fileno())
            stream.close()
            if backup and _same(temporary, target):
                return target
            _take_permissions(temporary, target if target.exists() else like)
            if backup and target.exists():
                _keep(target, backup_for(target) if backup is True else backup)
            _put_in_place(temporary, target)
    except OSError as error:
        raise _in_words(error, target) from error
    _force_folder(target.parent)
    return target


def append_line(path: Path, line: str) -> int:
    """Add a line to a file of lines, in one write forced to the disk; the file is made if need be.

    A last line without its end, as a process killed while it wrote leaves it, is removed first.

    Args:
        path: The file; its folder is there.
        line: The line, without its end.

    Returns:
        The place of the line, in bytes from the start of the file.

    Raises:
        SaveError: It could not be written: ``disk-full``, ``workbook-locked``, ``save-failed``.
    """
    content = line.encode() + b"\n"
    try:
        new = not path.exists()
        with path.open("ab+", buffering=0) as stream:
            place = _without_torn_end(stream)
            if stream.write(content) != len(content):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(stream.fileno())
    except OSError as error:
        raise _in_words(error, path) from error
    if new:
        _force_folder(path.parent)
    return place


def _without_torn_end(stream: RawIOBase) -> int:
    """The size of a file of lines, once a last line without its end has been cut off."""
    whole = size = stream.seek(0, os.SEEK_END)
    found = b""
    while whole and not found.endswith(b"\n"):
        start = max(0, whole - _PIECE)
        stream.seek(start)
        found = stream.read(whole - start) or b""
        found = found[: found.rfind(b"\n") + 1]
        whole = start + len(found)
    if whole < size:
        stream.truncate(whole)
    return whole


def _same(new: Path, old: Path) -> bool:
    """Whether a file holds the very bytes of another, so that there is nothing to replace."""
    return old.exists() and filecmp.cmp(new, old, shallow=False)


def check_target(target: Path) -> None:
    """Refuse a place where `atomic_write` could not put a file, before any work is done.

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
            "this is a folder, not a file.",
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
            fix=f"Close it and try again. If nobody has it open, delete {mark!r} beside it.",
        )
    if target.exists() and not (_owner_may_write(target) and os.access(target, os.W_OK)):
        raise SaveError(
            "the workbook is read-only.",
            code="workbook-read-only",
            where=name,
            fix="Take off the read-only mark in its properties, or save under another name.",
        )


def owner_mark(path: Path) -> str | None:
    """The name of the mark a spreadsheet program puts beside a workbook it has open; else None."""
    marks = (f"~${path.name}", f".~lock.{path.name}#")
    return next((mark for mark in marks if (path.parent / mark).exists()), None)


def _owner_may_write(target: Path) -> bool:
    """Asked besides ``os.access``, which tells an administrator that everything may be written."""
    return bool(target.stat().st_mode & stat.S_IWUSR)


def _take_permissions(temporary: Path, like: Path | None) -> None:
    """A temporary file is made for its owner alone: give it the mode the workbook should have."""
    if like is not None and like.exists():
        known = like.stat()
        # A copy of a read-only workbook is somebody's own, to be saved again.
        mode = stat.S_IMODE(known.st_mode) | stat.S_IWUSR
        if hasattr(os, "chown"):
            with contextlib.suppress(OSError):
                os.chown(temporary, known.st_uid, known.st_gid)
        temporary.chmod(mode)
        return
    mask = os.umask(0)
    os.umask(mask)
    temporary.chmod(0o666 & ~mask)


@contextlib.contextmanager
def passing_file(data: bytes, ending: str, folder: Path | None = None) -> Iterator[Path]:
    """A file of its own name, private to this person, there for as long as the block runs.

    It is for another program to open. A program that has not let go of it by then leaves it to
    the system's own clearing up.

    Args:
        data: What it holds.
        ending: How its name ends, such as ``".xlsx"``.
        folder: Where; None for the system's folder of temporary files.

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


def _keep(target: Path, kept: Path) -> None:
    """Give the old file a second name; where the disk knows no second names, copy it."""
    try:
        os.link(target, kept)
    except FileExistsError:  # made by another program since the name was chosen
        raise
    except OSError:
        with unfinished(target.parent) as (copy, stream), target.open("rb") as old:
            shutil.copyfileobj(old, stream)
            stream.flush()
            os.fsync(stream.fileno())
            stream.close()
            shutil.copystat(target, copy)
            copy.replace(kept)


def _put_in_place(temporary: Path, target: Path) -> None:
    for wait in _WAITS:
        try:
            temporary.replace(target)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    temporary.replace(target)


def _force_folder(folder: Path) -> None:
    """Make the new name last through a power cut; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _in_words(error: OSError, target: Path) -> KpibookError:
    if error.errno in _FULL:
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
