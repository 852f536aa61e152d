"""A scheme's rule in words, written from its data: what each status and direction means."""

from __future__ import annotations

from kpibook.domain.measure import Tolerance
from kpibook.domain.number import plain
from kpibook.domain.outcomes import Baseline, Direction, Status
from kpibook.domain.rule import DirectionRule, Floor, Limit, Method, Rates, StatusRule
from kpibook.domain.words import listed

_BASELINES = {
    Baseline.PREVIOUS: "the quarter before",
    Baseline.PREVIOUS_YEAR: "the same quarter last year",
}
_MOVED = {
    Direction.IMPROVED: "better than",
    Direction.NO_CHANGE: "the same as",
    Direction.INCREASED: "higher than",
    Direction.DECREASED: "lower than",
    Direction.DECLINED: "worse than",
}


def status_meanings(rule: StatusRule) -> dict[Status, str]:
    """What each status means under `rule`, a sentence each.

    >>> status_meanings(StatusRule())[Status.MET]
    'The actual is at the target or better.'
    """
    figure = "forecast outturn" if rule.rates is Rates.FORECAST else "actual"
    short = ""
    if rule.met_within is not None:
        short = f", or short of it by no more than {limit_in_words(rule.met_within)}"
    return {
        Status.EXCEEDING: _exceeding(rule, figure),
        Status.MET: f"The {figure} is at the target or better{short}.",
        Status.WITHIN: _within(rule, figure),
        Status.OFF: _off(rule, figure),
        Status.NOT_RATED: "There is nothing to rate against: the measure has no target in figures, "
        "or is neutral (neither higher nor lower is better)"
        + _not_given(rule)
        + "; or its figure is marked as confidential or not applicable.",
        Status.NOT_REPORTED: f"There is no {figure} for the quarter yet.",
    }


def direction_meanings(rule: DirectionRule) -> dict[Direction, str]:
    """What each direction means under `rule`, a sentence each."""
    against = "the period it is compared with"
    if rule.method is Method.REGRESSION:
        against += (
            " (against the quarter before: the slope of a straight line through all quarters)"
        )
    band = ""
    if rule.dead_band.amount:
        size = tolerance_in_words(rule.dead_band, "the earlier figure")
        band = f" A change of no more than {size} is no change."
    neutral = "in a measure where that is neither good nor bad"
    judged = " For a neutral measure, higher counts as better." if rule.neutral_is_judged else ""
    constant = ", a target that has changed since" if rule.constant_target else ""
    return {
        Direction.IMPROVED: f"Better than {against}.{judged}",
        Direction.DECLINED: f"Worse than {against}.",
        Direction.NO_CHANGE: f"The same as {against}, as reported.{band}",
        Direction.INCREASED: f"Higher than {against}, {neutral}.",
        Direction.DECREASED: f"Lower than {against}, {neutral}.",
        Direction.NO_HISTORY: "There is no figure for the period it would be compared with.",
        Direction.NOT_COMPARABLE: "There is no fair comparison: no actual yet"
        f"{constant}, or a figure for the year so far set against the quarter before.",
    }


def limit_in_words(limit: Limit) -> str:
    """A limit in a sentence.

    >>> from decimal import Decimal
    >>> limit_in_words(Limit(Tolerance(Decimal(5), of_target=True), per_measure=True))
    "the measure's own tolerance, or 5% of the target where it has none"
    """
    own = "the measure's own tolerance"
    if limit.default is None:
        return own
    usual = tolerance_in_words(limit.default, "the target")
    return f"{own}, or {usual} where it has none" if limit.per_measure else usual


def tolerance_in_words(tolerance: Tolerance, of_what: str) -> str:
    """A tolerance in a sentence: "5% of the target", "2 in the measure's unit"."""
    amount = plain(tolerance.amount)
    return f"{amount}% of {of_what}" if tolerance.of_target else f"{amount} in the measure's unit"


def _exceeding(rule: StatusRule, figure: str) -> str:
    if rule.exceeding_by is None:
        return ""
    by = limit_in_words(rule.exceeding_by)
    how = "at least" if rule.exceeding_at else "more than"
    return f"The {figure} is better than the target by {how} {by}."


def _within(rule: StatusRule, figure: str) -> str:
    tests = []
    if rule.tolerance is not None:
        tests.append(f"short of it by no more than {limit_in_words(rule.tolerance)}")
    if rule.floor is Floor.REACHED_IS_WITHIN:
        tests.append("at the measure's floor or better")
    if rule.floor is Floor.REACHED_IS_OFF:
        tests.append("better than the measure's intervention level")
    if rule.within_if:
        moved = [words for direction, words in _MOVED.items() if direction in rule.within_if]
        tests.append(f"{' or '.join(moved)} {_BASELINES[rule.compared_with]}")
    if not tests:
        return ""
    joined = listed(tests) if rule.all_of else ", or ".join(tests)
    exact = " A shortfall of exactly the tolerance is within it." if rule.tolerance else ""
    return f"The {figure} has not met the target, but is {joined}.{exact}"


def _off(rule: StatusRule, figure: str) -> str:
    if not rule.has_within:
        return f"The {figure} has not met the target."
    return f"The {figure} has not met the target, and is not {_within_name(rule)}."


def _within_name(rule: StatusRule) -> str:
    names = []
    if rule.tolerance is not None:
        names.append("within the tolerance")
    if rule.floor is Floor.REACHED_IS_WITHIN:
        names.append("at its floor")
    if rule.floor is Floor.REACHED_IS_OFF:
        names.append("clear of its intervention level")
    if rule.within_if:
        moved = [words for direction, words in _MOVED.items() if direction in rule.within_if]
        names.append(f"{' or '.join(moved)} {_BASELINES[rule.compared_with]}")
    return (" and " if rule.all_of else " or ").join(names)


def _not_given(rule: StatusRule) -> str:
    must = [word for word in ("tolerance", "floor") if word in rule.needs]
    return f"; or short of target with no {' or '.join(must)} given" if must else ""
