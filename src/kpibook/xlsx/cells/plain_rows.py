"""Finder of plain rows: a row that holds nothing but cells in the form of nearly every writer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from kpibook.xlsx.cells.plain_row import (
    LETTERS,
    NUMBER,
    STORED_AS,
    VALUE,
    WIDTH,
    PlainRow,
    Shape,
)
from kpibook.xlsx.cells.row_scanner import RowSpan, column_of, patterns

if TYPE_CHECKING:
    from kpibook.xlsx.cells.reader import CellReader

_LONGEST_INDEX = 10  # digits
_NOTHING: Mapping[int, int] = MappingProxyType({})


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
        self._shape = Shape((), _NOTHING, _NOTHING)

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
        between = pieces[::WIDTH]
        if any(between) and any(each and each.strip() for each in between):
            return None
        numbers = pieces[1 + NUMBER :: WIDTH]
        if numbers.count(number) != len(numbers):
            return None
        letters = pieces[1 + LETTERS :: WIDTH]
        if letters != self._letters or behind != self._behind:
            shape = _shape(tuple(letters), behind, self._reader.prefix)
            if shape is None:
                return None
            self._letters, self._behind, self._shape = letters, behind, shape
        if end - cut - len(behind) != len(number) * len(self._shape.behind):
            return None  # a blank cell has no row number
        if b"s" in pieces[1 + STORED_AS :: WIDTH] and not _all_listed(pieces, self._reader):
            return None
        return PlainRow(self._reader, pieces, self._shape, (block, row), self._head)


def _all_listed(pieces: list[bytes | None], reader: CellReader) -> bool:
    """Return True if all texts of a row are in the workbook's list of texts."""
    kinds, values = pieces[1 + STORED_AS :: WIDTH], pieces[1 + VALUE :: WIDTH]
    places = [
        value
        for kind, value in zip(kinds, values, strict=True)
        if kind == b"s" and value is not None
    ]
    if not all(map(bytes.isdigit, places)) or max(map(len, places), default=0) > _LONGEST_INDEX:
        return False
    return not places or reader.strings.has(max(map(int, places)))


@lru_cache(maxsize=256)  # the rows of a table have the same columns
def _shape(letters: tuple[bytes | None, ...], behind: bytes, prefix: bytes) -> Shape | None:
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
    places = {column: 1 + WIDTH * at for at, column in enumerate(columns)}
    return Shape(columns, places, blanks)


@lru_cache(maxsize=256)
def _blanks(source: bytes, prefix: bytes) -> Mapping[int, int] | None:
    """Return the formats of blank cells by column; None for any other source."""
    if not source:
        return _NOTHING
    cell = re.compile(b"<" + re.escape(prefix) + rb'c r="([A-Z]{1,3})" s="(\d{1,7})"/>')
    columns = [(column_of(letters), int(style)) for letters, style in cell.findall(source)]
    by_column = dict(columns)
    is_whole = not cell.sub(b"", source) and len(by_column) == len(columns) and 0 not in by_column
    return by_column if is_whole else None
