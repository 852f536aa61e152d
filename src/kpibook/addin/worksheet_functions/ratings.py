"""The worksheet functions that rate: KPI_STATUS, KPI_WHY, KPI_DIRECTION and KPI_VARIANCE."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from kpibook.addin.worksheet_functions.arguments import as_argument
from kpibook.addin.worksheet_functions.positions import Question, rated
from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import Basis
from kpibook.domain.rating.arithmetic import Position, as_read, status_of, variance_of
from kpibook.domain.rating.baseline_figure import BaselineFigure
from kpibook.domain.rating.baselines import direction_against, figure_of
from kpibook.domain.rating.past_figures import PART_OF_A_YEAR
from kpibook.domain.rating.status_reason import why as reason
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import nearest, quoted
from kpibook.errors import FunctionError
from kpibook.on_use.replacing import replace

_SINCE = {
    "quarter": ComparedWith.PREVIOUS,
    "year": ComparedWith.PREVIOUS_YEAR,
    "outturn": ComparedWith.OUTTURN,
    "best": ComparedWith.BEST,
}


def status(arguments: Mapping[str, Any]) -> Any:
    """Return the scheme's word for each measure's status."""
    return rated(
        arguments,
        Question(lambda position, scheme: scheme.label(status_of(position, scheme))),
    )


def why(arguments: Mapping[str, Any]) -> Any:
    """Return the reason for each measure's status, in a sentence with the figures."""
    return rated(
        arguments,
        Question(lambda position, scheme: reason(position, scheme, status_of(position, scheme))),
    )


def direction(arguments: Mapping[str, Any]) -> Any:
    """Return the scheme's word for each measure's direction of travel.

    Args:
        arguments: The arguments; ``since`` tells what ``previous`` is: the figure of the quarter
            before ("quarter", or blank) or of the same quarter last year ("year"), last year's
            outturn ("outturn"), or the best figure so far ("best").

    Raises:
        FunctionError: A single ``since`` is another word.
    """
    since = as_argument(arguments["since"])
    # A range is read in each cell, so that a wrong word is an error in that cell only.
    if since.shape != (1, 1):
        return rated(arguments, Question(_direction, moves=True))
    question = Question(partial(_direction_since, _baseline(since.value(0, 0))), moves=True)
    return rated({name: value for name, value in arguments.items() if name != "since"}, question)


def variance(arguments: Mapping[str, Any]) -> Any:
    """Return the rated figure less the target, in the measure's unit; "" unless both exist."""

    def of_one(position: Position, scheme: Scheme) -> float | str:
        difference = variance_of(position, scheme)
        return "" if difference is None else float(difference)

    return rated(arguments, Question(of_one, judged=False))


def _direction(position: Position, scheme: Scheme, since: Any) -> str:
    return _direction_since(_baseline(since), position, scheme)


def _direction_since(baseline: ComparedWith, position: Position, scheme: Scheme) -> str:
    figure = BaselineFigure(baseline, position.previous)
    if baseline is ComparedWith.PREVIOUS:
        figure = replace(figure, by_quarter_before=True)
    # A function is not told whether the year is over.
    if baseline is ComparedWith.OUTTURN and position.basis is Basis.CUMULATIVE:
        figure = replace(figure, unfair=PART_OF_A_YEAR)
    rounded = as_read(replace(position, baselines=(figure,)), scheme)
    direction = direction_against(rounded, scheme, figure_of(rounded, baseline, scheme))
    return scheme.label(direction)


def _baseline(since: Any) -> ComparedWith:
    word = "quarter" if since is None else " ".join(str(since).casefold().split())
    if word not in _SINCE:
        raise FunctionError(
            f"{quoted(word)} is not something kpibook knows.",
            code="since-unknown",
            where="since",
            fix=nearest(word, _SINCE),
        )
    return _SINCE[word]
