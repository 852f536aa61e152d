"""Single values of a DataFrame, as the numbers that stand for them in arrays.

Each reader gives one number, or several; NaN for none. It refuses what arrays cannot hold, and
what is a finding: the row is then read by the functions that read a CSV, whose words reach the
caller.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from typing import Any

import numpy as np
import pandas as pd

from kpibook.domain.measures.measure import Basis, Polarity, Unit, parse_tolerance
from kpibook.domain.measures.number import MISSING_MARKERS, parse_figure
from kpibook.domain.measures.worded_target import read_worded_target
from kpibook.errors import NotANumber
from kpibook.services.dataframe.exact import Flags, Floats
from kpibook.services.rating.rate_table import read_series

POLARITIES = list(Polarity)
_YES, _NO = ("true", "yes", "1", "1.0"), ("false", "no", "0", "0.0", "")
# The bulk of what is typed, read without ceremony.
_FIGURE = r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?"
_QUICK_FIGURE = re.compile(f"{_FIGURE}%?")
_QUICK_SERIES = re.compile(rf"{_FIGURE}(?:[;\s]+{_FIGURE})*")
# Figures of this size are left to the reading of single rows, which refuses the largest.
_TOO_LARGE = 1e30


class NotPlain(NotANumber):
    """A value that does not fit into arrays; it never leaves the reading of a column."""

    def __init__(self) -> None:
        super().__init__("does not fit.", code="number-unreadable")


def plain_value(value: Any) -> Any:
    """A value of a frame as plain Python: None for what pandas takes as missing, no numpy.

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


def is_true(value: Any) -> bool | None:
    """Whether a value of the column ``strict`` says yes; None if it says neither.

    >>> is_true("Yes"), is_true(0.0), is_true(None), is_true("perhaps")
    (True, False, False, None)
    """
    said = "" if value is None else str(value).casefold()
    return True if said in _YES else (False if said in _NO else None)


def figure(value: Any) -> tuple[float, ...]:
    """A figure."""
    if isinstance(value, str) and _QUICK_FIGURE.fullmatch(value):
        return (float(value.removesuffix("%")),)
    found = parse_figure(value)
    return (_as_float(None if found.marker in MISSING_MARKERS else found.value),)


def marked_figure(value: Any) -> tuple[float, ...]:
    """A figure, and whether its marker says not applicable or confidential."""
    if isinstance(value, str) and _QUICK_FIGURE.fullmatch(value):
        return float(value.removesuffix("%")), 0.0
    found = parse_figure(value)
    shown = None if found.marker in MISSING_MARKERS else found.value
    return _as_float(shown), float(found.marker in ("[z]", "[c]"))


def target(value: Any) -> tuple[float, ...]:
    """A figure, whether it is strict, and the polarity its words speak of (-1 for none)."""
    try:
        return (*figure(value), 0.0, -1.0)
    except NotANumber:
        worded = read_worded_target(value) if isinstance(value, str) else None
        if worded is None or worded.value is None:
            raise
        way = float(POLARITIES.index(worded.polarity))
        return _as_float(worded.value), float(worded.strict), way


def tolerance(value: Any) -> tuple[float, ...]:
    """A tolerance, and whether it is a percentage of the target."""
    found = parse_tolerance(str(value))
    if found is None:
        return np.nan, 0.0
    return _as_float(found.amount), float(found.of_target)


def decimals(value: Any) -> tuple[float, ...]:
    """Places, 0 to 6."""
    (places,) = figure(value)
    if no_decimals(np.array([places]))[0]:
        raise NotPlain
    return (places,)


def polarity(value: Any) -> tuple[float, ...]:
    """An index into `POLARITIES`."""
    return (float(POLARITIES.index(_choice(value, Polarity))),)


def restarts(value: Any) -> tuple[float, ...]:
    """Whether a basis restarts each year."""
    return (float(_choice(value, Basis).restarts_each_year),)


def unit(value: Any) -> tuple[float, ...]:
    """Nothing: units play no part, but one that is not known is a finding."""
    _choice(value, Unit)
    return ()


def strict(value: Any) -> tuple[float, ...]:
    """Whether a target itself is not good enough."""
    said = is_true(value)
    if said is None:
        raise NotPlain
    return (float(said),)


def series(value: Any) -> tuple[float, ...]:
    """Figures, the oldest first."""
    said = str(value)
    if _QUICK_SERIES.fullmatch(said):
        return tuple(map(float, said.replace(";", " ").split()))
    return tuple(_as_float(one) for one in read_series(said))


def too_large(numbers: Floats) -> Flags:
    """Where numbers of a column of figures are infinite, or too large for arrays."""
    wrong: Flags = abs(numbers) >= _TOO_LARGE
    return wrong


def no_tolerance(numbers: Floats) -> Flags:
    """Where numbers are no tolerances."""
    return (numbers < 0) | too_large(numbers)


def no_decimals(numbers: Floats) -> Flags:
    """Where numbers are no places."""
    fractional = np.floor(numbers) != numbers
    wrong: Flags = fractional | (numbers < 0) | (numbers > 6)
    return wrong & ~np.isnan(numbers)


def _choice(value: Any, kind: Any) -> Any:
    try:
        return kind(" ".join(str(value).casefold().split()))
    except ValueError:
        raise NotPlain from None


def _as_float(value: Any) -> float:
    """The double nearest to a figure."""
    if value is not None and abs(value) >= _TOO_LARGE:
        raise NotPlain
    return np.nan if value is None else float(value)
