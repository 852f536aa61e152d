"""Cell values as an open Excel gives and takes them, to and from kpibook's own."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from kpibook.errors import Location
from kpibook.on_use.regex import regex
from kpibook.xlsx import Cell, CellError, CellValue
from kpibook.xlsx.cells.reader import ReadValue
from kpibook.xlsx.cells.serial_dates import date_from, serial_from
from kpibook.xlsx.styles.number_formats import GENERAL, is_date_code

LONGEST_IN_A_BLOCK = 8_000
"""Characters; Excel refuses a whole block that holds a text longer than about 8,200."""

SHORT_DATE, DATE_TIME, TIME = "m/d/yyyy", "m/d/yyyy h:mm", "h:mm:ss"
"""Date formats that Excel shows in the reader's regional order of day and month."""

Content = float | str | bool
"""Content of a cell in the form in which Excel takes it.

``""`` is a blank cell, a text that begins with ``=`` a formula, and a text that Excel would take
for something else has an apostrophe before it. A date is its serial number.
"""

# COM hands an error over as the int of its VT_ERROR code, and every other number as a float.
_ERRORS = {
    -2146826288: "#NULL!",
    -2146826281: "#DIV/0!",
    -2146826273: "#VALUE!",
    -2146826265: "#REF!",
    -2146826259: "#NAME?",
    -2146826252: "#NUM!",
    -2146826246: "#N/A",
    -2146826245: "#GETTING_DATA",
    -2146826243: "#SPILL!",
    -2146826238: "#CALC!",
}
ERROR_TEXTS = frozenset(_ERRORS.values())
"""The errors of Excel, as a cell shows them."""
_MOST_WORDS = 5  # in a date with its time, the longest text that Excel turns into a number
_PLAIN_START = regex(r"[^\W\d_]")


def matrix(data: Any, rows: int, columns: int) -> list[list[Any]]:
    """Return the data of a range read as rows, whether Excel gave a value, a row or rows."""
    # Excel gives a bare value for a single cell; a flat list holds the cells row by row.
    if not isinstance(data, list | tuple):
        return [[data]]
    if data and isinstance(data[0], list | tuple):
        return [list(row) for row in data]
    return [list(data[i * columns : (i + 1) * columns]) for i in range(rows)]


def is_number(raw: object) -> bool:
    """Return True if a raw value is a number or a date, whose number format tells which."""
    # bool is an int in Python, and an error code from COM is an int too.
    if isinstance(raw, bool) or (isinstance(raw, int) and raw in _ERRORS):
        return False
    return isinstance(raw, int | float | Decimal | dt.datetime)


def formula_in(shown: object, raw: object) -> str | None:
    """Return the formula of a cell from its `Range.formula`; None for a constant.

    For a constant text that begins with "=", Excel gives that text as the formula and as the value.
    """
    if not isinstance(shown, str) or not shown.startswith("=") or shown == raw:
        return None
    return shown


def cell_from(
    address: str,
    raw: object,
    formula: str | None,
    number_format: str = GENERAL,
    *,
    epoch_1904: bool = False,
) -> Cell:
    """Return the cell that `kpibook.xlsx` would read from the file.

    Args:
        address: The cell's address.
        raw: The value that Excel gave; an error as its number or as `CellError`, so that a text
            such as "#N/A" remains a text.
        formula: The cell's formula, with the equals sign; None if it has no formula.
        number_format: The code of the number format; matters for numbers only.
        epoch_1904: True if the workbook counts days from 1904.
    """
    kind, value = _kind_and_value(raw, number_format, epoch_1904)
    # A formula with the result "" holds a text; the file says so, and it is not a blank cell.
    if formula is not None and raw == "":
        kind, value = "text", ""
    return Cell(address, kind, value, formula, number_format)


def _kind_and_value(raw: object, number_format: str, epoch_1904: bool) -> tuple[str, ReadValue]:
    if isinstance(raw, CellError):
        return "error", raw
    if isinstance(raw, bool):
        return "bool", raw
    if isinstance(raw, int) and raw in _ERRORS:
        return "error", CellError(_ERRORS[raw])
    if isinstance(raw, dt.datetime):
        return "date", _moment(raw)
    if isinstance(raw, int | float | Decimal):
        return _number(float(raw), number_format, epoch_1904)
    if isinstance(raw, str) and raw:
        return "text", raw
    return "blank", None


def _number(number: float, number_format: str, epoch_1904: bool) -> tuple[str, ReadValue]:
    if is_date_code(number_format):
        moment = date_from(number, epoch_1904=epoch_1904)
        if moment is not None:
            return "date", moment
    whole = number.is_integer() and abs(number) < 10**15
    return "number", int(number) if whole else number


def _moment(raw: dt.datetime) -> dt.datetime | dt.time:
    """Round to the millisecond; a date before 1900 from Excel is a time of day."""
    nearest = raw.replace(tzinfo=None) + dt.timedelta(microseconds=500)
    moment = nearest.replace(microsecond=nearest.microsecond // 1000 * 1000)
    return moment.time() if moment.year < 1900 else moment


def sent(value: CellValue, where: Location, *, epoch_1904: bool = False) -> Content:
    """Return a value in the form that makes an Excel cell hold exactly this value.

    Numbers go as floats, dates as serial numbers, and a text that Excel would convert gets an
    apostrophe before it.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return value
    if isinstance(value, dt.date | dt.time):
        # As a date, or its text, it would go through the regional order of day and month.
        return serial_from(value, epoch_1904=epoch_1904, where=where)
    if isinstance(value, Decimal):
        # 15 significant digits, as Excel keeps them.
        return float(format(value, ".15g"))
    if isinstance(value, CellError):
        return value.code
    if isinstance(value, str):
        return f"'{value}" if may_be_taken_for_something(value) else value
    # An int too: Excel on a Mac ignores long integers.
    return float(value)


def may_be_taken_for_something(text: str) -> bool:
    """Return True if Excel might read a text as a formula, number, date or truth value.

    Excel reads a text it is handed as if it were typed: "1 May" would become a date. An apostrophe
    before it marks it as text, and Excel does not show it.

    >>> [may_be_taken_for_something(t) for t in ("Off target", "=1+1", "Q3 2021", "1 May", "true")]
    [False, True, True, True, True]
    >>> may_be_taken_for_something("12 of the 15 visits were late")
    False
    """
    words = text.split()
    if len(words) > _MOST_WORDS and text[0].isalnum():
        return False
    if not _PLAIN_START.match(text) or text.strip().casefold() in ("true", "false"):
        return bool(text)
    return any(letter.isdigit() for letter in text)


def date_format_for(value: CellValue) -> str | None:
    """Return the number format that shows a date or time as such; None for any other value."""
    if isinstance(value, dt.time):
        return TIME
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return DATE_TIME
    return SHORT_DATE if isinstance(value, dt.date) else None
