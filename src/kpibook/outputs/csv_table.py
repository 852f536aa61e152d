"""CSV table that a spreadsheet program opens without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from kpibook.files import atomic_write
from kpibook.on_use.regex import regex

# As in RFC 4180. With another line end, csv leaves a carriage return in a field unquoted, and a
# reader of the file finds two rows in place of one.
_END = "\r\n"
_RISKY = frozenset("=+-@\t\r")
# A dash alone is a missing figure; money may be negative.
_NUMBER = regex(r"[+-]+|[+-]?£?[\d.,]+%?")


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return the table as CSV text for a terminal, with newlines as line ends."""
    return "".join(f"{line.removesuffix(_END)}\n" for line in _lines(header, rows))


def write_csv_lines(stream: BinaryIO, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write the table as CSV in the UTF-8 that Excel recognises, row by row.

    Args:
        stream: The stream to write to; it stays open.
        header: Its columns.
        rows: The fields under them.
    """
    write_lines(stream, _lines(header, rows))


def write_lines(stream: BinaryIO, lines: Iterable[str]) -> None:
    """Write lines from `line_of` in the UTF-8 that Excel recognises; see `write_csv_lines`."""
    # Excel reads a CSV without a byte order mark in the Windows code page and spoils £ and é.
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    text.writelines(lines)
    text.detach()  # flushed; the stream is not ours to close


def line_of(fields: Sequence[str]) -> str:
    """Return the line of the table that has these fields, with its line end."""
    return str(
        _WRITER.writerow([harmless(field) if field[:1] in _RISKY else field for field in fields])
    )


def line_end(fields: Sequence[str]) -> str:
    """Return the end of a line of the table that has these last fields, with its line end."""
    return f",{next(_lines(fields, ()))}"


def columns_as_lines(
    columns: Sequence[Sequence[str]], plain: Collection[int], ends: Iterable[str]
) -> str:
    """Return lines of the table from its columns, as `write_csv` writes them.

    Args:
        columns: The first columns, at least two.
        plain: Numbers of the columns, from 0, that hold digits or nothing in every row.
        ends: The end of each line, from `line_end`.
    """
    fields = [c if i in plain else _escaped(c) for i, c in enumerate(columns)]
    lines = map(",".join, zip(*fields, strict=True))
    return "".join(chain.from_iterable(zip(lines, ends, strict=True)))


def lines_of_columns(columns: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of rows as `line_of` does, from their columns, of which there are several.

    Most columns need no care, which is seen for all their fields at once.
    """
    fields = map(_escaped, columns)
    return [f"{line}{_END}" for line in map(",".join, zip(*fields, strict=True))]


def _escaped(column: Sequence[str]) -> Sequence[str]:
    joined = "\n".join(("", *column))
    if joined.count("\n") == len(column) and not any(sign in joined for sign in _SIGNS_OF_CARE):
        return column
    return [_escaped_field(field) if _NEEDS_CARE.search(field) else field for field in column]


# The characters by which a field is quoted, and those that `harmless` looks for.
_SIGNS_OF_CARE = (",", '"', "\r", "\n=", "\n+", "\n-", "\n@", "\n\t")
_NEEDS_CARE = regex('[,"\r\n]|^[=+@\t-]')


def _escaped_field(field: str) -> str:
    # A second field: a line of one blank field would be quoted.
    return next(_lines((field, ""), ())).removesuffix(f",{_END}")


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
        backup: Path for a backup of the old file; None for no backup.

    Raises:
        SaveError: The file cannot be written; the old file is as it was.
    """
    return atomic_write(
        path, lambda stream: write_csv_lines(stream, header, rows), backup=backup or False
    )


def harmless(field: str) -> str:
    """Return a field that Excel will not read as a formula; quoting alone does not prevent that.

    >>> harmless("=HYPERLINK(...)"), harmless("-3.2")
    ("'=HYPERLINK(...)", '-3.2')
    """
    if field[:1] in _RISKY and not _NUMBER.fullmatch(field):
        return f"'{field}"
    return field


def _lines(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    return map(line_of, chain([header], rows))


class _Echo:
    """Substitute for a file whose `write` returns the line, so that rows can be yielded."""

    def write(self, line: str) -> str:
        return line


_WRITER = csv.writer(_Echo(), lineterminator=_END)  # returns what `write` returned
