"""Periods in front of what they are of: "over the year up 1.2, over the quarter down 0.6"."""

from __future__ import annotations

from kpibook.domain.commentary.claim import ClaimKind
from kpibook.domain.commentary.second_look.passage import Passage
from kpibook.on_use.regex import regex

_OWN_CLAUSE = regex(r"(?:[,;]|e)?[Pkez]{0,4}[vzUDBWQALN]")
_IN_FRONT = regex(r"T[,;]?[Pkezv]{0,6}$")


def is_of_next_period(passage: Passage) -> bool:
    """Return True if the period behind a movement begins the next clause, and another is in front.

    >>> from kpibook.domain.commentary.doubted import doubted
    >>> doubted("Since Q2 it has improved, since last December worsened.")
    ['improved, since last December']
    """
    if passage.claim.kind not in (ClaimKind.DIRECTION, ClaimKind.CHANGE):
        return False
    parts, last = passage.context.parts, passage.last
    own = _IN_FRONT.search(parts[: passage.first]) is not None
    comma = "," in parts[passage.first : last] and parts[last] == "T"
    return own and comma and _OWN_CLAUSE.match(parts[last + 1 :]) is not None
