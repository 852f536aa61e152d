"""The arguments of a worksheet function as Excel passes them: a value, a range or an array.

xlwings' conversions are not used: they turn an error value into a blank and drop the number format,
without which 0.721 and a cell that shows 72.1% look the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from kpibook.errors import FunctionError
from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx import Cell, CellError

Grid = tuple[tuple[Any, ...], ...]

# pywin32 passes an error value as an int, where a figure is always a float: Excel's number for it
# (2042 for #N/A) plus this base. xlwings knows the first seven only.
_ERROR_BASE = -2_146_828_288
_ERRORS = {
    2000: "#NULL!",
    2007: "#DIV/0!",
    2015: "#VALUE!",
    2023: "#REF!",
    2029: "#NAME?",
    2036: "#NUM!",
    2042: "#N/A",
    2043: "#GETTING_DATA",
    2045: "#SPILL!",
    2046: "#CONNECT!",
    2047: "#BLOCKED!",
    2048: "#UNKNOWN!",
    2049: "#FIELD!",
    2050: "#CALC!",
}
_LAST_ERROR = 2_099


class InExcel:
    """The cells behind an argument, asked for their number format only where it matters.

    Excel gives a range's number format in a single call if all its cells have the same, else None:
    such a range is halved until it does.
    """

    def __init__(self, cells: Any, shape: tuple[int, int]) -> None:
        self._cells = cells
        self._shape = shape
        self._formats: dict[tuple[int, int, int, int], str | None] = {}

    @property
    def is_whole(self) -> bool:
        """True if all the cells were read: of several ranges Excel passes the first only."""
        rows, columns = self._shape
        return bool(self._cells.count == rows * columns)

    def number_format(self, row: int, column: int) -> str:
        """Return the number format of a cell, counted from 0 in the range."""
        top, left, (bottom, right) = 0, 0, self._shape
        while (form := self._format_of(top, left, bottom, right)) is None:
            if bottom - top >= right - left and bottom - top > 1:
                middle = (top + bottom) // 2
                top, bottom = (top, middle) if row < middle else (middle, bottom)
            elif right - left > 1:
                middle = (left + right) // 2
                left, right = (left, middle) if column < middle else (middle, right)
            else:
                return "General"
        return form

    def _format_of(self, top: int, left: int, bottom: int, right: int) -> str | None:
        area = (top, left, bottom, right)
        if area not in self._formats:
            whole = area == (0, 0, *self._shape)
            part = self._cells if whole else self._cells[top:bottom, left:right]
            self._formats[area] = part.number_format
        return self._formats[area]


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a worksheet function, as a rectangle of values.

    Attributes:
        values: The values row by row, as Excel passes them; a single value is 1 by 1.
        cells: The cells; None if the values are typed or calculated in the formula.
        unread: True if Excel did not answer when it was asked for the values.
    """

    values: Grid
    cells: InExcel | None = None
    unread: bool = False

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns, 1 or more of each."""
        return len(self.values), len(self.values[0])

    @property
    def in_cells(self) -> bool:
        """True if the values are those of cells, which have number formats."""
        return self.cells is not None

    @property
    def is_whole(self) -> bool:
        """True if `values` is the whole argument, and not the first of several ranges."""
        return self.cells is None or self.cells.is_whole

    @property
    def is_omitted(self) -> bool:
        """True for a single blank, which is also how Excel passes an omitted argument."""
        return self.shape == (1, 1) and plain(self.values[0][0]) is None

    def value(self, row: int, column: int) -> Any:
        """Return the value for a cell of the result; a single row or column repeats."""
        rows, columns = self.shape
        return plain(self.values[row if rows > 1 else 0][column if columns > 1 else 0])

    def number_format(self, row: int, column: int) -> str:
        """Return the number format there; "General" for a value that is in no cell."""
        rows, columns = self.shape
        if self.cells is None:
            return "General"
        return self.cells.number_format(row if rows > 1 else 0, column if columns > 1 else 0)


class Cells:
    """xlwings' converter for every argument, which keeps the values and their range."""

    @staticmethod
    def reader(options: Any) -> Callable[[Any], None]:  # noqa: ARG004 asked for by xlwings
        """Return the step that reads an argument."""
        return _read


def as_argument(argument: Any) -> Argument:
    """Return an argument as a rectangle, from Excel or from a Python caller.

    A list of lists is rows; a plain list is a single row, as Excel passes ``{1,2,3}``.

    Raises:
        FunctionError: Excel did not answer when it was asked for the values.
    """
    if not isinstance(argument, Argument):
        return Argument(_grid(argument))
    if argument.unread:
        raise FunctionError(
            "Excel was busy and did not hand over the cells.",
            code="cells-unread",
            fix="Press Ctrl+Alt+F9 to calculate again.",
        )
    return argument


def plain(value: Any) -> Any:
    """Convert a value to plain Python: None for blank and NaN, `CellError` for an error value.

    >>> plain(-2146826246), plain("  "), plain(float("nan"))
    (CellError(code='#N/A'), None, None)
    """
    if isinstance(value, str):
        return value.strip() or None
    item = getattr(value, "item", None)
    if callable(item):  # numpy's numbers, without importing numpy
        value = item()
    if isinstance(value, (float, Decimal)):
        return None if value != value else value
    if isinstance(value, int) and not isinstance(value, bool):
        number = value - _ERROR_BASE
        if min(_ERRORS) <= number <= _LAST_ERROR:
            return CellError(_ERRORS.get(number, "an error value"))
    if isinstance(value, dt.datetime):
        # pywin32 puts a time zone on a cell's date, which has none; pandas' NaT is no date at all.
        return value.replace(tzinfo=None) if value == value else None
    return None if type(value).__name__ == "NAType" else value  # pandas' NA, without importing it


def cell(name: str, value: Any, number_format: str = "General") -> Cell:
    """Wrap a plain value in a cell that has the argument's name as its address."""
    kinds: tuple[tuple[type, str], ...] = (
        (str, "text"),
        (bool, "bool"),
        (CellError, "error"),
        (dt.date, "date"),
        (type(None), "blank"),
    )
    kind = next((kind for type_, kind in kinds if isinstance(value, type_)), "number")
    return Cell(name, kind, value, number_format=number_format)


def _read(context: Any) -> None:
    """Replace the value in xlwings' context by an `Argument`."""
    try:
        context.value = _argument_in(context.range, context.value)
    except Exception:  # noqa: BLE001 whatever is raised here would be a traceback in the cell
        context.value = Argument(((None,),), unread=True)


def _argument_in(cells: Any, value: Any) -> Argument:
    if cells is None:
        return Argument(_grid(value))
    values = _grid(cells.raw_value)
    if any(isinstance(value, Decimal) for row in values for value in row):
        # Excel cuts a value formatted as money to four decimals, unless it is asked for Value2.
        exact = _grid(cells.api.Value2)
        values = tuple(
            tuple(e if isinstance(v, Decimal) else v for v, e in zip(*rows, strict=True))
            for rows in zip(values, exact, strict=True)
        )
    return Argument(values, InExcel(cells, (len(values), len(values[0]))))


def _grid(value: Any) -> Grid:
    if not isinstance(value, (list, tuple)) or not value:
        return ((None if isinstance(value, (list, tuple)) else value,),)
    if not isinstance(value[0], (list, tuple)):
        return (tuple(value),)
    return tuple(tuple(row) for row in value)
