"""Workbooks of a consolidation on disk; memory holds only what the rules need of each.

Each workbook goes to disk as it is read. Memory holds a `Stub` a workbook and some bytes a row.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Generic, TypeVar, overload

from kpibook.domain.actions.action import Action
from kpibook.domain.consolidation.consolidation import (
    ConsolidatedRow,
    RefusedRow,
    Source,
    SourceBook,
)
from kpibook.domain.consolidation.row_brief import RowBrief, made_briefs
from kpibook.domain.finding import Finding
from kpibook.domain.rules.scheme import Scheme
from kpibook.files.spool import Spool
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.outputs.ahead.loose_rows import LooseRows
from kpibook.outputs.ahead.placed_rows import Drawn
from kpibook.outputs.consolidated.draw_ahead import CSV, LINE
from kpibook.services.consolidate.put_aside import REST, ROWS, PutAside, put_aside
from kpibook.services.consolidate.records import Records

_BOOKS_IN_MEMORY = 128  # a council's own workbooks; for more, each is read again for each sheet
_DRAWN_IN_MEMORY = 16  # workbooks of one sheet
_CHUNK = 500

Item = TypeVar("Item")
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stub:
    """Workbook whose rows are on disk, as `domain.consolidation.workbook_refusals.Brought`.

    Attributes:
        source: Its name and what it says of itself.
        scheme: The rules it was rated under, one object for all workbooks under the same.
        count: Number of its measures.
        figures: Number of its measures with an actual.
        total: Control total of these actuals.
        owners: Council and directorate of each row, as numbers of `SpooledBooks.owners`.
        marks: A number for council and reference of each row; equal pairs have equal numbers.
        briefs: The brief of each row, as a number of `SpooledBooks.briefs`; none if they were not
            made.
        rows_at: Place of its rows in the spool.
        rest_at: Place of its refused rows, its findings and its actions in the spool.
        drawn_at: Places of its rows as they are drawn, by sheet.
        spool: The file with the rest.
        has_actions: True if it has actions.
    """

    source: Source
    scheme: Scheme | None
    count: int
    figures: int
    total: Decimal
    owners: array[int]
    marks: array[int]
    briefs: array[int]
    rows_at: Place
    rest_at: Place
    drawn_at: Mapping[str, Place]
    spool: Spool
    has_actions: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """The keys of its measures' references, read from disk."""
        rows = unpacked(self.spool, self.rows_at)
        return frozenset(row.rated.measure.key for row in rows)


class SpooledBooks:
    """Workbooks on disk.

    Args:
        folder: The folder whose disk is used; None for the person's temporary files.

    Raises:
        SaveError: The disk is full or cannot be written, here and in `add`.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._spool = spool = Spool(folder)
        self._schemes: list[Scheme] = []
        self._numbers: dict[tuple[str, str], int] = {}
        self._briefs: dict[RowBrief, int] = {}
        self.stubs: list[Stub] = []
        self._held = lru_cache(_BOOKS_IN_MEMORY)(lambda place: unpacked(spool, place))
        self._drawn = lru_cache(_DRAWN_IN_MEMORY)(lambda place: LooseRows.of(spool.read(place)))

    def add(self, book: SourceBook | PutAside) -> None:
        """Write a workbook to disk."""
        aside, add = put_aside(book), self._spool.add
        # Python's hash of a text differs between processes, so marks are never stored or sent.
        pairs = zip(aside.owners, aside.keys, strict=True)
        marks = (hash((council, key)) for (council, _), key in pairs)
        self.stubs.append(
            Stub(
                source=aside.source,
                scheme=self._shared(aside.scheme),
                count=len(aside.keys),
                figures=aside.figures,
                total=aside.total,
                owners=array("I", map(self._number, aside.owners)),
                marks=array("q", marks),
                briefs=array("I", map(self._brief, aside.briefs)),
                rows_at=add(aside.rows),
                rest_at=add(aside.rest),
                drawn_at={sheet: add(drawn) for sheet, drawn in aside.drawn.items()},
                spool=self._spool,
                has_actions=aside.has_actions,
            )
        )

    def book(self, stub: Stub) -> SourceBook:
        """Return a workbook with its usable rows."""
        return SourceBook(stub.source, rows=tuple(self.rows(stub)))

    def rows(self, stub: Stub) -> Sequence[ConsolidatedRow]:
        """Return the usable rows of a workbook; those of the last few stay in memory."""
        return self._held(stub.rows_at)

    def drawn(self, stub: Stub, sheet: str) -> LooseRows | None:
        """Return the rows of a workbook as they are drawn for a sheet; None if they are not."""
        place = stub.drawn_at.get(sheet)
        return None if place is None else self._drawn(place)

    def lines(self, stub: Stub) -> Sequence[str]:
        """Return the lines of a workbook's rows in a CSV table; "" for one to make again."""
        place = stub.drawn_at.get(CSV)
        if place is None:
            return [""] * stub.count
        return self._spool.read(place).decode("utf-8", "surrogatepass").split(LINE)

    def refused(self, stub: Stub) -> Sequence[RefusedRow]:
        """Return the rows of a workbook that cannot be used."""
        return REST.unpack(self._spool.read(stub.rest_at)).refused

    def findings(self, stub: Stub) -> Sequence[Finding]:
        """Return the findings of a workbook."""
        return REST.unpack(self._spool.read(stub.rest_at)).findings

    def actions(self, stub: Stub) -> Sequence[Action]:
        """Return the actions of a workbook."""
        if not stub.has_actions:
            return ()
        return REST.unpack(self._spool.read(stub.rest_at)).actions

    @property
    def owners(self) -> list[tuple[str, str]]:
        """Council and directorate in the form in which they are compared, each pair once."""
        return list(self._numbers)

    @property
    def briefs(self) -> list[RowBrief]:
        """The briefs of all rows, each once."""
        return list(self._briefs)

    def _brief(self, brief: RowBrief) -> int:
        return self._briefs.setdefault(brief, len(self._briefs))

    def _number(self, owner: tuple[str, str]) -> int:
        return self._numbers.setdefault(owner, len(self._numbers))

    def _shared(self, scheme: Scheme | None) -> Scheme | None:
        if scheme is None:
            return None
        shared = next((candidate for candidate in self._schemes if candidate == scheme), None)
        if shared is None:
            self._schemes.append(scheme)
        return shared or scheme


class SpooledRows(Sequence[ConsolidatedRow]):
    """Rows of a consolidation, each read from disk when it is asked for.

    Args:
        books: The workbooks.
        used: The workbooks in use.
        places: For each row, the number of its workbook among `used` and its number in it.
        scheme_keys: The key that each workbook's scheme goes by, by the workbook's name.
    """

    def __init__(
        self,
        books: SpooledBooks,
        used: Sequence[Stub],
        places: tuple[array[int], array[int]],
        scheme_keys: Mapping[str, str],
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
        return all(len(stub.briefs) == stub.count for stub in self._used)

    def _brief_numbers(self) -> Iterator[int]:
        used = self._used
        places = zip(self._of_book, self._in_book, strict=True)
        return (used[of_book].briefs[in_book] for of_book, in_book in places)

    def drawn(
        self, sheet: str, assumed: str, numbers: Sequence[int] | None = None
    ) -> Iterator[Drawn]:
        """Yield rows as they are drawn for a sheet; see `RowsDrawnAhead`."""
        for number in range(len(self)) if numbers is None else numbers:
            stub = self._used[self._of_book[number]]
            loose = self._books.drawn(stub, sheet)
            usable = loose is not None and loose.assumed == assumed and self._is_as_read(stub)
            row = loose.row(self._in_book[number]) if loose is not None and usable else None
            yield None if loose is None or row is None else (row, loose.width)

    def lines(self) -> Iterator[str | None]:
        """Yield the line of each row in a CSV table; see `RowsDrawnAhead`."""
        lines: Sequence[str] = ()
        last = -1
        for of_book, in_book in zip(self._of_book, self._in_book, strict=True):
            if of_book != last:
                stub, last = self._used[of_book], of_book
                lines = self._books.lines(stub) if self._is_as_read(stub) else [""] * stub.count
            yield lines[in_book] or None

    def _is_as_read(self, stub: Stub) -> bool:
        """Return True if the scheme of a workbook goes by the key that its rows have."""
        return stub.scheme is not None and stub.scheme.key == self._keys[stub.source.name]

    def _row(self, of_book: int, in_book: int) -> ConsolidatedRow:
        stub = self._used[of_book]
        row = self._books.rows(stub)[in_book]
        key = self._keys[stub.source.name]
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


def unpacked(spool: Spool, place: Place) -> Sequence[ConsolidatedRow]:
    """Return the rows of the workbook at a place."""
    return ROWS.unpack(spool.read(place))
