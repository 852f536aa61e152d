"""Rows of a data frame that may hold a figure in doubt: a quick search on arrays.

It passes by no row that the checks of `kpibook.domain.doubts` would stop or ask about, as a test
says; what it picks out is read singly and goes through those checks. Of a million rows without a
fault it picks out few.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from kpibook.domain.doubts.scale import FACTOR, LARGEST_FRACTION
from kpibook.domain.doubts.unit import NEVER_NEGATIVE, SENTINELS
from kpibook.domain.measures.measure import Polarity, Unit
from kpibook.services.dataframe.columns import FIGURES, Columns
from kpibook.services.dataframe.exact import Flags, Floats
from kpibook.services.dataframe.values import POLARITIES, UNITS

# A little beyond the limits of the checks: a double next to a limit is left to them.
_LOOSE = 1.001
_FRACTION = float(LARGEST_FRACTION) * _LOOSE
_GAP = 8 / _LOOSE
_REPORTED = ("actual", "forecast")
_PAST = ("previous", "previous_year")
_NEVER_NEGATIVE = [UNITS.index(unit) for unit in NEVER_NEGATIVE]
_SENTINELS = np.array(sorted(float(number) for number in SENTINELS))


def suspects(columns: Columns, stretch: slice) -> Flags:
    """Return where a row of a stretch may hold a figure in doubt."""
    figures = {name: numbers[stretch] for name, numbers in columns.figures.items()}
    series = [quarter[stretch] for quarter in columns.series]
    every = [*(figures[name] for name in FIGURES if name in figures), *series]
    unit = columns.unit[stretch]
    with np.errstate(all="ignore"):
        low, high = _least(every), _greatest(every)
        smallest = _least(np.where(numbers > 0, numbers, np.nan) for numbers in every)
        flags: Flags = _percent(figures, smallest, high) & (unit == UNITS.index(Unit.PERCENT))
        flags |= (low < 0) & np.isin(unit, _NEVER_NEGATIVE)
        flags |= _reported(figures, series, unit)
        flags |= _limits(columns, figures, stretch)
    return flags


def may_be_fractions(columns: Columns) -> Flags:
    """Return where a percentage is at most a fraction typed for it can be."""
    percent: Flags = columns.unit == UNITS.index(Unit.PERCENT)
    small = np.zeros(percent.shape, dtype=bool)
    with np.errstate(all="ignore"):
        for numbers in (*columns.figures.values(), *columns.series):
            small |= (numbers > 0) & (numbers <= _FRACTION)
    return percent & small


def _percent(figures: dict[str, Floats], smallest: Floats, high: Floats) -> Flags:
    flags: Flags = (smallest <= _FRACTION) & (high >= _GAP * smallest)
    flags |= high > 150 / _LOOSE
    for name in _REPORTED:
        if name in figures:
            flags |= (figures[name] > 100) | (figures[name] < 0)
    return flags


def _reported(figures: dict[str, Floats], series: list[Floats], unit: NDArray[np.int8]) -> Flags:
    """Flag counts that are not whole, sentinels, and figures ten times off all others."""
    flags: Flags = np.zeros(unit.shape, dtype=bool)
    count = unit == UNITS.index(Unit.COUNT)
    past = {name: _positive(figures[name]) for name in _PAST if name in figures}
    target = [_positive(figures["target"])] if "target" in figures else []
    # A year to date is set against the same quarter only.
    sets = [[*past.values(), *map(_positive, series)], [past[n] for n in past if n != _PAST[0]]]
    for numbers in (figures[name] for name in _REPORTED if name in figures):
        flags |= count & (np.floor(numbers) != numbers) & ~np.isnan(numbers)
        flags |= np.isin(numbers, _SENTINELS)
        for others in (earlier + target for earlier in sets if earlier):
            flags |= numbers * _LOOSE >= FACTOR * _greatest(others)
            flags |= (numbers > 0) & (numbers * FACTOR <= _least(others) * _LOOSE)
    return flags


def _limits(columns: Columns, figures: dict[str, Floats], stretch: slice) -> Flags:
    """Flag ranges with their ends exchanged, floors beyond the target, odd tolerances."""
    tolerance, of_target = columns.tolerance[stretch], columns.of_target[stretch]
    flags: Flags = (of_target & (tolerance > 100)) | ((tolerance > 0) & (tolerance < 1))
    if "target" in figures:
        flags |= ~of_target & (tolerance > figures["target"])
    if "range_low" in figures and "range_high" in figures:
        flags |= figures["range_low"] > figures["range_high"]
    if "floor" in figures and "target" in figures:
        polarity = columns.polarity[stretch]
        above = figures["floor"] > figures["target"]
        below = figures["floor"] < figures["target"]
        flags |= above & (polarity == POLARITIES.index(Polarity.HIGHER))
        flags |= below & (polarity == POLARITIES.index(Polarity.LOWER))
    return flags


def _positive(numbers: Floats) -> Floats:
    return np.where(numbers > 0, numbers, np.nan)


def _least(arrays: Iterable[Floats]) -> Floats:
    least: Floats = np.fmin.reduce(list(arrays))
    return least


def _greatest(arrays: Iterable[Floats]) -> Floats:
    greatest: Floats = np.fmax.reduce(list(arrays))
    return greatest
