"""Records of a delimited file, each with the line it begins on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from kpibook.errors import Location, SourceError

Record = tuple[int, list[str]]
"""The number of the line that a record begins on, and its fields."""


def records_in(text: str, delimiter: str, file: str, skipped: int = 0) -> Iterator[Record]:
    """Yield each record of a delimited text, see `records_of_lines`."""
    return records_of_lines(io.StringIO(text, newline=""), delimiter, file, skipped)


def records_of_lines(
    lines: Iterable[str], delimiter: str, file: str, skipped: int = 0
) -> Iterator[Record]:
    """Yield each record of a delimited text.

    Args:
        lines: The lines of the text, each with its own end.
        delimiter: The character between two fields.
        file: Name of the file, for a message.
        skipped: Lines of the file before them.

    Raises:
        SourceError: ``csv-unreadable``: a quotation mark is not closed, for example.
    """
    # Strict: without it an unclosed quotation mark swallows all records after it, unnoticed.
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    # A quoted field may hold line ends, so a record is not a line.
    begins = 1 + skipped
    try:
        for fields in reader:
            yield begins, fields
            begins = reader.line_num + 1 + skipped
    except csv.Error as error:
        raise SourceError(
            f"cannot be read as CSV: {error}.",
            code="csv-unreadable",
            where=Location(file, line=begins),
            fix="Close every quotation mark, and write one inside a quoted field twice.",
        ) from error


def is_filled(record: Record) -> bool:
    """Return True if any field of a record holds more than spaces."""
    return any(map(str.strip, record[1]))
