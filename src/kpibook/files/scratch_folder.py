"""A folder of our own for the temporary files of libraries, which give them names we do not know.

A folder is locked for as long as it is in use. The system frees the lock when the process dies,
however it dies, and the next run removes a folder that nobody has locked.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kpibook.errors import SaveError

if TYPE_CHECKING:
    import filelock

_PREFIX, _SUFFIX = ".kpibook-", ".scratch"
_LOCK = ".lock"
_OWNER_ONLY = 0o700


@contextlib.contextmanager
def scratch_folder(beside: Path) -> Iterator[Path]:
    """A new folder in the folder `beside`, for its owner alone; removed with the files in it.

    What killed processes left there is removed first.

    Raises:
        SaveError: ``scratch-failed`` when it cannot be made.
    """
    import filelock

    if not beside.is_dir():  # filelock would make it
        raise _refused(beside, "there is no such folder")
    sweep_scratch(beside)
    folder = beside / f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}"
    # Locked before it is made, so that nobody ever sees it without its lock.
    lock = filelock.FileLock(_lock_of(folder), timeout=0)
    try:
        lock.acquire()
        folder.mkdir(_OWNER_ONLY)
    except OSError as error:
        _free(lock)
        raise _refused(beside, error.strerror or type(error).__name__) from error
    try:
        yield folder
    finally:
        _remove(folder, lock)


def sweep_scratch(beside: Path) -> None:
    """Remove the folders that killed processes left, and their locks; never one in use."""
    import filelock

    left = {*beside.glob(f"{_PREFIX}*{_SUFFIX}")}
    left |= {lock.with_suffix("") for lock in beside.glob(f"{_PREFIX}*{_SUFFIX}{_LOCK}")}
    for folder in left:
        lock = filelock.FileLock(_lock_of(folder), timeout=0)
        with contextlib.suppress(OSError):  # among them filelock's own, where somebody has it
            lock.acquire()
            _remove(folder, lock)


def _lock_of(folder: Path) -> Path:
    return folder.with_name(folder.name + _LOCK)


def _remove(folder: Path, lock: filelock.BaseFileLock) -> None:
    with contextlib.suppress(OSError):
        for left in folder.iterdir():
            left.unlink()
        folder.rmdir()
    _free(lock)


def _free(lock: filelock.BaseFileLock) -> None:
    """Free a lock and remove its file, while it is still ours where the system allows that."""
    if os.name == "nt":  # which removes no file that is open
        lock.release()
    with contextlib.suppress(OSError):
        Path(lock.lock_file).unlink()
    lock.release()


def _refused(beside: Path, reason: str) -> SaveError:
    return SaveError(
        f"no folder for temporary files can be made here ({reason}).",
        code="scratch-failed",
        where=str(beside),
        fix="Ask for the right to write here, or write the result into another folder.",
    )
