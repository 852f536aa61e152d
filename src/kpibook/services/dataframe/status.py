"""Statuses of many rows at once: the arithmetic of `domain.rating.arithmetic` on arrays.

That module is the reference. Rows that this module cannot decide exactly it does not decide: it
flags them, and they are rated singly.
"""

from __future__ import annotations

import numpy as np

from kpibook.domain.measures.measure import Polarity
from kpibook.domain.rules.outcomes import Status
from kpibook.domain.rules.rule import Floor, Limit, Rates
from kpibook.domain.rules.scheme import Scheme
from kpibook.services.dataframe.direction import DIRECTIONS
from kpibook.services.dataframe.exact import Flags, Whole, pick, whole
from kpibook.services.dataframe.rows import NO_BAND, Band, Codes, Rows, band_of, first_of, outside

STATUSES = list(Status)


def statuses(rows: Rows, scheme: Scheme, moved: Codes) -> Codes:
    """Return indices into `STATUSES`; `moved` is the direction the within band needs."""
    rule = scheme.rule
    value = rows.figures[rated_column(scheme)]
    short, base = _shortfall(rows, value), _base(rows, value)
    cases = [(value.missing & rows.marked, Status.NOT_RATED), (value.missing, Status.NOT_REPORTED)]
    cases.append((short.missing, Status.NOT_RATED))
    side = rows.side(short)
    if rule.exceeding_by is not None:
        past = rows.beyond(-short, _band(rule.exceeding_by, rows), base)
        exceeds = (past > 0) | ((past == 0) & (side < 0) if rule.exceeding_at else False)
        cases.append((exceeds & rows.of(Polarity.HIGHER, Polarity.LOWER), Status.EXCEEDING))
    met_band = _band(rule.met_within, rows)
    strict = rows.strict & rows.of(Polarity.HIGHER, Polarity.LOWER)
    meets = (side < 0) | ((side == 0) & ~strict)
    if rule.met_within is not None:
        meets = np.where(met_band.given, rows.beyond(short, met_band, base) <= 0, meets)
        cases += [(meets, Status.MET), (~met_band.given, Status.NOT_RATED)]
    else:
        cases.append((meets, Status.MET))
    passed, decidable = _within_tests(rows, scheme, value, short, base, moved)
    cases += [(passed, Status.WITHIN), (~decidable, Status.NOT_RATED)]
    return first_of(cases, Status.OFF)


def rated_column(scheme: Scheme) -> str:
    """Return the column that is set against the target."""
    return "forecast" if scheme.rule.rates is Rates.FORECAST else "actual"


def _within_tests(
    rows: Rows, scheme: Scheme, value: Whole, short: Whole, base: Whole, moved: Codes
) -> tuple[Flags, Flags]:
    """Return where the tests of the within band are passed, and where that is known."""
    rule, tests = scheme.rule, []
    if rule.tolerance is not None:
        band = _band(rule.tolerance, rows)
        tests.append((rows.beyond(short, band, base) <= 0, band.given))
    if rule.floor is not None:
        tests.append(_clears_floor(rows, value, rule.floor))
    if rule.within_if:
        directions = [DIRECTIONS.index(direction) for direction in rule.within_if]
        tests.append((np.isin(moved, directions), np.array(True)))
    passed = failed = unknown = np.zeros(short.value.shape, dtype=bool)
    for passes, decidable in tests:
        passed, failed = passed | (passes & decidable), failed | (~passes & decidable)
        unknown = unknown | ~decidable
    # A failed test settles "all of" and a passed test settles "any of", whatever is unknown.
    if rule.all_of:
        return ~failed & ~unknown & bool(tests), failed | ~unknown
    return passed, ~unknown


def _clears_floor(rows: Rows, value: Whole, kind: Floor) -> tuple[Flags, Flags]:
    floor = rows.figures["floor"]
    difference = rows.side(value - floor)
    above = np.where(rows.of(Polarity.LOWER), -difference, difference)
    passed = above >= 0 if kind is Floor.REACHED_IS_WITHIN else above > 0
    return passed, ~floor.missing & rows.of(Polarity.HIGHER, Polarity.LOWER)


def _shortfall(rows: Rows, value: Whole) -> Whole:
    """Return the distance on the wrong side of target; NaN without a target."""
    difference = value - rows.figures["target"]
    short = pick(rows.of(Polarity.LOWER), difference, -difference)
    if rows.of(Polarity.CLOSEST).any():
        short = pick(rows.of(Polarity.CLOSEST), abs(difference), short)
    if rows.of(Polarity.RANGE).any():
        short = pick(rows.of(Polarity.RANGE), outside(rows, value), short)
    return pick(rows.of(Polarity.NEUTRAL), whole(np.nan), short)


def _base(rows: Rows, value: Whole) -> Whole:
    """Return what a percentage is of: the size of the target, or of the end nearer to the value."""
    base = abs(rows.figures["target"])
    if not rows.of(Polarity.RANGE).any():
        return base
    low, high = rows.figures["range_low"], rows.figures["range_high"]
    nearer = rows.side(abs(low - value) - abs(high - value))
    end = pick((nearer <= 0) | high.missing, low, high)
    return pick(rows.of(Polarity.RANGE), abs(end), base)


def _band(limit: Limit | None, rows: Rows) -> Band:
    """Return the limits that apply; not given where a measure lacks a needed tolerance."""
    if limit is None:
        return NO_BAND
    default = NO_BAND if limit.default is None else band_of(limit.default)
    if not limit.per_measure:
        return default
    own = rows.own
    return Band(
        pick(own.given, own.size, default.size),
        pick(own.given, own.per, default.per),
        np.where(own.given, own.relative, default.relative),
        own.given | default.given,
    )
