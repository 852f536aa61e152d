"""Recognition of workbooks that a stopped run had rolled forward without writing it down."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kpibook.domain.measures.period import Quarter
from kpibook.files.backups import backups_of
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.reader import read_workbook
from kpibook.xlsx.opc.digest import sha256_of


def rolled_since(path: Path, sha256: str) -> dict[str, Any] | None:
    """Return the result of rolling `path` forward in place, if done since it had this hash.

    A second roll forward of a workbook would be refused, because nothing is reported yet in the
    quarter it has begun. It was rolled if a backup has the old hash, and the workbook now
    reports the quarter after the backup's.

    Args:
        path: The workbook.
        sha256: Its hash when the stopped run began on it; "" if not known.

    Returns:
        The result; None if it is still to be done.

    Raises:
        KpibookError: The workbook cannot be read.
    """
    # Unchanged: it was not rolled. Unreadable: the task itself reports the reason.
    if not sha256 or sha256_of(path) in ("", sha256):
        return None
    backup = next((copy for copy in backups_of(path) if sha256_of(copy) == sha256), None)
    if backup is None:
        return None
    closed, begun = _period(backup), _period(path)
    if begun.previous != closed:
        return None
    return {
        "file": str(path),
        "output": str(path),
        "kept": str(backup),
        "rewritten": True,
        "closed": str(closed),
        "period": str(begun),
        "findings": [],
        "notes": ["It was rolled forward by the run that was stopped; `kpibook check` it."],
    }


def _period(path: Path) -> Quarter:
    with ClosedBook.open(path) as book:
        return read_workbook(book).settings.period
