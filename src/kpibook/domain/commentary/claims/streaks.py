"""Streaks: missed for the third quarter in a row, the third improvement running.

Only quarters are counted: "the third year running" and "the second month in a row" are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.joined import matches
from kpibook.domain.commentary.claims.judgements.aims import is_other_target
from kpibook.domain.commentary.claims.judgements.targets import WAYS, is_of_measure
from kpibook.domain.commentary.claims.movements.others import is_of_others
from kpibook.domain.commentary.reading.when import Relation
from kpibook.on_use.regex import regex
from kpibook.on_use.replacing import replace

#: Words of which a sentence has one if it claims a streak.
TRIGGERS = frozenset(
    (
        "row",
        "running",
        "consecutive",
        "successive",
        "straight",
        "succession",
        "trot",
        "each",
        "every",
    )
)
_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight")
_COUNTS = {
    **{word: n for n, word in enumerate(_ORDINALS, 2)},
    **{word: n for n, word in enumerate(_NUMBERS, 2)},
    **{f"{n}{'nd' if n == 2 else 'rd' if n == 3 else 'th'}": n for n in range(2, 9)},
    **{str(n): n for n in range(2, 9)},
}
_NTH = rf"({'|'.join(_ORDINALS)}|2nd|3rd|[4-8]th)"
_MANY = rf"({'|'.join(_NUMBERS)}|[2-8])"
_IN_TURN = r"(?:consecutive|successive|straight)"
_RUNNING = r"(?:in a row|running|in succession|on the trot)"
# for the third consecutive quarter · for five quarters running · in each of the last two quarters
_LASTING = regex(
    rf"\b(?:(?:for|over|in|across) )?(?:(?:the|a|its|our) {_NTH} (?:{_IN_TURN} quarter"
    rf"|quarter {_RUNNING}|(?:time|result) {_RUNNING})"
    rf"|(?:the (?:last|past) )?{_MANY} "
    rf"(?:{_IN_TURN} quarters|quarters {_RUNNING})"
    rf"|(?:each|every one|all) of (?:the|our) (?:last|past) {_MANY} quarters)\b"
)
# the third improvement in a row · the second consecutive quarterly fall · third rise running
_MOVE = (
    r"(?:improvement|rise|increase|gain|fall|drop|decrease|reduction|decline|deterioration|"
    r"worsening|miss)"
)
_NAMED = regex(
    rf"\b{_NTH} (?:(?:{_IN_TURN} )(?:quarterly |quarter's )?(?P<move>{_MOVE})"
    rf"|(?:quarterly )?(?P<moved>{_MOVE}) {_RUNNING})\b(?! year)"
    rf"|\b{_MANY} (?:{_IN_TURN} (?:quarterly )?(?P<moves>{_MOVE})s"
    rf"|(?:quarterly )?(?P<moving>{_MOVE})s {_RUNNING})\b"
    rf"|\b(?:{_NTH} {_IN_TURN} quarter|{_MANY} "
    rf"{_IN_TURN} quarters) of (?:(?:an?|further|continued) )?(?P<of>improvement|growth|increases?|"
    r"rises?|falls?|decreases?|reductions?|declines?|deterioration|worsening)\b"
)
_MOVES = {
    **dict.fromkeys(("improvement", "gain"), "improved"),
    **dict.fromkeys(("rise", "rises", "increase", "increases", "growth"), "rose"),
    **dict.fromkeys(
        ("fall", "falls", "drop", "decrease", "decreases", "reduction", "reductions"), "fell"
    ),
    **dict.fromkeys(("decline", "declines"), "declined"),
    **dict.fromkeys(("deterioration", "worsening"), "worsened"),
}
_OF_MOVES = {"U": "rose", "D": "fell", "Q": "declined", "B": "improved", "W": "worsened"}
# The state in front of a streak, or behind it: missed, missed our target, improved, below target.
_STATE = r"(?P<move>[UDBWQ])|(?P<way>[ALHJMX])(?P<gap>[eoPN]{0,4}?)(?P<goal>G)(?:oe?N)?"
_BEFORE = regex(
    rf"(?:{_STATE}|(?P<target>G)(?P<not>[ven]{{1,4}})(?P<was>[MXE])|(?P<alone>[XM]))[e,]{{0,2}}$"
)
_BEHIND = regex(rf",?[Pkev]{{0,5}}(?:{_STATE})")
# Words that are a judgement without the word "target".
_ALONE = frozenset(("missed", "met", "hit", "achieved", "on", "off", "below", "above"))


def streak_claims(context: Context) -> Iterator[Claim]:
    """Yield each streak that a sentence says the measure is in, with its number of quarters.

    >>> from kpibook.domain.commentary.claims.example import read
    >>> read(streak_claims, "71.8%, the third rise in a row.")
    ['third rise in a row: the figure of the quarter rose']
    >>> read(streak_claims, "71.8%, below target for five quarters running.")
    ['below target for five quarters running: target below']
    """
    if context.sentence.asks:
        return
    for match, first, last in matches(context, _NAMED):
        words = match.groupdict()
        name = next(words[key] for key in ("move", "moved", "moves", "moving", "of") if words[key])
        claim = _of_name(context, name or "", first, last)
        if claim is not None:
            yield replace(claim, times=_count(match))
    for match, first, last in matches(context, _LASTING):
        claim = _of_state(context, first, last)
        if claim is not None:
            yield replace(claim, times=_count(match))


def _count(match: re.Match[str]) -> int:
    return next(_COUNTS[word] for word in match.groups() if word in _COUNTS)


def _of_name(context: Context, name: str, first: int, last: int) -> Claim | None:
    if name == "miss":
        sure = is_of_measure(context, first) and _is_sure(context, first, last)
        return context.claim(ClaimKind.TARGET, first, last, Of.TARGET, "missed", sure=sure)
    if is_of_others(context, last, to_actual=False):
        return None
    return _moved(context, _MOVES[name], first, last, first)


def _of_state(context: Context, first: int, last: int) -> Claim | None:
    """Return what a streak that begins and ends at two places is of; None if that is not plain."""
    start = context.clause_start(first)
    before = _BEFORE.search(context.parts[start:first])
    if before is not None:
        return _stated(context, before, start, (start + before.start(), last))
    behind = _BEHIND.match(context.parts[last + 1 :])
    if behind is not None:
        return _stated(context, behind, last + 1, (first, last + behind.end()))
    return None


def _stated(
    context: Context, match: re.Match[str], start: int, span: tuple[int, int]
) -> Claim | None:
    first, last = span
    groups = match.groupdict()
    if groups["move"]:
        at = start + match.start("move")
        if is_of_others(context, at, to_actual=False) and context.parts[at + 1] != "i":
            return None
        return _moved(context, _OF_MOVES[groups["move"]], first, last, at)
    name = next(key for key in ("way", "was", "alone") if groups.get(key))
    at = start + match.start(name)
    said = WAYS.get(groups[name], "")
    if name == "alone" and context.word(at) not in _ALONE:
        return None
    if said == "exceeded" or context.denials(at) > 1 or (groups.get("not") or "").count("n") > 1:
        return None
    if context.is_not(at) or "n" in (groups.get("gap") or ""):
        said = {"met": "missed", "missed": "met"}.get(said, "")
    aims = [start + match.start(key) for key in ("goal", "target") if groups.get(key)]
    sure = _is_of_measure(context, first, at) and _is_sure(context, first, last)
    if aims and is_other_target(context, min(at, *aims), max(aims)):
        sure = False
    if name == "alone" and not context.is_behind_actual(at):
        sure = False  # "appointments missed for the third quarter running"
    if not said:
        return None
    return context.claim(ClaimKind.TARGET, first, last, Of.TARGET, said, sure=sure)


def _moved(context: Context, said: str, first: int, last: int, at: int) -> Claim | None:
    if context.is_not(at) or {"was", "were"} & {*context.words_of(max(at - 2, 0), at)}:
        return None
    sure = _is_of_measure(context, first, at) and (
        context.is_of_its_kind(at) or context.is_behind_actual(at)
    )
    items = context.sentence.items[:first]
    # "Up on last year: the second rise in a row" is of years.
    since = any(item.when is not None and item.when.relation is not Relation.NOW for item in items)
    sure = sure and not since and _is_sure(context, first, last)
    return context.claim(ClaimKind.DIRECTION, first, last, Of.ACTUAL, said, sure=sure)


# For the third quarter running we missed, performance fell
_FRONTED = regex(r"[iezN]{2,9},?[ev]{0,2}P[ev]{0,3}")


def _is_of_measure(context: Context, first: int, at: int) -> bool:
    """Return True if a state at a place is the measure's, behind its subject or a streak."""
    if is_of_measure(context, at) or is_of_measure(context, min(first, at)):
        return True
    start = context.clause_start(first)
    fronted = first == start and _FRONTED.fullmatch(context.parts, first, at)
    return bool(fronted) and (context.first or context.anchored)


_YEARLY = frozenset(("year", "annual", "yearly", "month", "monthly", "week"))
# After falling for three quarters in a row it rose
_ENDED = frozenset(("after", "having", "following", "had", "before", "until", "despite", "ended"))


def _is_sure(context: Context, first: int, last: int) -> bool:
    """Return True if a streak is no plan, and of this quarter and not of another time."""
    # "In each of the last two quarters" has the letter of a part, and names none.
    if context.is_plan(first) or "g" in context.parts.replace("ig", "", 1):
        return False
    if not _YEARLY.isdisjoint(context.words):
        return False
    start = max(context.clause_start(first) - 1, 0)
    if not _ENDED.isdisjoint(context.words_of(start, last)):
        return False
    return context.names_only_now(first, last, ";x")
