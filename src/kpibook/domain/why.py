"""Why a measure has its status: one plain sentence with the figures."""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.measure import Measure, Polarity, Unit
from kpibook.domain.number import MISSING_MARKERS, plain
from kpibook.domain.outcomes import Status
from kpibook.domain.rating import (
    Position,
    allowance,
    as_read,
    rated_figure,
    shortfall,
    within_tests,
)
from kpibook.domain.rule import Floor, Limit, Rates
from kpibook.domain.rule_words import limit_in_words
from kpibook.domain.scheme import Scheme
from kpibook.domain.words import listed


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
        return (
            "There is no range to stay in"
            if read.polarity is Polarity.RANGE
            else ("There is no target in figures")
        )
    stands = _stands(value, short, read)
    because = _because(status, value, short, read, scheme)
    return f"{stands}, {because}" if because else stands


def _stands(value: Decimal, short: Decimal, read: Position) -> str:
    """Where the figure is: "72.1% is 13.4 points (15.7%) below the target of 85.5%"."""
    said = written(value, read)
    if read.polarity is Polarity.RANGE:
        ends = _range(read)
        return (
            f"{said} is within {ends}"
            if short == 0
            else f"{said} is {_size(short, read)} outside {ends}"
        )
    target = read.target or Decimal(0)
    difference = value - target
    if difference == 0:
        return f"{said} is exactly the target"
    side = "above" if difference > 0 else "below"
    share = f" ({plain(abs(difference / target) * 100, 1)}%)" if target else ""
    said = f"{said} is {_size(abs(difference), read)}{share} {side} the target of "
    said += written(target, read)
    if short <= 0 and read.polarity is not Polarity.HIGHER:
        said += f", and {_good_way(read)} is better"
    return said


def _because(status: Status, value: Decimal, short: Decimal, read: Position, scheme: Scheme) -> str:
    rule = scheme.rule
    match status:
        case Status.EXCEEDING:
            how = "at least" if rule.exceeding_at else "more than"
            return f"{how} the {_limit(rule.exceeding_by, read)} that exceeds it"
        case Status.MET if short > 0:
            return f"no more than the {_limit(rule.met_within, read)} that still meets it"
        case Status.MET if read.polarity is Polarity.CLOSEST and short == 0:
            return ""
        case Status.WITHIN:
            return _passed(value, read, scheme)
        case Status.OFF:
            return _failed(value, read, scheme)
        case Status.NOT_RATED:
            lacks = _missing(value, read, scheme)
            return f"and the scheme takes {lacks} from the measure, which gives none"
    return ""


def _passed(value: Decimal, read: Position, scheme: Scheme) -> str:
    texts = _texts(value, read, scheme)
    return listed([text[0] for text, passed in texts if passed])


def _failed(value: Decimal, read: Position, scheme: Scheme) -> str:
    texts = _texts(value, read, scheme)
    if not texts and scheme.rule.met_within is not None:
        return f"more than the {_limit(scheme.rule.met_within, read)} that still meets it"
    if not texts and read.strict and value == read.target:
        return "which the target does not include"
    return listed([text[1] for text, passed in texts if not passed])


def _texts(
    value: Decimal, read: Position, scheme: Scheme
) -> list[tuple[tuple[str, str], bool | None]]:
    """What to say of each test of the within band when it is passed and when it is not."""
    rule = scheme.rule
    texts: list[tuple[str, str]] = []
    if rule.tolerance is not None:
        limit = _limit(rule.tolerance, read)
        texts.append((f"no more than the {limit} allowed", f"more than the {limit} allowed"))
    if rule.floor is not None:
        floor = "none" if read.floor is None else written(read.floor, read)
        if rule.floor is Floor.REACHED_IS_WITHIN:
            texts.append((f"at the floor of {floor} or better", f"worse than the floor of {floor}"))
        else:
            level = f"the intervention level of {floor}"
            texts.append((f"better than {level}", f"at {level} or worse"))
    if rule.within_if:
        baseline = read.previous if rule.compared_with.value == "previous" else read.previous_year
        before = "no earlier figure" if baseline is None else f"{written(baseline, read)} before"
        texts.append((f"with {before}", f"with {before}"))
    return list(zip(texts, within_tests(value, read, scheme), strict=True))


def _missing(value: Decimal, read: Position, scheme: Scheme) -> str:
    rule = scheme.rule
    lacks_floor = rule.floor is not None and read.floor is None
    lacks_limit = any(
        limit is not None and allowance(limit, value, read) is None
        for limit in (rule.met_within, rule.tolerance)
    )
    return " or ".join(
        word for word, lacks in (("a tolerance", lacks_limit), ("a floor", lacks_floor)) if lacks
    )


def _limit(limit: Limit | None, read: Position) -> str:
    """A limit as it applies to this measure: "5%", "2 points"."""
    tolerance = None if limit is None else limit.for_measure(read.tolerance)
    if tolerance is None:
        return "tolerance" if limit is None else limit_in_words(limit)
    if not tolerance.of_target:
        return _size(tolerance.amount, read)
    nothing = " of nothing" if read.target == 0 and read.polarity is not Polarity.RANGE else ""
    return f"{tolerance}{nothing}"


def written(value: Decimal, read: Position) -> str:
    """A figure as it is printed, with its unit's sign; plain when the unit is not known."""
    return Measure("", unit=read.unit or Unit.COUNT, decimals=_places(read)).written(value)


def _size(difference: Decimal, read: Position) -> str:
    if read.unit is Unit.CURRENCY:
        return written(difference, read)
    points = " points" if read.unit is Unit.PERCENT else ""
    return f"{plain(difference, _places(read))}{points}"


def _places(read: Position) -> int | None:
    return read.decimals


def _range(read: Position) -> str:
    low, high = (None if end is None else written(end, read) for end in (read.low, read.high))
    if low is None:
        return f"the range up to {high}"
    return f"the range from {low}" if high is None else f"the range {low} to {high}"


def _good_way(read: Position) -> str:
    return "lower" if read.polarity is Polarity.LOWER else "closer"
