"""Files and folders that kpibook made itself: known by name, kind and owner, never by name alone.

A person who may write into a folder can put a link, a pipe or a file of another person there under
one of our names. A file that is not ours in every respect is neither opened, locked, renamed nor
removed.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from kpibook.on_use.regex import regex

PREFIX = ".kpibook-"
"""Start of the names of our temporary files, locks and scratch folders."""

TEMPORARY = regex(r"\.kpibook-[a-z0-9_]{8}\.tmp")
LOCK = regex(r"\.kpibook-.+\.lock", re.DOTALL)
SCRATCH = regex(r"\.kpibook-[0-9a-f]{16}\.scratch")
SCRATCH_LOCK = regex(r"\.kpibook-[0-9a-f]{16}\.scratch\.lock")

_NAME_SURROGATE = 0x20000000
"""Bit of a reparse tag of Windows that marks a link or a junction. Files in the cloud have reparse
tags without it, and are files like any other."""


def is_link(status: os.stat_result) -> bool:
    """Return True for the `os.lstat` of a symbolic link, or of a junction of Windows."""
    tag = int(getattr(status, "st_reparse_tag", 0))
    return stat.S_ISLNK(status.st_mode) or bool(tag & _NAME_SURROGATE)


def is_own_file(path: Path) -> bool:
    """Return True for a regular file with one name that this person owns.

    Where the system has no owner by number (Windows) the name and the kind have to do.
    """
    status = _status_of(path)
    return (
        status is not None
        and stat.S_ISREG(status.st_mode)
        and status.st_nlink <= 1
        and _is_ours(status)
    )


def is_own_folder(path: Path) -> bool:
    """Return True for a folder, not a link or a junction, that this person owns."""
    status = _status_of(path)
    return status is not None and stat.S_ISDIR(status.st_mode) and _is_ours(status)


def is_lockable(path: Path) -> bool:
    """Return True if a lock file may be made or opened under this name.

    There is nothing, or a regular file with one name. It may be a colleague's, who is at work.
    """
    try:
        status = path.lstat()
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        return False
    return not is_link(status) and stat.S_ISREG(status.st_mode) and status.st_nlink <= 1


def named(folder: Path, pattern: re.Pattern[str]) -> Iterator[Path]:
    """Yield every entry of a folder whose name has that pattern, of whatever kind.

    Nothing if the folder cannot be read.
    """
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if pattern.fullmatch(path.name):
                yield path


def remove_own_folder(folder: Path) -> None:
    """Remove a folder of ours with the files in it; a link in it goes, what it leads to stays.

    Folders within it are not entered: then it stays, as it holds something that is not ours.

    Raises:
        OSError: It cannot be read or removed.
    """
    if not is_own_folder(folder):
        return
    if os.unlink in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW"):
        # By its descriptor: the name may be given to a link while the files are removed.
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            for name in os.listdir(descriptor):  # noqa: PTH208 a descriptor is no path
                with contextlib.suppress(OSError):
                    os.unlink(name, dir_fd=descriptor)
        finally:
            os.close(descriptor)
    else:
        for file in folder.iterdir():
            with contextlib.suppress(OSError):
                file.unlink()
    folder.rmdir()


def _status_of(path: Path) -> os.stat_result | None:
    try:
        status = path.lstat()
    except (OSError, ValueError):
        return None
    return None if is_link(status) else status


def _is_ours(status: os.stat_result) -> bool:
    return not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
