"""Ratings of plain measures in one step, each the same as `rate_measure` gives.

A measure is plain if it has a figure, its target and limits are figures, and the scheme rates the
actual by its distance from the target. It is rated from local variables, without a position; for
any other the answer is None, and the reference rates it. Tests with generated measures hold the
two together.
"""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import (
    Basis,
    Frequency,
    Measure,
    Polarity,
    Reading,
    Tolerance,
    Unit,
)
from kpibook.domain.measures.number import round_half_away
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.arithmetic import Rating
from kpibook.domain.rating.baseline_figure import BaselineFigure
from kpibook.domain.rating.earlier import Earlier
from kpibook.domain.rating.in_doubt import NO_DOUBT, InDoubt
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.rating.status_reason import ALLOWED, share_in_words
from kpibook.domain.rules.outcomes import Direction, Rounding, Status
from kpibook.domain.rules.rule import DirectionRule, Method, Rates, StatusRule
from kpibook.domain.rules.scheme import Scheme

_POLARITIES = (Polarity.HIGHER, Polarity.LOWER, Polarity.NEUTRAL)
_FREQUENCIES = (Frequency.QUARTERLY, Frequency.MONTHLY)
_UNITS = (
    Unit.PERCENT,
    Unit.COUNT,
    Unit.DAYS,
    Unit.CURRENCY,
    Unit.RATE_PER_1000,
    Unit.RATE_PER_10000,
    Unit.RATE_PER_100000,
)
# Larger figures may have more digits than Decimal works with.
_LARGE = Decimal(10) ** 12


def plainly_rated(
    measure: Measure, reading: Reading, earlier: Earlier, scheme: Scheme, doubt: InDoubt = NO_DOUBT
) -> RatedMeasure | None:
    """Rate a plain measure as `rate_measure` does; None for any other.

    Args:
        measure: The measure, as the register has it.
        reading: What was reported.
        earlier: Its earlier readings.
        scheme: The rules.
        doubt: Doubts about its figures.
    """
    actual, places, aim = reading.usable, measure.decimals, measure.target
    rule, moves = scheme.rule, scheme.direction_rule
    if (
        actual is None
        or places is None
        or doubt.roles
        or reading.forecast is not None
        or measure.unit not in _UNITS
        or measure.unit_word
        or measure.unit_means
        or measure.polarity not in _POLARITIES
        or measure.frequency not in _FREQUENCIES
        or measure.profile is not None
        or measure.compared_with
        or aim.relative is not None
        or aim.relative_now is not None
        or aim.strict
        or "compared_with" in measure.guessed
        or scheme.rounding is Rounding.FULL
        or not (_is_plain(rule) and _is_plain_direction(moves, measure.basis))
    ):
        return None
    period = reading.period
    quarter, now = period.previous, period.year * 4 + period.number
    before, year_before = earlier.get(now - 1), earlier.get(now - 4)
    if (before is not None and before.revised_from is not None) or (
        year_before is not None and year_before.revised_from is not None
    ):
        return None
    # Its target is the same in each quarter.
    steady = not (aim.by_quarter or aim.words or measure.basis is Basis.CUMULATIVE)
    target = aim.value if steady else measure.target_in(period)
    target_before = target if steady else measure.target_in(quarter)
    for number in range(now - period.number + 1, now):
        then = earlier.get(number)
        if then is not None and then.target is not None:
            if not steady or then.target.words or then.target.value != target:
                return None  # it changed within the year, perhaps
            if number == now - 1:
                target_before = then.target.value
    if period.number == 1 and before is not None and before.target is not None:
        target_before = before.target.value
    previous = None if before is None else before.usable
    last_year = None if year_before is None else year_before.usable
    rating = _rating(measure, scheme, actual, target, previous, last_year, target_before)
    if rating is None:
        return None
    return RatedMeasure(
        measure,
        reading,
        previous,
        last_year,
        rating,
        "" if before is None else before.marker,
        doubt,
        target_before,
        None,
        (
            _baseline(ComparedWith.PREVIOUS, quarter, before, by_quarter_before=True),
            _baseline(
                ComparedWith.PREVIOUS_YEAR,
                period.same_last_year,
                year_before,
                by_quarter_before=False,
            ),
        ),
    )


def _is_plain(rule: StatusRule) -> bool:
    return (
        rule.rates is Rates.ACTUAL
        and rule.met_within is None
        and rule.exceeding_by is None
        and rule.floor is None
        and not rule.within_if
    )


def _is_plain_direction(moves: DirectionRule, basis: Basis) -> bool:
    return (
        moves.method is Method.DIFFERENCE
        and moves.at_best is Direction.NO_CHANGE
        and not moves.compared_with
        and not (moves.restarting_by_year and basis.restarts_each_year)
    )


def _baseline(
    kind: ComparedWith, quarter: Quarter, reading: Reading | None, *, by_quarter_before: bool
) -> BaselineFigure:
    value = None if reading is None else reading.usable
    if reading is None or value is None:
        return BaselineFigure(kind, None, quarter, None, None, None, "", by_quarter_before)
    above, below = reading.numerator, reading.denominator
    return BaselineFigure(kind, value, quarter, reading, above, below, "", by_quarter_before)


def _rating(
    measure: Measure,
    scheme: Scheme,
    actual: Decimal,
    target: Decimal | None,
    previous: Decimal | None,
    last_year: Decimal | None,
    target_before: Decimal | None,
) -> Rating | None:
    """Return the rating of figures that are not rounded yet; None to leave it to the reference."""
    places, polarity, rule = measure.decimals or 0, measure.polarity, scheme.rule
    actual = round_half_away(actual, places)
    if target is not None:
        target = round_half_away(target, places)
        if not -_LARGE < target < _LARGE:
            return None
    if not -_LARGE < actual < _LARGE:
        return None
    moves, basis = scheme.direction_rule, measure.basis
    direction = Direction.NOT_COMPARABLE
    if not basis.restarts_each_year:
        direction = _direction(actual, previous, places, polarity, moves)
        if moves.constant_target and target_before is not None and previous is not None:
            changed = target is None or round_half_away(target_before, places) != target
            direction = Direction.NOT_COMPARABLE if changed else direction
    since_last_year = _direction(actual, last_year, places, polarity, moves)
    variance = None if target is None else actual - target
    if polarity is Polarity.NEUTRAL or target is None or variance is None:
        cause = (
            "Neither higher nor lower is better for this measure"
            if polarity is Polarity.NEUTRAL
            else "There is no target in figures"
        )
        why = f"{cause}: {scheme.label(Status.NOT_RATED).casefold()}."
        return Rating(Status.NOT_RATED, direction, since_last_year, variance, why)
    short = -variance if polarity is Polarity.HIGHER else variance
    limit = rule.tolerance
    tolerance = None if limit is None else limit.for_measure(measure.tolerance)
    if short <= 0:
        status = Status.MET
    elif limit is None:
        status = Status.OFF
    elif tolerance is None:
        return None  # the measure has to give it
    else:
        status = Status.WITHIN if short <= tolerance.in_units(target) else Status.OFF
    reason = _reason(measure, actual, target, variance, status, tolerance)
    if reason is None:
        return None
    why = f"{reason}: {scheme.label(status).casefold()}."
    return Rating(status, direction, since_last_year, variance, why)


def _direction(
    actual: Decimal,
    baseline: Decimal | None,
    places: int,
    polarity: Polarity,
    moves: DirectionRule,
) -> Direction:
    if baseline is None:
        return Direction.NO_HISTORY
    baseline = round_half_away(baseline, places)
    change = actual - baseline
    if abs(change) <= moves.dead_band.in_units(baseline):
        return Direction.NO_CHANGE
    rises = change > 0
    if polarity is Polarity.NEUTRAL and not moves.neutral_is_judged:
        return Direction.INCREASED if rises else Direction.DECREASED
    better = rises if polarity is not Polarity.LOWER else not rises
    return Direction.IMPROVED if better else Direction.DECLINED


def _reason(
    measure: Measure,
    actual: Decimal,
    target: Decimal,
    difference: Decimal,
    status: Status,
    tolerance: Tolerance | None,
) -> str | None:
    """Return the reason without the status's word; None to leave it to the reference."""
    figure = measure.written(actual)
    if not difference:
        return f"{figure} is exactly the target"
    size = abs(difference)
    if measure.unit is Unit.CURRENCY:
        amount = measure.written(size)
    else:
        amount = f"{size:,f}"
        if measure.unit is Unit.PERCENT:
            amount += " point" if amount == "1" else " points"
    of_target = tolerance.amount if tolerance is not None and tolerance.of_target else None
    share = share_in_words(difference, target, (of_target,))
    side = "above" if difference > 0 else "below"
    sentence = f"{figure} is {amount}{share} {side} the target of {measure.written(target)}"
    if status is Status.MET:
        return f"{sentence}, and lower is better" if difference < 0 else sentence
    if tolerance is None:
        return sentence
    if of_target is None:
        return None
    of_nothing = "" if target else " (which of a target of 0 is 0)"
    beyond = "no more" if status is Status.WITHIN else "more"
    return f"{sentence}, {beyond} than the {tolerance} {ALLOWED}{of_nothing}"
