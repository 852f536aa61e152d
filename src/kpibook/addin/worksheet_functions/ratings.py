"""The worksheet functions that rate: KPI_STATUS, KPI_WHY, KPI_DIRECTION and KPI_VARIANCE."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from kpibook.addin.worksheet_functions.arguments import as_argument
from kpibook.addin.worksheet_functions.positions import Question, rated
from kpibook.domain.rating.arithmetic import Position, direction_of, status_of, variance_of
from kpibook.domain.rating.status_reason import why as reason
from kpibook.domain.rules.outcomes import Baseline
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import nearest, quoted
from kpibook.errors import FunctionError

_SINCE = {"quarter": Baseline.PREVIOUS, "year": Baseline.PREVIOUS_YEAR}


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
        arguments: The arguments; ``since`` tells which quarter ``previous`` is from: the quarter
            before ("quarter", or blank), or the same quarter last year ("year").

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


def _direction_since(baseline: Baseline, position: Position, scheme: Scheme) -> str:
    if baseline is Baseline.PREVIOUS_YEAR:
        position = replace(position, previous_year=position.previous)
    return scheme.label(direction_of(position, scheme, baseline))


def _baseline(since: Any) -> Baseline:
    word = "quarter" if since is None else " ".join(str(since).casefold().split())
    if word not in _SINCE:
        raise FunctionError(
            f"{quoted(word)} is not something kpibook knows.",
            code="since-unknown",
            where="since",
            fix=nearest(word, _SINCE),
        )
    return _SINCE[word]
