"""Protocol through which services talk to a workbook, closed or open in Excel.

A closed file serves it through ``kpibook.xlsx``, a workbook open in Excel through xlwings
(`kpibook.addin.open_book.open_book`). Services take a `Book` and never learn which it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Protocol, Self, runtime_checkable

from kpibook.domain.finding import Finding
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.errors import Location
from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx import Cell, CellValue, WordFormat
from kpibook.xlsx.tables.data_rows import DataRows

_NO_STATUSES: Mapping[str, ShownStatus] = MappingProxyType({})
_NO_DIRECTIONS: Mapping[str, ShownDirection] = MappingProxyType({})
#: Value a cell can be given: None clears it.
Value = CellValue


@dataclass(frozen=True, slots=True)
class ShownStatus:
    """Status that a council's own workbook shows of a measure.

    Attributes:
        status: Its meaning; None if that is not known.
        shown: The word, letter or symbol in the cell, or its fill as RGB.
        where: The cell.
    """

    status: Status | None
    shown: str
    where: Location


@dataclass(frozen=True, slots=True)
class ShownDirection:
    """Direction of travel that a council's own workbook shows of a measure.

    Attributes:
        direction: Its meaning; None if that is not known.
        shown: The word or sign in the cell.
        where: The cell.
    """

    direction: Direction | None
    shown: str
    where: Location


@dataclass(frozen=True, slots=True)
class TableRows:
    """Table as read: its sheet, header row and rows.

    Attributes:
        name: The table's name.
        sheet: The sheet it is on.
        headings: Its header row, left to right.
        rows: Its data rows, each by heading.
        below: The first filled cell of each row typed directly under it, which is not in it.
        adjacent: The first filled cell of each column directly next to it, which is not in it.
        places: The locations of each row's cells by heading, "" for the row itself, where the
            table is made from a council's own sheets; None where the cells are on its sheet.
        findings: What does not fit in those sheets.
        statuses: The statuses that those sheets show, by key.
        directions: The directions that those sheets show, by key.
    """

    name: str
    sheet: str
    headings: tuple[str, ...]
    rows: Sequence[Mapping[str, Cell]]
    below: tuple[str, ...] = ()
    adjacent: tuple[str, ...] = ()
    places: Sequence[Mapping[str, Location]] | None = None
    findings: tuple[Finding, ...] = ()
    statuses: Mapping[str, ShownStatus] = field(default_factory=lambda: _NO_STATUSES)
    directions: Mapping[str, ShownDirection] = field(default_factory=lambda: _NO_DIRECTIONS)

    def filled_rows(self) -> Iterator[Mapping[str, Cell]]:
        """Yield the rows in which a cell holds anything, without a look at each blank row."""
        return (row for _, row in self.filled_places())

    def filled_places(self) -> Iterator[tuple[int, Mapping[str, Cell]]]:
        """Yield the rows in which a cell holds anything, each with its position (from 0)."""
        if isinstance(self.rows, DataRows):
            return self.rows.filled_places()
        return (
            (position, row)
            for position, row in enumerate(self.rows)
            if any(not cell.is_blank for cell in row.values())
        )


@dataclass(frozen=True, slots=True)
class CellWrite:
    """Cell to be written.

    Attributes:
        sheet: The sheet.
        address: Such as "H7".
        value: Number, text, truth value, date or None (clears, keeps the style).
        number_format: Excel's code; None keeps the cell's own.
        formula: The cell gets this formula, and `value` is its stored result; None writes `value`.
    """

    sheet: str
    address: str
    value: Value
    number_format: str | None = None
    formula: str | None = None


class Book(Protocol):
    """Workbook: tables and named cells in, cell writes and a sheet out."""

    @property
    def name(self) -> str:
        """File name, for messages."""

    @property
    def sheet_names(self) -> Sequence[str]:
        """Names of the sheets, in the order of their tabs."""

    def table(self, name: str) -> TableRows | None:
        """Return the table of that name; None if the workbook has no such table.

        Its rows are read as they are asked for, while the workbook is open.
        """

    def table_sheet(self, name: str) -> str | None:
        """Return the sheet of the table of that name, unread; None if there is no such table."""

    def named_cell(self, name: str) -> tuple[str, Cell] | None:
        """Return the sheet and cell of a defined name; None if the workbook has no such name."""

    def cell(self, sheet: str, address: str) -> Cell:
        """Return a cell, without a look at the rest of its sheet.

        Args:
            sheet: The name of a sheet that the workbook has.
            address: Such as "A2".
        """

    def hidden_rows(self, sheet: str, first: int, last: int) -> frozenset[int]:
        """Return the rows from `first` to `last` that are hidden or filtered out."""

    def filled_cells(self, sheet: str) -> Sequence[Cell]:
        """Return the cells of a sheet that hold anything, row by row: for a sheet of ours only."""

    def filled_texts(self, sheet: str, shortest: int, most: int) -> Sequence[tuple[str, str]]:
        """Return the address and text of the filled cells that hold a text.

        Args:
            sheet: The name of a sheet.
            shortest: The characters that a text has at least, to be among them.
            most: How many of the filled cells are looked at, the first of the sheet.
        """

    def write(self, writes: Sequence[CellWrite]) -> None:
        """Write cells, all or nothing.

        Raises:
            RefusedEdit: A cell cannot be written without damage.
        """

    def append(
        self,
        table: str,
        rows: Sequence[Mapping[str, Value]],
        number_formats: Sequence[Mapping[str, str]],
    ) -> None:
        """Add rows below a table's last, each with the number formats of its columns."""

    def order_rows(self, table: str, order: Sequence[int], fresh: Collection[int]) -> None:
        """Put the rows of a table into another order, with all that belongs to them.

        Args:
            table: The table's name.
            order: For each row from the top, the position (from 0) of the row that goes there.
            fresh: Positions, as they are now, of rows that hold nothing a formula reads yet.

        Raises:
            RefusedEdit: ``row-order-refused``: something cannot follow; nothing is changed.
        """

    def store_results(self, sheet: str, results: Mapping[str, Value]) -> None:
        """Store results of the formulas in a sheet's title rows, by the formula's text.

        A workbook open in Excel has nothing to do: Excel has calculated them.
        """

    def know_results(self, sheet: str, addresses: Iterable[str]) -> None:
        """Keep the stored results of these formulas, whatever cells they read have changed.

        A workbook open in Excel has nothing to do.
        """

    def calculate(self, table: str, formulas: Mapping[str, str]) -> None:
        """Make table columns calculated columns, by heading: new rows get their formulas."""

    def fit_rows(self, sheet: str, heights: Mapping[int, float]) -> None:
        """Make rows that high, in points, unless a person has chosen another height."""

    def fit_columns(self, sheet: str, widths: Mapping[int, float]) -> None:
        """Make columns at least that wide, in characters, unless they are hidden."""

    def put_cursor(self, sheet: str, address: str) -> None:
        """Select a cell, which is in sight as the sheet opens; in Excel the cursor stays."""

    def set_word_formats(self, sheet: str, address: str, formats: Sequence[WordFormat]) -> None:
        """Replace the words and their look in a column with conditional formats for words."""

    def replace_sheet(self, name: str, scratch: bytes) -> None:
        """Replace the sheet of that name by the sheet of a workbook made elsewhere."""


@runtime_checkable
class OpenedBook(Book, Protocol):
    """Workbook that was opened to be read, and is closed at the end of its block."""

    def __enter__(self) -> Self:
        """Return the workbook."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""

    @property
    def saved_at(self) -> str:
        """The time it was last saved, by its properties; "" if it says none."""

    def check_unchanged(self) -> None:
        """Refuse what was read if the file on disk is no longer the file that was opened.

        Raises:
            SaveError: ``source-changed``.
        """


#: Opens a workbook to be read.
Opener = Callable[[Path], OpenedBook]
