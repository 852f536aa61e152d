"""Arguments of different shapes in a call: a single value counts for all rows, and so on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kpibook.errors import FunctionError

Shape = tuple[int, int]


def common_shape(shapes: Mapping[str, Shape]) -> Shape:
    """Return rows and columns of the answer to arguments of these shapes.

    As in Excel's array formulas, a single value counts everywhere, a single row for all rows and a
    single column for all columns.

    Raises:
        FunctionError: Two arguments have different numbers of rows (or columns), neither being 1.

    >>> common_shape({"actual": (60, 1), "polarity": (1, 1)})
    (60, 1)
    """
    return _longest(shapes, 0, "rows"), _longest(shapes, 1, "columns")


def each(shape: Shape, answer: Callable[[int, int], Any]) -> Any:
    """Return the answers for `shape` row by row; a bare value for a shape of 1 by 1."""
    rows, columns = shape
    if shape == (1, 1):
        return answer(0, 0)
    return [[answer(row, column) for column in range(columns)] for row in range(rows)]


def _longest(shapes: Mapping[str, Shape], side: int, what: str) -> int:
    lengths = {name: shape[side] for name, shape in shapes.items() if shape[side] > 1}
    if not lengths:
        return 1
    first, *others = lengths
    for other in others:
        if lengths[other] != lengths[first]:
            raise FunctionError(
                f"'{first}' has {lengths[first]:,} {what} and '{other}' has {lengths[other]:,}.",
                code="ranges-differ",
                fix="Give ranges of the same size, or a single cell that counts for all.",
            )
    return lengths[first]
