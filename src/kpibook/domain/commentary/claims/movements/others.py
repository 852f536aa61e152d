"""Words that may be of something else: of what follows, a part of the measure, a month."""

from __future__ import annotations

import re

from kpibook.domain.commentary.claims.context import NUMBERS, Context
from kpibook.domain.commentary.claims.movements.baselines import ON_THE_YEAR
from kpibook.domain.commentary.reading.when import Relation
from kpibook.on_use.regex import regex

_OF_IT = regex(
    r"[e]{0,2}(?:[iYo]e{0,2})?(?P<number>P{0,2})(?P<of>[iYo]?)[evN]{0,3}(?P<more>[AL]?)(?P<what>[zkXYZ]+)"
)


# Those that missed · cases which rose: a part of them
_RELATIVE = regex(r"[^,;a(x]e{0,2}(?P<that>P)e{0,2}v{0,2}e{0,3}$|^e(?P<those>P)[ev]{0,3}$")


# October was better than September
_PERIOD_MOVES = regex(r"(?:^|[,;ax])[ei]{0,2}(?P<when>T)v{0,3}e{0,4}$")
_OF_A_PART = regex(r"i[eN]{0,2}[AL]k")


def is_of_others(context: Context, place: int, *, to_actual: bool) -> bool:
    """Return True if a movement is of what follows it: "a rise in referrals", "fewer staff"."""
    behind = context.parts[place + 1 :]
    if to_actual:
        return False
    if behind[:1] == "G" and context.parts[place] in "UDBWQ":
        return True  # "an improvement plan"
    if any(context.word(at) == "those" for at in range(place + 1, place + 4)):
        return True  # "better for those with a disability"
    following = _OF_IT.match(behind)
    if following is None or _is_complement(context, place):
        return False
    if context.word(place + 1) in _SAY_NOTHING and behind[1:2] == "h":
        return False  # "did a better job than"
    what, of = following["what"], bool(re.search("[iYo]", following[0]))
    if following["number"] and of and not context.is_of_its_kind(place):
        words = (context.word(place + 1 + at) for at in range(*following.span("number")))
        if any(word in NUMBERS for word in words):
            return True  # "falling numbers of staff", of a share of them
    number = following[0].find("N")
    if number >= 0 and (not of or _is_figure(context, place + 1 + number)):
        return False
    return "k" not in what or bool(following["more"]) or bool(re.search("[zXYZ]", what))


_COMPLEMENT = regex(r"(?P<figure>N)[^N;x,]{0,8}v{1,2}e{0,3}$")


def _is_complement(context: Context, place: int) -> bool:
    """Return True for "4.2 minutes is a slower response than", which the actual is."""
    before = _COMPLEMENT.search(context.parts[:place])
    if before is None or before.start("figure") not in context.actuals:
        return False
    return context.parts[place + 1 :].startswith("zh")


_SAY_NOTHING = frozenset(("job", "showing", "record", "story", "response", "run", "month", "start"))


def _is_figure(context: Context, at: int) -> bool:
    """Return True for a number that can be a figure of the measure, and not "in two wards"."""
    return bool(context.sentence.figure(at).unit) or is_known(context, at)


def is_known(context: Context, at: int) -> bool:
    """Return True for a figure that repeats one of the measure's."""
    facts = (context.facts.actual, context.facts.previous, context.facts.previous_year)
    return any(context.is_fact(at, fact) for fact in facts)


_THAT_RESTRICTS = frozenset(("that", "which", "who"))


def is_of_a_part(context: Context, place: int) -> bool:
    """Return True if the words before a place are of a part of the measure, or of a month.

    "Those that missed", "in larger families the rate rose", "October was better than September".
    """
    before = context.parts[context.clause_start(place) : place]
    start = place - len(before)
    if _OF_A_PART.search(before):
        return True
    relative = _RELATIVE.search(before)
    if relative is not None:
        at = start + max(relative.start("that"), relative.start("those"))
        first = context.word(at - 1) if relative["those"] else ""
        if context.word(at) in _THAT_RESTRICTS and (first == "those" or not relative["those"]):
            return True
    period = _PERIOD_MOVES.search(before)
    if period is None:
        return False
    if context.word(start + period.start("when")).startswith(ON_THE_YEAR):
        return False
    when = context.when(start + period.start("when"))
    return when.relation is not Relation.NOW or not when.exact
