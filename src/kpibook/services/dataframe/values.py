"""Single values of a DataFrame, as numbers for arrays.

Each reader returns one number or several; NaN for a missing number. It refuses values that arrays
cannot hold, and values with a finding: the row is then read by the functions that read a CSV,
whose findings reach the caller.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Any

import numpy as np
import pandas as pd

from kpibook.domain.measures.measure import Basis, Polarity, Unit
from kpibook.domain.measures.number import MISSING_MARKERS
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.domain.measures.values_in_words import (
    read_figure,
    read_target_figure,
    read_tolerance,
    read_yes_or_no,
)
from kpibook.domain.measures.vocabulary.council_words import meaning_of
from kpibook.domain.measures.vocabulary.reading import BASIS, POLARITY, UNIT
from kpibook.domain.measures.worded_target import read_worded_target
from kpibook.errors import NotANumber
from kpibook.on_use.regex import regex
from kpibook.services.dataframe.exact import Flags, Floats
from kpibook.services.rating.rate_table import read_series

POLARITIES = list(Polarity)
UNITS = list(Unit)
# The common forms, read without the full parser.
_FIGURE = r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?"
_QUICK_FIGURE = regex(f"{_FIGURE}%?")
_QUICK_SERIES = regex(rf"{_FIGURE}(?:[;\s]+{_FIGURE})*")
# Figures of this size are left to the reading of single rows, which refuses the largest.
_TOO_LARGE = 1e30


class NotPlain(NotANumber):
    """Value that does not fit into arrays; the error never leaves the reading of a column."""

    def __init__(self) -> None:
        super().__init__("does not fit.", code="number-unreadable")


def plain_value(value: Any) -> Any:
    """Return a frame's value as plain Python: None if pandas treats it as missing, no numpy.

    >>> plain_value(np.float64("nan")) is None, plain_value(" 72.1% "), plain_value([70, 71.5])
    (True, '72.1%', '70; 71.5')
    """
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, np.longdouble):
        value = float(value)
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, (list, tuple, np.ndarray)):
        return "; ".join(str(plain_value(item)) for item in value) or None
    if isinstance(value, str):
        return value.strip() or None
    no_number = (isinstance(value, Decimal) and value.is_nan()) or (
        isinstance(value, float) and value != value
    )
    return None if no_number else value


def figure(value: Any) -> tuple[float, ...]:
    """Read a figure."""
    if isinstance(value, str) and _QUICK_FIGURE.fullmatch(value):
        return (float(value.removesuffix("%")),)
    parsed = read_figure(value)
    return (_as_float(None if parsed.marker in MISSING_MARKERS else parsed.value),)


def marked_figure(value: Any) -> tuple[float, ...]:
    """Read a figure, and 1 if its marker says not applicable or confidential."""
    if isinstance(value, str) and _QUICK_FIGURE.fullmatch(value):
        return float(value.removesuffix("%")), 0.0
    parsed = read_figure(value)
    usable = None if parsed.marker in MISSING_MARKERS else parsed.value
    return _as_float(usable), float(parsed.marker in ("[z]", "[c]"))


def target(value: Any) -> tuple[float, ...]:
    """Read a figure, 1 if it is strict, and the polarity of its words (-1 without words)."""
    try:
        parsed = read_target_figure(value)
    except NotANumber:
        worded = read_worded_target(value) if isinstance(value, str) else None
        if worded is None or worded.value is None:
            raise
        way = -1.0 if worded.polarity is None else float(POLARITIES.index(worded.polarity))
        return _as_float(worded.value), float(worded.strict), way
    at_least = float(POLARITIES.index(Polarity.HIGHER)) if parsed.note == "+" else -1.0
    return (*figure(value), 0.0, at_least)


def tolerance(value: Any) -> tuple[float, ...]:
    """Read a tolerance, and 1 if it is a percentage of the target."""
    parsed = read_tolerance(value)
    if parsed is None:
        return np.nan, 0.0
    return _as_float(parsed.amount), float(parsed.of_target)


def decimals(value: Any) -> tuple[float, ...]:
    """Read places, 0 to 6."""
    (places,) = figure(value)
    if no_decimals(np.array([places]))[0]:
        raise NotPlain
    return (places,)


def polarity(value: Any) -> tuple[float, ...]:
    """Return an index into `POLARITIES`."""
    return (float(POLARITIES.index(_choice(value, POLARITY, Polarity))),)


def restarts(value: Any) -> tuple[float, ...]:
    """Return 1 if a basis restarts each year."""
    return (float(_choice(value, BASIS, Basis).restarts_each_year),)


def unit(value: Any) -> tuple[float, ...]:
    """Return an index into `UNITS`; a unit in which plain numbers are read otherwise is refused."""
    unit = _choice(value, UNIT, Unit)
    chosen = CountedIn(unit, "" if value == unit.value else str(value))
    if chosen.is_clock or chosen.scale > 1:
        raise NotPlain
    return (float(UNITS.index(chosen.unit)),)


def strict(value: Any) -> tuple[float, ...]:
    """Return 1 if a target itself is not good enough."""
    answer = read_yes_or_no(value)
    if answer is None:
        raise NotPlain
    return (float(answer),)


def series(value: Any) -> tuple[float, ...]:
    """Read figures, the oldest first."""
    text = str(value)
    if _QUICK_SERIES.fullmatch(text):
        return tuple(map(float, text.replace(";", " ").split()))
    return tuple(_as_float(number) for number in read_series(text))


def too_large(numbers: Floats) -> Flags:
    """Flag numbers that are infinite, or too large for arrays."""
    flags: Flags = abs(numbers) >= _TOO_LARGE
    return flags


def no_tolerance(numbers: Floats) -> Flags:
    """Flag numbers that are no tolerances."""
    return (numbers < 0) | too_large(numbers)


def no_decimals(numbers: Floats) -> Flags:
    """Flag numbers that are no places."""
    fractional = np.floor(numbers) != numbers
    flags: Flags = fractional | (numbers < 0) | (numbers > 6)
    return flags & ~np.isnan(numbers)


def _choice(value: Any, role: str, kind: Any) -> Any:
    try:
        return kind(meaning_of(role, str(value)).word)
    except ValueError:
        raise NotPlain from None


def _as_float(value: Any) -> float:
    """Return the double nearest to a figure."""
    if value is not None and abs(value) >= _TOO_LARGE:
        raise NotPlain
    return np.nan if value is None else float(value)
