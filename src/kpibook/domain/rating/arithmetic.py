"""The rules at work: a measure's status against target and its direction of travel.

This is the reference. The vectorised and the native Excel forms of the rules are tested
against it, case by case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kpibook.domain.measures.measure import Basis, Measure, Polarity, Reading, Tolerance, Unit
from kpibook.domain.measures.number import MISSING_MARKERS, round_half_away
from kpibook.domain.rules.outcomes import Baseline, Direction, Rounding, Status
from kpibook.domain.rules.regression_slope import goodness_slope
from kpibook.domain.rules.rule import Floor, Limit, Method, Rates
from kpibook.domain.rules.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Position:
    """One measure's figures in one period: all that a rule needs, in the measure's unit.

    Attributes:
        actual: What was reported; None if not yet reported.
        target: What was aimed for; None if there is no target in figures.
        previous: The actual of the previous quarter; None if there is no history.
        previous_year: The actual of the same quarter last year; None if there is no history.
        polarity: Which way is good.
        tolerance: The measure's own; None takes the scheme's default.
        low: Lower end of the acceptable range (polarity range); None leaves it open.
        high: Upper end of that range; None leaves it open.
        decimals: Places the figures are reported to; None rates them as they come.
        basis: The stretch of time a figure covers.
        marker: Shorthand of the actual; "[z]" or "[c]" means there is nothing to rate.
        floor: Minimum standard or intervention level; None if there is none.
        forecast: What the year is expected to end at; None if not forecast.
        strict: The target itself is not good enough ("fewer than 85").
        previous_target: The target of the previous quarter; None takes it as unchanged.
        series: Actuals of earlier quarters, the oldest first; empty if there are none.
        unit: For wording only; None for a plain number.
    """

    actual: Decimal | None = None
    target: Decimal | None = None
    previous: Decimal | None = None
    previous_year: Decimal | None = None
    polarity: Polarity = Polarity.NEUTRAL
    tolerance: Tolerance | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    decimals: int | None = None
    basis: Basis = Basis.IN_PERIOD
    marker: str = ""
    floor: Decimal | None = None
    forecast: Decimal | None = None
    strict: bool = False
    previous_target: Decimal | None = None
    series: tuple[Decimal, ...] = ()
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """What the rules say of one position.

    Attributes:
        status: How the actual stands against the target.
        direction: Against the previous quarter.
        direction_year: Against the same quarter last year.
        variance: What is rated less the target, in the measure's unit; None without both.
        why: The reason for the status, in one plain sentence with the figures.
    """

    status: Status
    direction: Direction
    direction_year: Direction
    variance: Decimal | None
    why: str = ""


def position_of(
    measure: Measure, reading: Reading, previous: Decimal | None, previous_year: Decimal | None
) -> Position:
    """The position a reading puts a measure in; a profiled target is the reading's quarter's."""
    return Position(
        actual=reading.usable,
        target=measure.target_in(reading.period),
        previous=previous,
        previous_year=previous_year,
        polarity=measure.polarity,
        tolerance=measure.tolerance,
        low=measure.low,
        high=measure.high,
        decimals=measure.decimals,
        basis=measure.basis,
        marker=reading.marker,
        floor=measure.floor,
        forecast=reading.forecast,
        strict=measure.target.strict,
        previous_target=measure.target_in(reading.period.previous),
        unit=measure.unit,
    )


def status_of(position: Position, scheme: Scheme) -> Status:
    """How the figure the scheme rates stands against the target.

    NOT_REPORTED when there is no figure, NOT_RATED when there is nothing to compare it with
    (no target, a neutral measure, a marker that says not applicable or confidential) or when
    the measure lacks a limit the scheme takes from it: never a guess. A shortfall exactly
    equal to a tolerance is within it.
    """
    return status_as_read(as_read(position, scheme), scheme)


def status_as_read(read: Position, scheme: Scheme) -> Status:
    """Return the status of figures that `as_read` has rounded already."""
    rule = scheme.rule
    value = rated_figure(read, scheme)
    if value is None:
        return Status.NOT_RATED if read.marker in ("[z]", "[c]") else Status.NOT_REPORTED
    short = shortfall(value, read)
    if short is None:
        return Status.NOT_RATED
    if rule.exceeding_by is not None and _exceeds(short, value, read, scheme):
        return Status.EXCEEDING
    if _meets(short, value, read, scheme):
        return Status.MET
    if _lacks_met_limit(read, scheme):
        return Status.NOT_RATED
    match decided(within_tests(value, read, scheme), all_of=rule.all_of):
        case True:
            return Status.WITHIN
        case None:
            return Status.NOT_RATED
    return Status.OFF


def direction_of(position: Position, scheme: Scheme, baseline: Baseline) -> Direction:
    """Whether the actual is better, the same or worse than its baseline.

    For a neutral measure INCREASED or DECREASED, without judgement, unless the scheme judges
    it. NO_HISTORY without a baseline. NOT_COMPARABLE without an actual, without anything to be
    close to, against the quarter before for a measure that restarts each year, and where the
    scheme wants a constant target and it has changed.
    """
    return direction_as_read(as_read(position, scheme), scheme, baseline)


def direction_as_read(read: Position, scheme: Scheme, baseline: Baseline) -> Direction:
    """Return the direction of figures that `as_read` has rounded already."""
    rule = scheme.direction_rule
    quarter_before = baseline is Baseline.PREVIOUS
    if quarter_before and read.basis.restarts_each_year:
        return Direction.NOT_COMPARABLE
    if quarter_before and rule.method is Method.REGRESSION:
        return _direction_of_series(read, scheme)
    now, before = read.actual, read.previous if quarter_before else read.previous_year
    if before is None:
        return Direction.NO_HISTORY
    if now is None or (quarter_before and rule.constant_target and _target_changed(read)):
        return Direction.NOT_COMPARABLE
    then = read
    if quarter_before and read.previous_target is not None:
        then = replace(read, target=read.previous_target)  # near to what was aimed for then
    good = goodness(now, read), goodness(before, then)
    if good[0] is None or good[1] is None:
        return Direction.NOT_COMPARABLE
    return _named(good[0] - good[1], rule.dead_band.in_units(before), read, scheme)


def variance_of(position: Position, scheme: Scheme) -> Decimal | None:
    """What is rated less the target, in the measure's unit (points for a percentage)."""
    return variance_as_read(as_read(position, scheme), scheme)


def variance_as_read(read: Position, scheme: Scheme) -> Decimal | None:
    """Return the variance of figures that `as_read` has rounded already; None without both."""
    value = rated_figure(read, scheme)
    return None if value is None or read.target is None else value - read.target


def as_read(position: Position, scheme: Scheme) -> Position:
    """The figures the scheme rates: as people read them, at the measure's decimals, or in full.

    The target is rounded with the actual: 95.0 printed beside a target of 95.0 has met it.
    """
    if position.marker in MISSING_MARKERS:  # a suppressed figure is not rated, whatever it is
        position = replace(position, actual=None)
    places = position.decimals
    if places is None or scheme.rounding is Rounding.FULL:
        return position

    def read(value: Decimal | None) -> Decimal | None:
        return None if value is None else round_half_away(value, places)

    return replace(
        position,
        actual=read(position.actual),
        target=read(position.target),
        previous=read(position.previous),
        previous_year=read(position.previous_year),
        low=read(position.low),
        high=read(position.high),
        floor=read(position.floor),
        forecast=read(position.forecast),
        previous_target=read(position.previous_target),
        series=tuple(round_half_away(value, places) for value in position.series),
    )


def rated_figure(read: Position, scheme: Scheme) -> Decimal | None:
    """The figure that is set against the target: the actual, or the forecast outturn."""
    return read.forecast if scheme.rule.rates is Rates.FORECAST else read.actual


def shortfall(value: Decimal, read: Position) -> Decimal | None:
    """How far the wrong side of target, below or at 0 when met; None if there is no target."""
    if read.polarity is Polarity.RANGE:
        return _outside(value, read)
    if read.target is None:
        return None
    match read.polarity:
        case Polarity.HIGHER:
            return read.target - value
        case Polarity.LOWER:
            return value - read.target
        case Polarity.CLOSEST:
            return abs(value - read.target)
    return None


def allowance(limit: Limit | None, value: Decimal, read: Position) -> Decimal | None:
    """A limit in the measure's unit; None if there is none, or the measure has not given it.

    A percentage is of the target's size; for a range, of the end nearer to the value.
    """
    tolerance = None if limit is None else limit.for_measure(read.tolerance)
    if tolerance is None:
        return None
    if read.polarity is Polarity.RANGE:
        ends = [end for end in (read.low, read.high) if end is not None]
        return tolerance.in_units(min(ends, key=lambda end: abs(end - value)))
    return tolerance.in_units(read.target or Decimal(0))


def within_tests(value: Decimal, read: Position, scheme: Scheme) -> list[bool | None]:
    """Whether each test of the within band is passed; None where the measure lacks its limit."""
    rule, short = scheme.rule, shortfall(value, read)
    tests: list[bool | None] = []
    if rule.tolerance is not None:
        allowed = allowance(rule.tolerance, value, read)
        tests.append(None if allowed is None or short is None else short <= allowed)
    if rule.floor is not None:
        tests.append(_clears_floor(value, read, rule.floor))
    if rule.within_if:
        tests.append(direction_of(read, scheme, rule.compared_with) in rule.within_if)
    return tests


def decided(tests: Sequence[bool | None], *, all_of: bool) -> bool | None:
    """Whether all (or any) of the tests are passed; None if that hangs on one not known."""
    ends_it = not all_of
    if ends_it in tests:
        return ends_it
    return None if None in tests else all_of and bool(tests)


def goodness(value: Decimal, read: Position) -> Decimal | None:
    """A number that is greater the better the value is; None if that cannot be said.

    For a neutral measure it only says which of two values is greater.
    """
    match read.polarity:
        case Polarity.LOWER:
            return -value
        case Polarity.CLOSEST:
            return None if read.target is None else -abs(value - read.target)
        case Polarity.RANGE:
            outside = _outside(value, read)
            return None if outside is None else -outside
    return value


def _exceeds(short: Decimal, value: Decimal, read: Position, scheme: Scheme) -> bool:
    """Better than target by the scheme's margin; only where there is a better side of it."""
    if read.polarity not in (Polarity.HIGHER, Polarity.LOWER):
        return False
    margin = allowance(scheme.rule.exceeding_by, value, read)
    if margin is None:
        return False
    return -short > margin or (scheme.rule.exceeding_at and -short == margin and short < 0)


def _meets(short: Decimal, value: Decimal, read: Position, scheme: Scheme) -> bool:
    allowed = allowance(scheme.rule.met_within, value, read)
    if allowed is None:
        strict = read.strict and read.polarity in (Polarity.HIGHER, Polarity.LOWER)
        return short < 0 or (short == 0 and not strict)
    return short <= allowed


def _lacks_met_limit(read: Position, scheme: Scheme) -> bool:
    limit = scheme.rule.met_within
    return limit is not None and limit.for_measure(read.tolerance) is None


def _clears_floor(value: Decimal, read: Position, kind: Floor) -> bool | None:
    if read.floor is None or read.polarity not in (Polarity.HIGHER, Polarity.LOWER):
        return None
    above = value - read.floor if read.polarity is Polarity.HIGHER else read.floor - value
    return above >= 0 if kind is Floor.REACHED_IS_WITHIN else above > 0


def _direction_of_series(read: Position, scheme: Scheme) -> Direction:
    if read.actual is None:
        return Direction.NOT_COMPARABLE if read.series else Direction.NO_HISTORY
    good = [goodness(value, read) for value in (*read.series, read.actual)]
    known = [value for value in good if value is not None]
    if len(known) < len(good):
        return Direction.NOT_COMPARABLE
    slope = goodness_slope(known)
    if slope is None:
        return Direction.NO_HISTORY
    return _named(slope, scheme.direction_rule.dead_band.in_units(read.series[0]), read, scheme)


def _target_changed(read: Position) -> bool:
    return read.previous_target is not None and read.previous_target != read.target


def _outside(value: Decimal, read: Position) -> Decimal | None:
    """How far outside the acceptable range, 0 inside; None if neither end is given."""
    if read.low is None and read.high is None:
        return None
    below = Decimal(0) if read.low is None else read.low - value
    above = Decimal(0) if read.high is None else value - read.high
    return max(below, above, Decimal(0))


def _named(change: Decimal, band: Decimal, read: Position, scheme: Scheme) -> Direction:
    """The direction a change for the better (or, for a neutral measure, upwards) is called."""
    if abs(change) <= band:
        return Direction.NO_CHANGE
    judged = read.polarity is not Polarity.NEUTRAL or scheme.direction_rule.neutral_is_judged
    up, down = (
        (Direction.IMPROVED, Direction.DECLINED)
        if judged
        else (Direction.INCREASED, Direction.DECREASED)
    )
    return up if change > 0 else down
