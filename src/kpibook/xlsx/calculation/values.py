"""Excel's arithmetic and comparisons on the values of cells.

Numbers are binary floating point, as in Excel, and results have its 15 significant digits.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from kpibook.xlsx.calculation.syntax import NotPlain
from kpibook.xlsx.cells.values import CellError

Value = float | str | bool | CellError | dt.datetime | dt.time | None
"""Value of a cell or an expression; None for an empty cell."""

DIVISION_BY_ZERO = CellError("#DIV/0!")
NOT_A_NUMBER = CellError("#NUM!")
_NOISE = 2.0**-48
"""Excel and LibreOffice may take a difference for zero that is so small against its operands."""


def as_number(value: Value) -> float | CellError:
    """Return a value as an operand of arithmetic; an empty cell is 0.

    Raises:
        NotPlain: It is a text or a date. Excel takes some texts for numbers, by the country set on
            the machine, so the result cannot be known here.
    """
    if value is None:
        return 0.0
    if isinstance(value, CellError):
        return value
    if isinstance(value, (bool, int, float)):
        return float(value)
    raise NotPlain("arithmetic with a text or a date is not worked out")


def calculated(operator: str, left: Value, right: Value) -> Value:
    """Return the result of ``+ - * /`` as Excel gives it, error values included."""
    first = as_number(left)
    if isinstance(first, CellError):
        return first
    second = as_number(right)
    if isinstance(second, CellError):
        return second
    if operator == "/" and second == 0:
        return DIVISION_BY_ZERO
    try:
        result = _ARITHMETIC[operator](first, second)
    except OverflowError:
        return NOT_A_NUMBER
    if operator in "+-" and 0 < abs(result) < max(abs(first), abs(second)) * _NOISE:
        # Excel takes it for zero at the end of a formula and not within.
        raise NotPlain("a difference that is only rounding is not worked out")
    return result if math.isfinite(result) else NOT_A_NUMBER


_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda first, second: first + second,
    "-": lambda first, second: first - second,
    "*": lambda first, second: first * second,
    "/": lambda first, second: first / second,
}


def compared(operator: str, left: Value, right: Value) -> Value:
    """Return the truth of a comparison; texts without regard to case, an empty cell as 0 or "".

    A number is less than any text.

    Raises:
        NotPlain: A date is compared; a truth value with something else, which programs do in
            different ways; or it matters which of two texts comes first, which depends on the
            language of the machine.
    """
    for value in (left, right):
        if isinstance(value, CellError):
            return value
    if isinstance(left, bool) is not isinstance(right, bool):
        raise NotPlain("a comparison with a truth value is not worked out")
    first, second = _sorts_as(left, right), _sorts_as(right, left)
    if first[0] == second[0] == 1 and operator not in ("=", "<>"):
        raise NotPlain("the order of two texts is not worked out")
    match operator:
        case "=":
            return first == second
        case "<>":
            return first != second
        case "<":
            return first < second
        case ">":
            return first > second
        case "<=":
            return first <= second
    return first >= second


def _sorts_as(value: Value, other: Value) -> tuple[int, float | str]:
    if value is None:
        return (1, "") if isinstance(other, str) else (0, 0.0)
    if isinstance(value, bool):
        return 2, float(value)
    if isinstance(value, (int, float)):
        return 0, rounded_to_digits(float(value))
    if isinstance(value, str):
        return 1, value.casefold()
    raise NotPlain("a comparison with a date is not worked out")


def rounded_to_digits(number: float) -> float:
    """Return a number at the 15 significant digits that Excel shows and compares."""
    return float(format(number, ".15g"))


def rounded(number: float, places: int) -> float:
    """Return a number rounded half away from zero, as ROUND does; negative places round tens.

    >>> rounded(2.675, 2), rounded(-2.5, 0), rounded(1250, -2)
    (2.68, -3.0, 1300.0)
    """
    exact = Decimal(format(number, ".15g"))
    if exact.adjusted() + places > 26:  # beyond Decimal's working precision: whole already
        return number
    if exact.adjusted() + places < -1:
        return 0.0
    return float(exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)) + 0.0
