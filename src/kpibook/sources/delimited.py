"""Records of a CSV file: its delimiter and its heading row, found by the headings it needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.wording import listed
from kpibook.errors import SourceError
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.sources.bounds import MOST_ROWS, too_long
from kpibook.sources.header import Header, name_columns
from kpibook.sources.header_rows import (
    HEADER_SEARCH_ROWS,
    SAMPLE_ROWS,
    HeaderRows,
    Line,
    find_header,
    nearest_header,
)
from kpibook.sources.headings import missing_heading
from kpibook.sources.records import Record, is_filled, records_in
from kpibook.sources.text_file import read_text
from kpibook.workbook import layout

#: Records by which the headings of a file are decided, at most.
HEAD_ROWS = 2 * HEADER_SEARCH_ROWS + 2 * SAMPLE_ROWS + 2
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
_SEP = regex(r'\s*"?sep=(.)"?[,;\t|]*\s*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_LINE_BREAK = regex(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Start:
    """Delimiter and headings of a CSV file.

    Attributes:
        delimiter: The character between its fields.
        skipped: The number of lines before the first record: 1 for a line ``sep=;``.
        at: The place in its text at which the first record begins.
        after: The number of filled records down to the last of the headings.
        title: The texts above its headings.
        header: Its headings.
        width: The number of fields in its heading row.
    """

    delimiter: str
    skipped: int
    at: int
    after: int
    title: tuple[str, ...]
    header: Header
    width: int


@dataclass(frozen=True, slots=True)
class Delimited:
    """Content of a CSV file.

    Attributes:
        delimiter: The character between its fields.
        title: The texts above its headings.
        header: Its headings.
        width: The number of fields in its heading row.
        records: The records below, each with the number of the line it begins on.
    """

    delimiter: str
    title: tuple[str, ...]
    header: Header
    width: int
    records: list[Record]


def read_delimited(
    path: Path,
    needed: Sequence[str],
    findings: list[Finding],
    own: str = "",
    period: Quarter | None = None,
) -> Delimited:
    """Read a CSV file whose fields commas, semicolons, tabs or upright strokes separate.

    Excel writes the list separator of the user's region, and other programs put titles above the
    headings; so both are chosen by where the `needed` headings are. A first line ``sep=;`` says it.

    Args:
        path: The file.
        needed: Headings that it must have.
        findings: List to which findings on the file are added.
        own: The table of a performance workbook that holds such rows; "" for another table.
        period: The quarter of the new workbook; None if it is not known.

    Raises:
        SourceError: ``source-empty``, ``heading-missing``, ``csv-unreadable``.
    """
    text = read_text(path, findings)
    start = start_of(text, path.name, needed, own, period)
    filled = filter(
        is_filled, records_in(text[start.at :], start.delimiter, path.name, start.skipped)
    )
    records = list(islice(filled, start.after + MOST_ROWS + 1))
    if len(records) > start.after + MOST_ROWS:
        raise too_long(path.name)
    return Delimited(
        start.delimiter, start.title, start.header, start.width, records[start.after :]
    )


def start_of(
    text: str, file: str, needed: Sequence[str], own: str = "", period: Quarter | None = None
) -> Start:
    """Find the delimiter and the headings of a delimited text, see `read_delimited`.

    Args:
        text: The text, or as much of it as holds `HEAD_ROWS` records.
        file: The name of the file, for a message.
        needed: Headings that it must have.
        own: The table of a performance workbook that holds such rows; "" for another table.
        period: The quarter of the new workbook; None if it is not known.

    Raises:
        SourceError: As `read_delimited` does.
    """
    stated = _SEP.match(text)
    skipped, at = 0, 0
    if stated:
        skipped, at = 1, stated.end()
        text = text[at:]
    choices = [stated[1]] if stated else list(_DELIMITERS)
    # Without a delimiter in it the text has the same records, whichever it is.
    missing = [choice for choice in choices if choice not in text]
    choices = [choice for choice in choices if choice not in missing[1:]]
    starts = {choice: _first_records(text, choice) for choice in choices}
    if not text.strip(' \t\r\n,;|"'):
        raise SourceError(
            "is empty.", code="source-empty", where=file, fix="Is it the file you meant?"
        )
    best = _best(starts, needed)
    if best is None:
        delimiter = max(choices, key=lambda choice: max(map(_width, starts[choice]), default=0))
        _raise_if_broken(text, delimiter, file, skipped)
        raise _no_headings(starts[delimiter], delimiter, needed, file)
    delimiter, rows = best
    filled = filter(is_filled, records_in(text, delimiter, file, skipped))
    records = list(islice(filled, rows.after + 2 * SAMPLE_ROWS))
    above, headed, below = (
        records[: rows.first],
        records[rows.first : rows.after],
        records[rows.after :],
    )
    # A row with one text is a section or a foot note, which says nothing about its column.
    sample = [f for _, f in below[: 2 * SAMPLE_ROWS] if len({x for x in f if x.strip()}) > 1]
    header = name_columns(
        rows.headings,
        lambda column: [f[column - 1] for f in sample[:SAMPLE_ROWS] if len(f) >= column],
        own=own,
        period=period,
    )
    # A date above the headings says what the whole table is of, too.
    title = tuple(
        field for _, fields in [*above, *headed[:-1]] for field in fields if field.strip()
    )
    width = max(map(_width, headed))
    return Start(delimiter, skipped, at, rows.after, title, header, width)


def _best(starts: dict[str, list[Record]], needed: Sequence[str]) -> tuple[str, HeaderRows] | None:
    """Return the delimiter, and the rows with the headings; None if no row has them."""
    found = {
        delimiter: rows
        for delimiter, records in starts.items()
        if (rows := find_header(_lines(records), needed)) is not None
    }
    if not found:
        return None
    # The delimiter with most headings; of equals the first.
    delimiter = max(found, key=lambda choice: len(found[choice].headings))
    return delimiter, found[delimiter]


def _lines(records: Sequence[Record]) -> list[Line]:
    """Return records as rows of texts by column, numbered so that a blank row leaves a gap."""
    lines: list[Line] = []
    breaks = 0
    for number, fields in records:
        texts = {c: field.strip() for c, field in enumerate(fields, 1) if field.strip()}
        lines.append((number - breaks, texts))
        # A heading may be broken over lines within its quotation marks.
        breaks += sum(len(_LINE_BREAK.findall(field)) for field in fields)
    return lines


def _first_records(text: str, delimiter: str) -> list[Record]:
    """Return the first filled records; those before a fault if the file is broken."""
    records: list[Record] = []
    try:
        for record in islice(records_in(text, delimiter, ""), 2 * HEADER_SEARCH_ROWS):
            records += [record] if is_filled(record) else []
    except SourceError:
        pass
    return records[:HEADER_SEARCH_ROWS]


def _raise_if_broken(text: str, delimiter: str, file: str, skipped: int) -> None:
    for _ in records_in(text, delimiter, file, skipped):
        pass


def _width(record: Record) -> int:
    return len(record[1])


def _no_headings(
    records: list[Record], delimiter: str, needed: Sequence[str], file: str
) -> SourceError:
    """Return the refusal of a file without the headings, with those that were seen."""
    header = nearest_header(_lines(records))
    between = _DELIMITERS.get(delimiter, f"'{delimiter}'")
    return SourceError(
        f"{missing_heading(header.values(), needed)} It was read with {between} between the "
        "fields.",
        code="heading-missing",
        where=file,
        fix=f"Give the columns that hold them the headings {listed(list(needed))}, in one of the "
        f"first {HEADER_SEARCH_ROWS} rows. {layout.GUIDE}",
    )
