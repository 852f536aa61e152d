"""Stretch of a DataFrame's rows, ready for a rule: all figures in one decimal unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import Polarity, Tolerance
from kpibook.domain.rating.baselines import kinds_of
from kpibook.domain.rules.outcomes import Rounding
from kpibook.domain.rules.rule import Method, Rates
from kpibook.domain.rules.scheme import Scheme
from kpibook.on_use.dataclass import dataclass
from kpibook.services.dataframe.columns import FIGURES, Columns
from kpibook.services.dataframe.exact import (
    TEN,
    Decimals,
    Flags,
    Floats,
    Whole,
    as_they_come,
    at_places,
    larger,
    pick,
    whole,
    whole_of,
)
from kpibook.services.dataframe.values import POLARITIES

Codes: TypeAlias = NDArray[np.int8]
_Outcome = TypeVar("_Outcome", bound=Enum)

#: Columns of the baselines.
COLUMNS = {
    ComparedWith.PREVIOUS: "previous",
    ComparedWith.PREVIOUS_YEAR: "previous_year",
    ComparedWith.OUTTURN: "outturn_last_year",
    ComparedWith.TARGET_PATH: "target",
    ComparedWith.BEST: "best",
}


@dataclass(frozen=True, slots=True)
class Band:
    """Limits, for each row or for all rows.

    Attributes:
        size: The number in front of the unit or the %, times a power of ten that makes it whole.
        per: Factor of a distance, to compare it with `size`.
        relative: True where it is a percentage of a base.
        given: True where a limit applies.
    """

    size: Whole
    per: Whole
    relative: Flags
    given: Flags


ONE = whole(1.0)
NO_BAND = Band(whole(np.nan), whole(1.0), np.array(False), np.array(False))


def band_of(tolerance: Tolerance) -> Band:
    """Return the same limit for every row."""
    size, places = whole_of(tolerance.amount)
    per = TEN[places] * (100.0 if tolerance.of_target else 1.0)
    return Band(size, whole(per), np.array(tolerance.of_target), np.array(True))


def fits(scheme: Scheme) -> bool:
    """Return True if the limits of a scheme are of a size that arrays are exact for."""
    limits = (scheme.rule.met_within, scheme.rule.tolerance, scheme.rule.exceeding_by)
    defaults = [
        limit.default for limit in limits if limit is not None and limit.default is not None
    ]
    amounts = [tolerance.amount for tolerance in (*defaults, scheme.direction_rule.dead_band)]
    return all(
        amount == 0 or (-15 < amount.adjusted() < 15 and whole_of(amount)[1] < 20)
        for amount in amounts
    )


@dataclass(slots=True)
class Rows:
    """Stretch of rows, with all figures of a row in the same decimal unit.

    Attributes:
        read: By column, as read; an absent column is missing in every row.
        figures: The same in the unit of their row.
        series: Figures of earlier quarters, the oldest of each row first, if the rule asks.
        unit: The number 1, in that unit.
        polarity: Index into `POLARITIES`.
        unit_codes: Index into `UNITS`; -1 where not stated.
        restarts: Not comparable with the quarter before.
        strict: The target itself is not good enough.
        marked: Not applicable or confidential.
        own: The measures' own tolerances.
        doubt: True where a result may be wrong; grows as rules are applied.
    """

    read: Mapping[str, Decimals]
    figures: Mapping[str, Whole]
    series: Sequence[Whole]
    unit: Whole
    polarity: Codes
    unit_codes: Codes
    restarts: Flags
    strict: Flags
    marked: Flags
    own: Band
    doubt: Flags

    def side(self, difference: Whole) -> Floats:
        """Return a difference whose sign alone matters, and note where it is uncertain."""
        unsure = difference.unsure()
        if unsure is not None:
            self.doubt = self.doubt | unsure
        return difference.value

    def beyond(self, distance: Whole, band: Band, base: Whole, times: Whole = ONE) -> Floats:
        """Return a number above 0 where a distance is over `times` limits; NaN without either."""
        limit = band.size * pick(band.relative, base, self.unit) * times
        return self.side(distance * band.per - limit)

    def of(self, *ways: Polarity) -> Flags:
        """Return where the polarity is among `ways`."""
        flags: Flags = np.isin(self.polarity, [POLARITIES.index(way) for way in ways])
        return flags


def rows_of(columns: Columns, stretch: slice, scheme: Scheme) -> Rows:
    """Take the rows of `stretch`, their figures rounded as the scheme says."""
    polarity = columns.polarity[stretch]
    polarity = np.where(polarity < 0, POLARITIES.index(Polarity.NEUTRAL), polarity)
    places = columns.decimals[stretch]
    if scheme.rounding is Rounding.FULL:
        places = np.full_like(places, np.nan)
    regression = scheme.direction_rule.method is Method.REGRESSION
    series = columns.series if regression else []
    earlier_quarters = {f"series {i}": column for i, column in enumerate(series)}
    columns_of_figures = columns.figures | earlier_quarters
    read = {
        name: _decimal(columns_of_figures[name][stretch], places)
        for name in (*_needed_columns(scheme, polarity), *earlier_quarters)
        if name in columns_of_figures
    }
    finest = np.maximum.reduce([numbers.places for numbers in read.values()])
    figures = {name: _scaled(numbers, finest) for name, numbers in read.items()}
    missing = as_they_come(np.full_like(places, np.nan))
    own, doubt = _own_tolerances(columns, stretch, scheme)
    return Rows(
        read={name: read.get(name, missing) for name in FIGURES},
        figures={name: figures.get(name, whole(missing.number)) for name in FIGURES},
        series=[figures[name] for name in earlier_quarters],
        unit=whole(TEN[finest.astype(np.intp)]),
        polarity=polarity,
        unit_codes=columns.unit[stretch],
        restarts=columns.restarts[stretch],
        strict=columns.strict[stretch],
        marked=columns.marked[stretch],
        own=own,
        doubt=np.logical_or.reduce([doubt, *(numbers.doubt for numbers in read.values())]),
    )


def outside(rows: Rows, value: Whole) -> Whole:
    """Return how far outside the range, 0 inside; NaN where neither end is given."""
    low, high = rows.figures["range_low"], rows.figures["range_high"]
    furthest = larger(low - value, value - high)
    return pick(furthest.missing, furthest, larger(furthest, whole(0.0)))


def first_of(cases: Sequence[tuple[Flags, _Outcome]], otherwise: _Outcome) -> Codes:
    """Return the first case that holds, row by row, as an index into its enum."""
    outcomes = list(type(otherwise))
    shape = np.broadcast_shapes(*(flags.shape for flags, _ in cases))
    codes = np.full(shape, outcomes.index(otherwise), dtype=np.int8)
    # Backwards, so that an earlier case overwrites a later case.
    for flags, meaning in reversed(cases):
        codes[np.broadcast_to(flags, shape)] = outcomes.index(meaning)
    return codes


def _needed_columns(scheme: Scheme, polarity: Codes) -> set[str]:
    """Return the columns of figures that play a part, except the series."""
    names = {"actual", "target", "previous", "previous_year"}
    names |= {COLUMNS[kind] for kind in kinds_of((), scheme.direction_rule)}
    if scheme.rule.floor is not None:
        names.add("floor")
    if scheme.rule.rates is Rates.FORECAST:
        names.add("forecast")
    closest = (polarity == POLARITIES.index(Polarity.CLOSEST)).any()
    if scheme.direction_rule.constant_target or closest:
        names.add("previous_target")
    if (polarity == POLARITIES.index(Polarity.RANGE)).any():
        names |= {"range_low", "range_high"}
    return names


def _decimal(figures: Floats, places: Floats) -> Decimals:
    """Return figures at so many places; unrounded where `places` is NaN."""
    free = np.isnan(places)
    if free.all():
        return as_they_come(figures)
    read = at_places(figures, np.where(free, 0.0, places))
    return read.replaced(free, as_they_come(figures[free])) if free.any() else read


def _scaled(read: Decimals, places: Floats) -> Whole:
    further = places - read.places
    if not further.any():
        return whole(read.number)
    return whole(read.number) * whole(TEN[further.astype(np.intp)])


def _own_tolerances(columns: Columns, stretch: slice, scheme: Scheme) -> tuple[Band, Flags]:
    """Return the measures' tolerances, if the scheme uses them, and where they are in doubt."""
    rule = scheme.rule
    limits = (rule.met_within, rule.tolerance, rule.exceeding_by)
    amounts, relative = columns.tolerance[stretch], columns.of_target[stretch]
    if not any(limit is not None and limit.per_measure for limit in limits):
        return NO_BAND, np.zeros(amounts.shape, dtype=bool)
    read = as_they_come(amounts)
    per = TEN[read.places.astype(np.intp)] * np.where(relative, 100.0, 1.0)
    return Band(whole(read.number), whole(per), relative, ~np.isnan(amounts)), read.doubt
