"""Reasons for a direction of travel: a plain sentence with the figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kpibook.domain.measures.measure import Polarity
from kpibook.domain.measures.number import MARKERS
from kpibook.domain.rating.arithmetic import Position, as_read, direction_of, goodness
from kpibook.domain.rating.status_reason import range_in_words, size_in_words, written
from kpibook.domain.rules.outcomes import Baseline, Direction
from kpibook.domain.rules.regression_slope import FEWEST_POINTS
from kpibook.domain.rules.rule import Method
from kpibook.domain.rules.rule_in_words import BASELINES
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import counted

_BETTER = {Polarity.HIGHER: "and higher is better", Polarity.LOWER: "and lower is better"}
_LINE = {
    Direction.IMPROVED: "moves for the better",
    Direction.DECLINED: "moves for the worse",
    Direction.INCREASED: "rises",
    Direction.DECREASED: "falls",
    Direction.NO_CHANGE: "is level",
}


def why_direction(position: Position, scheme: Scheme, baseline: Baseline) -> str:
    """Explain the direction that `position` has under `scheme` against `baseline`.

    "72.1% is 18.2 points below the 90.3% of the quarter before, and higher is better: declined."
    """
    rounded, direction = as_read(position, scheme), direction_of(position, scheme, baseline)
    by_line = baseline is Baseline.PREVIOUS and scheme.direction_rule.method is Method.REGRESSION
    match direction:
        case Direction.NOT_COMPARABLE:
            reason = _not_comparable(rounded, scheme, baseline)
        case Direction.NO_HISTORY:
            reason = (
                _too_few(rounded) if by_line else f"There is no figure for {BASELINES[baseline]}"
            )
        case _ if by_line:
            quarters = counted(len(rounded.series) + 1, "quarter")
            reason = f"A line through the last {quarters} {_LINE[direction]}"
        case _:
            reason = _moved(rounded, scheme, baseline, direction)
    return f"{reason}: {scheme.label(direction).casefold()}."


def _too_few(position: Position) -> str:
    quarters = counted(len(position.series) + (position.actual is not None), "quarter")
    return f"A line needs {FEWEST_POINTS} quarters in a row, and there are figures of {quarters}"


def _not_comparable(position: Position, scheme: Scheme, baseline: Baseline) -> str:
    quarter_before = baseline is Baseline.PREVIOUS
    if quarter_before and position.basis.restarts_each_year:
        return "A figure that starts again each year is not set against the quarter before"
    if position.actual is None:
        meaning = f" ({MARKERS[position.marker]})" if position.marker in MARKERS else ""
        return (
            f"The figure is marked {position.marker}{meaning}"
            if position.marker
            else ("There is no actual yet")
        )
    earlier, rule = _earlier_position(position, baseline), scheme.direction_rule
    if (
        rule.constant_target
        and rule.method is Method.DIFFERENCE
        and earlier.target != position.target
    ):
        was, is_now = (_target(side) for side in (earlier, position))
        return f"The target was {was} for the quarter before and is {is_now}"
    aim = "range to stay in" if position.polarity is Polarity.RANGE else "target to be close to"
    return f"There is no {aim}"


def _target(position: Position) -> str:
    return "none" if position.target is None else written(position.target, position)


def _moved(position: Position, scheme: Scheme, baseline: Baseline, direction: Direction) -> str:
    """Describe the movement: "72.1% is 18.2 points below the 90.3% of the quarter before"."""
    history = position.previous if baseline is Baseline.PREVIOUS else position.previous_year
    actual, earlier = position.actual or Decimal(0), history or Decimal(0)
    if position.polarity in (Polarity.CLOSEST, Polarity.RANGE):
        earlier_position = _earlier_position(position, baseline)
        sentence = (
            f"{_distance(actual, position)}, and {written(earlier, position)} "
            f"for {BASELINES[baseline]} was "
            f"{_distance(earlier, earlier_position, without_value=True)}"
        )
    else:
        sentence = _difference(actual, earlier, position, baseline)
    if direction is Direction.NO_CHANGE:
        return f"{sentence}{_band(earlier, position, scheme)}" if actual != earlier else sentence
    return ", ".join([sentence, *_good_way(position, scheme)])


def _earlier_position(position: Position, baseline: Baseline) -> Position:
    """Return the position with the target that an earlier figure was to be near."""
    if baseline is Baseline.PREVIOUS and position.previous_target is not None:
        return replace(position, target=position.previous_target)
    return position


def _difference(actual: Decimal, earlier: Decimal, position: Position, baseline: Baseline) -> str:
    if actual == earlier:
        return f"{written(actual, position)} is what it was for {BASELINES[baseline]}"
    side = "above" if actual > earlier else "below"
    size = size_in_words(abs(actual - earlier), position)
    return (
        f"{written(actual, position)} is {size} {side} the {written(earlier, position)} of "
        + (BASELINES[baseline])
    )


def _distance(value: Decimal, position: Position, *, without_value: bool = False) -> str:
    """Describe how near a value is: "81% is 1 point from the target of 80%"."""
    away = -(goodness(value, position) or Decimal(0))
    ranged = position.polarity is Polarity.RANGE
    aim = range_in_words(position) if ranged else f"the target of {_target(position)}"
    near = f"within {aim}" if ranged else f"exactly {aim}"
    distance = (
        f"{size_in_words(away, position)} {'outside' if ranged else 'from'} {aim}" if away else near
    )
    return distance if without_value else f"{written(value, position)} is {distance}"


def _band(earlier: Decimal, position: Position, scheme: Scheme) -> str:
    band = scheme.direction_rule.dead_band.in_units(earlier)
    if not band:
        return (
            ", which is as near" if position.polarity in (Polarity.CLOSEST, Polarity.RANGE) else ""
        )
    return f", and a move of {size_in_words(band, position)} or less counts as none"


def _good_way(position: Position, scheme: Scheme) -> list[str]:
    if position.polarity is Polarity.NEUTRAL:
        judged = scheme.direction_rule.neutral_is_judged
        return ["and higher counts as better" if judged else "and neither way is better"]
    return [_BETTER[position.polarity]] if position.polarity in _BETTER else []
