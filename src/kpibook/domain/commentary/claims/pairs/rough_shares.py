"""Shares in words, of a measure in per cent: "fewer than half were in time", "over half"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.when import Relation
from kpibook.domain.measures.measure import Unit
from kpibook.on_use.regex import regex

# Fewer than half of plans were in time this quarter · nine in ten applications were decided
_OF = regex(r"^[iTe,]{0,4}(?P<way>[AL]?)h?e{0,2}(?P<share>N)o?e{0,2}P?(?P<what>k[kveizPT]{2,12})$")
# Recycling is now over half, at 45.3%
_IS = regex(r"^e{0,2}[kPe]{1,6}v{1,2}e{0,2}(?P<way>[AL])h?e{0,2}(?P<share>N)(?=$|[,;(])")
_KNOWN = frozenset(("time", "target", "timescale", "timescales"))
_APART = Decimal(12)


def rough_share_claims(context: Context) -> Iterator[Claim]:
    """Yield a share in words that is far from the actual.

    >>> from kpibook.domain.commentary.claims.example import read
    >>> read(rough_share_claims, "Fewer than half of minor applications were decided in time.")
    ['half of minor applications were decided in time: the figure of the quarter is']
    >>> read(rough_share_claims, "Over half of minor applications were decided in time.")
    []
    """
    facts = context.facts
    if facts.unit is not Unit.PERCENT or facts.actual is None or context.sentence.asks:
        return
    for pattern in (_OF, _IS):
        match = pattern.match(context.parts)
        place = match.start("share") if match else 0
        share = context.sentence.items[place].figure
        if match is None or share is None or share.unit != "share":
            continue
        if (pattern is _OF and not _is_measure(context, match)) or context.is_plan(place):
            continue
        value = share.value * 100
        if _is_far(match["way"] or _WAYS.get(share.about, ""), facts.actual.value, value):
            figure = Figure(value, "%", about=share.about)
            yield context.claim(
                ClaimKind.FIGURE, place, match.end() - 1, Of.ACTUAL, "is", (figure,)
            )


_WAYS = {"over": "A", "more": "A", "under": "L", "less": "L", "nearly": "", "almost": ""}


def _is_measure(context: Context, match: re.Match[str]) -> bool:
    """Return True if all the words behind a share are of the title, and of this quarter."""
    first, last = match.span("what")
    words = [context.word(at) for at in range(first, last) if context.parts[at] == "z"]
    times = [item.when for item in context.sentence.items if item.when is not None]
    is_now = all(when.relation is Relation.NOW for when in times)
    return is_now and _KNOWN.issuperset(words) and match["what"].count("k") + len(words) > 1


def _is_far(way: str, actual: Decimal, share: Decimal) -> bool:
    if way == "A":
        return actual < share - 1
    return actual > share + 1 if way == "L" else abs(actual - share) > _APART
