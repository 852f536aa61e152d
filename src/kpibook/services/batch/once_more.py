"""Second attempt on a workbook that somebody saved while it was read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from kpibook.errors import KpibookError
from kpibook.on_use.collector import collector_paused

_Result = TypeVar("_Result")


def once_more_if_changed(path: Path, task: Callable[[], _Result]) -> _Result:
    """Do a task on a workbook; if it fails and the file has changed meanwhile, do it once more.

    While a program saves a workbook, half of it may be read: what the task says of it then is
    about a file that was never meant to be read. A task that fails has written nothing.

    Args:
        path: The workbook.
        task: The task; it raises ``source-changed`` if the file changed while it was read.

    Raises:
        KpibookError: What the last attempt raised.
    """
    before = _stamp(path)
    with collector_paused():
        try:
            return task()
        except KpibookError:
            if _stamp(path) == before:
                raise
        return task()


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """Return what a save changes of a file; None if there is no such file."""
    try:
        now = path.stat()
    except (OSError, ValueError):
        return None
    return now.st_mtime_ns, now.st_size, now.st_ino
