"""Reasons for a direction of travel: a plain sentence with the figures."""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import Polarity
from kpibook.domain.measures.number import MARKERS
from kpibook.domain.rating.arithmetic import Position, as_read, goodness, is_at_best
from kpibook.domain.rating.baseline_figure import BaselineFigure
from kpibook.domain.rating.baselines import direction_against, figure_of
from kpibook.domain.rating.status_reason import range_in_words, size_in_words, written
from kpibook.domain.rules.outcomes import Baseline, Direction
from kpibook.domain.rules.regression_slope import FEWEST_POINTS
from kpibook.domain.rules.rule import Method
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import counted
from kpibook.on_use.replacing import replace

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
    kinds = {
        Baseline.PREVIOUS: ComparedWith.PREVIOUS,
        Baseline.PREVIOUS_YEAR: ComparedWith.PREVIOUS_YEAR,
    }
    plain = replace(position, baselines=())
    return why_against(plain, scheme, figure_of(plain, kinds[baseline], scheme))


def why_against(position: Position, scheme: Scheme, figure: BaselineFigure) -> str:
    """Explain the direction that `position` has under `scheme` against a baseline figure.

    "65% is 7.3 points above the 57.7% of the outturn of 2020/21, and higher is better: improved."
    """
    rounded = as_read(position, scheme)
    figure = replace(figure, value=_rounded(figure, position, scheme))
    direction = direction_against(rounded, scheme, figure)
    by_line = figure.by_quarter_before and scheme.direction_rule.method is Method.REGRESSION
    match direction:
        case Direction.NOT_COMPARABLE:
            reason = _not_comparable(rounded, scheme, figure)
        case Direction.NO_HISTORY:
            reason = _too_few(rounded) if by_line else f"There is no figure for {figure.name}"
        case _ if by_line:
            quarters = counted(len(rounded.series) + 1, "quarter")
            reason = f"A line through the last {quarters} {_LINE[direction]}"
        case _:
            reason = _moved(rounded, scheme, figure, direction)
    return f"{reason}: {scheme.label(direction).casefold()}."


def _rounded(figure: BaselineFigure, position: Position, scheme: Scheme) -> Decimal | None:
    """Return a baseline's value as the scheme reads it."""
    return as_read(replace(position, previous_year=figure.value), scheme).previous_year


def _too_few(position: Position) -> str:
    quarters = counted(len(position.series) + (position.actual is not None), "quarter")
    return f"A line needs {FEWEST_POINTS} quarters in a row, and there are figures of {quarters}"


def _not_comparable(position: Position, scheme: Scheme, figure: BaselineFigure) -> str:
    if figure.unfair:
        return figure.unfair
    if figure.by_quarter_before and position.basis.restarts_each_year:
        return (
            "A figure that starts again each year is not set against the quarter before, "
            f"{_last_year(position)}"
        )
    if position.actual is None:
        meaning = f" ({MARKERS[position.marker]})" if position.marker in MARKERS else ""
        return (
            f"The figure is marked {position.marker}{meaning}"
            if position.marker
            else ("There is no actual yet")
        )
    earlier, rule = _earlier_position(position, figure), scheme.direction_rule
    if (
        rule.constant_target
        and figure.by_quarter_before
        and rule.method is Method.DIFFERENCE
        and earlier.target != position.target
    ):
        was, is_now = (_target(side) for side in (earlier, position))
        return f"The target was {was} for the quarter before and is {is_now}"
    aim = "range to stay in" if position.polarity is Polarity.RANGE else "target to be close to"
    return f"There is no {aim}"


def _last_year(position: Position) -> str:
    """Say with what a figure that starts again each year can be compared."""
    value = position.previous_year
    if value is None:
        return "and there is none for the same quarter last year"
    return f"but with the same quarter last year ({written(value, position)})"


def _target(position: Position) -> str:
    return "none" if position.target is None else written(position.target, position)


def _moved(position: Position, scheme: Scheme, figure: BaselineFigure, direction: Direction) -> str:
    """Describe the movement: "72.1% is 18.2 points below the 90.3% of the quarter before"."""
    actual, earlier = position.actual or Decimal(0), figure.value or Decimal(0)
    if position.polarity in (Polarity.CLOSEST, Polarity.RANGE):
        earlier_position = _earlier_position(position, figure)
        sentence = (
            f"{_distance(actual, position)}, and {written(earlier, position)} "
            f"for {figure.name} was "
            f"{_distance(earlier, earlier_position, without_value=True)}"
        )
    else:
        sentence = _difference(actual, earlier, position, figure.name)
    if direction is scheme.direction_rule.at_best and _counts_at_best(position, scheme, figure):
        return f"{sentence}, and no figure could be better"
    if direction is Direction.NO_CHANGE:
        return f"{sentence}{_band(earlier, position, scheme)}" if actual != earlier else sentence
    return ", ".join([sentence, *_good_way(position, scheme)])


def _counts_at_best(position: Position, scheme: Scheme, figure: BaselineFigure) -> bool:
    """Return True if a figure that is no worse counts as better, because none could be."""
    if scheme.direction_rule.at_best is Direction.NO_CHANGE or not is_at_best(position):
        return False
    usual = replace(scheme.direction_rule, at_best=Direction.NO_CHANGE)
    unaided = direction_against(position, replace(scheme, direction_rule=usual), figure)
    return unaided is Direction.NO_CHANGE


def _earlier_position(position: Position, figure: BaselineFigure) -> Position:
    """Return the position with the target that an earlier figure was to be near."""
    then = position.previous_target if figure.by_quarter_before else figure.target
    return position if then is None else replace(position, target=then)


def _difference(actual: Decimal, earlier: Decimal, position: Position, name: str) -> str:
    if actual == earlier:
        return f"{written(actual, position)} is what it was for {name}"
    side = "above" if actual > earlier else "below"
    size = size_in_words(abs(actual - earlier), position)
    return (
        f"{written(actual, position)} is {size} {side} the {written(earlier, position)} of {name}"
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
