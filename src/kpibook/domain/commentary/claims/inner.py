"""Figures of one sentence that its own words contradict: fell from 38 to 48, 93.6%, above 123%.

What is said of two figures next to each other is true or false without any figure of the workbook,
so these are read of other periods too; a rank or a place is left out, where up is a lower number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.measures.measure import Polarity, Unit
from kpibook.on_use.regex import regex

# fell from 38 in 2020 to 48 · up 2.1 days on the year, from 8.4 to 9.6 · doubled from 12 to 24
_FROM_TO = regex(
    r"(?P<way>[UDNBW])(?:b?e?(?P<size>N))?(?:[ieshA]{0,2}e?T)?[,;]?(?P<lead>[ek]{0,2})"
    r"r(?P<start>N)(?:[(]?[iYe]{0,2}T[)]?)?te?(?P<end>N)"
)
# from 81 to 64, a cut of 21%
_SIZE_BEHIND = regex(r"[,;(][ePva]{0,4}[UDBWQ][obe]{1,3}(?P<size>N)(?![ek]{0,2}[ALUDhsriw])")
# 93.6%, above 123% · 9 were found, over our target of no more than 10
_ABOVE = regex(
    r"(?P<end>N)[kzveo]{0,3}Z?[kzve]{0,3},?v?e{0,2}(?P<way>[AL])h?(?:e{0,2}Gon?[AL]?h?)?(?P<start>N)"
    r"(?![ALUDJH])"
)
# below 500 only in Q2 2022/23, at 497
_AT = regex(r"[Pk]v(?P<way>[AL])(?P<start>N)[geiT]{0,4},i(?P<end>N)$")
# one in four referrals (18.3%)
_SHARE = regex(r"(?P<share>N)[kzveiY]{0,8}\((?P<end>N)\)")
# 291 surveys found 8 areas (3.77%)
_COUNTS = regex(r"(?P<whole>N)[kez]{0,3}[Zzv]{1,2}(?P<part>N)[kez]{0,3}\((?P<share>N)\)")
_THREE = ("size", "start", "end")
_RANKS = ("rank", "ranked", "ranking", "rankings", "quartile", "league", "table")
_PLACES = frozenset((*_RANKS, "place", "placed", "position", "th", "score", "grade", "band"))
_WAYS = {"U": "rose", "D": "fell", "A": "rose", "L": "fell"}
_CLOSE = Decimal("0.2")


def inner_claims(context: Context) -> Iterator[Claim]:
    """Yield each statement that a sentence makes about two or three of the figures in it."""
    if context.facts.actual is None or context.sentence.asks:
        return
    if not context.words.isdisjoint(_PLACES):
        return
    if "r" in context.parts:
        yield from _moves(context)
    if "A" in context.parts or "L" in context.parts:
        yield from _orders(context)
    if "(" in context.parts:
        yield from _shares(context)
    yield from _halves(context)
    if "Y" in context.parts or "further" in context.words:
        yield from _added(context)


# added 25.16 points to the 57.26% at the half-year, taking it to 83.41%
_ADDED = regex(r"Y(?P<size>N)te{0,2}(?P<start>N)[^N;x]{0,9},[zkP]{1,3}te?(?P<end>N)(?=$|[,;])")
# 23 by 30 September and a further 15 followed, taking us to 41
_FURTHER = regex(
    r"(?P<start>N)[^N;xUDg]{1,12}ae?[eg](?P<size>N)[^N;xUDZg]{0,7},[zkP]{1,3}te?(?P<end>N)(?=$|[,;])"
)


def _added(context: Context) -> Iterator[Claim]:
    """Yield what was added to the figure of the quarter before to make the actual."""
    for pattern in (_ADDED, _FURTHER):
        for match in context.each(pattern):
            size, start, end = (context.sentence.figure(match.start(g)) for g in _THREE)
            is_now = match.start("end") in context.actuals
            if not is_now or not context.is_fact(match.start("start"), context.facts.previous):
                continue
            if size.unit != ("points" if end.unit == "%" else end.unit):
                continue
            before = context.word(match.start("size") - 1)
            restarts = context.facts.basis.restarts_each_year
            if restarts if pattern is _ADDED else restarts and before in ("further", "another"):
                yield _sized(context, match.start(), match.end() - 1, (size, start, end))


def _moves(context: Context) -> Iterator[Claim]:
    for match in context.each(_FROM_TO):
        start, end = (context.sentence.figure(match.start(g)) for g in ("start", "end"))
        first, last = match.start(), match.end() - 1
        if not _are_like(start, end) or _is_open(context, first, last):
            continue
        way = context.sentence.items[first].figure
        if way is not None:
            if way.unit == "times":
                yield _sized(context, first, last, (way, start, end))
            continue
        said = _WAYS.get(match["way"]) or _in_number(context, match)
        if said:
            yield _ordered(context, first, last, said, (start, end))
        if match["size"]:
            size = context.sentence.figure(match.start("size"))
            yield _sized(context, first, last, (size, start, end))
        elif (behind := _SIZE_BEHIND.match(context.parts, last + 1)) is not None:
            at = behind.start("size")
            size = context.sentence.figure(at)
            if size.unit in ("%", "points", end.unit):
                yield _sized(context, first, at, (size, start, end))


def _in_number(context: Context, match: re.Match[str]) -> str:
    """Return the movement of a number that got better or worse to the actual; "" if unknown."""
    good = {Polarity.HIGHER: 1, Polarity.LOWER: -1}.get(context.facts.polarity, 0)
    if not good or match.start("end") not in context.actuals:
        return ""
    if not (context.first and context.is_about_measure(match.start())):
        return ""
    return "rose" if good == (1 if match["way"] == "B" else -1) else "fell"


def _sized(context: Context, first: int, last: int, figures: tuple[Figure, ...]) -> Claim:
    sure = not figures[0].about and all(not figure.about for figure in figures)
    return context.claim(
        ClaimKind.CHANGE, first, last, Of.MEASURES, "inner", figures, Of.MEASURES, sure=sure
    )


def _ordered(
    context: Context, first: int, last: int, said: str, figures: tuple[Figure, Figure]
) -> Claim:
    return context.claim(ClaimKind.DIRECTION, first, last, Of.MEASURES, said, figures, Of.MEASURES)


def _orders(context: Context) -> Iterator[Claim]:
    for pattern in (_ABOVE, _AT):
        for match in context.each(pattern):
            start, end = (context.sentence.figure(match.start(g)) for g in ("start", "end"))
            first, last = match.start(), match.end() - 1
            if not _are_like(start, end) or _is_open(context, first, last):
                continue
            if pattern is _ABOVE and match.start("end") not in context.actuals:
                continue
            if start.unit == "points" or end.about or start.about in ("just", "well"):
                continue
            yield _ordered(context, first, last, _WAYS[match["way"]], (start, end))


# 47.6% in 20 weeks, more than half
_OF_HALF = regex(r"(?P<end>N)[kziNveo]{0,6}[,;(]v?e{0,2}(?P<way>[AL])h(?P<start>N)(?=$|[,;)a])")


def _halves(context: Context) -> Iterator[Claim]:
    for match in context.each(_OF_HALF):
        start = context.sentence.figure(match.start("start"))
        if start.unit != "share" or match.start("end") not in context.actuals:
            continue
        if context.facts.unit is not Unit.PERCENT or _is_open(context, match.start(), match.end()):
            continue
        figures = (Figure(start.value * 100, "%"), context.sentence.figure(match.start("end")))
        yield _ordered(context, match.start(), match.end() - 1, _WAYS[match["way"]], figures)


def _shares(context: Context) -> Iterator[Claim]:
    for match in context.each(_SHARE):
        share, end = (context.sentence.figure(match.start(g)) for g in ("share", "end"))
        if share.unit == "share" and end.unit == "%" and not share.about:
            rough = Figure(end.value, "%", 0, share.value * 100 * _CLOSE)
            parts = (rough, Figure(share.value), Figure(Decimal(1)))
            yield context.claim(
                ClaimKind.PARTS, match.start(), match.end() - 2, Of.ACTUAL, "share", parts
            )
    if context.facts.unit is not Unit.PERCENT or context.facts.actual is None:
        return
    for match in context.each(_COUNTS):
        whole, part, share = (
            context.sentence.figure(match.start(g)) for g in ("whole", "part", "share")
        )
        if whole.unit or part.unit or share.unit != "%" or not whole.value > part.value > 0:
            continue
        step = Decimal(5).scaleb(-(context.facts.decimals or 0) - 1)
        if abs(part.value / whole.value * 100 - context.facts.actual.value) <= step:
            yield context.claim(
                *(ClaimKind.PARTS, match.start(), match.end() - 2, Of.ACTUAL, "share"),
                (share, part, whole),
            )


def _are_like(one: Figure, other: Figure) -> bool:
    units = {one.unit, other.unit} - {""}
    return len(units) < 2 and not units & {"share", "times"} and one.value != other.value


def _is_open(context: Context, first: int, last: int) -> bool:
    return context.is_plan(first) or context.is_not(first) or "f" in context.parts[first:last]
