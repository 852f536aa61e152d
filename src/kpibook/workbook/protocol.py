"""The small protocol through which everything else talks to a workbook.

A closed file serves it through ``kpibook.xlsx``, a workbook open in Excel through xlwings
(`kpibook.addin.open_book.open_book`). Services take a `Book` and never learn which it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kpibook.xlsx import Cell, CellValue, WordFormat

#: What a cell can be given: None clears it.
Value = CellValue


@dataclass(frozen=True, slots=True)
class TableRows:
    """A table as read: its sheet, header row and rows.

    Attributes:
        name: The table's name.
        sheet: The sheet it is on.
        headings: Its header row, left to right.
        rows: Its data rows, each by heading.
    """

    name: str
    sheet: str
    headings: tuple[str, ...]
    rows: tuple[Mapping[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class CellWrite:
    """One cell to be written.

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
    """A workbook: tables and named cells in, cell writes and a sheet out."""

    @property
    def name(self) -> str:
        """File name, for messages."""

    @property
    def sheet_names(self) -> Sequence[str]:
        """Names of the sheets, in the order of their tabs."""

    def table(self, name: str) -> TableRows | None:
        """The table of that name; None if there is none."""

    def named_cell(self, name: str) -> tuple[str, Cell] | None:
        """Sheet and cell a defined name stands for; None if there is no such name."""

    def write(self, writes: Sequence[CellWrite]) -> None:
        """Write cells, all or none.

        Raises:
            RefusedEdit: One of them cannot be written without damage.
        """

    def append(
        self,
        table: str,
        rows: Sequence[Mapping[str, Value]],
        number_formats: Sequence[Mapping[str, str]],
    ) -> None:
        """Add rows below a table's last, each with the number formats of its columns."""

    def store_results(self, sheet: str, results: Mapping[str, Value]) -> None:
        """Store what formulas say, by the formula's text, where the title of a sheet is.

        A workbook open in Excel has nothing to do: Excel has worked them out.
        """

    def calculate(self, table: str, formulas: Mapping[str, str]) -> None:
        """Make columns of a table calculated ones: new rows get their formulas, by heading."""

    def fit_rows(self, sheet: str, heights: Mapping[int, float]) -> None:
        """Make rows that high, in points, unless a person has chosen another height."""

    def set_word_formats(self, sheet: str, address: str, formats: Sequence[WordFormat]) -> None:
        """Give other words in a column a look, where it has conditional formats for words."""

    def replace_sheet(self, name: str, scratch: bytes) -> None:
        """Put the sheet of that name of a workbook made elsewhere in place of this one's."""
