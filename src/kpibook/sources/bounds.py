"""Bound on the rows of a table that are read."""

from __future__ import annotations

from kpibook.errors import SourceError

MOST_ROWS = 100_000
"""Rows of a table that are read, each with its findings; a council has some hundreds."""


def too_long(file: str) -> SourceError:
    """Return the refusal of a table with more rows than are read."""
    return SourceError(
        f"has more than the {MOST_ROWS:,} rows that are read.",
        code="source-too-large",
        where=file,
        fix="Keep the rows of this quarter only.",
    )
