"""Rough figures that read like movements: "more than half, 54.7%, was thrown away"."""

from __future__ import annotations

from kpibook.domain.commentary.claim import ClaimKind
from kpibook.domain.commentary.claims.sentence_facts import fact_of
from kpibook.domain.commentary.reading.rounding import says
from kpibook.domain.commentary.second_look.passage import Passage
from kpibook.on_use.regex import regex

_MORE_THAN = regex(r"[AL]he{0,2}(?P<figure>N)")


def is_a_rough_figure(passage: Passage) -> bool:
    """Return True for "more than" a figure that is not the one compared with.

    >>> from kpibook.domain.commentary.doubted import doubted
    >>> doubted("Higher than 70% in Q2.")
    ['Higher than 70% in Q2']
    >>> doubted("Higher than 76.4% in Q2.")
    []
    """
    claim, context = passage.claim, passage.context
    match = _MORE_THAN.match(context.parts, passage.first)
    if claim.kind is not ClaimKind.DIRECTION or match is None or not claim.against or claim.figures:
        return False
    fact = fact_of(context.facts, claim.against, claim.quarter)
    figure = context.sentence.figure(match.start("figure"))
    return figure.unit == "share" or fact is None or not says(figure, fact.value)
