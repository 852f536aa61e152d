"""Which way is good, where no column says it: what the statuses in the file leave possible."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kpibook.domain.measures.measure import Polarity
from kpibook.domain.rating.arithmetic import Position
from kpibook.domain.rating.rate import rate
from kpibook.domain.rules.outcomes import Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.on_use.regex import regex
from kpibook.on_use.replacing import replace
from kpibook.services.layouts.check import CheckedMeasure

_LOWER = regex(
    r"\b(?:missed|lost|absence|sickness|complaints?|days to|time taken|average (?:days|time)|vacan"
    r"\w*|arrears|delay\w*|emissions?|waiting|overdue|crime|re-?offend\w*|homeless(?!ness prev)"
    r"|rough sleep\w*|turnover|errors?|failures?|deaths?)\b",
    re.IGNORECASE,
)


def polarity_by_status(measure: CheckedMeasure, scheme: Scheme) -> tuple[str, str]:
    """Return the polarity that a measure's own status leaves possible, and the reason.

    ("", reason) where both or neither would give that status, or the name says the opposite: then
    a person has to say it.
    """
    position, status = measure.position, measure.in_file
    if position.actual is None or position.target is None or status is None or not status.is_rated:
        return "", "no status in the file tells it"
    possible = [way for way in ("higher", "lower") if _gives(position, way, status, scheme)]
    if len(possible) != 1:
        return "", "its status in the file does not tell it"
    if possible[0] == "higher" and _LOWER.search(measure.row.title):
        return "", "its name and its status in the file do not agree"
    return possible[0], "with the other way the status in the file would be another"


def _gives(position: Position, way: str, status: Status, scheme: Scheme) -> bool:
    rated = rate(replace(position, polarity=Polarity(way)), scheme).status
    good = (Status.MET, Status.EXCEEDING)
    return rated is status or (rated in good and status in good)


def answers_by_status(
    measures: Iterator[CheckedMeasure] | tuple[CheckedMeasure, ...], scheme: Scheme
) -> tuple[dict[str, Mapping[str, str]], dict[str, str]]:
    """Return polarities by reference, and the questions about the measures that are left."""
    answers: dict[str, Mapping[str, str]] = {}
    questions: dict[str, str] = {}
    for measure in measures:
        if "polarity" in measure.row.cells:
            continue
        way, why = polarity_by_status(measure, scheme)
        if way:
            answers[measure.row.ref] = {"polarity": way}
        else:
            title = measure.row.title[:60]
            questions[measure.row.ref] = f"which way is good for {title!r}? {why.capitalize()}."
    return answers, questions
