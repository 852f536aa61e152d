"""The rules: a measure's status against target and its direction of travel.

The rule of the built-in scheme: the target is met when the actual is at or beyond it, the
good way; a shortfall up to and including the tolerance is within it; more is off target.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from kpibook.domain.measure import Basis, Measure, Polarity, Reading, Tolerance
from kpibook.domain.number import round_half_away
from kpibook.domain.scheme import Direction, Rounding, Scheme, Status


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


@dataclass(frozen=True, slots=True)
class Rating:
    """What the rules say of one position.

    Attributes:
        status: How the actual stands against the target.
        direction: Against the previous quarter.
        direction_year: Against the same quarter last year.
        variance: Actual less target in the measure's unit; None without both.
    """

    status: Status
    direction: Direction
    direction_year: Direction
    variance: Decimal | None


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
    )


def rate(position: Position, scheme: Scheme) -> Rating:
    """Status, both directions and variance of one position under `scheme`."""
    return Rating(
        status=status_of(position, scheme),
        direction=direction_of(position, position.previous, scheme, from_previous_quarter=True),
        direction_year=direction_of(position, position.previous_year, scheme),
        variance=variance_of(position, scheme),
    )


def status_of(position: Position, scheme: Scheme) -> Status:
    """How the actual stands against the target.

    NOT_REPORTED when there is no actual, NOT_RATED when there is nothing to compare (no
    target, a neutral measure, a marker that says not applicable or confidential): never a
    guess. A shortfall exactly equal to the tolerance is within it.
    """
    read = as_read(position, scheme)
    if read.actual is None:
        return Status.NOT_RATED if read.marker in ("[z]", "[c]") else Status.NOT_REPORTED
    short = _shortfall(read.actual, read)
    if short is None:
        return Status.NOT_RATED
    if short <= 0:
        return Status.MET
    return Status.WITHIN if short <= _allowed(read.actual, read, scheme) else Status.OFF


def direction_of(
    position: Position,
    baseline: Decimal | None,
    scheme: Scheme,
    *,
    from_previous_quarter: bool = False,
) -> Direction:
    """Whether the actual is better, the same or worse than `baseline`.

    Args:
        position: The figures now.
        baseline: The actual of the period compared with; None gives NO_HISTORY.
        scheme: Says whether figures are compared as reported or in full.
        from_previous_quarter: The baseline is the quarter before, which is no fair comparison
            for a measure that restarts each year (NOT_COMPARABLE).

    Returns:
        For a neutral measure INCREASED or DECREASED, without judgement. NOT_COMPARABLE also
        when there is no actual, or nothing to be close to.
    """
    read = as_read(replace(position, previous=baseline), scheme)
    now, before = read.actual, read.previous
    if from_previous_quarter and position.basis.restarts_each_year:
        return Direction.NOT_COMPARABLE
    if before is None:
        return Direction.NO_HISTORY
    if now is None:
        return Direction.NOT_COMPARABLE
    if position.polarity is Polarity.NEUTRAL:
        return _pick(now - before, Direction.INCREASED, Direction.DECREASED)
    good = _goodness(now, read), _goodness(before, read)
    if good[0] is None or good[1] is None:
        return Direction.NOT_COMPARABLE
    return _pick(good[0] - good[1], Direction.IMPROVED, Direction.DECLINED)


def variance_of(position: Position, scheme: Scheme) -> Decimal | None:
    """Actual less target, in the measure's unit (points for a percentage); None without both."""
    read = as_read(position, scheme)
    return None if read.actual is None or read.target is None else read.actual - read.target


def as_read(position: Position, scheme: Scheme) -> Position:
    """The figures the scheme rates: as people read them, at the measure's decimals, or in full.

    The target is rounded with the actual: 95.0 printed beside a target of 95.0 has met it.
    """
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
    )


def _shortfall(actual: Decimal, position: Position) -> Decimal | None:
    """How far the wrong side of target, below or at 0 when met; None if there is no target."""
    if position.polarity is Polarity.RANGE:
        return _outside(actual, position)
    if position.target is None:
        return None
    match position.polarity:
        case Polarity.HIGHER:
            return position.target - actual
        case Polarity.LOWER:
            return actual - position.target
        case Polarity.CLOSEST:
            return abs(actual - position.target)
    return None


def _allowed(actual: Decimal, position: Position, scheme: Scheme) -> Decimal:
    """The tolerance in the measure's unit; for a range, % is of the range's nearer end."""
    tolerance = position.tolerance or scheme.tolerance
    if position.polarity is Polarity.RANGE:
        ends = [end for end in (position.low, position.high) if end is not None]
        return tolerance.in_units(min(ends, key=lambda end: abs(end - actual)))
    return tolerance.in_units(position.target or Decimal(0))


def _goodness(value: Decimal, position: Position) -> Decimal | None:
    """A number that is greater the better the value is; None if that cannot be said."""
    match position.polarity:
        case Polarity.HIGHER:
            return value
        case Polarity.LOWER:
            return -value
        case Polarity.CLOSEST:
            return None if position.target is None else -abs(value - position.target)
        case Polarity.RANGE:
            outside = _outside(value, position)
            return None if outside is None else -outside
    return None


def _outside(value: Decimal, position: Position) -> Decimal | None:
    """How far outside the acceptable range, 0 inside; None if neither end is given."""
    if position.low is None and position.high is None:
        return None
    below = Decimal(0) if position.low is None else position.low - value
    above = Decimal(0) if position.high is None else value - position.high
    return max(below, above, Decimal(0))


def _pick(change: Decimal, up: Direction, down: Direction) -> Direction:
    if change == 0:
        return Direction.NO_CHANGE
    return up if change > 0 else down
