"""All of a whole: "all 8,200 homes had a certificate", where 8,193 of 8,200 had."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.on_use.regex import regex

_ALL = regex(
    r"^[iTe,]{0,4}(?P<all>[zgePk])o?e{0,2}P?(?P<whole>N)(?P<behind>[kvePiT]{3,14})(?=$|[,;(])"
)
_TITLE_WORDS = 3


def every_one_claims(context: Context) -> Iterator[Claim]:
    """Yield "all" of the denominator, said in the words of the title alone.

    >>> from kpibook.domain.commentary.claims.example import read
    >>> read(every_one_claims, "All 110 minor planning applications were decided.")
    ['All 110 minor planning applications were decided: denominator every']
    """
    bottom = context.facts.denominator
    if bottom is None or context.sentence.asks:
        return
    for match in context.each(_ALL):
        place, first = match.start("whole"), match.start("all")
        figure = context.sentence.figure(place)
        is_all = context.word(first) == "all"
        if not is_all or figure.value != bottom.value or figure.unit or figure.about:
            continue
        if match["behind"].count("k") >= _TITLE_WORDS and not context.is_plan(place):
            yield context.claim(
                *(ClaimKind.PARTS, first, match.end() - 1, Of.DENOMINATOR, "every"),
                (figure, figure),
            )
