"""Days and periods that the quarter's figure is said to be of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.when import Relation
from kpibook.domain.measures.period import Quarter
from kpibook.on_use.regex import regex

# As at 31 December 2023 there were 43 · at the end of September 2024, 134 were waiting
_FIRST = regex(
    r"^(?:rTt|sTa|[iYhevzo]{0,3})(?P<when>T),?(?:[Pkevz]{0,5}Z?|[PkezihoaT]{1,9}v[te]{0,2})(?P<figure>N)"
)
# 304 children are on plans as of 17 January 2021 · 134 at 30 September
_LAST = regex(r"(?P<figure>N)[kezvoYiP]{0,8}?(?:[hiY]|ho|hi)?e?(?P<when>T)(?=$|[;,x.a])")


# 304 children are subject to plans as of 17 January 2021
_NOW_AT = regex(r"h(?:o|i)?e?(?P<when>T)")
_LATEST = timedelta(days=61)


def date_claims(context: Context) -> Iterator[Claim]:
    """Yield each period outside the quarter that is said to be that of the quarter's figure."""
    yield from _a_year_off(context)
    for pattern in (_FIRST, _LAST) if context.actuals or context.counts else ():
        for match in context.each(pattern):
            place, at = match.start("figure"), match.start("when")
            when = context.when(at)
            if place not in context.actuals and place not in context.counts:
                continue
            if (
                context.sentence.figure(place).unit == "share"
                or context.sentence.figure(place).digits < 2
            ):
                continue
            if when.quarter is None or when.relation is Relation.NOW:
                continue
            if not (when.exact or when.day) or context.is_plan(place) or context.is_not(place):
                continue
            if re.search(r"[UDBWQSALHJr]", context.parts[min(place, at) : max(place, at)]):
                continue
            bare = context.parts[at - 1 : at] not in tuple("hiYoe")
            if pattern is _LAST and bare and not context.word(at).startswith(("between", "from")):
                continue
            if pattern is _LAST and context.parts[:place].strip("eikPvY"):
                continue
            if when.day is None and any(context.word(n) == "on" for n in range(place, at)):
                continue  # "up to 14.8% on Q3 2023/24"
            if any(i.when and i.when.relation is Relation.NOW for i in context.sentence.items):
                continue
            yield context.claim(
                ClaimKind.DATE,
                match.start(),
                match.end() - 1,
                Of.ACTUAL,
                "then",
                (context.sentence.figure(place),),
                when=when,
            )


def _a_year_off(context: Context) -> Iterator[Claim]:
    """Yield "304 are on plans as of 17 January 2021" where January 2022 is meant.

    Only of the present tense, a day that ends no quarter, and a year that is one off: the same day
    of the other year lies in the quarter or in the two months in which it is reported.
    """
    now = context.facts.period
    for match in context.each(_NOW_AT):
        at = match.start("when")
        when, before = context.when(at), range(context.clause_start(at), match.start())
        words = {context.word(place) for place in before}
        if when.day is None or not when.has_year or not words & {"are", "is"}:
            continue
        if context.word(match.start()) != "as" or when.day == Quarter.of(when.day).end:
            continue
        years = (when.day.year - 1, when.day.year + 1)
        others = (when.day.replace(year=year, day=min(when.day.day, 28)) for year in years)
        if now.start <= when.day <= now.end + _LATEST:
            continue
        if any(now.start <= other <= now.end + _LATEST for other in others):
            yield context.claim(
                *(ClaimKind.DATE, match.start(), at, Of.ACTUAL, "is a year off"), when=when
            )
