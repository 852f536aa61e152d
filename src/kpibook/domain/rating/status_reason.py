"""Why a measure has its status: one plain sentence with the figures."""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.measures.measure import Measure, Polarity, Tolerance, Unit
from kpibook.domain.measures.number import MISSING_MARKERS, plain, round_half_away
from kpibook.domain.rating.arithmetic import (
    Position,
    allowance,
    as_read,
    direction_of,
    rated_figure,
    shortfall,
    within_tests,
)
from kpibook.domain.rules.outcomes import Baseline, Direction, Status
from kpibook.domain.rules.rule import Floor, Limit, Rates, StatusRule
from kpibook.domain.rules.rule_in_words import BASELINES, MOVED
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import listed

# A share is printed to one decimal, or to as many as show which side of a limit it is on.
_MOST_PLACES = 6
_ALLOWED, _MEETS = "allowed", "that still counts as meeting it"


def why(position: Position, scheme: Scheme, status: Status) -> str:
    """The reason for `status`, which `position` has under `scheme`.

    "72.1% is 13.4 points (15.7%) below the target of 85.5%, more than the 5% allowed: off
    target." A share of a target of zero is not given: nothing can be divided by it.
    """
    read = as_read(position, scheme)
    value = rated_figure(read, scheme)
    reason = (
        _without_figure(read, scheme)
        if value is None
        else _with_figure(value, read, scheme, status)
    )
    return f"{reason}: {scheme.label(status).casefold()}."


def written(value: Decimal, read: Position) -> str:
    """A figure as it is printed, with its unit's sign; plain when the unit is not known."""
    return Measure("", unit=read.unit or Unit.COUNT, decimals=read.decimals).written(value)


def _without_figure(read: Position, scheme: Scheme) -> str:
    if read.marker in MISSING_MARKERS:
        return f"The figure is marked {read.marker} ({MISSING_MARKERS[read.marker]})"
    figure = "forecast" if scheme.rule.rates is Rates.FORECAST else "actual"
    return f"There is no {figure} yet"


def _with_figure(value: Decimal, read: Position, scheme: Scheme, status: Status) -> str:
    if read.polarity is Polarity.NEUTRAL:
        return "Neither higher nor lower is better for this measure"
    short = shortfall(value, read)
    if short is None:
        ranged = read.polarity is Polarity.RANGE
        return "There is no range to stay in" if ranged else "There is no target in figures"
    stands = _stands(value, short, read, scheme)
    because = _because(status, value, short, read, scheme)
    return f"{stands}, {because}" if because else stands


def _stands(value: Decimal, short: Decimal, read: Position, scheme: Scheme) -> str:
    """Where the figure is: "72.1% is 13.4 points (15.7%) below the target of 85.5%"."""
    said = written(value, read)
    if scheme.rule.rates is Rates.FORECAST:
        said = f"The forecast of {said}"
    if read.polarity is Polarity.RANGE:
        ends = range_in_words(read)
        inside = f"{said} is within {ends}"
        return inside if short == 0 else f"{said} is {size_in_words(short, read)} outside {ends}"
    target = read.target or Decimal(0)
    difference = value - target
    if difference == 0:
        return f"{said} is exactly the target"
    side = "above" if difference > 0 else "below"
    size = f"{size_in_words(abs(difference), read)}{_share(difference, target, read, scheme)}"
    sentence = f"{said} is {size} {side} the target of {written(target, read)}"
    if short < 0 and read.polarity is Polarity.LOWER:
        sentence += ", and lower is better"
    return sentence


def _because(status: Status, value: Decimal, short: Decimal, read: Position, scheme: Scheme) -> str:
    rule = scheme.rule
    match status:
        case Status.EXCEEDING:
            how = "at least" if rule.exceeding_at else "more than"
            return f"{how} {_the(rule.exceeding_by, 'it takes to exceed it', read)}"
        case Status.MET if short > 0:
            return f"no more than {_the(rule.met_within, _MEETS, read)}"
        case Status.WITHIN:
            return _passed(value, short, read, scheme)
        case Status.OFF:
            return _failed(value, short, read, scheme)
        case Status.NOT_RATED:
            return _missing(value, read, scheme)
    return ""


def _passed(value: Decimal, short: Decimal, read: Position, scheme: Scheme) -> str:
    """What made it within: "no more than the 5% allowed", "but better than last year"."""
    rule, said = scheme.rule, []
    tests = _tests(value, read, scheme)
    if tests.get("tolerance"):
        limit = _the(rule.tolerance, _ALLOWED, read)
        said.append(f"no more than {limit}" if short > 0 else f"within {limit}")
    if tests.get("floor"):
        better = "not below" if read.polarity is Polarity.HIGHER else "not above"
        if rule.floor is Floor.REACHED_IS_OFF:
            better = "better than"
        said.append(f"{better} {_floor(read, rule)}")
    if tests.get("movement"):
        said.append(_movement(read, scheme))
    start = "which has to be bettered, but " if short <= 0 else "but "
    if short > 0 and tests.get("tolerance"):
        start = ""
    return start + listed(said)


def _failed(value: Decimal, short: Decimal, read: Position, scheme: Scheme) -> str:
    """What made it off, test by test; nothing where being short of the target is all."""
    rule, said = scheme.rule, []
    tests = _tests(value, read, scheme)
    if tests.get("floor") is False:
        at = "at" if value == read.floor else "worse than"
        said.append(f"{at} {_floor(read, rule)}")
    if tests.get("movement") is False:
        said.append(_movement(read, scheme))
    return ", ".join([*_beyond(short, tests, read, scheme), *(f"and {one}" for one in said)])


def _beyond(
    short: Decimal, tests: dict[str, bool | None], read: Position, scheme: Scheme
) -> list[str]:
    """Which limit the shortfall is beyond, if any."""
    rule = scheme.rule
    if short <= 0:
        return ["which has to be bettered"]
    if tests.get("tolerance") is False:
        return [f"more than {_the(rule.tolerance, _ALLOWED, read)}"]
    if rule.met_within is not None and "tolerance" not in tests:
        return [f"more than {_the(rule.met_within, _MEETS, read)}"]
    return []


def _tests(value: Decimal, read: Position, scheme: Scheme) -> dict[str, bool | None]:
    """The tests of the within band by name, each passed, failed or not known."""
    rule = scheme.rule
    names = (
        ("tolerance", rule.tolerance is not None),
        ("floor", rule.floor is not None),
        ("movement", bool(rule.within_if)),
    )
    there = [name for name, used in names if used]
    return dict(zip(there, within_tests(value, read, scheme), strict=True))


def _missing(value: Decimal, read: Position, scheme: Scheme) -> str:
    """Which limit the rule needs and the measure has not given."""
    rule = scheme.rule
    if rule.floor is not None and read.polarity not in (Polarity.HIGHER, Polarity.LOWER):
        return "and a floor decides only where higher or lower is better"
    level = "an intervention level" if rule.floor is Floor.REACHED_IS_OFF else "a floor"
    lacks = [level] if rule.floor is not None and read.floor is None else []
    limits = (rule.met_within, rule.tolerance)
    if any(limit is not None and allowance(limit, value, read) is None for limit in limits):
        lacks.insert(0, "a tolerance")
    return f"and the rule needs {' or '.join(lacks)} from the measure, which gives none"


def _floor(read: Position, rule: StatusRule) -> str:
    kind = "intervention level" if rule.floor is Floor.REACHED_IS_OFF else "floor"
    return f"the {kind} of {written(read.floor or Decimal(0), read)}"


def _movement(read: Position, scheme: Scheme) -> str:
    """How it has moved: "better than the same quarter last year (70%)"."""
    baseline = scheme.rule.compared_with
    direction = direction_of(read, scheme, baseline)
    figure = read.previous if baseline is Baseline.PREVIOUS else read.previous_year
    known = figure is not None and direction is not Direction.NOT_COMPARABLE
    earlier = f" ({written(figure, read)})" if figure is not None and known else ""
    return f"{MOVED[direction]} {BASELINES[baseline]}{earlier}"


def _the(limit: Limit | None, use: str, read: Position) -> str:
    """A limit as it applies to this measure: "the 5% allowed", "the 2 points allowed"."""
    tolerance = None if limit is None else limit.for_measure(read.tolerance)
    if tolerance is None:  # a status is never told with a limit that did not decide it
        return f"the tolerance {use}"
    if not tolerance.of_target:
        return f"the {size_in_words(tolerance.amount, read)} {use}"
    nothing = read.target == 0 and read.polarity is not Polarity.RANGE
    return f"the {tolerance} {use}" + (" (which of a target of 0 is 0)" if nothing else "")


def _share(difference: Decimal, target: Decimal, read: Position, scheme: Scheme) -> str:
    """The difference as a share of the target, in brackets; "" of a target of zero.

    With more decimals than one where one would print a limit that it is not equal to.
    """
    if not target:
        return ""
    share = abs(difference / target) * 100
    rule = scheme.rule
    limits = [
        _percent(limit, read) for limit in (rule.met_within, rule.tolerance, rule.exceeding_by)
    ]
    for places in range(1, _MOST_PLACES + 1):
        rounded = round_half_away(share, places)
        if rounded == share:
            return f" ({plain(share)}%)"
        if rounded and rounded not in limits:
            return f" ({plain(share, places)}%)"
    return ""


def _percent(limit: Limit | None, read: Position) -> Decimal | None:
    tolerance: Tolerance | None = None if limit is None else limit.for_measure(read.tolerance)
    return tolerance.amount if tolerance is not None and tolerance.of_target else None


def size_in_words(difference: Decimal, read: Position) -> str:
    """The size of a difference with its unit: "13.4 points", "£2.50", "3"."""
    if read.unit is Unit.CURRENCY:
        return written(difference, read)
    number = plain(difference, _places_for(difference, read))
    if read.unit is not Unit.PERCENT:
        return number
    return f"{number} {'point' if number == '1' else 'points'}"


def _places_for(difference: Decimal, read: Position) -> int | None:
    """The measure's decimals, or all there are where those would print something else."""
    if read.decimals is None or round_half_away(difference, read.decimals) != difference:
        return None
    return read.decimals


def range_in_words(read: Position) -> str:
    """The range to stay in: "the range 2.0% to 4.0%"."""
    low, high = (None if end is None else written(end, read) for end in (read.low, read.high))
    if low is None:
        return f"the range up to {high}"
    return f"the range from {low}" if high is None else f"the range {low} to {high}"
