"""Sentences that begin with another measure's reference, held against that measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from kpibook.domain.commentary.check import verdicts
from kpibook.domain.commentary.claim import Span
from kpibook.domain.commentary.facts import MeasureFacts, facts_of
from kpibook.domain.commentary.reading.scan import MOST_CHARACTERS
from kpibook.domain.commentary.verdict import Verdict
from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.rules.scheme import Scheme
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.on_use.replacing import replace

# PLN.401 was at 90.9% in Q2. · In the quarter HSG12, at 31.4 days, was ...
_SENTENCE = regex(
    r"(?:^|(?<=[.!?\n])) *(?P<lead>(?:(?:In|At|For|By) (?:the |this )?"
    r"(?:quarter|period|year|Q[1-4]|(?:end|close) of )[^,.\n]{0,24},? )?)"
    r"(?P<ref>[A-Za-z]{1,8}[. -]?\d[\w./-]*\w)(?P<rest>[ :,(](?:[^.!?\n]|[.](?=\d))*)"
)


class FactsByRef(Protocol):
    """Measures whose facts can be asked for by reference."""

    def facts(self, ref: str, own: str) -> MeasureFacts | None:
        """Return the facts of a measure; None if there is none, or if it is the own."""


class OtherMeasures:
    """Measures of a workbook by reference, with their facts as they are asked for."""

    def __init__(
        self, measures: Iterable[tuple[RatedMeasure, MeasureFigures]], scheme: Scheme
    ) -> None:
        """Keep the measures with their figures, and the scheme that they are rated under."""
        self._measures = {ref_key(rated.measure.ref): (rated, of) for rated, of in measures}
        self._scheme = scheme

    def facts(self, ref: str, own: str) -> MeasureFacts | None:
        """Return the facts of a measure; None if there is none, or if it is the own or not due."""
        key = ref_key(ref)
        if key == ref_key(own) or key not in self._measures:
            return None
        rated, figures = self._measures[key]
        return None if rated.waiting is not None else facts_of(rated, figures, self._scheme)


@dataclass(frozen=True, slots=True)
class OnOther:
    """Sentence about another measure.

    Attributes:
        place: Its place in the text.
        facts: The facts of that measure, with the reference as the text writes it.
    """

    place: Span
    facts: MeasureFacts


def on_others(text: str, own: str, others: FactsByRef) -> Iterator[OnOther]:
    """Yield the sentences of a text that begin with another measure's reference.

    Args:
        text: The officer's words.
        own: The reference of the measure that the text is of.
        others: The measures of the workbook.
    """
    for match in _SENTENCE.finditer(text[:MOST_CHARACTERS]):
        facts = others.facts(match["ref"], own)
        if facts is not None:
            place = Span(match.start("lead"), match.end())
            yield OnOther(place, replace(facts, ref=match["ref"]))


def with_others(
    text: str, facts: MeasureFacts, others: FactsByRef
) -> Iterator[tuple[MeasureFacts, Verdict]]:
    """Yield the verdict on each claim of a text, with the facts that it is held against.

    Args:
        text: The officer's words.
        facts: The facts of the measure that the text is of.
        others: The measures of the workbook.
    """
    on = list(on_others(text, facts.ref, others))
    for verdict in verdicts(text, facts):
        start = verdict.claim.place.start
        if not any(each.place.start <= start < each.place.end for each in on):
            yield facts, verdict
    for each in on:
        start = each.place.start
        for verdict in verdicts(text[start : each.place.end], each.facts):
            place = verdict.claim.place
            moved = Span(place.start + start, place.end + start)
            yield each.facts, replace(verdict, claim=replace(verdict.claim, place=moved))
