"""A scheme's rule in words, written from its data: what each status and direction means."""

from __future__ import annotations

from collections.abc import Sequence

from kpibook.domain.measures.compared_with import NAMES, ComparedWith
from kpibook.domain.measures.measure import Tolerance
from kpibook.domain.measures.number import plain
from kpibook.domain.rules.outcomes import Baseline, Direction, Rounding, Status
from kpibook.domain.rules.regression_slope import FEWEST_POINTS
from kpibook.domain.rules.rule import DirectionRule, Floor, Limit, Method, Rates, StatusRule
from kpibook.domain.wording import listed

#: Names of the baselines in a sentence.
BASELINES = {
    Baseline.PREVIOUS: "the quarter before",
    Baseline.PREVIOUS_YEAR: "the same quarter last year",
}
#: Words for a direction, before the baseline it is against.
MOVED = {
    Direction.IMPROVED: "better than",
    Direction.NO_CHANGE: "level with",
    Direction.INCREASED: "higher than",
    Direction.DECREASED: "lower than",
    Direction.DECLINED: "worse than",
    Direction.NO_HISTORY: "without a figure for",
    Direction.NOT_COMPARABLE: "not comparable with",
}
_NEUTRAL = "a neutral measure (neither higher nor lower is better)"
_LINE = {
    Direction.IMPROVED: "rises for the better",
    Direction.DECLINED: "falls for the worse",
    Direction.NO_CHANGE: "is level",
    Direction.INCREASED: "rises",
    Direction.DECREASED: "falls",
}


#: What it means that a measure is not due, whatever the rule.
NOT_DUE = "There is no new figure this quarter: it is reported less often."


def status_meanings(rule: StatusRule) -> dict[Status, str]:
    """Describe each status under `rule`, in a sentence or two each.

    >>> status_meanings(StatusRule())[Status.MET]
    'The actual is at the target or better.'
    """
    figure = _figure(rule)
    return {
        Status.EXCEEDING: _exceeding(rule),
        Status.MET: _met(rule),
        Status.WITHIN: _within(rule),
        Status.OFF: _off(rule),
        Status.NOT_RATED: "There is nothing to rate: there is no target in figures, or it is "
        f"{_NEUTRAL}, or the figure is marked not applicable [z] or confidential [c]."
        f"{_not_given(rule)}",
        Status.NOT_REPORTED: f"There is no {figure} yet.",
        Status.NOT_DUE: NOT_DUE,
    }


def direction_meanings(
    rule: DirectionRule, rounding: Rounding = Rounding.AS_REPORTED
) -> dict[Direction, str]:
    """Describe each direction under `rule`, in a sentence or two each."""
    up, down = Direction.INCREASED, Direction.DECREASED
    if rule.neutral_is_judged:
        better = f" {_NEUTRAL.capitalize()} counts as better when it is higher."
        worse = " A neutral measure counts as worse when it is lower."
        neutral = dict.fromkeys((up, down), "Not used: every measure is called better or worse.")
    else:
        better = worse = ""
        neutral = {way: f"{_moved(rule, way)} Said of {_NEUTRAL}." for way in (up, down)}
    too_few = ""
    if rule.method is Method.REGRESSION:
        too_few = f" A line needs {FEWEST_POINTS} quarters in a row, this one included."
    return {
        Direction.IMPROVED: _moved(rule, Direction.IMPROVED) + better + _at_best(rule),
        Direction.DECLINED: _moved(rule, Direction.DECLINED) + worse,
        Direction.NO_CHANGE: _moved(rule, Direction.NO_CHANGE).removesuffix(".")
        + (", at the decimals reported." if rounding is Rounding.AS_REPORTED else ".")
        + _dead_band(rule),
        **neutral,
        Direction.NO_HISTORY: f"There is no figure for the period it is compared with.{too_few}",
        Direction.NOT_COMPARABLE: _not_comparable(rule),
    }


def _not_comparable(rule: DirectionRule) -> str:
    baselines = rule.compared_with or (ComparedWith.PREVIOUS,)
    reasons = ["there is no actual yet"]
    if rule.constant_target:
        reasons.append("the target is not that of the quarter before")
    instead = ""
    if ComparedWith.PREVIOUS in baselines and rule.restarting_by_year:
        instead = (
            " A figure that starts again each year is set against the same quarter last year in "
            "place of the quarter before."
        )
    elif ComparedWith.PREVIOUS in baselines:
        reasons.append(
            "the figure starts again each year and the other is that of the quarter before"
        )
    if ComparedWith.OUTTURN in baselines:
        reasons.append("the figure adds up through the year and the other is that of a whole year")
    if ComparedWith.TARGET_PATH in baselines:
        reasons.append("the quarter has no target")
    *first, last = reasons
    joined = f"{', '.join(first)}, or {last}" if first else last
    return f"The two figures cannot be compared: {joined}.{instead}"


def _at_best(rule: DirectionRule) -> str:
    if rule.at_best is Direction.NO_CHANGE:
        return ""
    return (
        " A figure that is no worse counts too where none could be better: 100% where higher is "
        "better, 0 where lower is."
    )


def baselines_in_words(compared_with: Sequence[ComparedWith]) -> str:
    """Name one or two baselines in a sentence; "the period it is compared with" for none.

    >>> baselines_in_words([ComparedWith.OUTTURN, ComparedWith.PREVIOUS])
    "last year's outturn (first direction) or the quarter before (second direction)"
    """
    names = [NAMES[baseline] for baseline in compared_with]
    if len(names) < 2:
        return names[0] if names else "the period it is compared with"
    return f"{names[0]} (first direction) or {names[1]} (second direction)"


def rounding_in_words(rounding: Rounding) -> str:
    """Say in a sentence which figures are rated."""
    if rounding is Rounding.FULL:
        return "Figures are rated in full, with all their decimals."
    return (
        "Figures are rated as they are read: rounded to the measure's decimals, a half away from 0."
    )


def limit_in_words(limit: Limit) -> str:
    """Describe a limit in a sentence.

    >>> from decimal import Decimal
    >>> limit_in_words(Limit(Tolerance(Decimal(5), of_target=True), per_measure=True))
    "the measure's own tolerance (5% of the target where it has none)"
    """
    own_tolerance = "the measure's own tolerance"
    if limit.default is None:
        return own_tolerance
    usual = tolerance_in_words(limit.default, "the target")
    return f"{own_tolerance} ({usual} where it has none)" if limit.per_measure else usual


def tolerance_in_words(tolerance: Tolerance, of_what: str) -> str:
    """Describe a tolerance in a sentence: "5% of the target", "2 in the measure's unit"."""
    amount = plain(tolerance.amount)
    return f"{amount}% of {of_what}" if tolerance.of_target else f"{amount} in the measure's unit"


def moved_in_words(rule: StatusRule) -> str:
    """Describe movement that makes a measure within: "level with the quarter before"."""
    moved = [words for direction, words in MOVED.items() if direction in rule.within_if]
    return f"{' or '.join(moved)} {BASELINES[rule.compared_with]}"


def _figure(rule: StatusRule) -> str:
    return "forecast for the year's end" if rule.rates is Rates.FORECAST else "actual"


def _exceeding(rule: StatusRule) -> str:
    if rule.exceeding_by is None:
        return ""
    margin_words = "at least" if rule.exceeding_at else "more than"
    no_tolerance = ""
    if rule.exceeding_by.must_be_given:
        no_tolerance = " A measure that gives no tolerance is never counted here."
    return (
        f"The {_figure(rule)} is better than the target by {margin_words} "
        f"{limit_in_words(rule.exceeding_by)}.{no_tolerance}"
    )


def _met(rule: StatusRule) -> str:
    figure, met, short = _figure(rule), "at the target or better", ""
    if rule.exceeding_by is not None:
        if rule.exceeding_by == rule.met_within and not rule.exceeding_at:
            by = limit_in_words(rule.exceeding_by)
            return f"The {figure} is no further from the target than {by}, on either side."
        margin_words = "less than" if rule.exceeding_at else "no more than"
        met = f"at the target, or better by {margin_words} {limit_in_words(rule.exceeding_by)}"
    if rule.met_within is not None:
        short = f", or short of it by no more than {limit_in_words(rule.met_within)}"
    return f"The {figure} is {met}{short}."


def _short(rule: StatusRule) -> str:
    """Begin the sentences of within and off."""
    by = f" by more than {limit_in_words(rule.met_within)}" if rule.met_within else ""
    return f"The {_figure(rule)} is short of the target{by}"


def _within(rule: StatusRule) -> str:
    tests = []
    if rule.tolerance is not None:
        tests.append(f"by no more than {limit_in_words(rule.tolerance)}")
    if rule.floor is Floor.REACHED_IS_WITHIN:
        tests.append("at the measure's floor or better")
    if rule.floor is Floor.REACHED_IS_OFF:
        tests.append("better than the measure's intervention level")
    if rule.within_if:
        tests.append(moved_in_words(rule))
    if not tests:
        return ""
    exact = (
        " A shortfall of exactly the tolerance is within it." if rule.tolerance is not None else ""
    )
    only_tolerance = rule.tolerance is not None and len(tests) == 1 and rule.met_within is None
    joined = (" and " if rule.all_of else ", or ").join(tests)
    return f"{_short(rule)}{' ' if only_tolerance else ', but '}{joined}.{exact}"


def _off(rule: StatusRule) -> str:
    tests = []
    if rule.floor is Floor.REACHED_IS_WITHIN:
        tests.append("worse than the measure's floor")
    if rule.floor is Floor.REACHED_IS_OFF:
        tests.append("at the measure's intervention level or worse")
    if rule.within_if:
        tests.append(f"not {moved_in_words(rule)}")
    unknown = _not_known(rule)
    if rule.tolerance is None:
        return _joined(_short(rule), tests, all_of=rule.all_of) + unknown
    over_tolerance = f"by more than {limit_in_words(rule.tolerance)}"
    short = f"The {_figure(rule)} is short of the target"
    if not tests:
        return f"{short} {over_tolerance}."
    if rule.all_of:
        return _joined(short, [over_tolerance, *tests], all_of=True) + unknown
    return _joined(f"{short} {over_tolerance}", tests, all_of=False) + unknown


def _not_known(rule: StatusRule) -> str:
    """Explain how a measure without an earlier figure counts, where movement decides."""
    if not rule.within_if or rule.within_if & {Direction.NO_HISTORY, Direction.NOT_COMPARABLE}:
        return ""
    moved = [words.split()[0] for way, words in MOVED.items() if way in rule.within_if]
    return f" With no earlier figure to compare, it counts as not {' or '.join(moved)}."


def _joined(start: str, tests: list[str], *, all_of: bool) -> str:
    """Join the tests of off: all of them failed or, where within takes all, any of them."""
    if not tests:
        return f"{start}."
    if all_of and len(tests) > 1:
        return f"{start}, and either {' or '.join(tests)}."
    return f"{start}, and {listed(tests)}."


def _not_given(rule: StatusRule) -> str:
    level = "an intervention level" if rule.floor is Floor.REACHED_IS_OFF else "a floor"
    names = {"tolerance": "a tolerance", "floor": level}
    must = [name for column, name in names.items() if column in rule.needs]
    if not must:
        return ""
    return f" Or it is short of the target, and {' or '.join(must)} is needed and not given."


def _moved(rule: DirectionRule, direction: Direction) -> str:
    words = f"{MOVED[direction][0].upper()}{MOVED[direction][1:]}"
    if rule.method is Method.DIFFERENCE:
        return f"{words} {baselines_in_words(rule.compared_with)}."
    return (
        f"The straight line through this quarter and those before it {_LINE[direction]}; "
        f"since last year: {words.casefold()} the same quarter."
    )


def _dead_band(rule: DirectionRule) -> str:
    if not rule.dead_band.amount:
        return ""
    size = tolerance_in_words(rule.dead_band, "the earlier figure")
    return f" A change of no more than {size} counts as none."
