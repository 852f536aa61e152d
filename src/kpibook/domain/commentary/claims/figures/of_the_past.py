"""Figures said to be of an earlier period, or that the measure moved from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.figures.bonds import bonds, has_no_subject, is_no_label
from kpibook.domain.commentary.claims.figures.found import (
    figure_at,
    goes_from,
    is_difference,
    is_of_changes,
    is_of_quarter,
)
from kpibook.domain.commentary.claims.figures.narrowing import is_narrowed
from kpibook.domain.commentary.reading.when import Relation
from kpibook.on_use.regex import regex

# 91.5% in Q2 · 5.6% a year ago · 205 at the end of September
_THEN = regex(r"(?P<figure>N)(?P<gap>[ieoYz]{0,2}|\(|P?ve?[iY]|Pe{1,2}i?)(?P<when>T)")
# Q3 2023/24 was 79.5% · Q2 (61.9) · a year ago, when it was 11.2%
_WHEN = regex(
    r"(?P<when>T)(?P<gap>(?:[,;x]{0,2}e?[Pk]{0,3}v{0,2}i?|P[oi]|,?iPe?v|[,;]?x?P?v[ih]?e?|[(]|[,]?[vw]?e?))(?P<figure>N)"
)


# up from 90.3% · from 81.3 to 82.7
_FROM = regex(r"(?P<way>[UDBWQ])?(?P<gap>[eivkPz,T]{0,6}?|e?te?N,?)r(?P<figure>N)")


def past_figures(context: Context) -> Iterator[tuple[int, Claim]]:
    """Yield each figure that is said to be an earlier period's, with its place.

    >>> from kpibook.domain.commentary.claims.example import read
    >>> read(past_figures, "71.8% were in time, against 86.4% in Q2.")
    ['86.4% in Q2: the quarter before was']
    """
    used: set[int] = set()
    own = {bond.label: bond.figure for bond in bonds(context)}
    for pattern in (_THEN, _WHEN):
        for match in context.each(pattern):
            at, place = match.start("when"), match.start("figure")
            if at in used or own.get(at, place) != place:
                continue  # "against 76.4% in Q2, it was 71.8%": Q2 has its figure
            found, of = figure_at(context, match), context.of(at)
            if found is None or of is None or of is Of.ACTUAL or _is_of_else(context, match):
                continue
            is_behind = pattern is _WHEN
            if is_behind and (_is_of_base(context, match) or _has_own(context, match)):
                continue  # "lower than in Q2: 268", "167 waiting on 1 October; 298 came in"
            used.add(at)
            sure = _is_sure(context, match) and not (
                is_behind and context.parts[match.end() : match.end() + 1] == "i"
            )
            first, last, when = match.start(), match.end() - 1, context.when(at)
            claim = context.claim(
                *(ClaimKind.FIGURE, first, last, of, "was", (found[1],)), when=when, sure=sure
            )
            yield place, claim


def _is_of_else(context: Context, match: re.Match[str]) -> bool:
    """Return True if a figure near a period is a change, a date's, or the next clause's."""
    at, place, gap = match.start("when"), match.start("figure"), match["gap"]
    if "ev" in gap and context.is_fact(place, context.facts.actual):
        return True  # a date that the figure is not of
    if is_of_changes(context.word(at)) or is_difference(context, place):
        return True  # "4,656 calls in 12 months, 19.4 per 1,000"
    words = {context.word(between) for between in range(*match.span("gap"))}
    if words & {"on", "over", "since", "to"} and context.when(at).day is None:
        return True
    if context.word(place - 1) in ("by", "to"):
        return True
    if "(" in gap and re.match(r"[;,vw]?e?N", context.parts[match.end() :]):
        return True
    # It is the next clause's in: a third of them left in Q2; 71.8% is the result.
    return gap[:1] in (",", ";") and (not has_no_subject(context, at) or is_no_label(context, at))


def _is_sure(context: Context, match: re.Match[str]) -> bool:
    """Return True if a figure with its period can be of nothing but the measure."""
    (first, last), gap, place = match.span(), match["gap"], match.start("figure")
    when, behind = context.when(match.start("when")), context.parts[last : last + 1]
    return (
        (context.anchored or context.is_about_measure(first))
        and not context.is_plan(place)
        and "z" not in gap
        and "g" not in re.split("[,;(xN]", context.parts[:first])[-1]
        and not (is_narrowed(context, last - 1) or is_narrowed(context, place))
        and not (gap == "ev" and behind == "z")
        and (when.relation is Relation.PREVIOUS_YEAR or is_of_quarter(context, when))
        and behind != "T"
    )


_OF_THEN = frozenset(("when", "which", "where", "then", "that"))


def _is_of_base(context: Context, match: re.Match[str]) -> bool:
    """Return True for "lower than in Q2: 268", the actual behind what it is compared with."""
    when, figure = match.start("when"), match.start("figure")
    before = context.parts[context.clause_start(when) : when]
    return (
        figure in context.actuals
        and bool(re.search(r"[UDBWQSALHJ]|[hwrs]e?i?$", before))
        and not any(context.word(at) in _OF_THEN for at in range(when, figure))
    )


_OWN = regex(r"N[kzvePY]{0,6}[iY(]?e?$")


def _has_own(context: Context, match: re.Match[str]) -> bool:
    """Return True for a period behind its own figure, where the next begins another clause."""
    before = context.parts[context.clause_start(match.start()) : match.start()]
    return match["gap"].startswith((",", ";")) and _OWN.search(before) is not None


def starting_figures(context: Context) -> Iterator[tuple[int, Claim]]:
    """Yield the figure from which a measure is said to have moved."""
    for match in context.each(_FROM):
        found = figure_at(context, match)
        goes = match["way"] is None and found is not None and goes_from(context, found[0])
        if found is None or (match["way"] is None and not goes):
            continue
        place, figure = found
        sure = (
            context.anchored
            and (len(match["gap"]) <= 1 or "N" in match["gap"] or goes)
            and not context.is_plan(place)
            and not re.match(r"[iYb]?e?[Tz]", context.parts[place + 1 :])
            and not any(context.parts[at] == "T" for at in range(match.start(), place))
        )
        yield (
            place,
            context.claim(
                ClaimKind.FIGURE, match.start(), place, Of.EARLIER, "was", (figure,), sure=sure
            ),
        )
