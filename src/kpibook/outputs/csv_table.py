"""A table as CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from kpibook.package import atomic_write

# A dash alone stands for a missing figure; money may be negative.
_NUMBER = re.compile(r"[+-]+|[+-]?£?[\d.,]+%?")


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The table as CSV text, lines ended by a newline."""
    memory = io.StringIO()
    writer = csv.writer(memory, lineterminator="\n")
    writer.writerows([harmless(field) for field in row] for row in (header, *rows))
    return memory.getvalue()


def write_csv(
    path: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    backup: Path | None = None,
) -> Path:
    """Write the table to `path` atomically, in the UTF-8 that Excel recognises.

    Args:
        path: The file to make or replace.
        header: Its columns.
        rows: The fields under them.
        backup: Name for the file that is there; None lets it go.

    Raises:
        SaveError: The file cannot be written; what was there is as it was.
    """
    data = csv_text(header, rows).encode("utf-8-sig")
    return atomic_write(path, lambda stream: stream.write(data), backup=backup or False)


def harmless(field: str) -> str:
    """A field that Excel will not take for a formula; quoting alone does not prevent that.

    >>> harmless("=HYPERLINK(...)"), harmless("-3.2")
    ("'=HYPERLINK(...)", '-3.2')
    """
    if field.startswith(("=", "+", "-", "@", "\t", "\r")) and not _NUMBER.fullmatch(field):
        return f"'{field}"
    return field
