"""Patterns with * and ? in which a council names its sheets, files and rows."""

from __future__ import annotations

from fnmatch import fnmatchcase


def matches(text: str, pattern: str) -> bool:
    """Return True if a text fits a pattern with * and ?; capitals do not count.

    >>> matches("Scorecard 24-25", "score*"), matches("Scorecard", "Register")
    (True, False)
    """
    # fnmatch knows [ too, which councils write in sheet names.
    escaped = pattern.casefold().replace("[", "[[]")
    return fnmatchcase(text.casefold(), escaped)
