"""Something that was so in one quarter only: "it was below 500 only in Q2 2022/23"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.when import Relation
from kpibook.on_use.regex import regex

_BEHIND = regex(r"(?P<way>[AL])h?e{0,2}(?P<limit>N)e{0,2}(?P<only>g)i?e{0,2}(?P<when>T)")
_IN_FRONT = regex(r"^(?P<only>g)i?e{0,2}(?P<when>T)[,vPke]{1,6}(?P<way>[AL])h?e{0,2}(?P<limit>N)")
_FURTHEST = 3


def only_claims(context: Context) -> Iterator[Claim]:
    """Yield "above 85% only in Q2": so the figure of the quarter is not above it.

    >>> from kpibook.domain.commentary.claims.example import read
    >>> read(only_claims, "It was above 70% only in Q2.")
    ['above 70% only in Q2: the measures fell to the measures']
    """
    facts = context.facts
    if facts.actual is None or context.sentence.asks:
        return
    for pattern in (_BEHIND, _IN_FRONT):
        for match in context.each(pattern):
            place = match.start("limit")
            limit, when = context.sentence.figure(place), context.when(match.start("when"))
            if context.word(match.start("only")) != "only" or not context.in_unit(limit):
                continue
            if (
                when.relation is Relation.NOW
                or when.quarter is None
                or limit.about not in ("", "over", "under")
            ):
                continue
            if not context.is_about_measure(match.start()) or context.is_plan(match.start()):
                continue
            limit = context.value(limit)
            if not _are_near(limit, facts.actual.value) or limit.value == facts.actual.value:
                continue
            said = "rose" if match["way"] == "L" else "fell"
            figures = (limit, Figure(facts.actual.value))
            yield context.claim(
                *(ClaimKind.DIRECTION, match.start(), match.end() - 1, Of.MEASURES, said),
                figures,
                Of.MEASURES,
            )


def _are_near(one: Figure, value: Decimal) -> bool:
    small, large = sorted((abs(one.value), abs(value)))
    return small > 0 and large <= small * _FURTHEST
