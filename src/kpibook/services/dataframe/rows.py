"""A stretch of a DataFrame's rows, made ready for a rule: all figures in one decimal unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from kpibook.domain.measures.measure import Polarity, Tolerance
from kpibook.domain.rules.outcomes import Rounding
from kpibook.domain.rules.rule import Method, Rates
from kpibook.domain.rules.scheme import Scheme
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


@dataclass(frozen=True, slots=True)
class Band:
    """Limits, row by row or one for all rows.

    Attributes:
        size: The number in front of the unit or the %, times a power of ten that makes it whole.
        per: What a distance is multiplied with to be compared with it.
        relative: Where it is a percentage of a base.
        given: Where there is a limit at all.
    """

    size: Whole
    per: Whole
    relative: Flags
    given: Flags


ONE = whole(1.0)
NO_BAND = Band(whole(np.nan), whole(1.0), np.array(False), np.array(False))


def band_of(tolerance: Tolerance) -> Band:
    """The same limit for every row."""
    size, places = whole_of(tolerance.amount)
    per = TEN[places] * (100.0 if tolerance.of_target else 1.0)
    return Band(size, whole(per), np.array(tolerance.of_target), np.array(True))


def fits(scheme: Scheme) -> bool:
    """Whether the limits of a scheme are of a size that arrays can be trusted with."""
    limits = (scheme.rule.met_within, scheme.rule.tolerance, scheme.rule.exceeding_by)
    given = [limit.default for limit in limits if limit is not None and limit.default is not None]
    amounts = [tolerance.amount for tolerance in (*given, scheme.direction_rule.dead_band)]
    return all(
        amount == 0 or (-15 < amount.adjusted() < 15 and whole_of(amount)[1] < 20)
        for amount in amounts
    )


@dataclass(slots=True)
class Rows:
    """A stretch of rows, all figures of a row in the same decimal unit.

    Attributes:
        read: By column, as read; those that are not there are missing in every row.
        figures: The same in the unit of their row.
        series: Figures of earlier quarters, the oldest of each row first, if the rule asks.
        unit: One, in that unit.
        polarity: Index into `POLARITIES`.
        restarts: Not comparable with the quarter before.
        strict: The target itself is not good enough.
        marked: Not applicable or confidential.
        own: The measures' own tolerances.
        doubt: Where what was said may be wrong; grows as rules are applied.
    """

    read: Mapping[str, Decimals]
    figures: Mapping[str, Whole]
    series: Sequence[Whole]
    unit: Whole
    polarity: Codes
    restarts: Flags
    strict: Flags
    marked: Flags
    own: Band
    doubt: Flags

    def side(self, apart: Whole) -> Floats:
        """A difference of which only the sign is right; where it is not certain is noted."""
        unsure = apart.unsure()
        if unsure is not None:
            self.doubt = self.doubt | unsure
        return apart.value

    def beyond(self, distance: Whole, band: Band, base: Whole, times: Whole = ONE) -> Floats:
        """Above 0 where a distance is more than so many times the limit; NaN without either."""
        limit = band.size * pick(band.relative, base, self.unit) * times
        return self.side(distance * band.per - limit)

    def of(self, *ways: Polarity) -> Flags:
        """Where the polarity is one of these."""
        found: Flags = np.isin(self.polarity, [POLARITIES.index(way) for way in ways])
        return found


def rows_of(columns: Columns, part: slice, scheme: Scheme) -> Rows:
    """The rows of `part`, their figures rounded as the scheme says."""
    polarity = columns.polarity[part]
    polarity = np.where(polarity < 0, POLARITIES.index(Polarity.NEUTRAL), polarity)
    places = columns.decimals[part]
    if scheme.rounding is Rounding.FULL:
        places = np.full_like(places, np.nan)
    regression = scheme.direction_rule.method is Method.REGRESSION
    series = columns.series if regression else []
    earlier = {f"series {i}": column for i, column in enumerate(series)}
    given = columns.figures | earlier
    read = {
        name: _decimal(given[name][part], places)
        for name in (*_wanted(scheme, polarity), *earlier)
        if name in given
    }
    finest = np.maximum.reduce([one.places for one in read.values()])
    figures = {name: _scaled(one, finest) for name, one in read.items()}
    nothing = as_they_come(np.full_like(places, np.nan))
    own, doubt = _own(columns, part, scheme)
    return Rows(
        read={name: read.get(name, nothing) for name in FIGURES},
        figures={name: figures.get(name, whole(nothing.number)) for name in FIGURES},
        series=[figures[name] for name in earlier],
        unit=whole(TEN[finest.astype(np.intp)]),
        polarity=polarity,
        restarts=columns.restarts[part],
        strict=columns.strict[part],
        marked=columns.marked[part],
        own=own,
        doubt=np.logical_or.reduce([doubt, *(one.doubt for one in read.values())]),
    )


def outside(rows: Rows, value: Whole) -> Whole:
    """How far outside the range, 0 inside; NaN where neither end is given."""
    low, high = rows.figures["range_low"], rows.figures["range_high"]
    furthest = larger(low - value, value - high)
    return pick(furthest.missing, furthest, larger(furthest, whole(0.0)))


def first_of(said: Sequence[tuple[Flags, _Outcome]], otherwise: _Outcome) -> Codes:
    """The first that holds, row by row, as its place in its kind."""
    known = list(type(otherwise))
    shape = np.broadcast_shapes(*(flags.shape for flags, _ in said))
    answer = np.full(shape, known.index(otherwise), dtype=np.int8)
    for flags, meaning in reversed(said):
        answer[np.broadcast_to(flags, shape)] = known.index(meaning)
    return answer


def _wanted(scheme: Scheme, polarity: Codes) -> set[str]:
    """The columns of figures that play a part, but for the series."""
    wanted = {"actual", "target", "previous", "previous_year"}
    if scheme.rule.floor is not None:
        wanted.add("floor")
    if scheme.rule.rates is Rates.FORECAST:
        wanted.add("forecast")
    closest = (polarity == POLARITIES.index(Polarity.CLOSEST)).any()
    if scheme.direction_rule.constant_target or closest:
        wanted.add("previous_target")
    if (polarity == POLARITIES.index(Polarity.RANGE)).any():
        wanted |= {"range_low", "range_high"}
    return wanted


def _decimal(figures: Floats, places: Floats) -> Decimals:
    """Figures at so many places; as they come where these are NaN."""
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


def _own(columns: Columns, part: slice, scheme: Scheme) -> tuple[Band, Flags]:
    """The measures' own tolerances, if the scheme looks at them, and where they are in doubt."""
    rule = scheme.rule
    limits = (rule.met_within, rule.tolerance, rule.exceeding_by)
    amounts, relative = columns.tolerance[part], columns.of_target[part]
    if not any(limit is not None and limit.per_measure for limit in limits):
        return NO_BAND, np.zeros(amounts.shape, dtype=bool)
    read = as_they_come(amounts)
    per = TEN[read.places.astype(np.intp)] * np.where(relative, 100.0, 1.0)
    return Band(whole(read.number), whole(per), relative, ~np.isnan(amounts)), read.doubt
