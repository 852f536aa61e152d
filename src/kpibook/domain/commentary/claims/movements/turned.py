"""Comparisons said of the other figure: "it was lower a year ago", "England did better"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.elsewhere import is_the_comparator
from kpibook.domain.commentary.reading.when import Relation
from kpibook.on_use.regex import regex

# a year ago it was lower (than the 71.8% of today)
_THEN_FIRST = regex(
    r"(?:^|[;x,a])[ie]{0,2}(?P<when>T)[,ePk]{0,4}v{1,2}e{0,2}(?P<way>[ALHJBW])"
    r"(?:(?<=[AL])[kaei]{1,8}(?=h))?(?=$|[,;x.]|[he]{0,2}[ePT]{0,3}N)(?P<than>[he]{0,2}[ePT]{0,3}N)?"
)
# it was lower a year ago · performance was better in Q2
_THEN_LAST = regex(
    r"(?:^|[;x,])e?[Pk]{1,3}v{1,2}e{0,2}(?P<way>[ALBW])i?e?(?P<when>T)"
    r"(?:(?=$|[,;x.])|(?P<than>he{0,2}N))"
)
# there were more families waiting a year ago than the 134 of today
_MORE_THEN = regex(r"v{1,2}e{0,2}(?P<way>[AL])[ke]{1,5}i?e?(?P<when>T)(?P<than>he{0,2}N)")
# England did better · the national figure, at 70.2%, is higher than ours
_ELSEWHERE = regex(
    r"(?:^|[;x,])e{0,2}(?P<of>C)P?(?:,i?N,|\(i?N\)|i?N)?v{0,2}e{0,2}(?P<way>[ALHJBW])"
    r"(?=$|[,;x]|h?[eP]{0,2}(?:N|P|$))"
)
_TURNED = {
    "A": "fell",
    "L": "rose",
    "H": "worsened",
    "J": "improved",
    "B": "worsened",
    "W": "improved",
}
_PAST = ("was", "were", "had", "been", "stood", "did")


def turned_claims(context: Context) -> Iterator[Claim]:
    """Yield each comparison that is said of an earlier figure, or of the comparator.

    "It was lower a year ago" says that the measure rose since.
    """
    if context.sentence.asks or not (context.anchored or context.opens or context.follows):
        return
    for pattern in (_THEN_FIRST, _THEN_LAST, _MORE_THEN):
        for match in context.each(pattern):
            at = match.start("when")
            if context.when(at).relation not in (Relation.PREVIOUS, Relation.PREVIOUS_YEAR):
                continue
            than = match.groupdict().get("than")
            if than and match.end() - 1 not in context.actuals:
                continue
            if not _is_past(context, match) or not _is_then(context, match):
                continue
            yield _claim(context, match, context.of(at) or Of.MEASURES)
    for match in context.each(_ELSEWHERE):
        if context.anchored and is_the_comparator(context, match.start("of")):
            yield _claim(context, match, Of.COMPARATOR)


_NOUNS = ("improvement", "improvements", "deterioration", "slippage")
_OF_CHANGES = ("year on", "year-on", "on the", "over the", "quarter on", "quarter-on")


def _is_then(context: Context, match: re.Match[str]) -> bool:
    """Return True for "it was better in Q2", and False for "an improvement year on year"."""
    at, way = match.start("when"), match.start("way")
    if context.word(way) in _NOUNS or context.word(at).startswith(_OF_CHANGES):
        return False
    between = range(way + 1, at)
    return not any(context.word(n) in ("on", "upon", "over") for n in between)


def _is_past(context: Context, match: re.Match[str]) -> bool:
    return any(context.word(at) in _PAST for at in range(match.start(), match.start("way")))


def _claim(context: Context, match: re.Match[str], against: Of) -> Claim:
    first, last, way = match.start(), match.end() - 1, match.start("way")
    when = context.when(match.start("when")) if "when" in match.groupdict() else None
    sure = not context.is_plan(way) and not context.is_not(way) and "g" not in context.parts
    return context.claim(
        ClaimKind.DIRECTION,
        first,
        last,
        Of.ACTUAL,
        _TURNED[match["way"]],
        (),
        against,
        when,
        sure=sure,
    )
