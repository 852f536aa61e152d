"""Changes with their size: up by 5.3 points, 33 fewer, a 20% reduction, 2 points off target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.change_baselines import ChangeBaseline, change_baseline
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.multiples import multiple_claims
from kpibook.domain.commentary.claims.target_gaps import is_of_then, target_gaps
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.when import Relation
from kpibook.domain.measures.measure import Unit
from kpibook.on_use.regex import regex
from kpibook.on_use.replacing import replace

# up by 5.3 points · a reduction of 33 · increased 12%
_WAY_FIRST = regex(
    r"(?P<way>[UDBWQ])(?P<gap>(?:[eiTsh]{0,4}?[bo][ez]{0,2}[AL]?|e{0,2}[AL]?))(?P<figure>N)"
)
# 33 fewer · 0.6pp more · a 20% reduction · 14% up on the year · 3.2 points adrift
_WAY_LAST = regex(r"(?P<figure>N)(?P<gap>[ek]{0,3})(?P<way>[UDBWQALHJ]|[IO](?=e{0,2}N?G))")
# 55 days off the target · 4.6 points off last year · 1.4 days outside the target
_OFF = regex(r"(?P<figure>N)(?P<way>[XOI])(?=e?[GPT])")
# A sentence with none of these has no match of the three.
_HAS_CHANGE = regex(r"N[ek]{0,3}[UDBWQALHJIOX]|[UDBWQ][eiTshbozAL]{0,8}N")
# fewer than in Q2, which is a fall of a fifth
_GOES_ON = regex(r"[,;(]?a?P?v?[ezo]{0,3}")
# reduced by 4.6 points over Q2
_MOVED = regex(r"[UDBWQ][eiTsh]{0,4}?[bo]?[ez]{0,2}$")
# down by 33 (20%) · 33 fewer, or 20%
_AGAIN = regex(r"(?:[ek]{0,2}[ALUD])?[ek]{0,2}(?:\(e{0,2}|,?ae{0,2})(?P<figure>N)")
_NEAR = 5
_WHOLE_STEP = Decimal("0.5")
_SIGN = {"U": 1, "D": -1, "A": 1, "L": -1, "h": 1, **dict.fromkeys("BWQHJXOI", 0)}
_SAID = {1: "up", -1: "down", 0: "by"}
# What a number is called that may be said to move by so many.
_NUMBERS = frozenset(
    (
        *(
            "it",
            "this",
            "that",
            "which",
            "number",
            "numbers",
            "total",
            "count",
            "figure",
            "figures",
        ),
        *("level", "volume", "position", "measure", "indicator", "result", "average", "rate"),
    )
)


def change_claims(context: Context) -> Iterator[Claim]:
    """Yield each change of a stated size, with what it is against.

    >>> from kpibook.domain.commentary.claims.example import read
    >>> read(change_claims, "71.8%, down 4.6 points on Q2.")
    ['down 4.6 points on Q2: the figure of the quarter down to the quarter before']
    """
    taken: set[int] = set()
    last: Claim | None = None
    for pattern in (_WAY_LAST, _OFF, _WAY_FIRST) if _HAS_CHANGE.search(context.parts) else ():
        for match in context.each(pattern):
            place = match.start("figure")
            figure = None if place in taken else _size(context, match)
            if figure is None:
                continue
            taken.add(place)
            claim = _claim(context, match, figure, last)
            last = claim if claim.against not in (None, Of.EARLIER) else last
            yield claim
            yield from _in_other_unit(context, match, claim)
    yield from target_gaps(context, taken)
    yield from multiple_claims(context)


def _size(context: Context, match: re.Match[str]) -> Figure | None:
    """Return the size of a change; None if its figure is none, or "over Q2" is since then."""
    place = match.start("figure")
    if context.word(match.start("way")) == "over" and _MOVED.search(context.parts[:place]):
        return None
    figure = context.sentence.figure(place)
    if figure.unit == "share":
        return _in_percent(figure) if _is_share_of_change(context, match) else None
    is_by = "b" in match.groupdict().get("gap", "")
    is_actual = context.is_fact(place, context.facts.actual) and figure.unit != "points"
    return None if is_actual and not is_by else figure


def _is_share_of_change(context: Context, match: re.Match[str]) -> bool:
    """Return True for "a fall of a quarter" and "a third fewer": not for a share of the whole."""
    behind = context.parts[match.end() : match.end() + 2]
    return not behind.startswith(("o", "k", "eo")) and match.end() - match.start() <= _NEAR


def _in_percent(figure: Figure) -> Figure:
    """Return a share as a rough percentage: "a quarter" is said of 19% to 31%."""
    share = figure.value * 100
    about = figure.about if figure.about in ("nearly", "almost", "over", "under", "more") else ""
    return Figure(share, "%", 0, share / 4, about)


def _claim(context: Context, match: re.Match[str], figure: Figure, before: Claim | None) -> Claim:
    """Return a change, against what its words say, or against what the change before it is."""
    first = min(match.start(), match.start("figure"))
    baseline = change_baseline(context, first, match.end())
    sign = _SIGN[match["way"]] * (-1 if baseline.is_turned else 1)
    claim = context.claim(
        *(ClaimKind.CHANGE, first, max(baseline.last, match.end() - 1), Of.ACTUAL, _SAID[sign]),
        (figure,) if baseline.start is None else (figure, baseline.start),
        baseline.of,
        baseline.when,
        sure=_is_sure(context, first, figure, baseline, match.end()),
    )
    if baseline.of is not None or baseline.when is not None:
        return claim
    if _is_of_many(context, match):
        return replace(claim, against=Of.MEASURES, sure=False)
    if before is not None and _goes_on(context, before, first):
        return replace(claim, against=before.against, quarter=before.quarter, sure=before.sure)
    if _moves_to_actual(context, match.end()):
        about = context.is_about_measure(first) and context.is_of_its_kind(first)
        sure = about and context.opens and not context.is_plan(first)
        return replace(claim, against=Of.EARLIER, sure=sure and not context.is_not(first))
    return claim


def _is_of_many(context: Context, match: re.Match[str]) -> bool:
    """Return True for "rises of 0.9 and 0.6": each is of another quarter."""
    if not context.word(match.start("way")).endswith("s"):
        return False
    return "o" in match.groupdict().get("gap", "") and context.parts[match.end() :][:2] in _SIZES


_SIZES = ("aN", ",N")


def _goes_on(context: Context, before: Claim, first: int) -> bool:
    """Return True if a change goes on another: "fewer than in Q2, which is a fall of a fifth"."""
    items = context.sentence.items
    last = next((at for at, item in enumerate(items) if item.end == before.place.end), first)
    return last < first and _GOES_ON.fullmatch(context.parts, last + 1, first) is not None


def _moves_to_actual(context: Context, end: int) -> bool:
    """Return True for "rose 4.2 points to 86.4%", the actual, where no period is named."""
    match = _TO.match(context.parts, end)
    if match is None or match.start("figure") not in context.actuals:
        return False
    if set("rhsGCw") & set(context.parts):
        return False
    times = [item.when for item in context.sentence.items if item.when is not None]
    return all(when.relation is Relation.NOW for when in times)


_TO = regex(r"[ek]{0,2},?te{0,2}(?P<figure>N)")


def _is_sure(
    context: Context, first: int, figure: Figure, baseline: ChangeBaseline, end: int
) -> bool:
    """Return True for a change that can be of nothing but the measure, against a figure of it."""
    if baseline.of is None or baseline.of is Of.MEASURES or figure.unit == "times":
        return False
    is_size = figure.unit in ("points", "%") or context.in_unit(figure)
    if not (is_size or _in_points(context, figure)):
        return False
    before = context.subject(first)
    if context.is_plan(first) or context.is_not(first) or "g" in before:
        return False
    if baseline.of in (Of.TARGET, Of.COMPARATOR) and is_of_then(context, first, baseline.last):
        return False
    if figure.unit == "" and not (context.anchored or _is_number(context, first)):
        return False
    if _behind_actual(context, first) or baseline.start is not None:
        return True
    to = _TO.match(context.parts, end)
    if to is not None and to.start("figure") in context.actuals and _FRONTED.fullmatch(before):
        return True
    bare = not before.strip("ev")
    return (
        context.is_about_measure(first)
        and (figure.unit == "points" or context.is_of_its_kind(first) or bare)
        and ("P" in before or "k" in before or (context.opens and bare))
    )


# Compared with 83.2% in the second quarter there has been a
_FRONTED = regex(r"[hw]e?N[ie]{0,2}T,?[ev]{0,4}")


def _in_points(context: Context, figure: Figure) -> bool:
    """Return True for "up 2.2 points on Q2 but 4.9 down on last year", of a percentage."""
    is_exact = figure.unit == "" and figure.step < _WHOLE_STEP and not figure.per
    others = (other.unit for _, other in context.sentence.numbered)
    return is_exact and context.facts.unit is Unit.PERCENT and "points" in others


def _is_number(context: Context, first: int) -> bool:
    """Return True if a bare number can be of the measure: "it is 23 lower"."""
    before = context.subject(first)
    if "k" in before:
        return True
    if not context.opens:
        return False
    start = context.clause_start(first)
    words = {context.word(at) for at in range(start, first) if context.parts[at] == "P"}
    return not before.strip("evT,is") or bool(words and words <= _NUMBERS)


def _behind_actual(context: Context, place: int) -> bool:
    held = _HELD_AGAINST.search(context.parts[:place])
    if held is not None and held.start() in context.actuals:
        return True
    between = _FIGURE_BEFORE.search(context.parts[:place])
    return (
        between is not None
        and between.start() in context.actuals
        and _JOINED.search(between["words"]) is not None
    )


# 712 tips compared with 830 in Q2, 20% fewer
_HELD_AGAINST = regex(r"N[kz]{0,3},?[hw]e{0,2}N[kz]?[ioe]{0,2}T,e{0,2}$")
_FIGURE_BEFORE = regex(r"N(?P<words>[^N;x()]{0,14})$")
_JOINED = regex(r"(?:^|[,v])[ePvzaAL]{0,4}$")


def _in_other_unit(context: Context, match: re.Match[str], claim: Claim) -> Iterator[Claim]:
    """Yield the size in another unit: "down by 33 (20%) on Q2", "33 fewer than in Q2, or 20%"."""
    ends = {match.end(), *(at + 1 for at in range(match.end(), len(context.parts)))}
    for end in sorted(ends)[:_FURTHEST]:
        again = _AGAIN.match(context.parts, end)
        if again is None or context.sentence.span(match.start(), end - 1).end > claim.place.end:
            continue
        at = again.start("figure")
        figure = context.sentence.figure(at)
        figure = _in_percent(figure) if figure.unit == "share" else figure
        is_own = end > match.end() and "(" in again[0] and context.in_unit(figure)
        joined = {context.word(near) for near in range(end, at)} if "a" in again[0] else {"or"}
        other = (
            "or" in joined
            and figure.unit in ("%", "points")
            and figure.unit != claim.figures[0].unit
        )
        if other and not is_own and not _NOT_A_SIZE.match(context.parts, at + 1):
            yield replace(claim, figures=(figure, *claim.figures[1:]))
        return


_FURTHEST = 6
_NOT_A_SIZE = regex(r"[ez]{0,2}[ALHJGCoUDBWQ]|[ieY]{0,2}T")
