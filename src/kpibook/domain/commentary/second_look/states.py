"""Things that are counted in one state only: "applications rose", of those awaiting a decision."""

from __future__ import annotations

from kpibook.domain.commentary.claim import ClaimKind
from kpibook.domain.commentary.second_look.passage import Passage
from kpibook.domain.measures.measure import Unit

_STATES = (
    ("await", "wait", "queue", "list", "backlog"),
    ("outstanding", "open", "unresolved", "pending", "undecided", "live"),
    ("overdue", "late", "unpaid", "owe", "owing", "arrears"),
    ("empty", "vacan", "void"),
    ("repeat", "reoffend", "return"),
    ("missing", "absent", "exclu"),
    ("complain", "upheld", "escalat"),
)


def is_of_any_state(passage: Passage) -> bool:
    """Return True for a movement of the things of a title, without the state they are counted in.

    >>> from kpibook.domain.commentary.claims.example import WAITING
    >>> from kpibook.domain.commentary.doubted import doubted
    >>> doubted("Applications rose on Q2.", WAITING)
    ['rose on Q2']
    >>> doubted("Applications awaiting a decision rose on Q2.", WAITING)
    []
    """
    context, facts = passage.context, passage.context.facts
    is_move = passage.claim.kind in (ClaimKind.DIRECTION, ClaimKind.CHANGE)
    subject = context.subject(passage.first)
    if facts.unit is not Unit.COUNT or not is_move or context.anchored or "P" in subject:
        return False
    title = facts.title.casefold()
    # At the beginning of a word: "deliver" holds "live", and "related" holds "late".
    states = [group for group in _STATES if any(w.startswith(group) for w in title.split())]
    if not states or "k" not in subject:
        return False
    clause = passage.words(context.clause_start(passage.first), passage.first + 3)
    return not any(word in clause for group in states for word in group)
