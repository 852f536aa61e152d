"""Days that are allowed: "we failed to turn claims round in the 20 days", at 18.4 days."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.units import timed_in
from kpibook.domain.measures.measure import Polarity, Unit
from kpibook.on_use.regex import regex

_NOT_IN = regex(r"n[ektzPvMYZ]{1,9}[iI]e{0,2}(?P<figure>N)")


def allowed_claims(context: Context) -> Iterator[Claim]:
    """Yield "not turned round in the 20 days" of a time that should be short, next to the actual.

    >>> from kpibook.domain.commentary.claims.pairs.example import CLAIMS_TIME
    >>> from kpibook.domain.commentary.claims.example import read
    >>> read(allowed_claims, "At 18.4 days we failed to decide in the 20 days.", CLAIMS_TIME)
    ['failed to decide in the 20 days: target missed']
    """
    facts = context.facts
    is_time = facts.unit is Unit.DAYS or bool(timed_in(facts.title))
    if not is_time or facts.polarity is not Polarity.LOWER or not context.anchored:
        return
    for match in context.each(_NOT_IN):
        place, first = match.start("figure"), match.start()
        others = [at for at, _ in context.sentence.numbered if at not in context.actuals]
        if others != [place] or not context.is_fact(place, facts.target):
            continue
        if context.denials(place) != 1 or context.is_plan(first) or "g" in context.parts:
            continue
        yield context.claim(ClaimKind.TARGET, first, place, Of.TARGET, "missed")
