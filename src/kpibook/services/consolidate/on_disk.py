"""Workbooks of a consolidation on disk; memory holds only what the rules need of each.

Each workbook goes to disk as it is read. Memory holds a `Stub` a workbook, of some hundred bytes,
and some bytes a row.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Generic, TypeVar, overload

from kpibook.domain.actions.action import Action
from kpibook.domain.consolidation.consolidation import (
    ConsolidatedRow,
    RefusedRow,
    SourceBook,
)
from kpibook.domain.consolidation.row_brief import RowBrief, made_briefs
from kpibook.domain.finding import Finding
from kpibook.files.spool import Spool
from kpibook.on_use.replacing import replace
from kpibook.outputs.ahead.loose_rows import LooseRows
from kpibook.outputs.ahead.placed_rows import Drawn
from kpibook.outputs.consolidated.draw_ahead import CSV, LINE, OF_THE_BOOK
from kpibook.services.consolidate.put_aside import REST, ROWS, PutAside, Rest, put_aside
from kpibook.services.consolidate.records import Records
from kpibook.services.consolidate.stubs import ROWS_PART, Columns, Stub

_BOOKS_IN_MEMORY = 128  # a council's own workbooks; for more, each is read again for each sheet
_DRAWN_IN_MEMORY = 16  # workbooks of one sheet
_CHUNK = 500

# The parts of a workbook on disk: rows, what else there is, and the rows as they are drawn.
_REST_PART = ROWS_PART + 1
_DRAWN = (CSV, *sorted(OF_THE_BOOK))
_PARTS = 2 + len(_DRAWN)

Item = TypeVar("Item")
Place = tuple[int, int]


class SpooledBooks:
    """Workbooks on disk.

    Memory holds numbers for each row and each workbook, in arrays of all of them: an array for
    each workbook would take more room than its numbers.

    Args:
        folder: The folder whose disk is used; None for the person's temporary files.

    Raises:
        SaveError: The disk is full or cannot be written, here and in `add`.
    """

    def __init__(self, folder: Path | None = None) -> None:
        spool = Spool(folder)
        self._columns = Columns(folder, spool, _PARTS)
        self._briefs: dict[RowBrief, int] = {}
        # Of each row, where briefs are made: the number of its brief.
        self._brief_numbers = array("I")
        # Of each workbook: where these begin; and where they end, for the last.
        self._briefs_from = array("Q", [0])
        self.stubs: list[Stub] = []
        self._held = lru_cache(_BOOKS_IN_MEMORY)(lambda place: ROWS.unpack(spool.read(place)))
        self._drawn = lru_cache(_DRAWN_IN_MEMORY)(lambda place: LooseRows.of(spool.read(place)))

    def add(self, book: SourceBook | PutAside) -> None:
        """Write a workbook to disk."""
        aside = put_aside(book)
        drawn = (aside.drawn.get(sheet, b"") for sheet in _DRAWN)
        self.stubs.append(self._columns.add(aside, (aside.rows, aside.rest, *drawn)))
        self._brief_numbers.extend(map(self._brief, aside.briefs))
        self._briefs_from.append(len(self._brief_numbers))

    def owners_of(self, stub: Stub) -> tuple[list[list[str]], list[int]]:
        """Return council and directorate of a workbook's rows, each pair once; and of each row.

        They are in the form in which they are compared; a row has the number of its pair.
        """
        return self._columns.owners(stub.number)

    def marks_of(self, stub: Stub) -> array[int]:
        """Return a number for council and reference of each row; equal pairs have equal numbers."""
        return self._columns.marks(stub.number)

    def briefs_of(self, stub: Stub) -> array[int]:
        """Return the brief of each row as a number of `briefs`; empty if they were not made."""
        first, end = self._briefs_from[stub.number : stub.number + 2]
        return self._brief_numbers[first:end]

    def book(self, stub: Stub) -> SourceBook:
        """Return a workbook with its usable rows."""
        return SourceBook(stub.source, rows=tuple(self.rows(stub)))

    def rows(self, stub: Stub) -> Sequence[ConsolidatedRow]:
        """Return the usable rows of a workbook; those of the last few stay in memory."""
        return self._held(self._columns.place(stub.number, ROWS_PART))

    def drawn(self, stub: Stub, sheet: str) -> LooseRows | None:
        """Return the rows of a workbook as they are drawn for a sheet; None if they are not."""
        place = self._columns.place(stub.number, _part_of(sheet))
        return self._drawn(place) if place[1] else None

    def lines(self, stub: Stub) -> Sequence[str]:
        """Return the lines of a workbook's rows in a CSV table; "" for one to make again."""
        drawn = self._columns.read(stub.number, _part_of(CSV))
        if not drawn:
            return [""] * stub.count
        return drawn.decode("utf-8", "surrogatepass").split(LINE)

    def refused(self, stub: Stub) -> Sequence[RefusedRow]:
        """Return the rows of a workbook that cannot be used."""
        return self._rest(stub).refused

    def findings(self, stub: Stub) -> Sequence[Finding]:
        """Return the findings of a workbook."""
        return self._rest(stub).findings

    def actions(self, stub: Stub) -> Sequence[Action]:
        """Return the actions of a workbook."""
        if not stub.has_actions:
            return ()
        return self._rest(stub).actions

    def _rest(self, stub: Stub) -> Rest:
        return REST.unpack(self._columns.read(stub.number, _REST_PART))

    @property
    def briefs(self) -> list[RowBrief]:
        """The briefs of all rows, each once."""
        return list(self._briefs)

    def _brief(self, brief: RowBrief) -> int:
        return self._briefs.setdefault(brief, len(self._briefs))


class SpooledRows(Sequence[ConsolidatedRow]):
    """Rows of a consolidation, each read from disk when it is asked for.

    Args:
        books: The workbooks.
        used: The workbooks in use.
        places: For each row, the number of its workbook among `used` and its number in it.
        scheme_keys: The key that the scheme of each of these workbooks goes by.
    """

    def __init__(
        self,
        books: SpooledBooks,
        used: Sequence[Stub],
        places: tuple[array[int], array[int]],
        scheme_keys: Sequence[str],
    ) -> None:
        self._books = books
        self._used = used
        self._of_book, self._in_book = places
        self._keys = scheme_keys
        self._briefs: tuple[RowBrief, ...] | None = None
        self._distinct: tuple[RowBrief, ...] | None = None

    def __len__(self) -> int:
        return len(self._of_book)

    def __iter__(self) -> Iterator[ConsolidatedRow]:
        return map(self._row, self._of_book, self._in_book)

    @overload
    def __getitem__(self, index: int) -> ConsolidatedRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[ConsolidatedRow]: ...
    def __getitem__(self, index: int | slice) -> ConsolidatedRow | Sequence[ConsolidatedRow]:
        if isinstance(index, slice):
            places = self._of_book[index], self._in_book[index]
            return SpooledRows(self._books, self._used, places, self._keys)
        return self._row(self._of_book[index], self._in_book[index])

    @property
    def briefs(self) -> Sequence[RowBrief]:
        """The brief of each row, at eight bytes a row."""
        if self._briefs is None:
            briefs = self._books.briefs
            self._briefs = (
                tuple(briefs[number] for number in self._brief_numbers())
                if self._were_briefed()
                else tuple(made_briefs(self))
            )
        return self._briefs

    @property
    def distinct(self) -> Collection[RowBrief]:
        """The briefs of the rows, each once."""
        if self._distinct is None:
            briefs = self._books.briefs
            self._distinct = (
                tuple(briefs[number] for number in set(self._brief_numbers()))
                if self._were_briefed()
                else tuple(dict.fromkeys(made_briefs(self)))
            )
        return self._distinct

    def _were_briefed(self) -> bool:
        """Return True if the briefs were made as the workbooks arrived."""
        return all(len(self._books.briefs_of(stub)) == stub.count for stub in self._used)

    def _brief_numbers(self) -> Iterator[int]:
        numbers = [self._books.briefs_of(stub) for stub in self._used]
        places = zip(self._of_book, self._in_book, strict=True)
        return (numbers[of_book][in_book] for of_book, in_book in places)

    def drawn(
        self, sheet: str, assumed: str, numbers: Sequence[int] | None = None
    ) -> Iterator[Drawn]:
        """Yield rows as they are drawn for a sheet; see `RowsDrawnAhead`."""
        for number in range(len(self)) if numbers is None else numbers:
            of_book = self._of_book[number]
            loose = self._books.drawn(self._used[of_book], sheet)
            usable = loose is not None and loose.assumed == assumed and self._is_as_read(of_book)
            row = loose.row(self._in_book[number]) if loose is not None and usable else None
            yield None if loose is None or row is None else (row, loose.width)

    def lines(self) -> Iterator[str | None]:
        """Yield the line of each row in a CSV table; see `RowsDrawnAhead`."""
        lines: Sequence[str] = ()
        last = -1
        for of_book, in_book in zip(self._of_book, self._in_book, strict=True):
            if of_book != last:
                stub, last = self._used[of_book], of_book
                lines = self._books.lines(stub) if self._is_as_read(last) else [""] * stub.count
            yield lines[in_book] or None

    def _is_as_read(self, of_book: int) -> bool:
        """Return True if the scheme of a workbook goes by the key that its rows have."""
        scheme = self._used[of_book].scheme
        return scheme is not None and scheme.key == self._keys[of_book]

    def _row(self, of_book: int, in_book: int) -> ConsolidatedRow:
        stub = self._used[of_book]
        row = self._books.rows(stub)[in_book]
        key = self._keys[of_book]
        return row if row.scheme == key else replace(row, scheme=key)


class SpooledItems(Sequence[Item], Generic[Item]):
    """Values of any kind on disk, in the order they came.

    Args:
        items: The values, gone through once.
        folder: The folder whose disk is used; None for the person's temporary files.

    Raises:
        SaveError: The disk is full or cannot be written.
    """

    def __init__(self, items: Iterable[Item], kind: type[Item], folder: Path | None = None) -> None:
        spool = Spool(folder)
        records: Records[tuple[Item, ...]] = Records(tuple[kind, ...])  # type: ignore[valid-type]
        self._chunks: list[Place] = []
        self._length = 0
        remaining = iter(items)
        while chunk := tuple(islice(remaining, _CHUNK)):
            self._chunks.append(spool.add(records.pack(chunk)))
            self._length += len(chunk)
        self._held = lru_cache(2)(lambda place: records.unpack(spool.read(place)))

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Item]:
        for place in self._chunks:
            yield from self._held(place)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(self._length))]
        chunk, at = divmod(range(self._length)[index], _CHUNK)
        item: Item = self._held(self._chunks[chunk])[at]
        return item


def _part_of(sheet: str) -> int:
    return ROWS_PART + 2 + _DRAWN.index(sheet)
