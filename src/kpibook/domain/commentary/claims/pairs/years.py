"""Counts of a calendar year that has the quarter of last year: "a reduction from 62 in 2022"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.when import Relation, When
from kpibook.domain.measures.measure import Basis, Unit
from kpibook.on_use.regex import regex

_IN_YEAR = regex(r"(?P<figure>N)i?(?P<when>T)")
_YEAR = regex(r"(?:in )?(20\d\d)")
_FEWEST = 20


def year_claims(context: Context) -> Iterator[Claim]:
    """Yield a count that is said to be of last year's calendar year, of about the quarter's size.

    Of a count of each quarter a whole year would be some four times as much, so a number of the
    size of last year's quarter is meant for that.

    >>> from kpibook.domain.commentary.claims.example import WAITING, read
    >>> read(year_claims, "That is a reduction from 190 in 2023.", WAITING)
    ['190 in 2023: the same quarter last year was']
    >>> read(year_claims, "That is a reduction from 620 in 2023.", WAITING)
    []
    """
    facts = context.facts
    if facts.unit is not Unit.COUNT or facts.basis is not Basis.IN_PERIOD:
        return
    last = facts.previous_year
    if last is None or last.quarter is None or last.value < _FEWEST or "g" in context.parts:
        return
    for match in context.each(_IN_YEAR):
        place, year = match.start("figure"), _YEAR.fullmatch(context.word(match.start("when")))
        figure = context.sentence.figure(place)
        if year is None or int(year[1]) != last.quarter.end.year or not context.in_unit(figure):
            continue
        if figure.about or not last.value * 2 / 3 <= figure.value <= last.value * 3 / 2:
            continue
        if context.is_plan(place) or not _is_of_measure(context, place):
            continue
        when = When(Relation.PREVIOUS_YEAR, last.quarter, exact=False, has_year=True)
        yield context.claim(
            *(ClaimKind.FIGURE, place, match.end() - 1, Of.PREVIOUS_YEAR, "was", (figure,)),
            when=when,
        )


_MOVED = regex(r"^[ePkv]*[UDBWQ][^;x,]*$")


def _is_of_measure(context: Context, place: int) -> bool:
    """Return True for a movement of the measure: "that is a fall from", "casualties rose from"."""
    before = context.parts[context.clause_start(place) : place]
    return _MOVED.match(before) is not None and not re.search(r"[zCG(]", before)
