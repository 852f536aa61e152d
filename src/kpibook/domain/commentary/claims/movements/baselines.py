"""Baselines of movements: since Q2, on a year ago, from 91.5% in Q2, than England."""

from __future__ import annotations

import re

from kpibook.domain.commentary.claim import Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.elsewhere import is_the_comparator
from kpibook.domain.commentary.reading.when import Relation, When
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.on_use.replacing import replace

# ... since last quarter · to 82.7 on Q2 · on the 91.5% recorded in Q2 · than it was a year ago
_SINCE = regex(
    r"[ezvkPN,b]{0,4}?(?:,?[ot]e{0,2}N[,k]?)?(?:[hsirwYtob][ePokzviM]{0,4}){0,3}"
    r"(?:(?<=[hsirwo])N[ezioYPv(]{0,3}|(?<=[hsirwo]e)N[ezioYPv(]{0,3})?\(?(?P<when>T)"
)
_FROM = regex(r"[eibNkPz]{0,4}?[rhowi][e]{0,2}(?P<figure>N)")
# climbed to 13.5%, compared with 14.1% in the quarter before
COMPARED = regex(r",?[hw]e?N[ie]{0,2}(?P<when>T)")
_COMPARATOR = regex(
    r"[ezNv]{0,3}(?:P?o?[ke]{1,5}(?=h)|P(?=h))?[hiYwt]{0,2}[eiPv]{0,3}(?:Poe?)?(?P<comparator>C)"
)
_TARGET = regex(r"[ezN]{0,3}[hiYw]{1,2}e?(?P<target>G)")
# England: worse by 0.1 points
_COMPARATOR_BEFORE = regex(r"C[eTN()zk]{0,5};e{0,2}$")
# Compared with Q2, performance · Against 10.2 in Q2, the rate · Since September it has
_FRONTED = regex(
    r"(?P<by>[hwsri]e{0,2}|[hwr]e?i|[hw]e?N[ie]{0,2}|(?:^|[;x,]))(?P<when>T)[,vPkeBzo]{0,9}$"
)
# Fewer potholes were repaired than in Q2 · more children per 10,000 had a plan than a year ago
HOW_MANY = regex(
    r"(?P<what>[ke]{1,5}|z)[vkeiotaYZzPN]{0,14}?(?:[i(]?[NT]\)?)?h[eiPvt]{0,4}(?:N[ioe]{0,2})?(?P<when>T)"
)
_SUCCESSIVE = frozenset(("successive", "consecutive"))
_PERIODS = ("the quarter", "this quarter", "the period", "this period")
_DURING = frozenset(("during", "over", "through", "throughout", "across"))
_BY = frozenset(
    ("since", "from", "with", "than", "to", "on", "against", "versus", "as", "comparison")
)
_ENDS = regex(r"e{0,2}(?:$|[,;)])")
#: Periods that are of changes: "up year on year".
ON_THE_YEAR = ("year on", "year-on", "on the year", "over the year", "quarter on", "quarter-on")
_PAST = (Of.PREVIOUS, Of.PREVIOUS_YEAR, Of.TARGET, Of.COMPARATOR)


@dataclass(frozen=True, slots=True)
class Baseline:
    """The figure or the period that a movement is against.

    Attributes:
        of: The figure; None if the words name none.
        when: Its period; None if they name none.
        last: The place of the last item that says so.
    """

    of: Of | None
    when: When | None
    last: int


def baseline_of(context: Context, place: int) -> Baseline:
    """Return what the movement at a place is against.

    >>> from kpibook.domain.commentary.claims.movements.directions import direction_claims
    >>> from kpibook.domain.commentary.claims.example import read
    >>> read(direction_claims, "71.8%, down on the 76.4% recorded in Q2.")
    ['down on the 76.4% recorded in Q2: the figure of the quarter fell to the quarter before']
    """
    if context.parts[place] in "AL" and _ENDS.match(context.parts[place + 1 :]):
        return _in_front(context, place)  # "year on year the rate is lower, at 88.4%"
    # "Better than" is one item: its "than" is read as the others are.
    than = "h" if context.phrase(place).endswith((" than", " as")) else ""
    behind, start = than + context.parts[place + 1 :], place + 1 - len(than)
    if context.parts[place] in "AL" and (many := HOW_MANY.match(behind)):
        return _since(context, place, start + many.start("when"))
    if _is_the_one_before(context, start):
        return Baseline(Of.PREVIOUS, None, place + 5)
    figure = _FROM.match(behind)
    if figure and not context.in_unit(context.sentence.figure(start + figure.start("figure"))):
        figure = None
    since = _SINCE.match(behind)
    if since and (not figure or since.end() <= figure.end() + 5):
        at = start + since.start("when")
        if figure and context.when(at).relation is Relation.OTHER:
            return _of_figure(context, start + figure.start("figure"))
        return _since(context, place, at)
    if comparator := _COMPARATOR.match(behind):
        return _elsewhere(context, start + comparator.start("comparator"))
    if target := _TARGET.match(behind):
        return Baseline(Of.TARGET, None, start + target.start("target"))
    if figure:
        return _of_figure(context, start + figure.start("figure"))
    if _OVER_AUTUMN.match(behind) and _is_autumn_to_now(context, start):
        return Baseline(Of.PREVIOUS, None, start + 1)
    return _in_front(context, place)


# climbed over the autumn to 56.3%
_OVER_AUTUMN = regex(r"ATte{0,2}N(?=$|[,;])")
_AUTUMN = 3  # the quarter from October to December


def _is_autumn_to_now(context: Context, start: int) -> bool:
    """Return True for "over the autumn to" the actual of October to December."""
    is_autumn = (
        context.word(start + 1).endswith("autumn") and context.facts.period.number == _AUTUMN
    )
    figure = context.parts.find("N", start)
    return is_autumn and context.word(start) == "over" and figure in context.actuals


def _is_the_one_before(context: Context, start: int) -> bool:
    """Return True for "a busier quarter than the one before"."""
    words = [context.word(at) for at in range(start, start + 5)]
    return words == ["quarter", "than", "the", "one", "before"]


def _since(context: Context, place: int, at: int) -> Baseline:
    when = context.when(at)
    if _is_between_others(context, at) or _is_the_first(context, place, at):
        return Baseline(Of.MEASURES, None, at)
    size = _SIZE.match(context.parts, place + 1)
    if context.parts[place] in "UDQBW" and size and is_made_then(context, size.end(), at):
        return Baseline(Of.MEASURES, None, at)
    if _is_within(context, place, at) or context.parts[at + 1 : at + 2] == "G":
        return Baseline(Of.MEASURES, None, at)
    if when.relation is not Relation.NOW:
        return Baseline(context.of(at) or Of.MEASURES, when, at)
    if context.word(at) in _PERIODS or _is_during(context, place, at):
        return Baseline(Of.PREVIOUS, None, at)
    if "h" in context.parts[place:at]:
        return Baseline(None, None, place)
    return _in_front(context, place)


# fell by 16 · a fall of 16 · falling 16
_SIZE = regex(r"(?:[ebo]{0,3}Nk?)?")
_DURING_IT = frozenset(("in", "during"))


def is_made_then(context: Context, end: int, at: int) -> bool:
    """Return True for a movement that was made in an earlier quarter: "fell by 16 in Q2".

    Args:
        context: The sentence.
        end: The place behind the movement and its size.
        at: The place of the quarter.
    """
    if context.parts[end:at] not in ("i", "ie") or context.word(end) not in _DURING_IT:
        return False
    when, of = context.when(at), context.of(at)
    if not when.exact or of is None or when.relation in (Relation.NOW, Relation.PREVIOUS_YEAR):
        return False
    size = context.parts.rfind("N", 0, end)  # "nearly double the 645 in Q2" has its figure
    return size < 0 or not context.is_fact(size, context.fact(of, when))


def _is_between_others(context: Context, at: int) -> bool:
    """Return True for "between Q1 and Q2", of which the second is an earlier quarter."""
    if context.word(at - 1) not in ("between", "from") or not _AND.match(context.parts, at + 1):
        return False
    second = context.when(at + 2)
    other = (Relation.NOW, Relation.PREVIOUS_YEAR)
    return second.quarter is not None and second.exact and second.relation not in other


def _is_the_first(context: Context, place: int, at: int) -> bool:
    """Return True for "the first fall since Q1": it is against the quarter before, or a year."""
    words = context.words_of(max(place - 2, 0), at)
    return "first" in words and words[-1] == "since"


_AND = regex(r"[at]T")


def _is_during(context: Context, place: int, at: int) -> bool:
    """Return True for "slipped during Q3", which names no other period behind."""
    moves = context.parts[place] in "UDQBW" and context.word(at - 1) in _DURING
    return moves and context.when(at).exact and "T" not in context.parts[at + 1 :].split(";")[0]


# 91.2% in Q2 · (Q2: 91.2%) · the rate, 91.2% last time, has
_WITH_PERIOD = regex(r"N[ie]{0,2}T|T[;(v]{0,2}e?N")


def next_to(context: Context, place: int) -> Baseline:
    """Return the one earlier figure that a sentence gives with its period, next to the actual.

    "Having been at 85.0% a year ago, the rate has since fallen to 88.4%."
    """
    nothing = Baseline(None, None, place)
    times = [at for at, item in enumerate(context.sentence.items) if item.when is not None]
    past = [at for at in times if context.when(at).relation is not Relation.NOW]
    if len(past) != 1:
        return nothing
    of, when = context.of(past[0]), context.when(past[0])
    fact = context.fact(of, when) if of else None
    for match in context.each(_WITH_PERIOD):
        at = match.start() + match[0].index("N")
        first, last = sorted((at, place))
        between = context.parts[first + 1 : last].replace("(T;N", "")
        apart = set(between) & set("x;ALHJUDBWQS")
        if past[0] in range(*match.span()) and context.is_fact(at, fact) and not apart:
            return Baseline(of, when, max(at, place))
    return nothing


_WITHIN = frozenset(("in", "during", "in the", "for", "at", "for the", "at the"))
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _is_within(context: Context, place: int, at: int) -> bool:
    """Return True for "rose in Q2" and "fell in December": it moved then, and not since."""
    words = [context.phrase(n) for n in range(place + 1, at) if context.parts[n] == "i"]
    only = not set(context.parts[place + 1 : at]) & set("hsrwoN")
    named = "P" in context.parts[place + 1 : at]  # "beats the figure for last quarter"
    if (
        not only
        or named
        or context.phrase(place).endswith((" than", " as"))
        or not words
        or words[-1] not in _WITHIN
    ):
        return False
    when = context.when(at)
    return when.relation is not Relation.NOW or context.word(at).startswith(_MONTHS)


def _elsewhere(context: Context, at: int) -> Baseline:
    own = is_the_comparator(context, at)
    return Baseline(Of.COMPARATOR if own else Of.MEASURES, None, at)


def _of_figure(context: Context, at: int) -> Baseline:
    """Return the figure of the measure that a number repeats."""
    if context.sentence.figure(at).unit == "share":
        return Baseline(Of.MEASURES, None, at)  # "more than half of them"
    for of in _PAST:
        if context.is_fact(at, context.fact(of)):
            return Baseline(of, None, at)
    return Baseline(Of.MEASURES, None, at)


# picked up on the summer: 701.4 against 742.9
_HELD = regex(r"[^;,xNTGC]{0,8}[;,]t?e{0,2}(?P<now>N)[kz]{0,2},?[hwr]e{0,2}(?P<then>N)")
_RUNNING = frozenset(("running", "row", "succession"))


def _is_streak(context: Context, place: int) -> bool:
    """Return True for "for a second quarter running it has fallen": on the quarter before."""
    start = context.clause_start(place)
    words = {context.word(at) for at in range(start, min(place + 8, len(context.parts)))}
    return bool(words & _RUNNING) and bool(words & {"quarter", "quarters"})


def _in_front(context: Context, place: int) -> Baseline:
    """Return what the words before a movement compare it with."""
    before = context.parts[:place]
    if elsewhere := _COMPARATOR_BEFORE.search(before):
        return replace(_elsewhere(context, elsewhere.start()), last=place)
    match = _FRONTED.search(before)
    other = re.search("[UDBWQSALHJ]", before[context.clause_start(place) :])
    if _SUCCESSIVE & {context.word(n) for n in range(max(place - 2, 0), place)}:
        return Baseline(Of.PREVIOUS, None, place)
    if _is_streak(context, place):
        return Baseline(Of.PREVIOUS, None, place)
    if (held := _HELD.match(context.parts, place + 1)) and held.start("now") in context.actuals:
        return _of_figure(context, held.start("then"))
    if match is None or other or context.parts[place] not in "UDBWQAL":
        return Baseline(None, None, place)
    at = match.start("when")
    when = context.when(at)
    words = {context.word(n) for n in range(match.start("by"), at)}
    phrases = {context.phrase(n).split()[-1] for n in range(match.start("by"), at)}
    compares = bool((words | phrases) & _BY) or context.word(at).startswith(ON_THE_YEAR)
    if when.relation in (Relation.PREVIOUS, Relation.PREVIOUS_YEAR) and compares:
        return Baseline(context.of(at), when, place)
    return Baseline(None, None, place)
