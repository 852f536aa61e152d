"""Source of a sheet: a small sheet is held in memory, a large sheet is streamed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Self

from kpibook.errors import RefusedFile
from kpibook.on_use.regex import regex
from kpibook.xlsx.cells.references import Area, column_number
from kpibook.xlsx.cells.row_scanner import (
    RowSpan,
    attributes_of,
    last_row_in,
    numbers_rise,
    patterns,
    rows_in,
    twice,
)
from kpibook.xlsx.cells.shared_formulas import Master
from kpibook.xlsx.worksheet.stream import SheetStream
from kpibook.xlsx.xml import elements as xml

_ADDRESS = regex(rb"([A-Za-z]{1,3})([0-9]{1,7})")

LocatedRow = tuple[bytes, RowSpan]
"""A row: the block that holds it, and its offsets in the block."""


class HeldText:
    """Source of a sheet held in memory, with an index of its rows."""

    def __init__(self, head: bytes, blocks: list[bytes], tail: bytes, prefix: bytes) -> None:
        self.head, self.blocks, self.tail, self.prefix = head, blocks, tail, prefix
        self.masters: dict[bytes, Master] = {}
        self._rows: dict[int, LocatedRow] | None = None
        self._in_order: bool | None = None
        self._has_formulas: bool | None = None

    @classmethod
    def read(cls, stream: SheetStream) -> Self:
        """Read a stream to its end."""
        blocks = list(stream.blocks())
        return cls(stream.head, blocks, stream.tail, stream.prefix)

    def pieces(self) -> list[bytes]:
        """Return the pieces of the whole source."""
        return [self.head, *self.blocks, self.tail]

    def row(self, number: int) -> list[LocatedRow]:
        """Return the row of that number; empty if it does not exist.

        Raises:
            RefusedFile: ``workbook-ambiguous`` for a sheet that has a row twice.
        """
        row = self._index().get(number)
        return [] if row is None else [row]

    @property
    def has_formulas(self) -> bool:
        """Return True if a cell may have a formula."""
        if self._has_formulas is None:
            formula = b"<" + self.prefix + b"f"
            self._has_formulas = any(formula in block for block in self.blocks)
        return self._has_formulas

    @property
    def in_order(self) -> bool:
        """Return False for a sheet whose row numbers do not rise."""
        if self._in_order is None:
            self._in_order = all(a < b for a, b in itertools.pairwise(self._index()))
        return self._in_order

    def rows(
        self, first: int, last: int, having: re.Pattern[bytes] | None = None
    ) -> Iterator[LocatedRow]:
        """Yield the rows of a range of numbers, in the order of the file; see `StreamedText`."""
        if having is not None and not any(map(having.search, self.blocks)):
            return
        for number, row in self._index().items():
            if first <= number <= last:
                yield row

    def _index(self) -> dict[int, LocatedRow]:
        if self._rows is None:
            index: dict[int, LocatedRow] = {}
            before = 0
            for block in self.blocks:
                masters_in(block, self.prefix, self.masters)
                for row in rows_in(block, self.prefix, before):
                    if row.number in index:
                        raise twice(f"row {row.number}")
                    index[row.number] = block, row
                    before = row.number
            self._rows = index
        return self._rows


class StreamedText:
    """Source of a large sheet, read from its start as far as each question needs.

    Questions in rising order of rows take a single pass; going back to an earlier row starts
    another.

    Args:
        open_stream: Starts a pass over the sheet.
    """

    def __init__(self, open_stream: Callable[[], SheetStream]) -> None:
        self._open = open_stream
        stream = open_stream()
        self.head, self.prefix = stream.head, stream.prefix
        self.masters: dict[bytes, Master] = {}
        self._tail: bytes | None = None
        self._pass: Iterator[tuple[bytes, int, int]] = iter(())
        self._current: tuple[bytes, int, int] = (b"", 0, 0)
        self._indexed = 0  # the last row of the block that `_index` is of
        self._index: dict[int, RowSpan] = {}

    @property
    def tail(self) -> bytes:
        """Return the source after the rows; the first use reads the whole sheet."""
        if self._tail is None:
            for _ in self._blocks():
                pass
        return self._tail or b""

    def row(self, number: int) -> list[LocatedRow]:
        """Return the row of that number; empty if it does not exist."""
        if number <= self._current[1] or not self._current[0]:
            self._pass, self._current = self._blocks(), (b"", 0, 0)
        while number > self._current[2]:
            following = next(self._pass, None)
            if following is None:
                return []
            self._current = following
        block, before, end = self._current
        if self._indexed != end:
            self._indexed = end
            self._index = {row.number: row for row in rows_in(block, self.prefix, before)}
        row = self._index.get(number)
        return [] if row is None else [(block, row)]

    def rows(
        self, first: int, last: int, having: re.Pattern[bytes] | None = None
    ) -> Iterator[LocatedRow]:
        """Yield the rows of a range of numbers, in a pass that ends with the last row.

        Args:
            first: The first number.
            last: The last number.
            having: Rows in blocks where this is not found may be left out; None leaves out none.
        """
        for block, before, end in self._blocks():
            if before >= last:
                return
            if end >= first and (having is None or having.search(block)):
                for row in rows_in(block, self.prefix, before):
                    if first <= row.number <= last:
                        yield block, row

    def _blocks(self) -> Iterator[tuple[bytes, int, int]]:
        """Yield each block with the numbers of the row before it and of its last row."""
        stream = self._open()
        before = 0
        for block in stream.blocks():
            masters_in(block, self.prefix, self.masters)
            if not numbers_rise(block, self.prefix, before):
                raise RefusedFile(
                    "the rows of a large sheet are not in order.",
                    code="rows-out-of-order",
                    fix="Open the workbook in Excel and save it, which puts them in order.",
                )
            end = last_row_in(block, self.prefix, before)
            yield block, before, end
            before = end
        self._tail = stream.tail


def masters_in(block: bytes, prefix: bytes, masters: dict[bytes, Master]) -> None:
    """Add the shared formulas whose text is in a block to `masters`, by their index."""
    if b"shared" not in block:
        return
    shapes = patterns(prefix)
    opening = b"<" + prefix + b"c"
    for match in shapes.formula.finditer(block):
        attributes = attributes_of(match[1])
        if attributes.get(b"t") != b"shared" or not match[2]:
            continue
        # A master may be read without its row, so its address is taken from the tag in front of it.
        cell = shapes.cell.match(block, block.rfind(opening, 0, match.start()))
        cell_address = _ADDRESS.fullmatch(attributes_of(cell[1]).get(b"r", b"")) if cell else None
        if cell_address is not None:
            row, column = int(cell_address[2]), column_number(cell_address[1].decode())
            text = xml.unescape(match[2].decode("utf-8", "replace"))
            master_cell = Area(row, column, row, column)
            masters[attributes.get(b"si", b"")] = Master(text, row, column, master_cell)
