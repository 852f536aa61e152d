"""A new file for the council's own words."""

from __future__ import annotations

from pathlib import Path

from kpibook.errors import WordingError
from kpibook.services.paths.new_file import write_new_file
from kpibook.sources.report.wording import new_wording


def write_new_wording(output: Path) -> Path:
    """Write a new file of words to fill in; a file that is there is never replaced.

    Raises:
        WordingError: ``wording-exists``.
        SaveError: It cannot be written.
    """
    taken = WordingError(
        "is there already, and may hold the council's words.",
        code="wording-exists",
        where=str(output),
        fix="Name another file, or move that one away.",
    )
    return write_new_file(output, new_wording().encode("utf-8"), taken)
