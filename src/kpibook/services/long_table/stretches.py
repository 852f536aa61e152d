"""Stretches of a long CSV file, read one after the other: the file is never held whole."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import field
from itertools import islice
from pathlib import Path

import numpy as np

from kpibook.errors import SourceError
from kpibook.files.reading import open_regular
from kpibook.on_use.dataclass import dataclass
from kpibook.sources.delimited import HEAD_ROWS, Start, start_of
from kpibook.sources.records import Record, is_filled, records_of_lines
from kpibook.sources.text_file import is_garbled

#: Bytes of a stretch, about: some ten thousand rows.
PIECE = 2 * 1024 * 1024
# A file without line feeds has one line, which would be held whole.
_LONGEST_LINE = 1024 * 1024
# A quoted field that is longer is left to the reading of the whole.
_MOST_PIECES = 8
_LINE_FEED = ord("\n")


class NotForStretches(Exception):
    """The file is to be read whole: what it holds can only be told of the whole of it."""


@dataclass(frozen=True, slots=True)
class TextStretch:
    """Rows of a CSV file that follow each other, blank rows among them.

    Attributes:
        columns: Their texts by column, as many columns as the file has, as written.
        first: The number of the line on which the first row begins.
        longest: Bytes of the longest row, or more.
        records: The rows with the lines they begin on; () where each is a line with all fields.
        odd: The places of the rows with more or fewer fields than the file has columns.
    """

    columns: Sequence[Sequence[str]]
    first: int
    longest: int
    records: Sequence[Record] = ()
    odd: Sequence[int] = field(default=())

    def __len__(self) -> int:
        return len(self.columns[0])

    def record(self, place: int) -> Record:
        """Return a row with the number of the line it begins on."""
        if self.records:
            return self.records[place]
        return self.first + place, [column[place] for column in self.columns]


def start_of_file(path: Path, needed: Sequence[str]) -> Start:
    """Find the delimiter and the headings of a CSV file.

    Raises:
        NotForStretches: It is not in UTF-8, or its beginning is not enough to tell.
        SourceError: It has no such headings.
    """
    head, is_whole = "", True
    for piece in _pieces(path, PIECE):
        if head.count("\n") > 2 * HEAD_ROWS:
            is_whole = False
            break
        head += piece
    start = start_of(head, path.name, needed)
    filled = filter(is_filled, records_of_lines(_lines(head), start.delimiter, path.name))
    if start.skipped or not (is_whole or len(list(islice(filled, HEAD_ROWS))) == HEAD_ROWS):
        raise NotForStretches
    return start


def stretches(path: Path, start: Start, piece: int = PIECE) -> Iterator[TextStretch]:
    """Yield the rows below the headings, stretch by stretch.

    Args:
        path: The file.
        start: Its headings, from `start_of_file`.
        piece: Bytes of a stretch, about.

    Raises:
        NotForStretches: It is not in UTF-8, or has signs that an earlier program garbled.
        SourceError: ``csv-unreadable``.
    """
    width = max(start.width, *start.header.names)
    pieces = _pieces(path, piece)
    line, above = 1, start.after
    for first in pieces:
        stretch = None if above else _of_lines(first, start.delimiter, width, line)
        if stretch is not None:
            yield stretch
            line += len(stretch)
            continue
        text, records = _whole_records(first, pieces, start.delimiter, path.name, line - 1)
        line += sum(1 for _ in _lines(text))
        while above and records:
            above -= is_filled(records.pop(0))
        if records:
            yield _of_records(records, width)


def _whole_records(
    text: str, pieces: Iterator[str], delimiter: str, file: str, skipped: int
) -> tuple[str, list[Record]]:
    """Return the records of a piece, and of the next ones if its last record does not end in it.

    The text of them all comes with the records.
    """
    for _ in range(_MOST_PIECES):
        try:
            return text, list(records_of_lines(_lines(text), delimiter, file, skipped))
        except SourceError:  # an open quotation mark, it may be
            more = next(pieces, None)
            if more is None:
                raise
            text += more
    raise NotForStretches


def _of_lines(text: str, delimiter: str, width: int, first: int) -> TextStretch | None:
    """Return the rows of a text in which each line has all its fields, and none is quoted."""
    if '"' in text:
        return None
    if "\r" in text:
        if text.count("\r") != text.count("\r\n"):
            return None
        text = text.replace("\r\n", "\n")
    if not text.endswith("\n"):
        text += "\n"
    codes = np.frombuffer(text.encode("utf-8"), dtype=np.uint8)
    is_end = codes == _LINE_FEED
    longest = int(np.diff(np.flatnonzero(is_end), prepend=-1).max())
    is_end = is_end[is_end | (codes == ord(delimiter))]
    lines, rest = divmod(len(is_end), width)
    if rest or np.count_nonzero(is_end) != lines or not is_end[width - 1 :: width].all():
        return None
    fields = text.replace("\n", delimiter).split(delimiter)
    columns = [fields[column : width * lines : width] for column in range(width)]
    return TextStretch(columns, first, longest)


def _of_records(records: list[Record], width: int) -> TextStretch:
    rows = [fields for _, fields in records]
    odd = [place for place, fields in enumerate(rows) if len(fields) != width]
    blank = [""] * width
    for place in odd:
        rows[place] = [*rows[place], *blank][:width]
    longest = 4 * max(sum(map(len, fields)) for fields in rows)
    return TextStretch(list(zip(*rows, strict=True)), records[0][0], longest, records, odd)


def _lines(text: str) -> Iterator[str]:
    return iter(io.StringIO(text, newline=""))


def _pieces(path: Path, size: int) -> Iterator[str]:
    """Yield the text of a file in pieces of whole lines."""
    with open_regular(path) as stream:
        encoding = "utf-8-sig"
        while raw := stream.read(size):
            raw += stream.readline(_LONGEST_LINE)
            if b"\x00" in raw or len(raw) >= size + _LONGEST_LINE:
                raise NotForStretches
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError as error:
                raise NotForStretches from error
            if not text.isascii() and is_garbled(text):
                raise NotForStretches
            yield text
            encoding = "utf-8"
