"""Temporary files in the folder of the file they will replace, and the removal of abandoned files.

A process locks its temporary file while it needs it. The system frees the lock when the process
dies, in whatever way, so a file without a lock is abandoned.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kpibook.files.own_files import PREFIX, TEMPORARY, is_own_file, named
from kpibook.files.reading import open_regular

try:
    import fcntl
except ImportError:  # Windows, which does not delete a file that a process has open
    fcntl = None  # type: ignore[assignment]

SUFFIX = ".tmp"

_STALE_AFTER = 3600.0  # seconds, on disks without locks, such as some network drives


@contextlib.contextmanager
def unfinished(folder: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """Make a file in `folder`, open for writing; remove it at the end unless it was renamed.

    Raises:
        OSError: It cannot be made.
    """
    descriptor, path, lock_descriptor = _new_locked_file(folder)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield path, stream
    finally:
        with contextlib.suppress(OSError):
            path.unlink()
        if lock_descriptor is not None:
            os.close(lock_descriptor)


def sweep(folder: Path) -> None:
    """Remove this person's temporary files of dead processes; never a file still being written.

    A link, a folder, a pipe or another person's file under such a name is left alone.
    """
    for path in named(folder, TEMPORARY):
        with contextlib.suppress(OSError):
            if is_own_file(path):
                _remove(path)


def _new_locked_file(folder: Path) -> tuple[int, Path, int | None]:
    """Make and lock a file; return its descriptor, path and lock descriptor (None without locks).

    The lock needs a second descriptor: the file is closed before it is renamed, and the system
    frees the lock when the last descriptor of the file is closed.
    """
    while True:
        descriptor, name = tempfile.mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=folder)
        path = Path(name)
        if fcntl is None:
            return descriptor, path, None
        lock_descriptor = os.dup(descriptor)
        with contextlib.suppress(OSError):
            fcntl.flock(lock_descriptor, fcntl.LOCK_EX)
        if path.exists():
            return descriptor, path, lock_descriptor
        # Another run's sweep removed the file before it was locked: make the next file.
        os.close(descriptor)
        os.close(lock_descriptor)


def _remove(path: Path) -> None:
    if fcntl is None:
        path.unlink()
        return
    with open_regular(path, follow=False) as stream:
        if _is_abandoned(stream.fileno()):
            path.unlink()


def _is_abandoned(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return os.fstat(descriptor).st_mtime < time.time() - _STALE_AFTER
    return True
