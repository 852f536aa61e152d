"""Temporary files beside the file they are to become, and what killed processes left of them.

A process keeps a lock on its temporary file for as long as it needs it. The system takes the lock
back when the process dies, however it dies, so a file that is not locked is nobody's.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

try:
    import fcntl
except ImportError:  # Windows, which does not let a file go that somebody has open
    fcntl = None  # type: ignore[assignment]

PREFIX = ".kpibook-"
"""How the names of our temporary files begin."""

SUFFIX = ".tmp"

_STALE_AFTER = 3600.0  # seconds, on disks that know no locks


@contextlib.contextmanager
def unfinished(folder: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file in `folder`, open for writing; removed at the end unless it was renamed.

    Raises:
        OSError: It cannot be made.
    """
    descriptor, path, holding = _held(folder)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield path, stream
    finally:
        with contextlib.suppress(OSError):
            path.unlink()
        if holding is not None:
            os.close(holding)


def sweep(folder: Path) -> None:
    """Remove the temporary files of processes that are no more; never one somebody still writes."""
    for left in folder.glob(f"{PREFIX}*{SUFFIX}"):
        with contextlib.suppress(OSError):
            _remove(left)


def _held(folder: Path) -> tuple[int, Path, int | None]:
    """A new file, its path, and a descriptor that holds its lock (None where there are no locks).

    The lock needs a descriptor of its own: it goes when the last one is closed, and the file is
    closed before it is renamed.
    """
    while True:
        descriptor, name = tempfile.mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=folder)
        path = Path(name)
        if fcntl is None:
            return descriptor, path, None
        holding = os.dup(descriptor)
        with contextlib.suppress(OSError):
            fcntl.flock(holding, fcntl.LOCK_EX)
        if path.exists():
            return descriptor, path, holding
        # A sweep came between making the file and locking it.
        os.close(descriptor)
        os.close(holding)


def _remove(left: Path) -> None:
    if fcntl is None:
        left.unlink()
        return
    with left.open("rb") as stream:
        if _is_nobodys(stream.fileno()):
            left.unlink()


def _is_nobodys(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return os.fstat(descriptor).st_mtime < time.time() - _STALE_AFTER
    return True
