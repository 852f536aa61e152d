"""Targets and figures of another time: "the target then was 160", "it was 9.4 when it began"."""

from __future__ import annotations

from kpibook.domain.commentary.claim import ClaimKind, Of
from kpibook.domain.commentary.claims.sentence_facts import fact_of
from kpibook.domain.commentary.reading.rounding import says
from kpibook.domain.commentary.reading.when import Relation
from kpibook.domain.commentary.second_look.passage import Passage
from kpibook.on_use.regex import regex

_THEN = regex(
    r"\bthen\b|\bat th(?:e|at) time\b|\bthat year\b|\bin force\b|\bback then\b|\bthose days\b"
    r"|\bused to be\b"
    r"|\b(?:target|plan|profile|goal|limit|it) had been\b"
    r"|\bwas set at\b|\bpreviously\b|\bformer(?:ly)?\b|\bold\b"
    r"|\buntil (?:this|april|march)\b|\boriginally\b|\bbefore (?:it was|that)\b"
    r"|\blast year'?s?\b|\bprevious year'?s?\b|\b(?:was|were) raised\b|\b(?:was|were) lowered\b"
)
_NEAR = 5
# What is said of the next figure: "target 80%, last year 79.5%".
_NEXT = regex(r"[(),;ax](?=[^,;N]{0,5}N)")
# The target was 110 in the same quarter last year
_TARGET_WAS = regex(r"G[eviohT]{0,4}$")
_PAST = (Of.PREVIOUS, Of.PREVIOUS_YEAR, Of.EARLIER)


def is_of_then(passage: Passage) -> bool:
    """Return True for a target of another time, or an earlier figure whose period comes behind.

    >>> from kpibook.domain.commentary.doubted import doubted
    >>> doubted("A year ago it was 79.5%; the target then was 80%.")
    ['target then was 80%']
    """
    claim = passage.claim
    if claim.kind is ClaimKind.FIGURE and claim.of in (Of.TARGET, Of.YEAR_TARGET):
        first = max(passage.first - _NEAR, 0)
        ends = _NEXT.search(passage.context.parts, passage.last + 1)
        last = min(passage.last + _NEAR, ends.start() if ends else passage.last + _NEAR)
        near = passage.words(first, last)
        return _THEN.search(near) is not None or _is_in_past(passage)
    if claim.kind is ClaimKind.FIGURE and claim.of is Of.ACTUAL and claim.figures:
        return _is_named_behind(passage)
    if claim.kind is ClaimKind.FIGURE and claim.of in _PAST:
        before = passage.context.parts[: passage.first]
        spans = passage.context.word(passage.last).startswith("between ")
        return spans or _TARGET_WAS.search(before) is not None
    return False


def _is_in_past(passage: Passage) -> bool:
    """Return True if a clause names an earlier year before its target, and not the actual."""
    context = passage.context
    start = context.clause_start(passage.first)
    times = [at for at in range(start, passage.first) if context.parts[at] == "T"]
    past = [Relation.PREVIOUS_YEAR, Relation.EARLIER]
    if times and "had been" in passage.words(times[-1], passage.first):
        past.append(Relation.PREVIOUS)
    if not times or context.when(times[-1]).relation not in past:
        return False
    return not any(start <= at < passage.first for at in context.actuals)


# Same as, higher than, rose from: what follows is compared, and names no period of the figure.
_COMPARES = frozenset("ShrwUDBWQALN")
_BETWEEN = regex(r"\(?[sibe]{0,3}T")


def _is_named_behind(passage: Passage) -> bool:
    """Return True for a figure of an earlier period that the sentence names further on."""
    context, figure = passage.context, passage.claim.figures[0]
    facts = context.facts
    is_now = any(i.when and i.when.relation is Relation.NOW for i in context.sentence.items)
    behind = _BETWEEN.match(context.parts, passage.last + 1)
    if behind is not None and context.when(behind.end() - 1).relation is not Relation.NOW:
        earlier = (facts.previous, facts.previous_year, *facts.history.values())
        if any(fact is not None and says(figure, fact.value) for fact in earlier):
            return True  # "from 63.9% to 52.4% between December and September"
    for at, item in enumerate(context.sentence.items):
        if at < passage.first or item.when is None or item.when.relation is Relation.NOW:
            continue
        of = {Relation.PREVIOUS: Of.PREVIOUS, Relation.PREVIOUS_YEAR: Of.PREVIOUS_YEAR}.get(
            item.when.relation, Of.EARLIER
        )
        between = context.parts[passage.last + 1 : at]
        if _COMPARES.isdisjoint(between) and not is_now:
            fact = fact_of(context.facts, of, item.when.quarter)
            if fact is not None and says(figure, fact.value):
                return True
    return False
