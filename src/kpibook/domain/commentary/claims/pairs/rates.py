"""A rate worked out of the measure's own count: "148,700 visits, or 761.4 per 1,000"."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.when import Relation
from kpibook.domain.measures.measure import Unit
from kpibook.on_use.regex import regex

_RATE = regex(r"(?P<count>N)(?P<between>[^N;xg]{0,14}(?:N[kz]{0,3})?),?[aPezvo]{0,4}(?P<rate>N)")
_WORKS_OUT = frozenset(
    (
        *("or", "giving", "gives", "rate", "equivalent", "equal", "works", "makes", "making"),
        *("i.e", "i.e.", "that", "which", "equating", "equates", "representing"),
    )
)


def rate_claims(context: Context) -> Iterator[Claim]:
    """Yield the rate behind the numerator as it is, where nothing else is named.

    >>> from kpibook.domain.commentary.claims.example import VISITS, read
    >>> read(rate_claims, "We had 148,700 visits, or 716.4 per 1,000.", VISITS)
    ['148,700 visits, or 716.4 per 1,000: the figure of the quarter is']
    """
    facts = context.facts
    per = facts.unit.per if facts.unit else None
    if not per or facts.unit is Unit.PERCENT or not context.counts or context.anchored:
        return
    times = [item.when for item in context.sentence.items if item.when is not None]
    if any(when.relation is not Relation.NOW for when in times) or set(context.parts) & set("gCGf"):
        return
    for match in context.each(_RATE):
        place = match.start("rate")
        figure = context.sentence.figure(place)
        words = {context.word(at) for at in range(match.start("count") + 1, place)}
        if match.start("count") not in context.counts or figure.per != per or figure.about:
            continue
        if words & _WORKS_OUT:
            yield context.claim(
                ClaimKind.FIGURE, match.start(), place, Of.ACTUAL, "is", (context.value(figure),)
            )
