"""Numbers behind a rate: "four fewer than in the year to September (87)", of 30.5 per 100,000."""

from __future__ import annotations

from kpibook.domain.commentary.claim import ClaimKind, Of
from kpibook.domain.commentary.second_look.passage import Passage
from kpibook.domain.measures.measure import Unit
from kpibook.on_use.regex import regex

_ABOUT_OTHER = regex(r"[zk],[x]$")
_OF_IT = frozenset(("where", "which", "whose"))


def is_of_counts(passage: Passage) -> bool:
    """Return True for a whole number next to the numerator of a rate, or of a noun's own clause.

    >>> from kpibook.domain.commentary.doubted import doubted
    >>> doubted("Majors, where we did 64%, are another story.")
    ['did 64%']
    """
    claim = passage.claim
    if claim.kind is not ClaimKind.FIGURE or not claim.figures:
        return False
    return _is_count(passage) or _is_of_noun(passage)


def _is_count(passage: Passage) -> bool:
    facts, figure = passage.context.facts, passage.claim.figures[0]
    is_rate = facts.unit is not None and facts.unit is not Unit.PERCENT and bool(facts.unit.per)
    whole = figure.value == figure.value.to_integral_value()
    is_bare = not figure.per and not figure.unit and whole and bool(facts.decimals)
    return is_rate and is_bare and bool(passage.context.counts)


def _is_of_noun(passage: Passage) -> bool:
    """Return True for "relief, where we did 34%, is another story"."""
    context, claim = passage.context, passage.claim
    if claim.of is not Of.ACTUAL:
        return False
    start = context.clause_start(passage.first) - 1
    behind = start > 1 and context.word(start) in _OF_IT
    return behind and context.parts[start - 2 : start] == "z,"
