"""Stubs of workbooks whose rows are on disk: what the rules need of each, in some hundred bytes.

An object with a name, a hash, counts and places on disk takes three thousand. So memory holds
columns of numbers and short texts, a place in each for every workbook, and a stub reads from there.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import fields
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any

from kpibook.domain.consolidation.consolidation import Source
from kpibook.domain.rules.scheme import Scheme
from kpibook.files.spool import Spool
from kpibook.on_use.dataclass import dataclass
from kpibook.services.consolidate.put_aside import ROWS, PutAside
from kpibook.services.consolidate.records import as_json

_IN_MEMORY = 64  # sources: the rules ask for that of a workbook many times in a row
# Values of a source that many have in common; the others are kept as JSON.
_SHARED = ("period", "scheme", "refusal", "code", "agreed")
_TOTALS = ("total_in", "total_used", "total_refused")
_OWN = tuple(f.name for f in fields(Source) if f.name not in (*_SHARED, *_TOTALS, "name"))
_shared, _totals, _own = attrgetter(*_SHARED), attrgetter(*_TOTALS), attrgetter(*_OWN)
# Puts these values into the order of the fields.
_KEPT = (*_TOTALS, *_OWN, *_SHARED)
_in_order = itemgetter(*(_KEPT.index(f.name) for f in fields(Source) if f.name in _KEPT))

#: Part of each workbook on disk with its rows.
ROWS_PART = 0

# What else is on disk of each workbook, in a file where these lie next to each other: the rules
# ask for that of all workbooks in turn.
_BRIEF, _OWNERS, _MARKS = range(3)


class Parts:
    """Parts of workbooks on disk, as many of each.

    Args:
        spool: The file that they go to.
        count: Number of parts of each workbook.
    """

    def __init__(self, spool: Spool, count: int) -> None:
        self._spool, self._count = spool, count
        self._starts, self._lengths = array("Q"), array("I")

    def add(self, parts: Iterable[bytes]) -> None:
        """Write the parts of the next workbook."""
        held = tuple(parts)
        self._starts.append(self._spool.add(b"".join(held))[0])
        self._lengths.extend(map(len, held))

    def place(self, number: int, part: int) -> tuple[int, int]:
        """Return the place of a part of a workbook on disk."""
        first = number * self._count
        start = self._starts[number] + sum(self._lengths[first : first + part])
        return start, self._lengths[first + part]

    def read(self, number: int, part: int) -> bytes:
        """Return a part of a workbook from disk."""
        return self._spool.read(self.place(number, part))


class Columns:
    """The part of each workbook that stays in memory, in the order in which they came.

    Args:
        folder: The folder whose disk is used; None for the person's temporary files.
        spool: The file with their parts.
        parts: Number of parts of each workbook there.
    """

    def __init__(self, folder: Path | None, spool: Spool, parts: int) -> None:
        self._parts, self._small = Parts(spool, parts), Parts(Spool(folder), 3)
        self.place, self.read = self._parts.place, self._parts.read
        self._schemes: list[Scheme] = []
        self._shares: list[tuple[Any, ...]] = []
        self._share_numbers: dict[tuple[Any, ...], int] = {}
        self._share_of = array("I")
        self.names: list[str] = []
        self.schemes: list[Scheme | None] = []
        self.counts, self.figures, self.actions = array("I"), array("I"), bytearray()
        self.source = lru_cache(_IN_MEMORY)(self._briefs_to_sources())

    def add(self, book: PutAside, parts: Iterable[bytes]) -> Stub:
        """Keep a workbook, with its parts on disk."""
        values = [str(book.total), *map(str, _totals(book.source)), *_own(book.source)]
        self._share_of.append(self._share(_shared(book.source)))
        self.names.append(book.source.name)
        self.schemes.append(self._same(book.scheme))
        self.counts.append(len(book.keys))
        self.figures.append(book.figures)
        self.actions.append(book.has_actions)
        brief = as_json(values).encode("ascii")
        self._small.add((brief, _owners_as_bytes(book.owners), _marks(book).tobytes()))
        self._parts.add(parts)
        return Stub(self, len(self.names) - 1)

    def owners(self, number: int) -> tuple[list[list[str]], list[int]]:
        """Return council and directorate of a workbook's rows, and which of these each row has."""
        owners, of_rows = json.loads(self._small.read(number, _OWNERS))
        return owners, of_rows or [0] * self.counts[number]

    def marks(self, number: int) -> array[int]:
        """Return a number for council and reference of each row; equal pairs have equal numbers."""
        return array("q", self._small.read(number, _MARKS))

    def total(self, number: int) -> Decimal:
        """Return the control total of a workbook's figures."""
        return Decimal(json.loads(self._small.read(number, _BRIEF))[0])

    def _briefs_to_sources(self) -> Any:
        # A method would know this object, and this object the cache of it: a circle in memory.
        names, small, share_of, shares = self.names, self._small, self._share_of, self._shares
        return lambda number: _source(
            names[number], small.read(number, _BRIEF), shares[share_of[number]]
        )

    def _share(self, values: tuple[Any, ...]) -> int:
        number = self._share_numbers.setdefault(values, len(self._shares))
        if number == len(self._shares):
            self._shares.append(values)
        return number

    def _same(self, scheme: Scheme | None) -> Scheme | None:
        if scheme is None:
            return None
        shared = next((candidate for candidate in self._schemes if candidate == scheme), None)
        if shared is None:
            self._schemes.append(scheme)
        return shared or scheme


def _owners_as_bytes(owners: Sequence[tuple[str, str]]) -> bytes:
    numbers: dict[tuple[str, str], int] = {}
    of_rows = [numbers.setdefault(owner, len(numbers)) for owner in owners]
    return as_json([list(numbers), of_rows if len(numbers) > 1 else []]).encode("ascii")


def _marks(book: PutAside) -> array[int]:
    # Python's hash of a text differs between processes, so marks are never sent.
    pairs = zip(book.owners, book.keys, strict=True)
    return array("q", (hash((council, key)) for (council, _), key in pairs))


def _source(name: str, brief: bytes, shared: tuple[Any, ...]) -> Source:
    _, total_in, total_used, total_refused, *own = json.loads(brief)
    totals = Decimal(total_in), Decimal(total_used), Decimal(total_refused)
    return Source(name, *_in_order((*totals, *own, *shared)))


@dataclass(frozen=True, slots=True)
class Stub:
    """Workbook whose rows are on disk, as `domain.consolidation.workbook_refusals.Brought`.

    Attributes:
        columns: What memory holds of it.
        number: Its place there.
    """

    columns: Columns
    number: int

    @property
    def name(self) -> str:
        """Its name, as its source has it."""
        return self.columns.names[self.number]

    @property
    def source(self) -> Source:
        """Its name and what it says of itself."""
        source: Source = self.columns.source(self.number)
        return source

    @property
    def scheme(self) -> Scheme | None:
        """The rules it was rated under, one object for all workbooks under the same."""
        return self.columns.schemes[self.number]

    @property
    def count(self) -> int:
        """Number of its measures."""
        return self.columns.counts[self.number]

    @property
    def figures(self) -> int:
        """Number of its measures with an actual."""
        return self.columns.figures[self.number]

    @property
    def total(self) -> Decimal:
        """Control total of these actuals."""
        return self.columns.total(self.number)

    @property
    def has_actions(self) -> bool:
        """True if it has actions."""
        return bool(self.columns.actions[self.number])

    @property
    def keys(self) -> frozenset[str]:
        """The keys of its measures' references, read from disk."""
        rows = ROWS.unpack(self.columns.read(self.number, ROWS_PART))
        return frozenset(row.rated.measure.key for row in rows)
