"""Rows of a data frame that may hold a figure in doubt: a quick search on arrays.

It passes by no row that the checks of `kpibook.domain.doubts` would stop or ask about, as a test
says; what it picks out is read singly and goes through those checks. Of a million rows without a
fault it picks out few.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from kpibook.domain.doubts.scale import FACTOR, LARGEST_FRACTION
from kpibook.domain.doubts.unit import FAR, NEVER_NEGATIVE, SENTINELS, WELL_ABOVE_ZERO
from kpibook.domain.measures.measure import Polarity, Unit
from kpibook.domain.measures.share import PLACES
from kpibook.services.dataframe.columns import FIGURES, Columns
from kpibook.services.dataframe.exact import Flags, Floats
from kpibook.services.dataframe.values import POLARITIES, UNITS

# A little beyond the limits of the checks: a double next to a limit is left to them.
_LOOSE = 1.001
_FRACTION = float(LARGEST_FRACTION) * _LOOSE
_GAP = 8 / _LOOSE
_REPORTED = ("actual", "forecast")
_PAST = ("previous", "previous_year", "outturn_last_year", "best")
_AIMS = ("target", "range_low", "range_high")
_NEVER_NEGATIVE = [UNITS.index(unit) for unit in NEVER_NEGATIVE]
# By unit; the last is that of a row without a unit, of which no parts give a figure.
_PER = np.array([*(unit.per or np.nan for unit in UNITS), np.nan], dtype=np.float64)
_SENTINELS = np.array(sorted(float(number) for number in SENTINELS))


def suspects(columns: Columns, stretch: slice) -> Flags:
    """Return where a row of a stretch may hold a figure in doubt."""
    figures = {name: numbers[stretch] for name, numbers in columns.figures.items()}
    series = [quarter[stretch] for quarter in columns.series]
    if "previous" in figures:  # it is often the last of its series, and is counted once
        series = [np.where(past == figures["previous"], np.nan, past) for past in series]
    every = [*(figures[name] for name in FIGURES if name in figures), *series]
    unit = columns.unit[stretch]
    with np.errstate(all="ignore"):
        low, high = _least(every), _greatest(every)
        smallest = _least(np.where(numbers > 0, numbers, np.nan) for numbers in every)
        flags: Flags = _percent(low, smallest, high) & (unit == UNITS.index(Unit.PERCENT))
        flags |= (low < 0) & np.isin(unit, _NEVER_NEGATIVE)
        flags |= _sentinels(every, low, high)
        flags |= _not_whole(figures, series) & (unit == UNITS.index(Unit.COUNT))
        flags |= _zero(figures, series)
        flags |= _reported(figures, series)
        flags |= _past_off_all(figures, series)
        flags |= _limits(columns, figures, stretch)
        flags |= _parts(columns, stretch)
    return flags


def may_be_fractions(columns: Columns) -> Flags:
    """Return where a percentage is at most a fraction typed for it can be."""
    percent: Flags = columns.unit == UNITS.index(Unit.PERCENT)
    small = np.zeros(percent.shape, dtype=bool)
    with np.errstate(all="ignore"):
        for numbers in (*columns.figures.values(), *columns.series):
            small |= (numbers > 0) & (numbers <= _FRACTION)
    return percent & small


def _percent(low: Floats, smallest: Floats, high: Floats) -> Flags:
    flags: Flags = (smallest <= _FRACTION) & (high >= _GAP * smallest)
    flags |= (high > 100) | (low < 0)
    return flags


def _sentinels(every: Sequence[Floats], low: Floats, high: Floats) -> Flags:
    """Flag sentinels, in rows whose figures are not all near each other."""
    flags: Flags = np.zeros(low.shape, dtype=bool)
    apart = np.flatnonzero(~((low > 0) & (high * _LOOSE <= FAR * low)))
    for numbers in every:
        flags[apart] |= np.isin(numbers[apart], _SENTINELS)
    return flags


def _not_whole(figures: dict[str, Floats], series: list[Floats]) -> Flags:
    reported = _named(figures, (*_REPORTED, *_PAST))
    parts = ((np.floor(n) != n) & ~np.isnan(n) for n in (*reported, *series))
    return _any(parts, figures)


def _zero(figures: dict[str, Floats], series: list[Floats]) -> Flags:
    """Flag figures of zero where another figure is well above it."""
    past = [*_named(figures, _PAST), *series]
    levels = [*past, *_named(figures, _AIMS)]
    reported = _named(figures, _REPORTED)
    high: Flags = _greatest(levels) >= WELL_ABOVE_ZERO
    return high & _any((numbers == 0 for numbers in (*reported, *past)), figures)


def _reported(figures: dict[str, Floats], series: list[Floats]) -> Flags:
    """Flag reported figures ten times off all others."""
    target = _named(figures, ("target",))
    # A year to date is set against the same quarter only.
    sets = [[*_named(figures, _PAST), *series], _named(figures, ("previous_year",))]
    flags = _any((), figures)
    for numbers in _named(figures, _REPORTED):
        for past in (past for past in sets if past):
            others = [_positive(other) for other in (*past, *target)]
            flags |= numbers * _LOOSE >= FACTOR * _greatest(others)
            flags |= (numbers > 0) & (numbers * FACTOR <= _least(others) * _LOOSE)
    return flags


def _past_off_all(figures: dict[str, Floats], series: list[Floats]) -> Flags:
    """Flag rows whose greatest figure is ten times the second, or whose least is a tenth of it."""
    named = _named(figures, (*_PAST, "target", "actual"))
    others = [_positive(numbers) for numbers in (*named, *series)]
    first = second = np.zeros(others[0].shape)
    last = last_but_one = np.full(others[0].shape, np.inf)
    for numbers in others:
        above, below = np.fmax(numbers, 0), np.fmin(numbers, np.inf)
        first, second = np.maximum(first, above), np.maximum(second, np.minimum(first, above))
        last, last_but_one = (
            np.minimum(last, below),
            np.minimum(last_but_one, np.maximum(last, below)),
        )
    flags: Flags = (second > 0) & (first * _LOOSE >= FACTOR * second)
    flags |= (last_but_one < np.inf) & (last * FACTOR <= last_but_one * _LOOSE)
    return flags


def _parts(columns: Columns, stretch: slice) -> Flags:
    """Flag rows of which numerator and denominator give an actual, or do not give it.

    A denominator of 0 gives no share, whatever is above it.
    """
    if columns.parts is None:
        return np.zeros(columns.unit[stretch].shape, dtype=bool)
    top, bottom = (numbers[stretch] for numbers in columns.parts)
    decimals = columns.decimals[stretch]
    places = np.where(np.isnan(decimals), PLACES, decimals)
    per = _PER[columns.unit[stretch]]
    off = np.abs(top / bottom * per - columns.figures["actual"][stretch])
    # A denominator of 0 and a missing actual have no distance.
    flags: Flags = ~(off * _LOOSE < 0.5 * 10.0**-places) | (top > bottom)
    flags &= ~np.isnan(top) & ~np.isnan(bottom) & ~np.isnan(per)
    flags |= bottom == 0
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


def _named(figures: dict[str, Floats], names: Iterable[str]) -> list[Floats]:
    return [figures[name] for name in names if name in figures]


def _any(flagged: Iterable[Flags], figures: dict[str, Floats]) -> Flags:
    """Return where any of some flags is set; nowhere without any."""
    flags: Flags = np.zeros(next(iter(figures.values())).shape, dtype=bool)
    for more in flagged:
        flags |= more
    return flags


def _positive(numbers: Floats) -> Floats:
    return np.where(numbers > 0, numbers, np.nan)


def _least(arrays: Iterable[Floats]) -> Floats:
    least: Floats = np.fmin.reduce(list(arrays))
    return least


def _greatest(arrays: Iterable[Floats]) -> Floats:
    greatest: Floats = np.fmax.reduce(list(arrays))
    return greatest
