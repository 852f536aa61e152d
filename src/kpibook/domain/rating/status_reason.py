"""Reasons for a status: a plain sentence with the figures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kpibook.domain.measures.measure import Polarity, Tolerance, Unit
from kpibook.domain.measures.number import MISSING_MARKERS, plain, round_half_away
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.domain.rating.arithmetic import (
    Position,
    as_read,
    direction_as_read,
    rated_figure,
    shortfall,
    within_tests,
)
from kpibook.domain.rating.lacks import FLOOR, POLARITY, TOLERANCE, limits_lacking
from kpibook.domain.rules.outcomes import Baseline, Direction, Status
from kpibook.domain.rules.rule import Floor, Limit, Rates, StatusRule
from kpibook.domain.rules.rule_in_words import BASELINES, MOVED
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import listed

# A share is printed to one decimal, or to as many as show which side of a limit it is on.
_MOST_PLACES = 6
#: The word behind a tolerance that decided a status.
ALLOWED = "allowed"
_MEETS = "that still counts as meeting it"


def why(position: Position, scheme: Scheme, status: Status) -> str:
    """Explain `status`, which `position` has under `scheme`.

    "72.1% is 13.4 points (15.7%) below the target of 85.5%, more than the 5% allowed: off
    target." A share of a target of zero is not given: nothing can be divided by it.
    """
    return why_as_read(as_read(position, scheme), scheme, status)


def why_as_read(rounded: Position, scheme: Scheme, status: Status) -> str:
    """Explain the status of figures that `as_read` has rounded already."""
    value = rated_figure(rounded, scheme)
    reason = (
        _without_figure(rounded, scheme)
        if value is None
        else _with_figure(value, rounded, scheme, status)
    )
    return f"{reason}: {scheme.label(status).casefold()}."


def written(value: Decimal, position: Position) -> str:
    """Format a figure with its unit's sign; plain if the unit is not known."""
    counted = position.counted or CountedIn(position.unit or Unit.COUNT)
    return counted.written(value, position.decimals)


def _without_figure(position: Position, scheme: Scheme) -> str:
    if position.marker in MISSING_MARKERS:
        return f"The figure is marked {position.marker} ({MISSING_MARKERS[position.marker]})"
    figure = "forecast" if scheme.rule.rates is Rates.FORECAST else "actual"
    return f"There is no {figure} yet"


def _with_figure(value: Decimal, position: Position, scheme: Scheme, status: Status) -> str:
    if position.polarity is Polarity.NEUTRAL:
        return "Neither higher nor lower is better for this measure"
    short = shortfall(value, position)
    if short is None:
        ranged = position.polarity is Polarity.RANGE
        return "There is no range to stay in" if ranged else "There is no target in figures"
    distance = _distance_from_target(value, short, position, scheme)
    limit = _deciding_limit(status, value, short, position, scheme)
    return f"{distance}, {limit}" if limit else distance


def _distance_from_target(
    value: Decimal, short: Decimal, position: Position, scheme: Scheme
) -> str:
    """Describe the distance: "72.1% is 13.4 points (15.7%) below the target of 85.5%"."""
    figure = written(value, position)
    if scheme.rule.rates is Rates.FORECAST:
        figure = f"The forecast of {figure}"
    if position.polarity is Polarity.RANGE:
        ends = range_in_words(position)
        inside = f"{figure} is within {ends}"
        return (
            inside if short == 0 else f"{figure} is {size_in_words(short, position)} outside {ends}"
        )
    target = position.target or Decimal(0)
    difference = value - target
    if difference == 0:
        return f"{figure} is exactly the target"
    side = "above" if difference > 0 else "below"
    size = size_in_words(abs(difference), position)
    limits = (scheme.rule.met_within, scheme.rule.tolerance, scheme.rule.exceeding_by)
    size += share_in_words(difference, target, [_percent(limit, position) for limit in limits])
    sentence = f"{figure} is {size} {side} the target of {written(target, position)}"
    if short < 0 and position.polarity is Polarity.LOWER:
        sentence += ", and lower is better"
    return sentence


def _deciding_limit(
    status: Status, value: Decimal, short: Decimal, position: Position, scheme: Scheme
) -> str:
    rule = scheme.rule
    match status:
        case Status.EXCEEDING:
            margin_words = "at least" if rule.exceeding_at else "more than"
            margin = _limit_in_words(rule.exceeding_by, "it takes to exceed it", position)
            return f"{margin_words} {margin}"
        case Status.MET if short > 0:
            return f"no more than {_limit_in_words(rule.met_within, _MEETS, position)}"
        case Status.WITHIN:
            return _within_reason(value, short, position, scheme)
        case Status.OFF:
            return _off_reason(value, short, position, scheme)
        case Status.NOT_RATED:
            return _needed_limit(value, position, scheme)
    return ""


def _within_reason(value: Decimal, short: Decimal, position: Position, scheme: Scheme) -> str:
    """Say what made it within: "no more than the 5% allowed", "but better than last year"."""
    rule, reasons = scheme.rule, []
    tests = _tests(value, position, scheme)
    if tests.get("tolerance"):
        limit = _limit_in_words(rule.tolerance, ALLOWED, position)
        reasons.append(f"no more than {limit}" if short > 0 else f"within {limit}")
    if tests.get("floor"):
        better = "not below" if position.polarity is Polarity.HIGHER else "not above"
        if rule.floor is Floor.REACHED_IS_OFF:
            better = "better than"
        reasons.append(f"{better} {_floor(position, rule)}")
    if tests.get("movement"):
        reasons.append(_movement(position, scheme))
    start = "which has to be bettered, but " if short <= 0 else "but "
    if short > 0 and tests.get("tolerance"):
        start = ""
    return start + listed(reasons)


def _off_reason(value: Decimal, short: Decimal, position: Position, scheme: Scheme) -> str:
    """Say which tests made it off; nothing if being short of the target is enough."""
    rule, reasons = scheme.rule, []
    tests = _tests(value, position, scheme)
    if tests.get("floor") is False:
        at = "at" if value == position.floor else "worse than"
        reasons.append(f"{at} {_floor(position, rule)}")
    if tests.get("movement") is False:
        reasons.append(_movement(position, scheme))
    return ", ".join(
        [*_limit_exceeded(short, tests, position, scheme), *(f"and {reason}" for reason in reasons)]
    )


def _limit_exceeded(
    short: Decimal, tests: dict[str, bool | None], position: Position, scheme: Scheme
) -> list[str]:
    """Name the limit the shortfall is beyond, if any."""
    rule = scheme.rule
    if short <= 0:
        return ["which has to be bettered"]
    if tests.get("tolerance") is False:
        return [f"more than {_limit_in_words(rule.tolerance, ALLOWED, position)}"]
    if rule.met_within is not None and "tolerance" not in tests:
        return [f"more than {_limit_in_words(rule.met_within, _MEETS, position)}"]
    return []


def _tests(value: Decimal, position: Position, scheme: Scheme) -> dict[str, bool | None]:
    """Return the tests of the within band by name: True passed, False failed, None not known."""
    rule = scheme.rule
    names = (
        ("tolerance", rule.tolerance is not None),
        ("floor", rule.floor is not None),
        ("movement", bool(rule.within_if)),
    )
    used_names = [name for name, used in names if used]
    return dict(zip(used_names, within_tests(value, position, scheme), strict=True))


def _needed_limit(value: Decimal, position: Position, scheme: Scheme) -> str:
    """Name the limit the rule needs and the measure has not given."""
    lacks = limits_lacking(value, position, scheme)
    if POLARITY in lacks:
        return "and a floor decides only where higher or lower is better"
    level = "an intervention level" if scheme.rule.floor is Floor.REACHED_IS_OFF else "a floor"
    words = {TOLERANCE: "a tolerance", FLOOR: level}
    needed = " or ".join(words[limit] for limit in lacks)
    return f"and the rule needs {needed} from the measure, which gives none"


def _floor(position: Position, rule: StatusRule) -> str:
    kind = "intervention level" if rule.floor is Floor.REACHED_IS_OFF else "floor"
    return f"the {kind} of {written(position.floor or Decimal(0), position)}"


def _movement(position: Position, scheme: Scheme) -> str:
    """Describe the movement: "better than the same quarter last year (70%)"."""
    baseline = scheme.rule.compared_with
    direction = direction_as_read(position, scheme, baseline)
    figure = position.previous if baseline is Baseline.PREVIOUS else position.previous_year
    comparable = figure is not None and direction is not Direction.NOT_COMPARABLE
    earlier = f" ({written(figure, position)})" if figure is not None and comparable else ""
    return f"{MOVED[direction]} {BASELINES[baseline]}{earlier}"


def _limit_in_words(limit: Limit | None, use: str, position: Position) -> str:
    """Describe a limit for this measure: "the 5% allowed", "the 2 points allowed"."""
    tolerance = None if limit is None else limit.for_measure(position.tolerance)
    if tolerance is None:  # a status is never told with a limit that did not decide it
        return f"the tolerance {use}"
    if not tolerance.of_target:
        return f"the {size_in_words(tolerance.amount, position)} {use}"
    target_is_zero = position.target == 0 and position.polarity is not Polarity.RANGE
    return f"the {tolerance} {use}" + (" (which of a target of 0 is 0)" if target_is_zero else "")


def share_in_words(difference: Decimal, target: Decimal, limits: Sequence[Decimal | None]) -> str:
    """Return a difference as a share of the target, in brackets; "" for a target of zero.

    Takes more decimals where one decimal would print a limit that the share is not equal to:
    5.04% against a tolerance of 5% must not read "5.0%, more than the 5% allowed".

    Args:
        difference: The figure less the target.
        target: The target, in the same unit.
        limits: The rule's limits in % of the target; None for one in the measure's unit.
    """
    if not target:
        return ""
    percent = abs(difference / target) * 100
    for places in range(1, _MOST_PLACES + 1):
        rounded = round_half_away(percent, places)
        if rounded == percent:
            return f" ({plain(percent)}%)"
        if rounded and rounded not in limits:
            return f" ({plain(percent, places)}%)"
    return ""


def _percent(limit: Limit | None, position: Position) -> Decimal | None:
    tolerance: Tolerance | None = None if limit is None else limit.for_measure(position.tolerance)
    return tolerance.amount if tolerance is not None and tolerance.of_target else None


def size_in_words(difference: Decimal, position: Position) -> str:
    """Return the size of a difference with its unit: "13.4 points", "£2.50", "3"."""
    if position.unit in (Unit.CURRENCY, Unit.DURATION, Unit.QUANTITY, Unit.RATE):
        return written(difference, position)
    number = plain(difference, _places_for(difference, position))
    if position.unit is not Unit.PERCENT:
        return number
    return f"{number} {'point' if number == '1' else 'points'}"


def _places_for(difference: Decimal, position: Position) -> int | None:
    """Return the measure's decimals, or None if they would print another number."""
    if position.decimals is None or round_half_away(difference, position.decimals) != difference:
        return None
    return position.decimals


def range_in_words(position: Position) -> str:
    """Describe the range to stay in: "the range 2.0% to 4.0%"."""
    low, high = (
        None if end is None else written(end, position) for end in (position.low, position.high)
    )
    if low is None:
        return f"the range up to {high}"
    return f"the range from {low}" if high is None else f"the range {low} to {high}"
