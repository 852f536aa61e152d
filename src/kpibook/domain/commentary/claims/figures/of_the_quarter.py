"""Figures said to be those of the quarter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.figures.found import (
    figure_at,
    is_difference,
    is_of_quarter,
    is_pronoun,
)
from kpibook.domain.commentary.claims.figures.narrowing import is_in_other_time, is_narrowed
from kpibook.domain.commentary.claims.figures.stale import is_stale
from kpibook.domain.commentary.reading.when import Relation
from kpibook.on_use.regex import regex

# the rate was 111.6 · performance stood at 80% · to 82.7
_NOW = regex(r"(?P<be>v[ei]{0,2}|i|[Pk]o|[UDBWQ][eiTs]{0,3},?t|[Pk];|(?<=[PkT,])v?\()(?P<figure>N)")


# 82.7% of children were looked after · 15.9 days
_LEADING = regex(r"^(?:[iYbe]*T[,v]*)?[eg]?(?P<figure>N)(?P<words>(?:[oekzviIYZMJX]|v)*)")


# Performance this quarter: 78.1% · Q3 performance 78.1% · Q3: 78.1%
_LABEL = regex(r"^e?(?:P(?P<now>T)[;,]?|(?P<then>T)(?:P[;,v]?|;))e?(?P<figure>N)(?=$|[,;(a.])")
# We decided 78.1% of minor planning applications
_DID = regex(r"^(?:[ie]*T,?)?Pv?k{1,2}(?P<figure>N)oe?k{2}")

_LATER = regex(r"[^TNhwABLWUDQrsS;]{0,9}T")


def _labelled(context: Context) -> Iterator[tuple[int, Claim]]:
    """Yield the figure that is given for the quarter by its name, or for what "we" did."""
    if not context.first or "g" in context.parts:
        return
    for pattern in (_LABEL, _DID):
        match = pattern.match(context.parts)
        if match is None:
            continue
        found = figure_at(context, match)
        if found is None or found[1].unit not in ("%", "days", "£"):
            continue
        times = [item.when for item in context.sentence.items if item.when is not None]
        if any(when.relation is not Relation.NOW for when in times):
            continue
        place, figure = found
        sure = not (context.is_plan(place) or context.is_not(place) or is_narrowed(context, place))
        yield (
            place,
            context.claim(ClaimKind.FIGURE, 0, place, Of.ACTUAL, "is", (figure,), sure=sure),
        )


# CUS01 scored 8.2 this quarter · we scored 8.2
_SCORED = regex(r"^[kP](?P<verb>z)e?(?P<figure>N)(?=$|[,;(a]|[ie]{0,2}T)")
_SCORES = frozenset(("scored", "recorded", "returned", "managed"))


def _scored(context: Context) -> Iterator[tuple[int, Claim]]:
    """Yield the figure that "we" or a measure, by its reference, scored."""
    match = _SCORED.match(context.parts)
    if match is None or context.word(match.start("verb")) not in _SCORES:
        return
    subject, found = context.word(0), figure_at(context, match)
    if found is None or subject not in ("we", context.facts.ref.lower()):
        return
    place, figure = found
    times = [item.when for item in context.sentence.items if item.when is not None]
    now = all(when.relation is Relation.NOW for when in times)
    sure = context.first and now and "g" not in context.parts and not context.is_plan(place)
    claim = context.claim(ClaimKind.FIGURE, 0, place, Of.ACTUAL, "is", (figure,), sure=sure)
    yield place, claim


def present_figures(context: Context) -> Iterator[tuple[int, Claim]]:
    """Yield each figure that is said to be the quarter's, with its place.

    >>> from kpibook.domain.commentary.claims.example import read
    >>> read(present_figures, "Performance was 76.4% for the quarter.")
    ['was 76.4%: the figure of the quarter is']
    """
    yield from _labelled(context)
    yield from _scored(context)
    yield from _leading(context)
    yield from _being(context)
    yield from _stale_ones(context)


def _leading(context: Context) -> Iterator[tuple[int, Claim]]:
    """Yield the figure that a sentence begins with: "82.7% of minor applications were"."""
    match = _LEADING.match(context.parts)
    found = None if match is None else figure_at(context, match)
    if match is not None and found is not None:
        place, figure = found
        words = match["words"]
        named, others = words.count("k"), words.count("z")
        sure = (
            named >= 2
            and others < named
            and words.startswith("o")
            and not _is_of_a_part(context, match)
            and _is_of_now(context, place)
            and figure.unit != "share"
            and "g" not in context.parts[place:]
            and not is_in_other_time(context, place)
        ) or is_stale(context, place)
        yield (
            place,
            context.claim(
                ClaimKind.FIGURE, place, match.end() - 1, Of.ACTUAL, "is", (figure,), sure=sure
            ),
        )


_IN_A_PART = regex(r"[iY]e{0,2}z")


def _is_of_a_part(context: Context, match: re.Match[str]) -> bool:
    """Return True for "of applications in the north were", "of those decided in Q3 were minor".

    And for those of a month: "66.7% of minor applications were decided in time in December".
    """
    times = [item.when for item in context.sentence.items if item.when is not None]
    if any(not is_of_quarter(context, when) for when in times if when.relation is Relation.NOW):
        return True
    if _IN_A_PART.search(match["words"]):
        return True
    return "v" not in match["words"] and "v" in context.parts[match.end() :]


def _being(context: Context) -> Iterator[tuple[int, Claim]]:
    """Yield each figure that the measure is said to be: "the rate was 80%"."""
    for match in context.each(_NOW):
        found = figure_at(context, match)
        if found is None:
            continue
        place, figure = found
        sure = (
            context.is_about_measure(match.start())
            and bool(re.search("[Pk]", context.subject(place)))
            and _is_of_now(context, place)
            and not context.is_not(place)
            and context.parts[place + 1 : place + 2] not in ("z", "k", "o")
            and not is_narrowed(context, place)
            and (context.first or context.follows or not _is_it(context, place))
        ) or is_stale(context, place)
        yield (
            place,
            context.claim(
                ClaimKind.FIGURE, match.start(), place, Of.ACTUAL, "is", (figure,), sure=sure
            ),
        )


def _stale_ones(context: Context) -> Iterator[tuple[int, Claim]]:
    """Yield each earlier or mistyped figure that is given as the quarter's."""
    if context.actuals or "k" not in context.parts:
        return
    for place, figure in context.sentence.numbered:
        if not context.in_unit(figure):
            continue
        named = "k" in context.parts[place + 1 : place + 4] or "k" in context.subject(place)
        if named and is_stale(context, place):
            yield (
                place,
                context.claim(
                    ClaimKind.FIGURE, place, place, said="is", figures=(context.value(figure),)
                ),
            )


def _is_it(context: Context, place: int) -> bool:
    return is_pronoun(context, context.clause_start(place), place)


def _is_of_now(context: Context, place: int) -> bool:
    """Return True if no other period, plan or sub-group is named about a figure."""
    others = [at for at in range(max(place - 7, 0), place + 4) if _is_other_time(context, at)]
    if not others and (later := _LATER.match(context.parts[place + 1 :])):
        # It was 9.4 when we began a year ago; not: it was 80%, better than a year ago.
        others = [at for at in [place + later.end()] if _is_other_time(context, at)]
    following = context.parts[place + 1 : place + 3]
    # "In the quarter we did 1,467" is no figure of the year so far.
    if context.facts.basis.is_of_year_so_far and _names_now(context):
        return False
    return (
        not others
        and not context.is_of_other_time(place)
        and not context.is_plan(place)
        and not context.is_of_a_group(place)
        and not is_difference(context, place)
        and not re.match(r"e?G|[iY(]?C", following)
    )


def _is_other_time(context: Context, at: int) -> bool:
    """Return True for a period that is not the quarter."""
    is_period = context.parts[at : at + 1] == "T"
    return is_period and context.when(at).relation is not Relation.NOW


def _names_now(context: Context) -> bool:
    return any(
        item.when is not None
        and item.when.relation is Relation.NOW
        and item.word in ("the quarter", "this quarter", "in the quarter", "the period")
        for item in context.sentence.items
    )
