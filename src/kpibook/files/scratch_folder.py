"""Scratch folder for the temporary files of libraries, whose names we do not choose.

It lies among the person's own temporary files, never in the folder of a result: what is in it is
not yet fit to be published, and others may write into the folder of a result.

A folder is locked while it is in use. The system frees the lock when the process dies, in whatever
way, and the next run removes a folder that has no lock.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kpibook.errors import SaveError
from kpibook.files.lock import disk_has_locks, release_and_remove
from kpibook.files.own_files import (
    PREFIX,
    SCRATCH,
    SCRATCH_LOCK,
    is_lockable,
    is_own_file,
    is_own_folder,
    named,
    remove_own_folder,
)
from kpibook.files.private import temporary_folder

if TYPE_CHECKING:
    import filelock

_SUFFIX = ".scratch"
_LOCK = ".lock"
_OWNER_ONLY = 0o700


@contextlib.contextmanager
def scratch_folder(parent: Path | None = None) -> Iterator[Path]:
    """Make a folder that only this user can read; remove it when the block ends.

    Folders that this person's killed processes left are removed first.

    Args:
        parent: The folder to make it in; None for the person's folder of temporary files.

    Raises:
        SaveError: ``scratch-failed`` when it cannot be made.
    """
    import filelock

    parent = temporary_folder() if parent is None else parent
    if not parent.is_dir():  # filelock would make the folder
        raise _refused(parent, "there is no such folder")
    sweep_scratch(parent)
    folder = parent / f"{PREFIX}{secrets.token_hex(8)}{_SUFFIX}"
    # The lock comes before the folder: a sweep by another run never sees the folder without it.
    lock = filelock.FileLock(_lock_of(folder), timeout=0)
    try:
        # Without locks the folder lies until this run removes it: no sweep dares to.
        if disk_has_locks(_lock_of(folder)):
            lock.acquire()
        folder.mkdir(_OWNER_ONLY)
    except OSError as error:
        release_and_remove(lock)
        raise _refused(parent, error.strerror or type(error).__name__) from error
    try:
        yield folder
    finally:
        _remove(folder, lock)


def sweep_scratch(parent: Path) -> None:
    """Remove this person's folders that killed processes left, with their locks.

    A folder in use stays, and so does a link, a file, or another person's folder of such a name.
    """
    import filelock

    folders = {folder for folder in named(parent, SCRATCH) if is_own_folder(folder)}
    # A process killed between the lock and the folder leaves a lock without a folder.
    folders |= {
        lock.with_suffix("")
        for lock in named(parent, SCRATCH_LOCK)
        if is_own_file(lock) and not os.path.lexists(lock.with_suffix(""))
    }
    for folder in folders:
        if not is_lockable(_lock_of(folder)):
            continue
        lock = filelock.FileLock(_lock_of(folder), timeout=0)
        with contextlib.suppress(OSError):  # filelock's Timeout is one, for a folder in use
            if not disk_has_locks(_lock_of(folder)):
                continue
            lock.acquire()
            _remove(folder, lock)


def _lock_of(folder: Path) -> Path:
    return folder.with_name(folder.name + _LOCK)


def _remove(folder: Path, lock: filelock.BaseFileLock) -> None:
    with contextlib.suppress(OSError):
        remove_own_folder(folder)
    release_and_remove(lock)


def _refused(parent: Path, reason: str) -> SaveError:
    return SaveError(
        f"no folder for temporary files can be made here ({reason}).",
        code="scratch-failed",
        where=str(parent),
        fix="Ask for the right to write here, or write the result into another folder.",
    )
