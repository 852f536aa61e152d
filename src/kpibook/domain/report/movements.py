"""Directions of travel of a measure, each with the earlier figure it is taken against."""

from __future__ import annotations

from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import Measure
from kpibook.domain.rating.baseline_figure import BaselineFigure
from kpibook.domain.rating.baselines import names_one
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.report.block import Movement, Word
from kpibook.domain.report.figure import Field, Figure
from kpibook.domain.report.figures_of import BlockFigures
from kpibook.domain.reporting.direction_words import direction_of
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.rules.rule import Method
from kpibook.domain.rules.scheme import Scheme

_OF_A_QUARTER = (ComparedWith.PREVIOUS, ComparedWith.PREVIOUS_YEAR)
_RESTARTS = "The figure starts again each year, so it is not set against the quarter before."


def word_of(scheme: Scheme, meaning: Status | Direction) -> Word:
    """Return a scheme's word for a status or a direction."""
    look = scheme.appearance(meaning)
    return Word(look.label, meaning.value, look.symbol, look.colour, look.fill, look.meaning)


def movements_of(figures: BlockFigures) -> tuple[Movement, ...]:
    """Return the directions of a measure against its baselines; none if it is not due.

    Two baselines of the same name are one, and so is a single baseline that the register names.
    """
    rated = figures.row.rated
    if rated.waiting is not None:
        return ()
    first, second = rated.compared
    single = names_one(rated.measure.compared_with, figures.scheme.direction_rule)
    places = (0,) if single or first.since == second.since else (0, 1)
    return tuple(_movement(figures, place) for place in places)


def _movement(figures: BlockFigures, place: int) -> Movement:
    rated, scheme = figures.row.rated, figures.scheme
    baseline, direction = rated.compared[place], direction_of(rated, place)
    past = figures.past.get(baseline.quarter) if baseline.quarter else None
    is_of_quarter = baseline.kind in _OF_A_QUARTER
    earlier = figures.figure(
        Field.BASELINE,
        baseline.short_name,
        baseline.value,
        marker=past.marker if past is not None and is_of_quarter else "",
        where=figures.cell(baseline.quarter) if baseline.quarter and is_of_quarter else None,
        name=str(place + 1),
    )
    why = _why(rated.measure, baseline, direction)
    return Movement(
        word=word_of(scheme, direction),
        against=baseline.name,
        earlier=earlier,
        words=_words(rated, scheme, baseline, direction, earlier, figures.actual),
        brief=_brief(figures, baseline, direction, earlier),
        why=why,
        is_minor=direction is Direction.NO_HISTORY or why == _RESTARTS,
    )


def _words(
    rated: RatedMeasure,
    scheme: Scheme,
    baseline: BaselineFigure,
    direction: Direction,
    earlier: Figure,
    actual: Figure,
) -> str:
    label = rated.direction_in_words(direction, scheme)
    if not _is_compared(direction, earlier, actual):
        return f"{label} ({baseline.short_name})"
    when = f"in {baseline.name}" if baseline.kind in _OF_A_QUARTER else f"({baseline.short_name})"
    if _is_by_line(baseline, scheme):
        return f"{label} on the line through the quarters; {earlier.text} {when}"
    return f"{label}, {_way(actual, earlier, direction)} {earlier.text} {when}"


def _brief(
    figures: BlockFigures, baseline: BaselineFigure, direction: Direction, earlier: Figure
) -> str:
    scheme = figures.scheme
    label = figures.row.rated.direction_in_words(direction, scheme)
    if not _is_compared(direction, earlier, figures.actual):
        return label
    if _is_by_line(baseline, scheme):
        return f"{label} on the line through the quarters"
    return f"{label}, {_way(figures.actual, earlier, direction)} {earlier.text}"


def _is_by_line(baseline: BaselineFigure, scheme: Scheme) -> bool:
    return baseline.by_quarter_before and scheme.direction_rule.method is Method.REGRESSION


def _is_compared(direction: Direction, earlier: Figure, actual: Figure) -> bool:
    compared = direction not in (Direction.NO_HISTORY, Direction.NOT_COMPARABLE)
    return compared and bool(earlier.value) and bool(actual.value)


def _way(actual: Figure, earlier: Figure, direction: Direction) -> str:
    """Say how the figure moved, which is not how good that is: "down from"."""
    now, then = actual.decimal, earlier.decimal
    if now is None or then is None or now == then:
        return "the same as" if direction is Direction.NO_CHANGE else "from"
    return "up from" if now > then else "down from"


def _why(measure: Measure, baseline: BaselineFigure, direction: Direction) -> str:
    if direction is not Direction.NOT_COMPARABLE:
        return ""
    if baseline.unfair:
        return f"{baseline.unfair}."
    restarts = baseline.by_quarter_before and measure.basis.restarts_each_year
    return _RESTARTS if restarts else ""
