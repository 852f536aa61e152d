"""The functions that are worked out: few, and each as Excel's own help describes it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from kpibook.xlsx.calculation.syntax import NotPlain
from kpibook.xlsx.calculation.values import (
    DIVISION_BY_ZERO,
    Value,
    as_number,
    rounded,
    rounded_to_digits,
)
from kpibook.xlsx.cells.values import CellError

Argument = Value | Sequence[Value]
"""A value, or the values of the cells of a range, row by row."""

MOST_PLACES = 20


def _numbers(arguments: Sequence[Argument]) -> list[float] | CellError:
    """Return the numbers of ranges and arguments; the texts and blanks of ranges are passed over.

    An error value in any of them is the result.
    """
    numbers: list[float] = []
    for argument in arguments:
        in_range = isinstance(argument, (list, tuple))
        for value in argument if in_range else (argument,):  # type: ignore[union-attr]
            if isinstance(value, CellError):
                return value
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                numbers.append(float(value))
            elif value is not None and not (in_range and isinstance(value, str)):
                # LibreOffice counts truth values in a range, Excel does not.
                raise NotPlain("a list that holds more than numbers is not worked out")
    return numbers


def _over_numbers(rule: Callable[[list[float]], Value]) -> Callable[[Sequence[Argument]], Value]:
    def apply(arguments: Sequence[Argument]) -> Value:
        numbers = _numbers(arguments)
        return numbers if isinstance(numbers, CellError) else rule(numbers)

    return apply


def _total(numbers: list[float]) -> float:
    """Return the sum of numbers.

    Raises:
        NotPlain: Its 15 digits depend on the order of adding: programs add in different ways.
    """
    total = sum(numbers, 0.0)
    if not math.isfinite(total) or rounded_to_digits(total) != rounded_to_digits(
        math.fsum(numbers)
    ):
        raise NotPlain("a sum that depends on rounding is not worked out")
    return total


def _average(numbers: list[float]) -> Value:
    return _total(numbers) / len(numbers) if numbers else DIVISION_BY_ZERO


def _count(arguments: Sequence[Argument]) -> Value:
    """Count numbers and dates; error values are not counted and do not matter."""
    count = 0
    for argument in arguments:
        if isinstance(argument, (list, tuple)):
            if any(isinstance(value, bool) for value in argument):
                raise NotPlain("a list that holds more than numbers is not worked out")
            count += sum(_is_counted(value) for value in argument)
        elif isinstance(argument, (str, bool)):  # Excel counts a number in a text typed here
            raise NotPlain("a list that holds more than numbers is not worked out")
        else:
            count += _is_counted(argument)  # type: ignore[arg-type]
    return float(count)


def _is_counted(value: Value) -> bool:
    return value is not None and not isinstance(value, (str, CellError))


def _round(arguments: Sequence[Argument]) -> Value:
    number, places = (_single(argument) for argument in arguments)
    first, second = as_number(number), as_number(places)
    if isinstance(first, CellError):
        return first
    if isinstance(second, CellError):
        return second
    if abs(second) > MOST_PLACES:
        raise NotPlain("so many places are not worked out")
    return rounded(first, int(second))


def _absolute(arguments: Sequence[Argument]) -> Value:
    number = as_number(_single(arguments[0]))
    return number if isinstance(number, CellError) else abs(number)


def _single(argument: Argument) -> Value:
    if isinstance(argument, (list, tuple)):
        if len(argument) != 1:
            raise NotPlain("a range in the place of one value is not worked out")
        return argument[0]
    return argument  # type: ignore[return-value]


FUNCTIONS: dict[str, tuple[int, int, Callable[[Sequence[Argument]], Value]]] = {
    "SUM": (1, 255, _over_numbers(_total)),
    "AVERAGE": (1, 255, _over_numbers(_average)),
    "MIN": (1, 255, _over_numbers(lambda numbers: min(numbers, default=0.0))),
    "MAX": (1, 255, _over_numbers(lambda numbers: max(numbers, default=0.0))),
    "COUNT": (1, 255, _count),
    "ROUND": (2, 2, _round),
    "ABS": (1, 1, _absolute),
}
"""By name: the fewest and the most arguments, and the rule. IF and IFERROR are in `calculate`."""
