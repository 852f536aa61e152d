"""Figures that a rule of grammar found: in the measure's unit, and no difference."""

from __future__ import annotations

import re
from decimal import Decimal

from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.when import Relation, When
from kpibook.domain.measures.measure import Basis
from kpibook.on_use.regex import regex

# 50% against 48% · 42 against 34 last quarter
AGAINST = regex(r"(?P<figure>N)w(?P<other>N)(?P<when>T)?")


def figure_at(context: Context, match: re.Match[str]) -> tuple[int, Figure] | None:
    """Return the figure of a match and its place; None if it is not in the measure's unit."""
    place = match.start("figure")
    figure = context.sentence.figure(place)
    if not context.in_unit(figure) or not is_of_rate(context, figure):
        return None
    return place, context.value(figure)


_WHOLE = Decimal("0.5")
# performance has gone from · the rate moved from
_GOES = regex(r"[eioTv]*(?:P|k[ek]*k)[PkeioTv]*[ze]{1,2}r")
_MOVES = frozenset(
    (
        "gone",
        "went",
        "going",
        "goes",
        "moved",
        "moving",
        "moves",
        "shifted",
        "swung",
        "come",
        "came",
    )
)
_PRONOUNS = frozenset(("it", "they", "that", "this", "which", "we", "those", "these"))
# "in 12 months", "year on year", "over the quarter": of changes, and no period of a figure
_OF_CHANGES = regex(
    r"(?:in|on|over|during) (?:the |a )?(?:past |last )?(?:year|quarter|12|twelve)\b|"
    r"(?:year|quarter)[ -]on\b"
)


def is_of_changes(period: str) -> bool:
    """Return True for a period in which something changes, and of which no figure is.

    >>> is_of_changes("over the quarter"), is_of_changes("the quarter before")
    (True, False)
    """
    return _OF_CHANGES.match(period) is not None


def is_of_quarter(context: Context, when: When) -> bool:
    """Return True if a period can only be a whole quarter.

    "In 2023/24 it was" is often of the whole year, and "September 80%" of the month, unless the
    measure is a position or a running figure.
    """
    if when.exact:
        return True
    if when.relation not in (Relation.NOW, Relation.PREVIOUS):
        return False
    is_of_months = context.facts.basis is Basis.IN_PERIOD or _names_months(context)
    return when.day is not None or not is_of_months


def _names_months(context: Context) -> bool:
    """Return True for "October 71%, November 86% and December 92%", which are single months."""
    periods = (item.when for item in context.sentence.items if item.when is not None)
    return any(
        when.relation is Relation.OTHER and when.quarter is not None and when.day is None
        for when in periods
    )


def is_pronoun(context: Context, first: int, last: int) -> bool:
    """Return True for "they were at", where only the sentence before can say of what.

    Args:
        context: The sentence.
        first: The first place of its subject.
        last: The place behind it.
    """
    if "k" in context.parts[first:last]:
        return False
    places = [at for at in range(first, last) if context.parts[at] == "P"]
    return bool(places) and all(context.word(at) in _PRONOUNS for at in places)


def goes_from(context: Context, place: int) -> bool:
    """Return True for "performance has gone from", where a figure follows at a place.

    >>> from kpibook.domain.commentary.claims.example import in_context
    >>> goes_from(in_context("Performance has gone from 76.4% to 71.8%."), 4)
    True
    """
    before = context.parts[context.clause_start(place) : place]
    if not _GOES.fullmatch(before):
        return False
    words = {context.word(at) for at in range(max(place - 4, 0), place - 1)}
    return not _MOVES.isdisjoint(words)


def is_of_rate(context: Context, figure: Figure) -> bool:
    """Return True unless a figure is a whole number and the measure a rate with decimals.

    "87 in the year to September" is a count of people, and not the rate of that year.
    """
    facts = context.facts
    if figure.unit or figure.per or not facts.decimals or facts.unit is None or not facts.unit.per:
        return True
    return figure.value % 1 != 0 or figure.step < _WHOLE


_MORE = regex(r"[ez]{0,2}[ALUDBWHJQ]")
_MOVED = regex(r"[UDBWQ][ob]?e?$")


def is_difference(context: Context, place: int) -> bool:
    """Return True if a figure is followed by "more", "fewer", "up": it is no figure of a period."""
    return (
        _MORE.match(context.parts, place + 1) is not None
        or _MOVED.search(context.parts, max(place - 3, 0), place) is not None
    )
