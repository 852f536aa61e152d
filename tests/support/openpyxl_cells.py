"""What a cell of the pretended Excel holds, takes when typed into, and hands over."""

from __future__ import annotations

import ast
import datetime as dt
import operator
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.styles import numbers
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

#: As COM hands error values over; see `cell_errors` in xlwings for Windows.
ERROR_NUMBERS = {
    "#DIV/0!": -2146826281,
    "#N/A": -2146826246,
    "#NAME?": -2146826259,
    "#NULL!": -2146826288,
    "#NUM!": -2146826252,
    "#REF!": -2146826265,
    "#VALUE!": -2146826273,
}
_NUMBER = re.compile(r"\(?[-+]?[£$]?[-+]?(\d[\d,]*\.?\d*|\.\d+)(E[-+]?\d+)?%?\)?", re.IGNORECASE)
_DATES = ("%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%Y-%m-%d", "%d-%b-%y", "%d %b %Y", "%d %B %Y",
          "%b-%y", "%b %Y", "%B %Y")  # fmt: skip
_YEARLESS = ("%d %b", "%d %B", "%d/%m", "%d-%b", "%H:%M", "%H:%M:%S", "%I:%M %p")
_FRACTION = re.compile(r"\d+ \d+/\d+")
_SEVERAL = re.compile(
    r"([=*/+\-&^])((?:FILTER|UNIQUE|SORT|SEQUENCE)\(|\$?[A-Z]{1,3}\$?\d+:\$?[A-Z]{1,3}\$?\d+)"
)
_AT = re.compile(r"([=*/+\-&^])@")
_CURRENCY = re.compile(r"[£$€]")
_OWN_ROW = re.compile(r"\w+\[\[#This Row\],\[([^\]]+)\]\]")
_ARITHMETIC = re.compile(r"=[\d+\-*/(). ]+")
_OPERATORS: dict[type, Callable[[Any, Any], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def formula_of(cell: Cell) -> str | None:
    """The formula as the file holds it, with its equals sign; None without one."""
    if cell.data_type != "f":
        return None
    if isinstance(cell.value, ArrayFormula):
        return str(cell.value.text)
    if isinstance(cell.value, DataTableFormula):
        return "=TABLE()"
    return str(cell.value)


def formula_shown(cell: Cell) -> str:
    """What `Range.Formula` says: the formula as it is typed, or the constant as text."""
    formula = formula_of(cell)
    if formula is not None:
        return _OWN_ROW.sub(_typed_reference, formula)
    held = stored(cell, None)
    if held is None:
        return ""
    if isinstance(held, bool):
        return str(held).upper()
    return f"{held:.15g}" if isinstance(held, float) else str(held)


def intersected(formula: str) -> str:
    """A formula with an @ before each range, and each function that gives several values.

    Only those that stand by themselves: a range between brackets is a function's argument.
    """
    return _SEVERAL.sub(r"\1@\2", formula)


def without_at(formula: str) -> str:
    """A formula as `Range.Formula` shows it."""
    return _AT.sub(r"\1", formula)


def _typed_reference(found: re.Match[str]) -> str:
    heading = found[1]
    return f"[@{heading}]" if heading.isalnum() else f"[@[{heading}]]"


def stored(cell: Cell, result: object) -> object:
    """The value behind a cell, dates as serial numbers; `result` is that of its formula."""
    value = result if cell.data_type == "f" else cell.value
    if isinstance(value, (dt.date, dt.time, dt.timedelta)):
        return float(to_excel(value))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    return None if value == "" else value


def is_error(cell: Cell, held: object) -> bool:
    """Whether it is an error value and no text that looks like one."""
    return cell.data_type in ("e", "f") and held in ERROR_NUMBERS


def on_windows(cell: Cell, result: object) -> object:
    """What `Range.Value` hands over through COM."""
    held = stored(cell, result)
    if is_error(cell, held):
        return ERROR_NUMBERS[str(held)]
    if isinstance(held, float):
        if numbers.is_date_format(cell.number_format):
            return _moment(held)
        if _CURRENCY.search(cell.number_format):
            return Decimal(f"{held:.4f}")
    return held


def value2(cell: Cell, result: object) -> object:
    """What `Range.Value2` hands over through COM: neither dates nor currency."""
    held = stored(cell, result)
    return ERROR_NUMBERS[str(held)] if is_error(cell, held) else held


def _moment(serial: float) -> dt.datetime:
    return dt.datetime(1899, 12, 30, tzinfo=dt.UTC) + dt.timedelta(days=serial)


def type_into(cell: Cell, value: object) -> None:
    """Give a cell a value as Excel takes it from a program: text is read like typing."""
    if value is None or value == "":
        cell.value = None
    elif not isinstance(value, str):
        cell.value = value
    elif value.startswith("'"):
        _as_text(cell, value[1:], quoted=True)
    elif value.startswith("="):
        cell.value = value
        cell.data_type = "f"
    elif cell.number_format == "@":
        _as_text(cell, value)
    else:
        _as_typed(cell, value)


def _as_text(cell: Cell, text: str, *, quoted: bool = False) -> None:
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = quoted


def _as_typed(cell: Cell, text: str) -> None:
    bare = text.strip()
    if _NUMBER.fullmatch(bare):
        number = float(re.sub(r"[£$,%()]", "", bare))
        cell.value = number / 100 if "%" in bare else number
    elif bare.upper() in ("TRUE", "FALSE"):
        cell.value = bare.upper() == "TRUE"
    elif bare.upper() in ERROR_NUMBERS:
        cell.value = bare.upper()
        cell.data_type = "e"
    elif (moment := _date_in(bare)) is not None:
        cell.value = moment
    elif _FRACTION.fullmatch(bare):
        cell.value = float(bare.split()[0])
    else:
        _as_text(cell, text)


def _date_in(text: str) -> dt.datetime | None:
    tries = [(text, form) for form in _DATES]
    tries += [(f"{text} 2022", f"{form} %Y") for form in _YEARLESS]
    for said, form in tries:
        try:
            return dt.datetime.strptime(said, form)  # noqa: DTZ007 cells know no zone
        except ValueError:
            continue
    return None


def worked_out(formula: str) -> object:
    """The result of a formula of plain arithmetic; None for any other."""
    if not _ARITHMETIC.fullmatch(formula):
        return None
    return _evaluated(ast.parse(formula[1:], mode="eval").body)


def _evaluated(node: ast.expr) -> float:
    if isinstance(node, ast.BinOp):
        return _OPERATORS[type(node.op)](_evaluated(node.left), _evaluated(node.right))
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return float(node.value)
    raise ValueError("no plain arithmetic")
