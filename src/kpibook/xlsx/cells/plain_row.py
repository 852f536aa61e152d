"""A row of a sheet found by one expression, whose cells are made when they are asked for.

Only a third of a workbook's cells are ever asked for: the rest are blanks, and columns that a task
does not read. `CellReader.cells` is the reference, which also takes every row that has anything
else in it than cells in the form that nearly every writer uses: a formula, rich text, a comment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from kpibook.on_use.regex import regex
from kpibook.xlsx.cells.references import address
from kpibook.xlsx.cells.row_scanner import RowSpan

if TYPE_CHECKING:
    from kpibook.xlsx.cells.reader import Cell, CellReader, ReadValue

# The groups of the expression for a cell, from 0; when a row is split by it, each cell has in
# front of them what is between it and the cell before.
LETTERS, NUMBER, STYLE, TEXT, STORED_AS, VALUE, CELL = range(7)
WIDTH = CELL + 1
# At most nine digits and six decimals, of which the last is not 0; not -0.
_SPELLED_OUT = regex(rb"(?!-0\Z)-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{0,5}[1-9])?")
_NUMERALS = frozenset(b"0123456789.+-")


class Shape(NamedTuple):
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
        shape: Shape,
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
        values, texts = pieces[1 + VALUE :: WIDTH], pieces[1 + TEXT :: WIDTH]
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
                cell = self._reader.plain_cell(self.number, self._pieces[at : at + CELL])
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
        text, kind, value = self._pieces[at + TEXT : at + CELL]
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
        xf, text, kind, value = self._pieces[at + STYLE : at + CELL]
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
            style, text, kind, source = self._pieces[at + STYLE : at + CELL]
            if text is not None and b"&" not in text and b"_x" not in text:
                yield text.decode("utf-8", "replace")
            elif text is None and source is not None and kind in (None, b"n"):
                yield self._reader.number_in(source, int(style or 0))
            else:
                yield self[column].value

    def is_text(self, column: int) -> bool:
        """Return True for a cell that holds a text, in its source or by number."""
        at = self._places[column]
        return self._pieces[at + TEXT] is not None or self._pieces[at + STORED_AS] == b"s"

    def shows(self, column: int) -> bool:
        """Return True if a filled cell holds more than an empty text."""
        at = self._places[column]
        text, kind, value = self._pieces[at + TEXT : at + CELL]
        is_number = kind is None or kind == b"n"
        return bool(text or value) if text is not None or is_number else self[column].value != ""

    def texts(self, shortest: int) -> Iterator[tuple[str, str] | None]:
        """Yield the address and text of each cell that is not blank.

        None for a cell that holds anything else, or a text with fewer characters than `shortest`.
        """
        for column in self.filled:
            at = self._places[column]
            text, kind, value = self._pieces[at + TEXT : at + CELL]
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
