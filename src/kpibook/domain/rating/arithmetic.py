"""Arithmetic of the rules: a measure's status against target and its direction of travel.

This is the reference. The vectorised and the native Excel forms of the rules are tested
against it, case by case.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import Basis, Measure, Polarity, Reading, Tolerance, Unit
from kpibook.domain.measures.number import MISSING_MARKERS, round_half_away
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.domain.rating.baseline_figure import BaselineFigure
from kpibook.domain.rules.outcomes import Baseline, Direction, Rounding, Status
from kpibook.domain.rules.regression_slope import goodness_slope
from kpibook.domain.rules.rule import MAY_BE_BELOW_ZERO, Floor, Limit, Method, Rates
from kpibook.domain.rules.scheme import Scheme
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace


@dataclass(frozen=True, slots=True)
class Position:
    """Figures of a measure in a period: all that a rule needs, in the measure's unit.

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
        unit: Says whether a figure can be better than 100 or 0, and words it; None for a plain
            number.
        compared_with: The measure's own baselines; empty takes the scheme's.
        baselines: Figures of other baselines than the quarter before and the same quarter last
            year, or in their place.
        counted: The unit with the council's word for it, likewise.
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
    compared_with: tuple[ComparedWith, ...] = ()
    baselines: tuple[BaselineFigure, ...] = ()
    counted: CountedIn | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """Verdict of the rules on a position.

    Attributes:
        status: The actual against the target.
        direction: Against the first baseline: the previous quarter, where nothing else is named.
        direction_year: Against the second: the same quarter last year, likewise.
        variance: What is rated less the target, in the measure's unit; None without both.
        why: The reason for the status, in one plain sentence with the figures.
        lacks: Fields that the rule takes and the measure does not give, see `rating.lacks`; empty
            where it is rated or unrated for another reason.
    """

    status: Status
    direction: Direction
    direction_year: Direction
    variance: Decimal | None
    why: str = ""
    lacks: tuple[str, ...] = ()


def position_of(
    measure: Measure, reading: Reading, previous: Decimal | None, previous_year: Decimal | None
) -> Position:
    """Put a measure and its reading together; a profiled target is the reading's quarter's."""
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
        compared_with=measure.compared_with,
        counted=measure.counted_in if measure.unit_word else None,
    )


def status_of(position: Position, scheme: Scheme) -> Status:
    """Rate the figure the scheme rates against the target.

    NOT_REPORTED when there is no figure, NOT_RATED when there is nothing to compare it with
    (no target, a neutral measure, a marker that says not applicable or confidential) or when
    the measure lacks a limit the scheme takes from it: never a guess. A shortfall exactly
    equal to a tolerance is within it.
    """
    return status_as_read(as_read(position, scheme), scheme)


def status_as_read(position: Position, scheme: Scheme) -> Status:
    """Return the status of figures that `as_read` has rounded already."""
    rule = scheme.rule
    value = rated_figure(position, scheme)
    if value is None:
        return Status.NOT_RATED if position.marker in ("[z]", "[c]") else Status.NOT_REPORTED
    short = shortfall(value, position)
    if short is None:
        return Status.NOT_RATED
    if rule.exceeding_by is not None and _exceeds(short, value, position, scheme):
        return Status.EXCEEDING
    if _meets(short, value, position, scheme):
        return Status.MET
    if _lacks_met_limit(position, scheme):
        return Status.NOT_RATED
    match decided(within_tests(value, position, scheme), all_of=rule.all_of):
        case True:
            return Status.WITHIN
        case None:
            return Status.NOT_RATED
    return Status.OFF


def direction_of(position: Position, scheme: Scheme, baseline: Baseline) -> Direction:
    """Compare the actual with its baseline: better, the same or worse.

    For a neutral measure INCREASED or DECREASED, without judgement, unless the scheme judges
    it. NO_HISTORY without a baseline. NOT_COMPARABLE without an actual, without anything to be
    close to, against the quarter before for a measure that restarts each year, and where the
    scheme wants a constant target and it has changed.
    """
    return direction_as_read(as_read(position, scheme), scheme, baseline)


def direction_as_read(
    position: Position,
    scheme: Scheme,
    baseline: Baseline,
    earlier_target: Decimal | None = None,
) -> Direction:
    """Return the direction of figures that `as_read` has rounded already.

    Args:
        position: The figures.
        scheme: The rules.
        baseline: What the actual is compared with.
        earlier_target: The target of last year's figure, rounded too; None takes it as unchanged.
    """
    rule = scheme.direction_rule
    quarter_before = baseline is Baseline.PREVIOUS
    # A year to date falls back to the first quarter's figure every April, and an annual figure has
    # no quarter before it.
    if quarter_before and position.basis.restarts_each_year:
        return Direction.NOT_COMPARABLE
    if quarter_before and rule.method is Method.REGRESSION:
        return _direction_of_series(position, scheme)
    actual, baseline_actual = (
        position.actual,
        position.previous if quarter_before else position.previous_year,
    )
    if baseline_actual is None:
        return Direction.NO_HISTORY
    if actual is None or (quarter_before and rule.constant_target and _target_changed(position)):
        return Direction.NOT_COMPARABLE
    target_then = position.previous_target if quarter_before else earlier_target
    earlier_position = position
    if target_then is not None and position.polarity is Polarity.CLOSEST:
        # near to what was aimed for then
        earlier_position = replace(position, target=target_then)
    goodnesses = goodness(actual, position), goodness(baseline_actual, earlier_position)
    if goodnesses[0] is None or goodnesses[1] is None:
        return Direction.NOT_COMPARABLE
    return _direction_for(
        goodnesses[0] - goodnesses[1], rule.dead_band.in_units(baseline_actual), position, scheme
    )


def variance_of(position: Position, scheme: Scheme) -> Decimal | None:
    """Return the rated figure less the target, in the measure's unit (points for a percentage)."""
    return variance_as_read(as_read(position, scheme), scheme)


def variance_as_read(position: Position, scheme: Scheme) -> Decimal | None:
    """Return the variance of figures that `as_read` has rounded already; None without both."""
    value = rated_figure(position, scheme)
    return None if value is None or position.target is None else value - position.target


def as_read(position: Position, scheme: Scheme) -> Position:
    """Return the figures the scheme rates: as people read them, at the decimals, or in full.

    The target is rounded with the actual: 95.0 printed against a target of 95.0 has met it.
    """
    if position.marker in MISSING_MARKERS:  # a suppressed figure is not rated, whatever it is
        position = replace(position, actual=None)
    places = position.decimals
    if places is None or scheme.rounding is Rounding.FULL:
        return position

    def rounded(value: Decimal | None) -> Decimal | None:
        return None if value is None else round_half_away(value, places)

    return replace(
        position,
        actual=rounded(position.actual),
        target=rounded(position.target),
        previous=rounded(position.previous),
        previous_year=rounded(position.previous_year),
        low=rounded(position.low),
        high=rounded(position.high),
        floor=rounded(position.floor),
        forecast=rounded(position.forecast),
        previous_target=rounded(position.previous_target),
        series=tuple(round_half_away(value, places) for value in position.series),
        baselines=tuple(
            figure if figure.value is None else replace(figure, value=rounded(figure.value))
            for figure in position.baselines
        ),
    )


def figure_as_read(value: Decimal | None, position: Position, scheme: Scheme) -> Decimal | None:
    """Return a figure of a position's measure as `as_read` gives it, but for its marker."""
    if value is None or position.decimals is None or scheme.rounding is Rounding.FULL:
        return value
    return round_half_away(value, position.decimals)


def rated_figure(position: Position, scheme: Scheme) -> Decimal | None:
    """Return the figure that is set against the target: the actual, or the forecast outturn."""
    return position.forecast if scheme.rule.rates is Rates.FORECAST else position.actual


def shortfall(value: Decimal, position: Position) -> Decimal | None:
    """Return the distance on the wrong side of target, <= 0 when met; None without a target."""
    if position.polarity is Polarity.RANGE:
        return _outside(value, position)
    if position.target is None:
        return None
    match position.polarity:
        case Polarity.HIGHER:
            return position.target - value
        case Polarity.LOWER:
            return value - position.target
        case Polarity.CLOSEST:
            return abs(value - position.target)
    return None


def allowance(limit: Limit | None, value: Decimal, position: Position) -> Decimal | None:
    """Return a limit in the measure's unit; None without a limit, or if the measure lacks it.

    A percentage is of the target's size; for a range, of the end nearer to the value.
    """
    tolerance = None if limit is None else limit.for_measure(position.tolerance)
    if tolerance is None:
        return None
    if position.polarity is Polarity.RANGE:
        ends = [end for end in (position.low, position.high) if end is not None]
        return tolerance.in_units(min(ends, key=lambda end: abs(end - value)))
    return tolerance.in_units(position.target or Decimal(0))


def within_tests(value: Decimal, position: Position, scheme: Scheme) -> list[bool | None]:
    """Apply each test of the within band to rounded figures; None if a limit is missing."""
    rule, short = scheme.rule, shortfall(value, position)
    tests: list[bool | None] = []
    if rule.tolerance is not None:
        limit = allowance(rule.tolerance, value, position)
        tests.append(None if limit is None or short is None else short <= limit)
    if rule.floor is not None:
        tests.append(_clears_floor(value, position, rule.floor))
    if rule.within_if:
        tests.append(direction_as_read(position, scheme, rule.compared_with) in rule.within_if)
    return tests


def decided(tests: Sequence[bool | None], *, all_of: bool) -> bool | None:
    """Return True if all (or any) of the tests are passed; None if an unknown test decides it."""
    deciding = not all_of
    if deciding in tests:
        return deciding
    return None if None in tests else all_of and bool(tests)


def goodness(value: Decimal, position: Position) -> Decimal | None:
    """Return a number that is greater the better the value is; None if that is not known.

    For a neutral measure it only says which of two values is greater.
    """
    match position.polarity:
        case Polarity.LOWER:
            return -value
        case Polarity.CLOSEST:
            return None if position.target is None else -abs(value - position.target)
        case Polarity.RANGE:
            outside = _outside(value, position)
            return None if outside is None else -outside
    return value


def is_at_best(position: Position) -> bool:
    """Return True if no figure could be better than the actual.

    100% where higher is better, 0 where lower is (except in money, a score and a unit of the
    council's own, which may go below 0), the target itself, and any figure inside the range.
    """
    actual = position.actual
    if actual is None:
        return False
    match position.polarity:
        case Polarity.HIGHER:
            return position.unit is Unit.PERCENT and actual == 100
        case Polarity.LOWER:
            return position.unit not in MAY_BE_BELOW_ZERO and actual == 0
        case Polarity.CLOSEST | Polarity.RANGE:
            return goodness(actual, position) == 0
    return False


def _exceeds(short: Decimal, value: Decimal, position: Position, scheme: Scheme) -> bool:
    """Return True if the figure beats the target by the scheme's margin."""
    if position.polarity not in (Polarity.HIGHER, Polarity.LOWER):
        return False
    margin = allowance(scheme.rule.exceeding_by, value, position)
    if margin is None:
        return False
    # Even with a margin of 0 a figure at the target does not exceed it.
    return -short > margin or (scheme.rule.exceeding_at and -short == margin and short < 0)


def _meets(short: Decimal, value: Decimal, position: Position, scheme: Scheme) -> bool:
    limit = allowance(scheme.rule.met_within, value, position)
    if limit is None:
        strict = position.strict and position.polarity in (Polarity.HIGHER, Polarity.LOWER)
        return short < 0 or (short == 0 and not strict)
    return short <= limit


def _lacks_met_limit(position: Position, scheme: Scheme) -> bool:
    limit = scheme.rule.met_within
    return limit is not None and limit.for_measure(position.tolerance) is None


def _clears_floor(value: Decimal, position: Position, kind: Floor) -> bool | None:
    if position.floor is None or position.polarity not in (Polarity.HIGHER, Polarity.LOWER):
        return None
    above = (
        value - position.floor if position.polarity is Polarity.HIGHER else position.floor - value
    )
    # A minimum standard is met by reaching it; reaching an intervention level is already off.
    return above >= 0 if kind is Floor.REACHED_IS_WITHIN else above > 0


def _direction_of_series(position: Position, scheme: Scheme) -> Direction:
    if position.actual is None:
        return Direction.NOT_COMPARABLE if position.series else Direction.NO_HISTORY
    goodnesses = [goodness(value, position) for value in (*position.series, position.actual)]
    comparable = [value for value in goodnesses if value is not None]
    if len(comparable) < len(goodnesses):
        return Direction.NOT_COMPARABLE
    slope = goodness_slope(comparable)
    if slope is None:
        return Direction.NO_HISTORY
    return _direction_for(
        slope, scheme.direction_rule.dead_band.in_units(position.series[0]), position, scheme
    )


def _target_changed(position: Position) -> bool:
    return position.previous_target is not None and position.previous_target != position.target


def _outside(value: Decimal, position: Position) -> Decimal | None:
    """Return the distance outside the acceptable range, 0 inside; None without a range."""
    if position.low is None and position.high is None:
        return None
    below = Decimal(0) if position.low is None else position.low - value
    above = Decimal(0) if position.high is None else value - position.high
    return max(below, above, Decimal(0))


def _direction_for(change: Decimal, band: Decimal, position: Position, scheme: Scheme) -> Direction:
    """Name a change for the better (or, for a neutral measure, upwards)."""
    if abs(change) <= band:
        rule = scheme.direction_rule
        return rule.at_best if is_at_best(position) else Direction.NO_CHANGE
    judged = position.polarity is not Polarity.NEUTRAL or scheme.direction_rule.neutral_is_judged
    up, down = (
        (Direction.IMPROVED, Direction.DECLINED)
        if judged
        else (Direction.INCREASED, Direction.DECREASED)
    )
    return up if change > 0 else down
