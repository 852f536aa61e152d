"""A row of a sheet found by one expression, whose cells are made when they are asked for.

Only a third of a workbook's cells are ever asked for: the rest are blanks, and columns that a task
does not read. `CellReader.cells` is the reference, which also takes every row that has anything
else in it than cells in the form that nearly every writer uses: a formula, rich text, a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from kpibook.on_use.regex import regex
from kpibook.xlsx.cells.references import address
from kpibook.xlsx.cells.row_scanner import RowSpan, column_of, patterns

if TYPE_CHECKING:
    from kpibook.xlsx.cells.reader import Cell, CellReader, ReadValue

# The groups of the expression for a cell, from 0; when a row is split by it, each cell has in
# front of them what is between it and the cell before.
_LETTERS, _NUMBER, _STYLE, _TEXT, _STORED_AS, _VALUE, _CELL = range(7)
_WIDTH = _CELL + 1
_NOTHING: Mapping[int, int] = MappingProxyType({})
# At most nine digits and six decimals, of which the last is not 0; not -0.
_SPELLED_OUT = regex(rb"(?!-0\Z)-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{0,5}[1-9])?")
_NUMERALS = frozenset(b"0123456789.+-")


class _Shape(NamedTuple):
    """Columns of a row.

    Attributes:
        columns: Those of the cells up to the last that holds anything.
        places: Where the pieces of each of these begin.
        behind: The formats of the blank cells behind them, by column.
    """

    columns: tuple[int, ...]
    places: Mapping[int, int]
    behind: Mapping[int, int]


class PlainRow(Mapping[int, "Cell"]):
    """Cells of a row by column; equal to the dictionary of them.

    Attributes:
        filled: The columns whose cells are not blank; an empty text is not.
        number: The row's number.
        head: The sheet's source in front of its rows.
    """

    __slots__ = ("_behind", "_block", "_made", "_pieces", "_places", "_reader", "_span", "filled",
                 "head", "number")  # fmt: skip

    def __init__(
        self,
        reader: CellReader,
        pieces: list[bytes | None],
        shape: _Shape,
        source: tuple[bytes, RowSpan],
        head: bytes,
    ) -> None:
        """Take a row's source.

        Args:
            reader: Makes a cell of its source.
            pieces: The row's source, split by the expression for a cell.
            shape: Its columns.
            source: The row's block, and its offsets in it.
            head: The sheet's source in front of its rows.
        """
        self._reader, self._pieces = reader, pieces
        columns, self._places, self._behind = shape
        self._made: dict[int, Cell] = {}
        self._block, self._span = source
        self.number, self.head = self._span.number, head
        values, texts = pieces[1 + _VALUE :: _WIDTH], pieces[1 + _TEXT :: _WIDTH]
        self.filled = tuple(
            [
                column
                for column, value, text in zip(columns, values, texts, strict=True)
                if text is not None
                or (value and value[0] in _NUMERALS)
                or (value is not None and not self[column].is_blank)
            ]
        )

    @property
    def tag(self) -> bytes:
        """The row's start tag."""
        return self._block[self._span.start : self._span.open_end]

    def __getitem__(self, column: int) -> Cell:
        cell = self._made.get(column)
        if cell is None:
            at = self._places.get(column)
            if at is None:
                cell = self._reader.blank_cell(self.number, column, self._behind[column])
            else:
                cell = self._reader.plain_cell(self.number, self._pieces[at : at + _CELL])
            self._made[column] = cell
        return cell

    def __iter__(self) -> Iterator[int]:
        return chain(self._places, self._behind)

    def __len__(self) -> int:
        return len(self._places) + len(self._behind)

    def __contains__(self, column: object) -> bool:
        return column in self._places or column in self._behind

    def __repr__(self) -> str:
        return repr(dict(self))

    def text(self, column: int) -> str | None:
        """Return the text of a filled cell, in its source or by number; None for another kind."""
        at = self._places[column]
        text, kind, value = self._pieces[at + _TEXT : at + _CELL]
        if text is not None and b"&" not in text and b"_x" not in text:
            return text.decode("utf-8", "replace")
        if kind == b"s" and value is not None:  # it is in the list, or the row would not be plain
            return self._reader.strings.text(int(value))
        return None if text is None else str(self[column].value)

    def decimal(self, column: int) -> tuple[Decimal, str] | None:
        """Return the number of a filled cell as it is spelled, and its number format.

        None for any other cell, for a date, and for a number that has another spelling when it is
        written with Excel's fifteen digits.
        """
        at = self._places[column]
        xf, text, kind, value = self._pieces[at + _STYLE : at + _CELL]
        if text is not None or value is None or (kind is not None and kind != b"n"):
            return None
        if _SPELLED_OUT.fullmatch(value) is None:
            return None
        style, formats = int(xf or 0), self._reader.formats
        if formats.is_date(style):
            return None
        return Decimal(value.decode("ascii")), formats.number_format(style)

    def held_values(self) -> Iterator[ReadValue]:
        """Yield what the filled cells hold, without making the cells."""
        for column in self.filled:
            at = self._places[column]
            style, text, kind, source = self._pieces[at + _STYLE : at + _CELL]
            if text is not None and b"&" not in text and b"_x" not in text:
                yield text.decode("utf-8", "replace")
            elif text is None and source is not None and kind in (None, b"n"):
                yield self._reader.number_in(source, int(style or 0))
            else:
                yield self[column].value

    def is_text(self, column: int) -> bool:
        """Return True for a cell that holds a text, in its source or by number."""
        at = self._places[column]
        return self._pieces[at + _TEXT] is not None or self._pieces[at + _STORED_AS] == b"s"

    def shows(self, column: int) -> bool:
        """Return True if a filled cell holds more than an empty text."""
        at = self._places[column]
        text, kind, value = self._pieces[at + _TEXT : at + _CELL]
        return self[column].value != "" if kind == b"s" else bool(text or value)

    def texts(self, shortest: int) -> Iterator[tuple[str, str] | None]:
        """Yield the address and text of each cell that is not blank.

        None for a cell that holds anything else, or a text with fewer characters than `shortest`.
        """
        for column in self.filled:
            at = self._places[column]
            text, kind, value = self._pieces[at + _TEXT : at + _CELL]
            # What a cell means never has more characters than its source has bytes.
            source = value if text is None and (kind is None or kind == b"n") else text
            if source is not None and len(source) < shortest:
                yield None
                continue
            meant = self.text(column)
            if meant is None and isinstance(cell_value := self[column].value, str):
                meant = cell_value
            is_long = meant is not None and len(meant) >= shortest
            yield (address(self.number, column), meant) if meant is not None and is_long else None

    def blank(self, column: int, style: int) -> Cell:
        """Return a blank cell of a format, where the row has no cell."""
        return self._reader.blank_cell(self.number, column, style)


def filled_in(cells: Mapping[int, Cell]) -> Iterable[Cell]:
    """Return the cells of a row that are not blank; of a row that is not plain all cells."""
    if type(cells) is PlainRow:
        return (cells[column] for column in cells.filled)
    return cells.values()


def values_in(cells: Mapping[int, Cell]) -> Iterable[ReadValue]:
    """Return what the cells of a row hold that are not blank."""
    if type(cells) is PlainRow:
        return cells.held_values()
    return [cell.value for cell in cells.values() if not cell.is_blank]


def plain_row(block: bytes, row: RowSpan, reader: CellReader, head: bytes) -> PlainRow | None:
    """Return a row that holds nothing but plain cells; None for any other; see `PlainRows`."""
    return PlainRows(reader, head).row(block, row)


class PlainRows:
    """Finder of the plain rows of a sheet, which are mostly like the row before.

    Args:
        reader: Makes a cell of its source.
        head: The sheet's source in front of its rows.
    """

    def __init__(self, reader: CellReader, head: bytes) -> None:
        self._reader, self._head = reader, head
        shapes = patterns(reader.prefix)
        self._split, self._cell_end = shapes.plain.split, shapes.cell_end
        self._letters: list[bytes | None] = []
        self._behind = b""
        self._shape = _Shape((), _NOTHING, _NOTHING)

    def row(self, block: bytes, row: RowSpan) -> PlainRow | None:
        """Return a row that holds nothing but plain cells; None for any other.

        A text that is not in the workbook's list of texts is refused as its row is read, so such a
        row is not plain.

        Args:
            block: Source of whole rows.
            row: The row.
        """
        opened, end, number = row.open_end, row.inner_end, b"%d" % row.number
        # The blank cells of a row are mostly at its end, and the same in row after row.
        cut = block.rfind(self._cell_end, opened, end) + len(self._cell_end)
        if cut < opened:
            cut = opened
        behind = block[cut:end].replace(number + b'" s="', b'" s="')
        if behind != self._behind and _blanks(behind, self._reader.prefix) is None:
            cut, behind = end, b""
        pieces: list[bytes | None] = self._split(block[opened:cut])
        between = pieces[::_WIDTH]
        if any(between) and any(each and each.strip() for each in between):
            return None
        numbers = pieces[1 + _NUMBER :: _WIDTH]
        if numbers.count(number) != len(numbers):
            return None
        letters = pieces[1 + _LETTERS :: _WIDTH]
        if letters != self._letters or behind != self._behind:
            shape = _shape(tuple(letters), behind, self._reader.prefix)
            if shape is None:
                return None
            self._letters, self._behind, self._shape = letters, behind, shape
        if b"s" in pieces[1 + _STORED_AS :: _WIDTH] and not _all_listed(pieces, self._reader):
            return None
        return PlainRow(self._reader, pieces, self._shape, (block, row), self._head)


def _all_listed(pieces: list[bytes | None], reader: CellReader) -> bool:
    """Return True if all texts of a row are in the workbook's list of texts."""
    kinds, values = pieces[1 + _STORED_AS :: _WIDTH], pieces[1 + _VALUE :: _WIDTH]
    places = [
        value
        for kind, value in zip(kinds, values, strict=True)
        if kind == b"s" and value is not None
    ]
    if not all(map(bytes.isdigit, places)):
        return False
    return not places or reader.strings.has(max(map(int, places)))


@lru_cache(maxsize=256)  # the rows of a table have the same columns
def _shape(letters: tuple[bytes | None, ...], behind: bytes, prefix: bytes) -> _Shape | None:
    """Return the columns of a row; None if a column is there twice, or is none.

    Args:
        letters: Those of the cells up to the last that holds anything.
        behind: The source of the cells behind them, without the number of their row.
        prefix: The sheet's namespace prefix.
    """
    blanks = _blanks(behind, prefix) or {}
    columns = tuple(column_of(each or b"") for each in letters)
    if len({*columns, *blanks}) < len(columns) + len(blanks) or 0 in columns:
        return None
    places = {column: 1 + _WIDTH * at for at, column in enumerate(columns)}
    return _Shape(columns, places, blanks)


@lru_cache(maxsize=256)
def _blanks(source: bytes, prefix: bytes) -> Mapping[int, int] | None:
    """Return the formats of blank cells by column; None for any other source."""
    if not source:
        return _NOTHING
    cell = re.compile(b"<" + re.escape(prefix) + rb'c r="([A-Z]{1,3})" s="(\d{1,7})"/>')
    found = [(column_of(letters), int(style)) for letters, style in cell.findall(source)]
    by_column = dict(found)
    is_whole = not cell.sub(b"", source) and len(by_column) == len(found) and 0 not in by_column
    return by_column if is_whole else None
