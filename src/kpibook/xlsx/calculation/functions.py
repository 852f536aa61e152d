"""The functions that are worked out: few, and each as Excel's own help describes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kpibook.xlsx.calculation.syntax import NotPlain
from kpibook.xlsx.calculation.values import DIVISION_BY_ZERO, Value, as_number, rounded
from kpibook.xlsx.cells.values import CellError

Argument = Value | Sequence[Value]
"""A value, or the values of the cells of a range, row by row."""

MOST_PLACES = 20


def _numbers(arguments: Sequence[Argument]) -> list[float] | CellError:
    """Return the numbers of ranges and arguments; texts, truth values and blanks are passed over.

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
            elif not in_range and value is not None:
                raise NotPlain("a text or a truth value in a list of numbers is not worked out")
            elif value is not None and not isinstance(value, (str, bool)):
                raise NotPlain("a date in a list of numbers is not worked out")
    return numbers


def _over_numbers(rule: Callable[[list[float]], Value]) -> Callable[[Sequence[Argument]], Value]:
    def apply(arguments: Sequence[Argument]) -> Value:
        numbers = _numbers(arguments)
        return numbers if isinstance(numbers, CellError) else rule(numbers)

    return apply


def _average(numbers: list[float]) -> Value:
    return sum(numbers) / len(numbers) if numbers else DIVISION_BY_ZERO


def _count(arguments: Sequence[Argument]) -> Value:
    """Count numbers and dates; error values are not counted and do not matter."""
    return float(sum(_is_counted(value) for value in _each(arguments)))


def _each(arguments: Sequence[Argument]) -> Iterable[Value]:
    for argument in arguments:
        if isinstance(argument, (list, tuple)):
            yield from argument
        else:
            yield argument  # type: ignore[misc]


def _is_counted(value: Value) -> bool:
    return value is not None and not isinstance(value, (str, bool, CellError))


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
    "SUM": (1, 255, _over_numbers(lambda numbers: sum(numbers, 0.0))),
    "AVERAGE": (1, 255, _over_numbers(_average)),
    "MIN": (1, 255, _over_numbers(lambda numbers: min(numbers, default=0.0))),
    "MAX": (1, 255, _over_numbers(lambda numbers: max(numbers, default=0.0))),
    "COUNT": (1, 255, _count),
    "ROUND": (2, 2, _round),
    "ABS": (1, 1, _absolute),
}
"""By name: the fewest and the most arguments, and the rule. IF and IFERROR are in `calculate`."""
