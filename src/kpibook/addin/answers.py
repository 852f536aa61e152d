"""What the worksheet functions that rate say of each measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kpibook.addin.positions import rated
from kpibook.domain.outcomes import Baseline
from kpibook.domain.rating import Position, direction_of, status_of, variance_of
from kpibook.domain.scheme import Scheme
from kpibook.domain.why import why as reason
from kpibook.domain.words import nearest, quoted
from kpibook.errors import FunctionError

_SINCE = {"quarter": Baseline.PREVIOUS, "year": Baseline.PREVIOUS_YEAR}


def status(arguments: Mapping[str, Any]) -> Any:
    """The scheme's word for each measure's status."""
    return rated(arguments, lambda position, scheme: scheme.label(status_of(position, scheme)))


def why(arguments: Mapping[str, Any]) -> Any:
    """The reason for each measure's status, in a sentence with the figures."""
    return rated(
        arguments, lambda position, scheme: reason(position, scheme, status_of(position, scheme))
    )


def direction(arguments: Mapping[str, Any]) -> Any:
    """The scheme's word for each measure's direction of travel.

    Args:
        arguments: As for the others, and in ``since`` what ``previous`` is the figure of: the
            quarter before ("quarter", or blank), or the same quarter last year ("year").
    """

    def answer(position: Position, scheme: Scheme, since: Any) -> str:
        baseline = _baseline(since)
        if baseline is Baseline.PREVIOUS_YEAR:
            position = replace(position, previous_year=position.previous)
        return scheme.label(direction_of(position, scheme, baseline))

    return rated(arguments, answer)


def variance(arguments: Mapping[str, Any]) -> Any:
    """What is rated less the target, in the measure's unit; "" without both."""

    def answer(position: Position, scheme: Scheme) -> float | str:
        difference = variance_of(position, scheme)
        return "" if difference is None else float(difference)

    return rated(arguments, answer, judged=False)


def _baseline(said: Any) -> Baseline:
    word = "quarter" if said is None else " ".join(str(said).casefold().split())
    if word not in _SINCE:
        raise FunctionError(
            f"{quoted(word)} is not something kpibook knows.",
            code="since-unknown",
            where="since",
            fix=nearest(word, _SINCE),
        )
    return _SINCE[word]
