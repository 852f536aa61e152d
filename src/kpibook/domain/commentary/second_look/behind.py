"""Words behind a change that say of what part it is: "20% fewer on farms alone"."""

from __future__ import annotations

from kpibook.domain.commentary.claim import ClaimKind
from kpibook.domain.commentary.second_look.passage import Passage
from kpibook.on_use.regex import regex

_OF_A_PART = regex(r"[^,;x()N]{0,2}(?:ie{0,2}z|g)|[ie]{0,3}[zk]{1,2}g")


# "Down 9 points in difficult circumstances" says of what the measure went down in all.
_OF_NO_PART = frozenset(
    ("addition", "busy", "circumstances", "conditions", "difficult", "fact", "light", "line",
     "part", "peak", "period", "reasons", "response", "several", "spite", "staffing", "times",
     "total")
)  # fmt: skip


def is_of_a_part_behind(passage: Passage) -> bool:
    """Return True for a change that the words behind it limit to a place or a group.

    >>> from kpibook.domain.commentary.doubted import doubted
    >>> doubted("71.8% compared with 76.4% in Q2, 9% lower for barns alone.")
    ['9% lower']
    """
    if passage.claim.kind is not ClaimKind.CHANGE:
        return False
    match = _OF_A_PART.match(passage.context.parts, passage.last + 1)
    if match is None:
        return False
    return passage.context.word(match.end() - 1) not in _OF_NO_PART
