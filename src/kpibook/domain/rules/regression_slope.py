"""The slope of a straight line through a series of quarters."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

#: Through two points there is always a line, and it says nothing.
FEWEST_POINTS = 3


def goodness_slope(values: Sequence[Decimal]) -> Decimal | None:
    """Return the least-squares slope per quarter of consecutive values; None with fewer than 3.

    >>> goodness_slope([Decimal(1), Decimal(2), Decimal(4)])
    Decimal('1.5')
    """
    count = len(values)
    if count < FEWEST_POINTS:
        return None
    # Twice the distance from the middle keeps every weight whole, so a flat series is exactly 0.
    weights = [2 * i - (count - 1) for i in range(count)]
    top = sum(weight * value for weight, value in zip(weights, values, strict=True))
    return Decimal(2) * top / sum(weight * weight for weight in weights)
