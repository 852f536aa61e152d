"""Cells of a sheet as Excel hands them over through COM, and how often it is asked."""

# ruff: noqa: N802
# The names are those of Excel.

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, Self

from tests.support.com.contract import CONTRACT

# The interface of Excel's Range, by which xlwings tells one from a value.
_RANGE = "{00020846-0000-0000-C000-000000000046}"
_IDISPATCH = SimpleNamespace(
    GetTypeInfo=lambda: SimpleNamespace(GetTypeAttr=lambda: SimpleNamespace(iid=_RANGE))
)


class Sheet:
    """A sheet of values and number formats, row by row from A1.

    Attributes:
        asked: How often each property of its ranges has been asked for: a round trip to Excel.
    """

    Parent = SimpleNamespace(Application=SimpleNamespace(Hwnd=1), Name="Book1")

    def __init__(
        self, rows: Sequence[Sequence[Any]], formats: Sequence[Sequence[str]] | None = None
    ) -> None:
        self.rows = [list(row) for row in rows]
        self.formats = [list(row) for row in formats] if formats else None
        self.asked: Counter[str] = Counter()

    def Cells(self, row: int, column: int) -> ComRange:
        """One cell, counted from 1."""
        return ComRange(self, row, column, 1, 1)

    def Range(self, first: ComRange, last: ComRange) -> ComRange:
        """The rectangle between two cells."""
        rows, columns = last.Row - first.Row + 1, last.Column - first.Column + 1
        return ComRange(self, first.Row, first.Column, rows, columns)

    def column(self, number: int = 1) -> ComRange:
        """A whole column, counted from 1."""
        return ComRange(self, 1, number, len(self.rows), 1)

    def all(self) -> ComRange:
        """All cells."""
        return ComRange(self, 1, 1, len(self.rows), len(self.rows[0]))


class ComRange:
    """A rectangle of cells, as pywin32 wraps Excel's Range."""

    _oleobj_ = _IDISPATCH

    def __init__(self, sheet: Sheet, row: int, column: int, rows: int, columns: int) -> None:
        self._sheet, self._at, self._shape = sheet, (row, column), (rows, columns)
        self.Worksheet, self.Row, self.Column = sheet, row, column
        self.Rows, self.Columns = SimpleNamespace(Count=rows), SimpleNamespace(Count=columns)
        self.Count = rows * columns

    def __getattribute__(self, name: str) -> Any:
        if name[0].isupper():
            CONTRACT.member("Range", name)
            self._sheet.asked[name] += 1
        return super().__getattribute__(name)

    def _part(self, grid: Sequence[Sequence[Any]]) -> list[list[Any]]:
        (top, left), (rows, columns) = self._at, self._shape
        chosen = grid[top - 1 : top - 1 + rows]
        return [list(row[left - 1 : left - 1 + columns]) for row in chosen]

    @property
    def Value(self) -> Any:
        """A single value, or rows of them; money comes as a Decimal of four places."""
        return self._handed_over(self._part(self._sheet.rows))

    @property
    def Value2(self) -> Any:
        """The same, with money as the number that the cell holds."""
        held = self._part(self._sheet.rows)
        exact = [[one.exact if isinstance(one, Money) else one for one in row] for row in held]
        return self._handed_over(exact)

    @property
    def NumberFormat(self) -> str | None:
        """The cells' number format; None where they have different ones."""
        if self._sheet.formats is None:
            return "General"
        found = {form for row in self._part(self._sheet.formats) for form in row}
        return found.pop() if len(found) == 1 else None

    def _handed_over(self, rows: list[list[Any]]) -> Any:
        if self._shape == (1, 1):
            return rows[0][0]
        return tuple(tuple(row) for row in rows)


class Money(Decimal):
    """A number in a cell that is formatted as money: COM cuts it to four places."""

    exact: float

    def __new__(cls, exact: float) -> Self:
        made = super().__new__(cls, f"{exact:.4f}")
        made.exact = exact
        return made


def a_column(*values: Any, formats: Sequence[str] | None = None) -> ComRange:
    """Cells below each other, all General unless their formats are given."""
    return Sheet([[one] for one in values], formats and [[one] for one in formats]).column()


def a_cell(value: Any, number_format: str = "General") -> ComRange:
    """A single cell."""
    return Sheet([[value]], [[number_format]]).column()
