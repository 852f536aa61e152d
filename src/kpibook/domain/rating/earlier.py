"""Earlier readings of each measure by the number of their quarter, found without its history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from kpibook.domain.measures.measure import Reading
from kpibook.domain.measures.period import Quarter

#: Earlier readings of a measure, by `number_of` their quarter.
Earlier: TypeAlias = Mapping[int, Reading]


def number_of(quarter: Quarter) -> int:
    """Return the number of a quarter, one more than that of the quarter before."""
    return quarter.year * 4 + quarter.number


def quarter_of(number: int) -> Quarter:
    """Return the quarter of a number.

    >>> quarter_of(number_of(Quarter(2021, 4)))
    Quarter(2021, 4)
    """
    return Quarter((number - 1) // 4, (number - 1) % 4 + 1).shared


def earlier_by_measure(
    history: Mapping[tuple[str, Quarter], Reading],
) -> dict[str, dict[int, Reading]]:
    """Return the readings of a history by measure, and by `number_of` their quarter."""
    measures: dict[str, dict[int, Reading]] = {}
    for (key, quarter), reading in history.items():
        number = quarter.year * 4 + quarter.number
        if key in measures:
            measures[key][number] = reading
        else:
            measures[key] = {number: reading}
    return measures
