"""Sums that count more than the sentence lists: two quarters, and the year to date."""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.commentary.claim import ClaimKind
from kpibook.domain.commentary.reading.lexicon import Part
from kpibook.domain.commentary.second_look.passage import Passage
from kpibook.on_use.regex import regex

_WIDER = regex(
    r"year to date|so far|to date|since april|for the year|in all|overall|altogether|nine months"
    r"|the year|cumulative|running total"
)


def is_of_wider_sum(passage: Passage) -> bool:
    """Return True if what a sum lacks is a figure of the measure, or it is of a longer stretch.

    >>> from kpibook.domain.commentary.doubted import doubted
    >>> doubted("We decided 41 in Q1 and 52 in Q2, making 172 for the year to date.")
    ['41 in Q1 and 52 in Q2, making']
    """
    claim, facts = passage.claim, passage.context.facts
    if claim.kind is not ClaimKind.FLOW or claim.says != "sum":
        return False
    *parts, total = claim.values
    lacking = total - sum(parts, Decimal(0))
    known = (facts.actual, facts.numerator, facts.previous, facts.denominator)
    if any(fact is not None and fact.value == lacking for fact in known):
        return True
    items = passage.context.sentence.items[passage.first : passage.last + 1]
    if any(item.part is Part.TITLE and item.word[0].isdecimal() for item in items):
        return True  # the title has the number 10, and so has the list
    named = sum(item.part is Part.WHEN for item in items)
    behind = passage.words(passage.last, len(passage.context.parts))
    return lacking > 0 and named > 1 and _WIDER.search(behind) is not None
