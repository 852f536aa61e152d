"""A sheet's source ready to be read: held whole when it is small, streamed when it is large."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Self

from kpibook.errors import RefusedFile
from kpibook.xlsx.cells.references import Area, column_number
from kpibook.xlsx.cells.row_scanner import (
    RowSpan,
    attributes_of,
    last_row_in,
    numbers_rise,
    patterns,
    rows_in,
)
from kpibook.xlsx.cells.shared_formulas import Master
from kpibook.xlsx.worksheet.stream import SheetStream
from kpibook.xlsx.xml import elements as xml

_ADDRESS = re.compile(rb"([A-Za-z]{1,3})([0-9]{1,7})")

Found = tuple[bytes, RowSpan]
"""A row as a block and its place in it."""


class HeldText:
    """A sheet's source held whole, with its rows found once."""

    def __init__(self, head: bytes, blocks: list[bytes], tail: bytes, prefix: bytes) -> None:
        self.head, self.blocks, self.tail, self.prefix = head, blocks, tail, prefix
        self.masters: dict[bytes, Master] = {}
        self._rows: dict[int, list[Found]] | None = None
        self._in_order: bool | None = None

    @classmethod
    def read(cls, stream: SheetStream) -> Self:
        """Hold everything that a stream gives."""
        blocks = list(stream.blocks())
        return cls(stream.head, blocks, stream.tail, stream.prefix)

    def pieces(self) -> list[bytes]:
        """The whole source again."""
        return [self.head, *self.blocks, self.tail]

    def row(self, number: int) -> list[Found]:
        """The rows of that number: one, none, or in a damaged sheet several."""
        return self._index().get(number, [])

    @property
    def in_order(self) -> bool:
        """False in a sheet whose rows do not follow each other by number."""
        if self._in_order is None:
            index = self._index()
            once = all(len(found) == 1 for found in index.values())
            self._in_order = once and all(a < b for a, b in itertools.pairwise(index))
        return self._in_order

    def rows(self, first: int, last: int) -> Iterator[Found]:
        """The rows of a range of numbers, in the order of the file."""
        for number, found in self._index().items():
            if first <= number <= last:
                yield from found

    def _index(self) -> dict[int, list[Found]]:
        if self._rows is None:
            index: dict[int, list[Found]] = {}
            before = 0
            for block in self.blocks:
                masters_in(block, self.prefix, self.masters)
                for row in rows_in(block, self.prefix, before):
                    index.setdefault(row.number, []).append((block, row))
                    before = row.number
            self._rows = index
        return self._rows


class StreamedText:
    """A large sheet's source, read from its start as far as each question needs.

    Questions in rising order of row cost one pass together; going back starts another.

    Args:
        open_stream: Begins a pass over the sheet.
    """

    def __init__(self, open_stream: Callable[[], SheetStream]) -> None:
        self._open = open_stream
        stream = open_stream()
        self.head, self.prefix = stream.head, stream.prefix
        self.masters: dict[bytes, Master] = {}
        self._tail: bytes | None = None
        self._pass: Iterator[tuple[bytes, int, int]] = iter(())
        self._current: tuple[bytes, int, int] = (b"", 0, 0)

    @property
    def tail(self) -> bytes:
        """What follows the rows; asking for it reads all of the sheet once."""
        if self._tail is None:
            for _ in self._blocks():
                pass
        return self._tail or b""

    def row(self, number: int) -> list[Found]:
        """The row of that number, or none."""
        if number <= self._current[1] or not self._current[0]:
            self._pass, self._current = self._blocks(), (b"", 0, 0)
        while number > self._current[2]:
            following = next(self._pass, None)
            if following is None:
                return []
            self._current = following
        block, before, _ = self._current
        return [(block, row) for row in rows_in(block, self.prefix, before) if row.number == number]

    def rows(self, first: int, last: int) -> Iterator[Found]:
        """The rows of a range of numbers, in one pass that ends with the last."""
        for block, before, end in self._blocks():
            if before >= last:
                return
            if end >= first:
                for row in rows_in(block, self.prefix, before):
                    if first <= row.number <= last:
                        yield block, row

    def _blocks(self) -> Iterator[tuple[bytes, int, int]]:
        """Each block with the numbers of the row before it and of its last row."""
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
    for found in shapes.formula.finditer(block):
        given = attributes_of(found[1])
        if given.get(b"t") != b"shared" or not found[2]:
            continue
        cell = shapes.cell.match(block, block.rfind(opening, 0, found.start()))
        place = _ADDRESS.fullmatch(attributes_of(cell[1]).get(b"r", b"")) if cell else None
        if place is not None:
            row, column = int(place[2]), column_number(place[1].decode())
            text = xml.unescape(found[2].decode("utf-8", "replace"))
            alone = Area(row, column, row, column)
            masters[given.get(b"si", b"")] = Master(text, row, column, alone)
