"""Who a word of movement is about: the measure and its figure, or something else."""

from __future__ import annotations

import re

from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.movements.baselines import HOW_MANY
from kpibook.domain.commentary.claims.movements.kinds import (
    JUDGES,
    ends_at_actual,
    is_adjective_of_it,
    is_of_its_kind,
    is_rate,
)
from kpibook.domain.commentary.claims.movements.others import is_known, is_of_a_part, is_of_others
from kpibook.domain.commentary.claims.units import timed_in
from kpibook.domain.commentary.reading.lexicon import Part
from kpibook.domain.measures.measure import Unit
from kpibook.on_use.regex import regex

# 71.8% (up on Q2) · 71.8% of them were decided (worse than in Q2)
_IN_BRACKETS = regex(r"N[^N;x,()]{0,14}\((?:P?v)?e{0,3}$")
# 91.4 is 1.6 points better
_LAST_FIGURE = regex(
    r"N(?P<between>[^N;x()]{0,14}(?:\([^()]{0,12}\)[^N;x()]{0,6})?(?:;T?)?e{0,4})$"
)
_IS_SIZE = regex(r"[v,][e]?$")
# , up · , which has · and has · : an improvement
_GOES_ON = regex(r"(?:^|,|;)a?[Pv]{0,2}(?:[SeokzbvNn]{0,3}|a)$|;T?e{0,3}$|[,ka]v{0,2}e{0,3}$")
# ..., and that is · , which was
_THAT_IS = regex(r"[,a]a?(?P<that>P)v{1,2}e{0,4}$")
_THAT = frozenset(("this", "that", "which", "it"))
# A good December (459 down to 452)
_FROM_FIGURE = regex(r"(?P<figure>N)e{0,2}$")
_OF_THEN = regex(r"[ie]{0,2}T")
_FROM_OTHER = regex(r"e{0,2}re?(?P<figure>N)")
_TO_FIGURE = regex(r"e{0,2}te?(?P<figure>N)")
_LAST_CLAUSE = regex(r",a(?P<subject>[^,;xaN]+)$")
# More people were delayed · fewer adults are in care
_PEOPLE = frozenset(("people", "adults", "children", "residents", "customers", "patients", "young"))
# "It is not that we are slower"
_NOT_THAT = regex(r"vnP")
# "Tenants waited longer", "callers had to wait longer"
_WHO_WAITS = frozenset(
    (
        *("wait", "waits", "waited", "waiting", "tenants", "callers", "customers", "residents"),
        *("applicants", "people", "families", "clients", "patients", "claimants", "households"),
        *("took", "takes", "taking", "take", "taken"),
    )
)
_OF_TIME = frozenset(("longer", "shorter", "quicker", "slower", "faster", "less time", "more time"))
_HEDGES = frozenset(
    (
        *("whether", "trend", "long-term", "gradually", "demand", "yet", "expected", "cannot"),
        *("if", "can't"),
    )
)


def is_of_measure(context: Context, place: int, *, is_comparison: bool, to_actual: bool) -> bool:
    """Return True if the words around a movement can be about nothing but the measure."""
    behind = context.parts[place + 1 :]
    if _is_a_busier_quarter(context, place):
        return not context.is_plan(place)
    return (
        (
            to_actual
            or follows_actual(context, place)
            or _is_about(context, place)
            or (is_comparison and context.is_behind_actual(place))
            or _is_of_time(context, place)
            or _is_how_many(context, place)
            or _is_of_actors(context, place)
        )
        and not context.is_plan(place)
        and (_is_how_many(context, place) or not is_of_others(context, place, to_actual=to_actual))
        and not is_of_a_part(context, place)
        and not _NOT_THAT.search(context.subject(place))
        and not _is_doubtful(context, place)
        and not _ends_elsewhere(context, place, behind)
    )


_BEFORE_BUSIER = regex(r"(?P<figure>N)[kz]{0,3}[,;]e{0,2}$")


def _is_a_busier_quarter(context: Context, place: int) -> bool:
    """Return True for "4,386 permits, a busier quarter than the one before", of a count."""
    if context.word(place) not in ("busier", "quieter") or context.word(place + 1) != "quarter":
        return False
    before = _BEFORE_BUSIER.search(context.parts[:place])
    is_now = before is not None and before.start("figure") in context.actuals
    return is_now and context.facts.unit is Unit.COUNT


_BECOME = frozenset(("got", "getting", "become", "became", "grew", "worked"))
_ACTORS = frozenset(
    (
        *("things", "matters", "teams", "team", "crews", "gangs", "officers", "trades", "planners"),
        *("surveyors", "engineers", "inspectors", "assessors", "caseworkers", "handlers"),
        *("operatives", "colleagues", "contractors", "staff", "service", "services"),
    )
)
# better since Q2, with 9.9%
_TIED = regex(r"[hse]{0,2}i?e?T,[wik]e?(?P<figure>N)")
_DO = regex(r"e{0,2}[zk]{1,2}[ve]{0,3}")


def _is_of_actors(context: Context, place: int) -> bool:
    """Return True for "gangs got quicker between Q2 and Q3": those who do what is measured.

    Or words of the title, with the actual behind: "placement stability is better, with 9.9%".
    """
    subject = _DO.fullmatch(context.subject(place))
    if subject is None or context.parts[place] not in JUDGES or not context.first:
        return False
    places = range(context.clause_start(place), place)
    nouns = [context.word(at) for at in places if context.parts[at] in "kz"]
    nouns = [word for word in nouns if word not in _BECOME] or [""]
    if nouns[-1] in _ACTORS:  # "staff", and not "staff morale"
        return "T" in context.parts[place + 1 : place + 7]
    tied = _TIED.match(context.parts, place + 1)
    return tied is not None and "k" in subject[0] and tied.start("figure") in context.actuals


def _is_how_many(context: Context, place: int) -> bool:
    """Return True for "fewer potholes were repaired than in Q2", of a number of potholes."""
    many = HOW_MANY.match(context.parts[place + 1 :])
    if many is None or context.parts[place] not in "AL" or not many["what"].strip("e"):
        return False
    if re.search("[YZ]", many[0]):
        return False  # "fewer volunteers left than in Q2", of those recruited
    if "z" in many["what"] and not _people(context, place, len(many["what"])):
        return False
    before = context.subject(place)
    words = [context.word(at) for at in range(place, place + many.end())]
    return (
        (
            context.facts.unit is Unit.COUNT
            or "per" in words
            or is_rate(context)
            or ends_at_actual(context, place + many.end())
        )
        and (context.first or context.anchored)
        and not before.strip("evTis,NP")
        and many[0].count("z") <= many[0].count("k") + _people(context, place, many.end())
    )


def _people(context: Context, place: int, count: int) -> int:
    """Return how many of the words behind a place are people, of whom a measure may be."""
    return sum(context.word(at) in _PEOPLE for at in range(place + 1, place + 1 + count))


def follows_actual(context: Context, place: int) -> bool:
    """Return True for a word of movement behind the actual: "57.9%, up", "10.4 days, a rise"."""
    before = context.parts[:place]
    bracket = _IN_BRACKETS.search(before)
    if bracket is not None and bracket.start() in context.actuals:
        return True
    match = _LAST_FIGURE.search(before)
    if match is not None and _IS_SIZE.search(before[: match.start()]):
        size = context.sentence.figure(match.start())
        first = before.rfind("N", 0, match.start())
        if match["between"] == "" and size.unit == "points" and first in context.actuals:
            return True
    if match is None or match.start() not in context.actuals:
        return False
    that = _THAT_IS.search(before)
    if that is not None and context.word(that.start("that")) in _THAT:
        return True
    between = match["between"]
    return bool(_GOES_ON.search(between)) and not re.search(r"[Y,]z[^,]*$", between.rstrip("ez"))


def _is_about(context: Context, place: int) -> bool:
    subject = context.subject(place)
    opens = context.opens and (context.anchored or not context.clause_start(place))
    if not subject.strip("evTis,") and not opens:
        return False
    if context.parts[place] in "AL" and not is_adjective_of_it(context, place):
        return False
    kin = context.kin(context.clause_start(place), place) if "z" in subject else 0
    if not kin and not re.search(r"[Pk]", subject):
        return not subject.strip("evTi,SsYn") and opens
    if context.is_about_measure(place):
        return is_of_its_kind(context, place)
    last = _LAST_CLAUSE.search(subject)
    return (
        last is not None
        and context.anchored
        and bool(re.fullmatch(r"[ePkoviz]*", last["subject"]))
        and context.kin(place - len(last["subject"]), place) == last["subject"].count("z")
        and bool(re.search(r"[Pk]", last["subject"]))
        and "C" not in subject
        and "g" not in subject
        and is_of_its_kind(context, place)
    )


def _is_of_time(context: Context, place: int) -> bool:
    """Return True for "callers waited longer", with the actual, of a measure of time."""
    facts, subject = context.facts, context.subject(place)
    is_time = facts.unit is Unit.DAYS or bool(timed_in(facts.title))
    if not (
        is_time and context.anchored and {context.word(place), context.phrase(place)} & _OF_TIME
    ):
        return False
    start = context.clause_start(place)
    items = context.sentence.items[start:place]
    others = [item.word for item in items if item.part is Part.OTHER]
    waiting = sum(word in _WHO_WAITS for word in others)
    return "k" in subject or bool(waiting and waiting + context.kin(start, place) >= len(others))


def _ends_elsewhere(context: Context, place: int, behind: str) -> bool:
    """Return True for a movement to a figure that is not the actual: "total debt rose to £9.4m"."""
    start = _FROM_OTHER.match(behind)
    if start is not None:
        figure = context.sentence.figure(place + 1 + start.start("figure"))
        if not context.in_unit(figure) and figure.unit != "points":
            return True  # "the average delay shortened from 6.1 days"
    match = _TO_FIGURE.match(behind)
    if match is None:
        match = re.match(r"\(N(?=tN\))", behind)
        return match is not None and not is_known(context, place + 2)
    start = _FROM_FIGURE.search(context.parts[:place])
    if start is not None and not is_known(context, start.start("figure")):
        return True
    at = place + 1 + match.start("figure")
    if at not in context.actuals and _OF_THEN.match(context.parts[at + 1 :]):
        return True  # "after slipping to 88.3% in Q2"
    return not is_known(context, at)


def _is_doubtful(context: Context, place: int) -> bool:
    start = context.clause_start(place)
    words = {context.word(at) for at in range(start, min(place + 6, len(context.parts)))}
    return bool(words & _HEDGES) or "g" in context.parts[place : place + 5]
