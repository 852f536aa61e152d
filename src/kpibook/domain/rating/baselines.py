"""Baselines of a measure's two directions: which they are, and the direction against each.

A figure is chosen before the arithmetic, so that its three forms know two baselines only: the
quarter before, with the rules that hold for it, and another earlier figure.
"""

from __future__ import annotations

from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import Polarity
from kpibook.domain.rating.arithmetic import Position, direction_as_read, figure_as_read
from kpibook.domain.rating.baseline_figure import BaselineFigure
from kpibook.domain.rules.outcomes import Baseline, Direction
from kpibook.domain.rules.rule import DirectionRule
from kpibook.domain.rules.scheme import Scheme
from kpibook.on_use.replacing import replace

#: The baselines of both directions where neither the measure nor the scheme names any.
USUAL = (ComparedWith.PREVIOUS, ComparedWith.PREVIOUS_YEAR)
#: Polarities of which no figure is ahead of a target.
HAS_NO_PATH = (Polarity.CLOSEST, Polarity.RANGE)


def kinds_of(
    compared_with: tuple[ComparedWith, ...], rule: DirectionRule
) -> tuple[ComparedWith, ComparedWith]:
    """Return the baselines of both directions: the measure's, the scheme's or the usual two.

    Where only the first is named, the second is the same quarter last year.
    """
    first, second, *_ = (
        *(compared_with or rule.compared_with or USUAL),
        ComparedWith.PREVIOUS_YEAR,
    )
    return first, second


def names_one(compared_with: tuple[ComparedWith, ...], rule: DirectionRule) -> bool:
    """Return True if only one baseline is named, so that a return has one direction."""
    return len(compared_with or rule.compared_with or USUAL) == 1


def compared_figures(position: Position, scheme: Scheme) -> tuple[BaselineFigure, BaselineFigure]:
    """Return the figures of both directions, as `position` has them."""
    first, second = kinds_of(position.compared_with, scheme.direction_rule)
    return figure_of(position, first, scheme), figure_of(position, second, scheme)


def figure_of(position: Position, kind: ComparedWith, scheme: Scheme) -> BaselineFigure:
    """Return the figure of a baseline.

    The quarter before is replaced by the same quarter last year where the scheme says so of a
    figure that starts again each year. Without other figures the target path is the target.
    """
    figure = next((f for f in position.baselines if f.kind is kind), None)
    if figure is None:
        figure = _usual(position, kind)
    starts_again = position.basis.restarts_each_year and figure.by_quarter_before
    if starts_again and scheme.direction_rule.restarting_by_year:
        return figure_of(position, ComparedWith.PREVIOUS_YEAR, scheme)
    unfair = figure.unfair or _unfair(kind, position.polarity)
    return figure if unfair == figure.unfair else replace(figure, unfair=unfair)


def _usual(position: Position, kind: ComparedWith) -> BaselineFigure:
    match kind:
        case ComparedWith.PREVIOUS:
            return BaselineFigure(kind, position.previous, by_quarter_before=True)
        case ComparedWith.PREVIOUS_YEAR:
            return BaselineFigure(kind, position.previous_year)
        case ComparedWith.TARGET_PATH:
            return BaselineFigure(kind, position.target)
    return BaselineFigure(kind)


def _unfair(kind: ComparedWith, polarity: Polarity) -> str:
    """Return the reason that a baseline has no meaning for a polarity; "" if it has."""
    if kind is ComparedWith.TARGET_PATH and polarity in HAS_NO_PATH:
        return "A figure that is best near its target is neither ahead of it nor behind it"
    if kind is ComparedWith.BEST and polarity is Polarity.NEUTRAL:
        return "Neither higher nor lower is better for this measure, so no figure is the best"
    return ""


def direction_against(rounded: Position, scheme: Scheme, figure: BaselineFigure) -> Direction:
    """Return the direction of an actual against a baseline figure.

    Args:
        rounded: The figures as `arithmetic.as_read` gives them.
        scheme: The rule.
        figure: One of `compared_figures` of them.
    """
    if figure.unfair:
        return Direction.NOT_COMPARABLE
    if figure.by_quarter_before:
        return direction_as_read(rounded, scheme, Baseline.PREVIOUS)
    then = figure_as_read(figure.target, rounded, scheme)
    if figure.value != rounded.previous_year:
        rounded = replace(rounded, previous_year=figure.value)
    return direction_as_read(rounded, scheme, Baseline.PREVIOUS_YEAR, then)


def directions_as_read(rounded: Position, scheme: Scheme) -> tuple[Direction, Direction]:
    """Return both directions of figures that `arithmetic.as_read` has rounded already."""
    first, second = compared_figures(rounded, scheme)
    return direction_against(rounded, scheme, first), direction_against(rounded, scheme, second)
