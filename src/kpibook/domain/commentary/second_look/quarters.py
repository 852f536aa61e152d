"""Quarters' own parts of a count of the year so far: "668 this quarter (Q1 661, Q2 643)"."""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.commentary.claim import ClaimKind
from kpibook.domain.commentary.second_look.passage import Passage

_MOST_PARTS = 5


def is_of_quarters(passage: Passage) -> bool:
    """Return True for the figure of a period that adds up, with those next to it, to a known count.

    >>> from kpibook.domain.commentary.claims.example import WAITING
    >>> from kpibook.domain.commentary.doubted import doubted
    >>> from kpibook.domain.measures.measure import Basis
    >>> from kpibook.on_use.replacing import replace
    >>> so_far = replace(WAITING, title="Homes completed", basis=Basis.CUMULATIVE)
    >>> doubted("134 homes were completed: 60 in Q2 and 74 in Q3.", so_far)
    ['60 in Q2']
    """
    facts, claim = passage.context.facts, passage.claim
    if not facts.basis.is_of_year_so_far or claim.kind is not ClaimKind.FIGURE:
        return False
    values = [f.value for _, f in passage.context.sentence.numbered if passage.context.in_unit(f)]
    known = {fact.value for fact in facts.in_unit}
    return any(_adds_up(values[at:], known, claim.figures[0].value) for at in range(len(values)))


def _adds_up(values: list[Decimal], known: set[Decimal], own: Decimal) -> bool:
    """Return True if the first values, one of them a claim's own, make a known count."""
    total = Decimal(0)
    for number, value in enumerate(values[:_MOST_PARTS], start=1):
        total += value
        if number > 1 and total in known and own in values[:number]:
            return True
    return False
