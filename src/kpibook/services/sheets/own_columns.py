"""Columns of her own that an officer added to the sheet Findings, kept from check to check."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from kpibook.domain.finding import Finding
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.outputs.page import Shown
from kpibook.outputs.pages.findings_page import (
    CODE,
    EARLIER_HEADINGS,
    GONE,
    HEADER,
    MEASURE,
    NAME,
    SERIOUS,
    TYPED_HERE,
    WHAT,
    WHERE,
    WHY,
    Listed,
)
from kpibook.workbook.protocol import Book, TableRows
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import cell_at

_NOTE = "Note"
_EMPTY = "Nothing. Empty your own columns in this row when you no longer need them."
_DELETE = "Delete this row when you no longer need it."
#: A finding as the sheet shows it: its measure, its code and its place.
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class OldRow:
    """Row of the sheet as it is before the check.

    Attributes:
        texts: Our own columns, by heading.
        own: The officer's columns, by heading, without the blank cells.
    """

    texts: Mapping[str, str]
    own: Mapping[str, Shown]

    @property
    def key(self) -> Key:
        """The finding it is about, as the sheet shows it."""
        return self._text(MEASURE), self._text(CODE), self._text(WHERE)

    @property
    def stays(self) -> bool:
        """True if it is kept without a finding: it holds what only the officer knows."""
        return bool(self.own) or self._text(SERIOUS) == TYPED_HERE

    def alone(self) -> Listed:
        """Return the row for a sheet on which its finding no longer is."""
        heading = TYPED_HERE if self._text(SERIOUS) == TYPED_HERE else GONE
        finding = Finding(
            self._text(CODE),
            self._text(WHAT),
            fix=_DELETE if heading == TYPED_HERE else _EMPTY,
            why=self._text(WHY),
            ref=self._text(MEASURE),
        )
        place = self._text(WHERE)
        return Listed(finding, self._text(NAME), own=self.own, heading=heading, place=place)

    def _text(self, heading: str) -> str:
        return self.texts.get(heading, "")


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """Content of the sheet that a check would otherwise lose.

    Attributes:
        headings: The officer's columns, from left to right.
        rows: The rows that hold something in them, and those kept by earlier checks.
    """

    headings: tuple[str, ...] = ()
    rows: tuple[OldRow, ...] = field(default_factory=tuple)

    def placed(self, listed: Sequence[Listed], shown: Iterable[Key]) -> list[Listed]:
        """Return new rows with what the old rows of the same findings hold, and the rest below.

        A row of the workbook that moved has another place: a finding of the same measure and code
        takes the notes if it is the only finding without notes of its kind.

        Args:
            listed: The new rows.
            shown: The key of each, as the sheet shows it.
        """
        keys = list(shown)
        waiting = [row for row in self.rows if row.stays]
        found: dict[int, OldRow] = {}
        for length in (3, 2):  # with the place first, then without it
            news = {i: key[:length] for i, key in enumerate(keys) if i not in found}
            counts = Counter(news.values()), Counter(row.key[:length] for row in waiting)
            for i, key in news.items():
                match = next((row for row in waiting if row.key[:length] == key), None)
                if match is not None and (length == 3 or counts[0][key] == counts[1][key] == 1):
                    found[i] = match
                    waiting.remove(match)
        return [
            *(
                replace(row, own=found[i].own) if i in found else row
                for i, row in enumerate(listed)
            ),
            *(row.alone() for row in waiting),
        ]


def own_columns(book: Book, table: TableRows) -> OwnColumns:
    """Read what an officer added to the sheet of findings: in its table, right of it or below.

    A formula is kept as its value. What was typed below the table, or right of the lines above it,
    becomes a separate row.
    """
    cells = {cell_at(cell.address): cell for cell in book.filled_cells(table.sheet)}
    places = [cell_at(cell.address) for cell in table.rows[0].values()]
    top, bottom = places[0][0], places[0][0] + len(table.rows) - 1
    first, last = min(column for _, column in places), max(column for _, column in places)
    headings = dict(zip(range(first, last + 1), table.headings, strict=True))
    ours = {c: h for c, h in headings.items() if h in HEADER or h in EARLIER_HEADINGS}
    outside = {c for row, c in cells if c > last and top - 1 <= row <= bottom}
    columns = [*(c for c in headings if c not in ours), *sorted(outside)]
    named = dict(zip(columns, _named(cells.get((top - 1, c)) for c in columns), strict=True))
    rows = [_old_row(cells, number, ours, named) for number in range(top, bottom + 1)]
    return OwnColumns(tuple(named.values()), (*rows, *_loose(cells, top, bottom)))


def _old_row(
    cells: Mapping[tuple[int, int], Cell],
    row: int,
    ours: Mapping[int, str],
    own: Mapping[int, str],
) -> OldRow:
    texts = {h: str(cells[row, c].value) for c, h in ours.items() if (row, c) in cells}
    values = {h: _shown(cells[row, c].value) for c, h in own.items() if (row, c) in cells}
    return OldRow(texts, {h: value for h, value in values.items() if value != ""})


def _named(headers: Iterable[Cell | None]) -> Iterator[str]:
    """Yield a heading for each of the officer's columns, no two the same."""
    taken = {heading.casefold() for heading in (*HEADER, *EARLIER_HEADINGS)}
    for cell in headers:
        text = _NOTE if cell is None else " ".join(str(cell.value).split()) or _NOTE
        name, number = text, 1
        while name.casefold() in taken:
            number += 1
            name = f"{text} {number}"
        taken.add(name.casefold())
        yield name


def _loose(cells: Mapping[tuple[int, int], Cell], top: int, bottom: int) -> Iterator[OldRow]:
    """Yield a row for each row of cells outside the table: the lines above it in A are ours."""
    rows: dict[int, list[str]] = {}
    for (row, column), cell in sorted(cells.items()):
        above = row < top - 1 and column > 1
        if above or row > bottom:
            rows.setdefault(row, []).append(str(_shown(cell.value)))
    for texts in rows.values():
        yield OldRow({SERIOUS: TYPED_HERE, WHAT: "; ".join(texts), CODE: _NOTE.lower()}, {})


def _shown(value: object) -> Shown:
    """Return a cell's value as a page can hold it; "" for blank."""
    if value is None:
        return ""
    if isinstance(value, (int, float, dt.datetime)) and not isinstance(value, bool):
        return value
    return str(value)
