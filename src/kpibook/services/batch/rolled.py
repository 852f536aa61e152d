"""Whether a run that was stopped had rolled a workbook forward, though it could not say so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kpibook.domain.measures.period import Quarter
from kpibook.files.backups import backups_of
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.reader import read_workbook
from kpibook.xlsx.opc.digest import sha256_of


def rolled_since(path: Path, sha256: str) -> dict[str, Any] | None:
    """The result of rolling `path` forward in place, if that was done since it had this hash.

    A second roll forward of a workbook would be refused, because nothing is reported yet in the
    quarter it has begun. It was rolled if the workbook as it was is kept beside it, and it now
    reports the quarter after that one's.

    Args:
        path: The workbook.
        sha256: Its hash when the run that was stopped began on it; "" if that is not known.

    Returns:
        The result; None if it is still to be done.

    Raises:
        KpibookError: The workbook cannot be read.
    """
    if not sha256 or sha256_of(path) in ("", sha256):
        return None
    kept = next((one for one in backups_of(path) if sha256_of(one) == sha256), None)
    if kept is None:
        return None
    before, after = _period(kept), _period(path)
    if after.previous != before:
        return None
    return {
        "file": str(path),
        "output": str(path),
        "kept": str(kept),
        "rewritten": True,
        "closed": str(before),
        "period": str(after),
        "findings": [],
        "notes": ["It was rolled forward by the run that was stopped; `kpibook check` it."],
    }


def _period(path: Path) -> Quarter:
    with ClosedBook.open(path) as book:
        return read_workbook(book).settings.period
