"""Why a measure has its direction of travel: one plain sentence with the figures."""

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
    """The reason for the direction that `position` has under `scheme` against `baseline`.

    "72.1% is 18.2 points below the 90.3% of the quarter before, and higher is better: declined."
    """
    read, direction = as_read(position, scheme), direction_of(position, scheme, baseline)
    by_line = baseline is Baseline.PREVIOUS and scheme.direction_rule.method is Method.REGRESSION
    match direction:
        case Direction.NOT_COMPARABLE:
            reason = _not_comparable(read, scheme, baseline)
        case Direction.NO_HISTORY:
            reason = _too_few(read) if by_line else f"There is no figure for {BASELINES[baseline]}"
        case _ if by_line:
            quarters = counted(len(read.series) + 1, "quarter")
            reason = f"A line through the last {quarters} {_LINE[direction]}"
        case _:
            reason = _moved(read, scheme, baseline, direction)
    return f"{reason}: {scheme.label(direction).casefold()}."


def _too_few(read: Position) -> str:
    there = counted(len(read.series) + (read.actual is not None), "quarter")
    return f"A line needs {FEWEST_POINTS} quarters in a row, and there are figures of {there}"


def _not_comparable(read: Position, scheme: Scheme, baseline: Baseline) -> str:
    quarter_before = baseline is Baseline.PREVIOUS
    if quarter_before and read.basis.restarts_each_year:
        return "A figure that starts again each year is not set against the quarter before"
    if read.actual is None:
        meaning = f" ({MARKERS[read.marker]})" if read.marker in MARKERS else ""
        return (
            f"The figure is marked {read.marker}{meaning}"
            if read.marker
            else ("There is no actual yet")
        )
    then, rule = _as_then(read, baseline), scheme.direction_rule
    if rule.constant_target and rule.method is Method.DIFFERENCE and then.target != read.target:
        was, now = (_target(one) for one in (then, read))
        return f"The target was {was} for the quarter before and is {now}"
    what = "range to stay in" if read.polarity is Polarity.RANGE else "target to be close to"
    return f"There is no {what}"


def _target(read: Position) -> str:
    return "none" if read.target is None else written(read.target, read)


def _moved(read: Position, scheme: Scheme, baseline: Baseline, direction: Direction) -> str:
    """How the figure has moved: "72.1% is 18.2 points below the 90.3% of the quarter before"."""
    before = read.previous if baseline is Baseline.PREVIOUS else read.previous_year
    now, then = read.actual or Decimal(0), before or Decimal(0)
    if read.polarity in (Polarity.CLOSEST, Polarity.RANGE):
        earlier = _as_then(read, baseline)
        said = (
            f"{_distance(now, read)}, and {written(then, read)} for {BASELINES[baseline]} was "
            f"{_distance(then, earlier, alone=True)}"
        )
    else:
        said = _difference(now, then, read, baseline)
    if direction is Direction.NO_CHANGE:
        return f"{said}{_band(then, read, scheme)}" if now != then else said
    return ", ".join([said, *_good_way(read, scheme)])


def _as_then(read: Position, baseline: Baseline) -> Position:
    """The position with the target that an earlier figure was to be near."""
    if baseline is Baseline.PREVIOUS and read.previous_target is not None:
        return replace(read, target=read.previous_target)
    return read


def _difference(now: Decimal, then: Decimal, read: Position, baseline: Baseline) -> str:
    if now == then:
        return f"{written(now, read)} is what it was for {BASELINES[baseline]}"
    side = "above" if now > then else "below"
    size = size_in_words(abs(now - then), read)
    return (
        f"{written(now, read)} is {size} {side} the {written(then, read)} of "
        + (BASELINES[baseline])
    )


def _distance(value: Decimal, read: Position, *, alone: bool = False) -> str:
    """How near a value is: "81% is 1 point from the target of 80%"."""
    away = -(goodness(value, read) or Decimal(0))
    ranged = read.polarity is Polarity.RANGE
    aim = range_in_words(read) if ranged else f"the target of {_target(read)}"
    near = f"within {aim}" if ranged else f"exactly {aim}"
    where = f"{size_in_words(away, read)} {'outside' if ranged else 'from'} {aim}" if away else near
    return where if alone else f"{written(value, read)} is {where}"


def _band(then: Decimal, read: Position, scheme: Scheme) -> str:
    band = scheme.direction_rule.dead_band.in_units(then)
    if not band:
        return ", which is as near" if read.polarity in (Polarity.CLOSEST, Polarity.RANGE) else ""
    return f", and a move of {size_in_words(band, read)} or less counts as none"


def _good_way(read: Position, scheme: Scheme) -> list[str]:
    if read.polarity is Polarity.NEUTRAL:
        judged = scheme.direction_rule.neutral_is_judged
        return ["and higher counts as better" if judged else "and neither way is better"]
    return [_BETTER[read.polarity]] if read.polarity in _BETTER else []
