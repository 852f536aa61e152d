"""Scanner for rows and cells in a block of a sheet's source, by byte offset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kpibook.errors import RefusedFile
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.xlsx.cells.references import MAX_COLUMN, MAX_ROW, column_number

_ATTRIBUTES = rb"((?:\s+[^\s=/<>\"']+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)"
_ATTRIBUTE = regex(rb"\s([^\s=/<>\"']+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ROW_NUMBER = regex(rb"\sr\s*=\s*[\"']\s*(\d+)\s*[\"']")
# As nearly every writer writes it.
_PLAIN_ADDRESS = regex(rb' r="([A-Z]{1,3})([1-9]\d{0,6})"')
_CELL_ADDRESS = regex(rb"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


@dataclass(frozen=True, slots=True)
class RowSpan:
    """A row in a block, by offsets.

    Its start tag lies from `start` to `open_end`, its cells from there to `inner_end`; the row ends
    at `end`. For a row written as a single tag the three ends are equal.
    """

    number: int
    start: int
    open_end: int
    inner_end: int
    end: int

    @property
    def empty(self) -> bool:
        """Return True for a row written as a single tag."""
        return self.open_end == self.end


class CellSpan(NamedTuple):  # made for each cell of an edited sheet, and a tuple is made faster
    """A cell in a block, with its attributes' source and the offsets of its content."""

    column: int
    start: int
    end: int
    attributes: bytes
    inner_start: int
    inner_end: int


@dataclass(frozen=True, slots=True)
class Patterns:
    """The regular expressions for a namespace prefix."""

    row: re.Pattern[bytes]
    plain_row: re.Pattern[bytes]
    row_close: re.Pattern[bytes]
    row_numbers: re.Pattern[bytes]
    row_mark: bytes
    cell: re.Pattern[bytes]
    cell_close: re.Pattern[bytes]
    cell_mark: bytes
    cell_end: bytes
    usual_cell: re.Pattern[bytes]
    usual_tag: re.Pattern[bytes]
    plain: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    value: re.Pattern[bytes]
    spans: re.Pattern[bytes]


@lru_cache(maxsize=16)
def patterns(prefix: bytes) -> Patterns:
    """Return the expressions for rows, cells and their content, for a prefix such as ``b"x:"``."""
    p = re.escape(prefix)
    return Patterns(
        row=re.compile(b"<" + p + b"row" + _ATTRIBUTES + rb"\s*(/?)>"),
        plain_row=re.compile(b"<" + p + rb'row r="([1-9]\d{0,5})"(?: [\w:.]+="[^"<>]*")*>'),
        row_close=re.compile(b"</" + p + rb"row\s*>"),
        row_numbers=re.compile(b"<" + p + rb"row\s(?:[^>]*?\s)?r\s*=\s*[\"'](\d+)"),
        row_mark=b"<" + prefix + b"row",
        cell=re.compile(b"<" + p + b"c" + _ATTRIBUTES + rb"\s*(/?)>"),
        cell_close=re.compile(b"</" + p + rb"c\s*>"),
        cell_mark=b"<" + prefix + b"c",
        cell_end=b"</" + prefix + b"c>",
        usual_cell=re.compile(
            b"<" + p + rb'c( r="([A-Z]{1,3})([1-9]\d{0,6})"(?: [a-z]+="[^"<]*")*)'
            rb"(?:/>|>(.*?)</" + p + rb"c\s*>)",
            re.DOTALL,
        ),
        usual_tag=re.compile(
            b"<" + p + rb'c r="([A-Z]{1,3})([1-9]\d{0,6})"(?: s="(0|[1-9]\d{0,6})")?'
            rb'(?: t="[a-zA-Z]+")?(/?)>'
        ),
        plain=_plain(p),
        formula=re.compile(
            b"<" + p + b"f" + _ATTRIBUTES + rb"\s*(?:/>|>([^<]*)</" + p + rb"f\s*>)"
        ),
        value=re.compile(b"<" + p + rb"v(?:\s[^>]*)?>([^<]*)</" + p + rb"v\s*>"),
        spans=re.compile(rb"\sspans\s*=\s*[\"'](\d+):(\d+)[\"']"),
    )


def _plain(p: bytes) -> re.Pattern[bytes]:
    """Return an expression for a whole cell in the form that nearly every writer uses.

    Its groups are letters and number of the address, the style, an inline text, how a value is
    stored, and the value.
    """
    # Texts with a carriage return are left out: a literal line end in the text has to be
    # normalised, which the full reading does.
    text = b' t="inlineStr"><%bis><%bt(?: xml:space="preserve")?>([^<\r]*)</%bt></%bis></%bc>' % (
        p,
        p,
        p,
        p,
        p,
    )
    value = b'(?: t="([a-z]{1,3})")?(?: ?/>|>(?:<%bv>([^<]*)</%bv>|<%bv ?/>)?</%bc>)' % (p, p, p, p)
    return re.compile(
        b"<" + p + rb'c r="([A-Z]{1,3})([1-9]\d{0,6})"(?: s="(\d{1,7})")?'
        b"(?:" + text + b"|" + value + b")"
    )


def attributes_of(raw: bytes) -> dict[bytes, bytes]:
    """Return the attributes of a tag's source, values as written (references not resolved)."""
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(raw)}


def rows_in(block: bytes, prefix: bytes, before: int) -> Iterator[RowSpan]:
    """Yield every row of a block.

    Args:
        block: Source of whole rows.
        prefix: The sheet's namespace prefix.
        before: Number of the row before the block; a row without a number follows the row before
            it.

    Raises:
        RefusedFile: ``rows-damaged`` when a row is not closed or its number is no row's.
    """
    at_once = _all_rows(block, prefix)
    if at_once is not None:
        yield from at_once
        return
    number, position = before, 0
    mark = patterns(prefix).row_mark
    while (start := block.find(mark, position)) >= 0:
        span = row_at(block, prefix, start, number)
        yield span
        number, position = span.number, span.end


def _all_rows(block: bytes, prefix: bytes) -> list[RowSpan] | None:
    """Return the rows of a block found in one pass; None if one is not as nearly all are written.

    Such a block is read row by row, which is the reference.
    """
    shapes, close = patterns(prefix), b"</" + prefix + b"row>"
    width, spans, position = len(close), [], 0
    for opening in shapes.plain_row.finditer(block):
        start, opened = opening.span()
        closed = block.find(close, opened)
        if closed < 0 or start < position:
            return None
        position = closed + width
        spans.append(RowSpan(int(opening[1]), start, opened, closed, position))
    return spans if block.count(shapes.row_mark) == len(spans) else None


def row_at(block: bytes, prefix: bytes, start: int, before: int) -> RowSpan:
    """Return the row that begins at an offset; see `rows_in`."""
    shapes = patterns(prefix)
    plain = shapes.plain_row.match(block, start)
    if plain is not None:
        opened, plain_close = plain.end(), b"</" + prefix + b"row>"
        closed = block.find(plain_close, opened)
        # Another spelling of the end would have been passed over, up to the end of a later row.
        if closed >= 0 and block.find(shapes.row_mark, opened, closed) < 0:
            return RowSpan(int(plain[1]), start, opened, closed, closed + len(plain_close))
    tag = shapes.row.match(block, start)
    if tag is None:
        raise rows_damaged("a row's tag is broken")
    number = _row_number(tag[1], before)
    if tag[2]:
        return RowSpan(number, start, tag.end(), tag.end(), tag.end())
    close = shapes.row_close.search(block, tag.end())
    if close is None:
        raise rows_damaged("a row is not closed")
    return RowSpan(number, start, tag.end(), close.start(), close.end())


def row_starts(block: bytes, prefix: bytes, before: int) -> list[tuple[int, int]]:
    """Return the number and offset of every row of a block, without reading the rows."""
    shapes = patterns(prefix)
    starts = [(int(match[1]), match.start()) for match in shapes.row_numbers.finditer(block)]
    # The row number is optional: only if every row has a number is the quick search complete.
    if len(starts) == block.count(shapes.row_mark):
        return starts
    return [(row.number, row.start) for row in rows_in(block, prefix, before)]


def _row_number(attributes: bytes, before: int) -> int:
    number_text = attributes_of(attributes).get(b"r")
    if number_text is None:
        number = before + 1
    else:
        text = number_text.strip()
        number = int(text) if text.isdigit() and len(text) < 8 else 0
    if not 1 <= number <= MAX_ROW:
        raise rows_damaged("a row has a number that no row can have")
    return number


def cells_in(block: bytes, row: RowSpan, prefix: bytes) -> Iterator[CellSpan]:
    """Yield the cells of a row; a cell without an address is right of the cell before it.

    Raises:
        RefusedFile: ``rows-damaged`` for an address outside this row.
    """
    at_once = _all_cells(block, row, prefix)
    if at_once is not None:
        yield from at_once
        return
    span = cell_after(block, row, prefix, row.open_end, 0)
    while span is not None:
        yield span
        span = cell_after(block, row, prefix, span.end, span.column)


def _all_cells(block: bytes, row: RowSpan, prefix: bytes) -> list[CellSpan] | None:
    """Return the cells of a row found in one pass; None if one is not as nearly all are written.

    Such a row is read cell by cell, which is the reference.
    """
    shapes, spans, end = patterns(prefix), [], row.inner_end
    for match in shapes.usual_cell.finditer(block, row.open_end, end):
        attributes, letters, number, content = match.groups()
        column = column_of(letters)
        if int(number) != row.number or not column:
            return None
        start, ends = match.span()
        inner_start, inner_end = (ends, ends) if content is None else match.span(4)
        spans.append(CellSpan(column, start, ends, attributes, inner_start, inner_end))
    starts = block.count(shapes.cell_mark, row.open_end, end)
    return spans if starts == len(spans) else None


def usual_styles(block: bytes, row: RowSpan, prefix: bytes) -> dict[int, bytes] | None:
    """Return the style of each cell of a row by column, as written; b"" for a cell that names none.

    It is an answer for a row whose cells are in order and written as nearly all are, with address,
    style and type alone: such a cell begins with its address. For every other row it is None.
    """
    shapes, end = patterns(prefix), row.inner_end
    tags = shapes.usual_tag.findall(block, row.open_end, end)
    if block.count(shapes.cell_mark, row.open_end, end) != len(tags):
        return None
    if not tags:
        return {}
    letters, digits, styles, slashes = zip(*tags, strict=True)
    columns = _rising(letters)
    if digits.count(b"%d" % row.number) != len(tags) or not columns:
        return None
    closed = block.count(b"</" + prefix + b"c>", row.open_end, end)
    if slashes.count(b"/") + closed != len(tags):
        return None
    return dict(zip(columns, styles, strict=True))


@lru_cache(maxsize=64)  # the rows of a table have the same cells
def _rising(letters: tuple[bytes, ...]) -> tuple[int, ...]:
    """Return the columns of these letters; empty if they do not rise or one is beyond the last."""
    columns = tuple(map(column_of, letters))
    pairs = zip((0, *columns), columns, strict=False)
    return columns if all(before < column for before, column in pairs) else ()


def cell_after(
    block: bytes, row: RowSpan, prefix: bytes, position: int, column: int
) -> CellSpan | None:
    """Return the next cell of a row after an offset at which a cell in `column` ended."""
    shapes = patterns(prefix)
    match = shapes.cell.search(block, position, row.inner_end)
    if match is None:
        return None
    column = _column(match[1], row.number, column)
    inner_end = end = match.end()
    if not match[2]:
        close = shapes.cell_close.search(block, inner_end, row.inner_end)
        if close is None:
            raise rows_damaged("a cell is not closed")
        inner_end, end = close.span()
    return CellSpan(column, match.start(), end, match[1], match.end(), inner_end)


@lru_cache(maxsize=1024)
def column_of(letters: bytes) -> int:
    """Return the number of the column of these capital letters; 0 beyond the last column."""
    number = column_number(letters.decode("ascii"))
    return number if number <= MAX_COLUMN else 0


def _column(attributes: bytes, row: int, before: int) -> int:
    plain = _PLAIN_ADDRESS.match(attributes)
    if plain is not None and int(plain[2]) == row and (column := column_of(plain[1])):
        return column
    address_text = attributes_of(attributes).get(b"r")
    if address_text is None:
        return before + 1
    match = _CELL_ADDRESS.fullmatch(address_text.strip())
    column = column_number(match[1].decode()) if match else 0
    if match is None or int(match[2]) != row or not 1 <= column <= MAX_COLUMN:
        raise rows_damaged("a cell has an address that is not in its row")
    return column


def last_row_in(block: bytes, prefix: bytes, before: int) -> int:
    """Return the number of a block's last row; `before` if it has no rows."""
    mark = patterns(prefix).row_mark
    start = block.rfind(mark)
    if start < 0:
        return before
    end = block.find(b">", start)
    match = _ROW_NUMBER.search(block, start, end)
    if match is not None:
        return int(match[1]) if len(match[1]) < 8 else MAX_ROW + 1
    number = before
    for row in rows_in(block, prefix, before):
        number = row.number
    return number


def numbers_rise(block: bytes, prefix: bytes, before: int) -> bool:
    """Return True if the row numbers of a block rise, and all are above `before`."""
    shapes = patterns(prefix)
    numbers = [int(number) for number in shapes.row_numbers.findall(block)]
    if len(numbers) != block.count(shapes.row_mark):
        numbers = [row.number for row in rows_in(block, prefix, before)]
    pairs = zip([before, *numbers], numbers, strict=False)
    return all(first < second for first, second in pairs)


def twice(what: str) -> RefusedFile:
    """Return the refusal for a sheet that has a row or a cell twice.

    Args:
        what: Such as ``"row 7"``.
    """
    return RefusedFile(
        f"{what} is there twice.",
        code="workbook-ambiguous",
        why="One program would show the first, another the last.",
        fix="Open the workbook in Excel, let it repair the file, check it, and save it again.",
    )


def rows_damaged(why: str) -> RefusedFile:
    """Return the refusal for a sheet whose rows cannot be told apart."""
    return RefusedFile(
        f"the sheet is damaged: {why}.",
        code="rows-damaged",
        fix="Open the workbook in Excel, let it repair the file, and save it again.",
    )
