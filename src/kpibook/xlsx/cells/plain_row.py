"""A row of a sheet found by one expression, whose cells are made when they are asked for.

Only a third of a workbook's cells are ever asked for: the rest are blanks, and columns that a task
does not read. `CellReader.cells` is the reference, which also takes every row that has anything
else in it than cells in the form that nearly every writer uses: a formula, rich text, a comment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from kpibook.xlsx.cells.row_scanner import RowSpan, column_of, patterns

if TYPE_CHECKING:
    from kpibook.xlsx.cells.reader import Cell, CellReader

# The groups of the expression for a cell, from 0; when a row is split by it, each cell has in
# front of them what is between it and the cell before.
_LETTERS, _NUMBER, _STYLE, _TEXT, _STORED_AS, _VALUE, _CELL = range(7)
_WIDTH = _CELL + 1
_NUMERALS = frozenset(b"0123456789.+-")


class PlainRow(Mapping[int, "Cell"]):
    """Cells of a row by column; equal to the dictionary of them.

    Attributes:
        places: Where the source of each column's cell begins.
        filled: The columns whose cells are not blank; an empty text is not.
        number: The row's number.
        tag: Its start tag.
        head: The sheet's source in front of its rows.
    """

    __slots__ = ("_made", "_pieces", "_reader", "filled", "head", "number", "places", "tag")

    def __init__(
        self,
        reader: CellReader,
        pieces: list[bytes | None],
        places: Mapping[int, int],
        number: int,
        around: tuple[bytes, bytes],
    ) -> None:
        """Take a row's source.

        Args:
            reader: Makes a cell of its source.
            pieces: The row's source, split by the expression for a cell.
            places: Where the pieces of each column's cell begin.
            number: The row's number.
            around: Its start tag, and the sheet's source in front of its rows.
        """
        self._reader, self._pieces, self.places = reader, pieces, places
        self._made: dict[int, Cell] = {}
        self.number = number
        self.tag, self.head = around
        values, texts = pieces[1 + _VALUE :: _WIDTH], pieces[1 + _TEXT :: _WIDTH]
        self.filled = tuple(
            column
            for column, value, text in zip(places, values, texts, strict=True)
            if text is not None or (value is not None and self._is_something(column, value))
        )

    def _is_something(self, column: int, value: bytes) -> bool:
        """Return True unless a value is white space in place of a number."""
        return (value != b"" and value[0] in _NUMERALS) or not self[column].is_blank

    def __getitem__(self, column: int) -> Cell:
        cell = self._made.get(column)
        if cell is None:
            at = self.places[column]
            cell = self._reader.plain_cell(self.number, self._pieces[at : at + _CELL])
            self._made[column] = cell
        return cell

    def __iter__(self) -> Iterator[int]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)

    def __contains__(self, column: object) -> bool:
        return column in self.places

    def __repr__(self) -> str:
        return repr(dict(self))

    def text(self, column: int) -> str | None:
        """Return the text of a cell that holds one in its source or by number; None for others."""
        at = self.places[column]
        text, kind, _ = self._pieces[at + _TEXT : at + _CELL]
        if text is not None and b"&" not in text and b"_x" not in text:
            return text.decode("utf-8", "replace")
        return None if text is None and kind != b"s" else str(self[column].value)

    def shows(self, column: int) -> bool:
        """Return True if a filled cell holds more than an empty text."""
        at = self.places[column]
        text, kind, value = self._pieces[at + _TEXT : at + _CELL]
        return self[column].value != "" if kind == b"s" else bool(text or value)

    def is_shorter(self, column: int, shortest: int) -> bool:
        """Return True only if a filled cell holds something with fewer characters than that.

        What a cell means never has more characters than its source has bytes.
        """
        at = self.places[column]
        text, kind, value = self._pieces[at + _TEXT : at + _CELL]
        if text is not None:
            return len(text) < shortest
        return kind in (None, b"n") and value is not None and len(value) < shortest

    def blank(self, column: int, style: int) -> Cell:
        """Return a blank cell of a format, where the row has no cell."""
        return self._reader.blank_cell(self.number, column, style)


def filled_in(cells: Mapping[int, Cell]) -> Iterable[Cell]:
    """Return the cells of a row that are not blank; of a row that is not plain all cells."""
    if type(cells) is PlainRow:
        return (cells[column] for column in cells.filled)
    return cells.values()


def plain_row(block: bytes, row: RowSpan, reader: CellReader, head: bytes) -> PlainRow | None:
    """Return a row that holds nothing but plain cells; None for any other.

    A text that is not in the workbook's list of texts is refused as its row is read, so such a row
    is not plain.

    Args:
        block: Source of whole rows.
        row: The row.
        reader: Makes a cell of its source.
        head: The sheet's source in front of its rows.
    """
    inner = block[row.open_end : row.inner_end]
    pieces: list[bytes | None] = patterns(reader.prefix).plain.split(inner)
    between = pieces[::_WIDTH]
    if any(between) and any(each and each.strip() for each in between):
        return None
    numbers = pieces[1 + _NUMBER :: _WIDTH]
    if numbers.count(b"%d" % row.number) != len(numbers):
        return None
    places = _places(tuple(pieces[1 + _LETTERS :: _WIDTH]))
    stored_as = pieces[1 + _STORED_AS :: _WIDTH]
    if places is None or (b"s" in stored_as and not _all_listed(pieces, reader)):
        return None
    return PlainRow(reader, pieces, places, row.number, (block[row.start : row.open_end], head))


def _all_listed(pieces: list[bytes | None], reader: CellReader) -> bool:
    """Return True if all texts of a row are in the workbook's list of texts."""
    kinds, values = pieces[1 + _STORED_AS :: _WIDTH], pieces[1 + _VALUE :: _WIDTH]
    has = reader.strings.has
    return all(
        value.isdigit() and has(int(value))
        for kind, value in zip(kinds, values, strict=True)
        if kind == b"s" and value is not None
    )


@lru_cache(maxsize=256)  # the rows of a table have the same columns
def _places(letters: tuple[bytes | None, ...]) -> Mapping[int, int] | None:
    """Return where each column's groups begin; None if a column is there twice, or is none."""
    columns = [column_of(each or b"") for each in letters]
    if len(set(columns)) < len(columns) or 0 in columns:
        return None
    return {column: 1 + _WIDTH * at for at, column in enumerate(columns)}
