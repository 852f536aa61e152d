"""Shares of what is not counted: "54.7% was not recycled", of a share of 45.3%."""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.commentary.claim import ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.sentence_facts import fact_of
from kpibook.domain.commentary.facts import MeasureFacts
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.rounding import says
from kpibook.domain.commentary.second_look.passage import Passage
from kpibook.domain.measures.measure import Unit

_WHOLE = Decimal(100)


def is_of_the_rest(passage: Passage) -> bool:
    """Return True if a claim is of the share that is left, or follows it.

    >>> from kpibook.domain.commentary.doubted import doubted
    >>> doubted("28.2% was not decided in time. That share has risen from 23.6% in Q2.")
    ['risen from 23.6% in Q2']
    """
    facts, claim = passage.context.facts, passage.claim
    if facts.unit is not Unit.PERCENT or facts.actual is None:
        return False
    if claim.kind is ClaimKind.FIGURE and claim.figures:
        fact = fact_of(facts, claim.of, claim.quarter)
        named = passage.context.parts[passage.first : passage.last + 1].count("k") > 1
        if named or claim.of in (Of.TARGET, Of.YEAR_TARGET, Of.COMPARATOR):
            return False
        rough = bool(claim.figures[0].about)
        return fact is not None and not rough and _is_rest(claim.figures[0], fact.value)
    known = _last_share(passage.context, facts, passage.first)
    if known is None and passage.before is not None:
        known = _last_share(passage.before, facts, len(passage.before.parts))
    return known is False


def _is_rest(figure: Figure, value: Decimal) -> bool:
    return not says(figure, value) and says(figure, _WHOLE - value)


def _last_share(context: Context, facts: MeasureFacts, place: int) -> bool | None:
    """Return True if the last share before a place is the actual, False for what is left of it."""
    if facts.actual is None:
        return None
    for at, figure in reversed(context.sentence.numbered):
        if at >= place:
            continue
        if at in context.actuals:
            return True
        if figure.unit == "%" and _is_rest(figure, facts.actual.value):
            return False
    return None
