"""Distances from the target: missed it by 5.2 points, the gap to target is 5.2 points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.when import Relation
from kpibook.domain.measures.measure import Unit
from kpibook.on_use.regex import regex

# missed the target by 5.2 points · above target by 3.2
_TARGET_FIRST = regex(
    r"(?P<way>[XALHJE])(?P<gap>[oeh]{0,3}N?)(?:G|P(?P<aim>N)|(?<=[XE]eN))be{0,2}(?P<figure>N)"
)
# the gap to target is 5.2 points · a shortfall of 5.2 points against the target
_GAP = regex(
    r"z[tiwor]e{0,2}N?(?P<target>G)(?P<moved>[vzZDUWBe]{0,4}?)[oeti]{0,3}(?P<figure>N)"
    r"|zo(?P<size>N)[tiworh]{1,2}e{0,2}N?(?P<aim>G)"
)
# just 0.3 off target · 3 points away from the target · 14 from target
_OFF = regex(r"(?P<figure>N)[ek]?(?:(?P<off>X)|(?P<away>z?)re{0,2}P?N?G)")
_OFF_TARGET = frozenset(("off target", "off profile", "off plan"))
# the target was missed by 2 · narrowly missed by 2, of the actual before it
_BY = regex(r"(?P<goal>G?)[ven]{0,4}(?P<way>[XE])e{0,2}be{0,3}(?P<figure>N)(?P<of>[kz]?)")
# Letters of which each of these has one.
_LETTERS = frozenset("bGX")
_GAPS = frozenset(("gap", "shortfall", "deficit", "difference", "distance", "variance", "margin"))
_WHOLE_STEP = Decimal("0.5")
_THEN = regex(r"[iY]?e{0,2}T")
_NARROWED = frozenset(("narrowed", "widened", "closed", "halved", "doubled", "now", "opened"))


def _is_gap(context: Context, match: re.Match[str]) -> bool:
    """Return True if the words between a gap and its size are no other statement."""
    then = _THEN.match(context.parts, match.end())
    if then is not None and context.when(then.end() - 1).relation is not Relation.NOW:
        return False  # "the gap was 5.8 points in Q2 and is 3.6 now"
    moved = range(*match.span("moved")) if match["figure"] else ()
    return all(context.parts[at] not in "zZ" or context.word(at) in _NARROWED for at in moved)


def _is_off(context: Context, match: re.Match[str]) -> bool:
    if context.is_fact(match.start("figure"), context.facts.actual):
        return False  # "at 71.8% off target"
    if match["off"]:
        return context.phrase(match.start("off")) in _OFF_TARGET
    return not match["away"] or context.word(match.start("away")) == "away"


def _is_by(context: Context, match: re.Match[str]) -> bool:
    """Return True for what the target, or the actual before the words, was missed by."""
    way = match.start("way")
    if match["of"] and context.facts.unit is not Unit.COUNT:
        return False  # "missed by 2 applications", of a share of them
    if "n" in match[0]:
        return False
    return bool(match["goal"]) or (match["way"] == "X" and context.is_behind_actual(way))


def names_a_part(context: Context) -> bool:
    """Return True if a sentence names a part of the measure; "only 0.3 points" names none."""
    return "g" in context.parts and any(
        letter == "g" and not (context.word(at) == "only" and context.parts[at + 1 :][:1] == "N")
        for at, letter in enumerate(context.parts)
    )


def is_distance(context: Context, figure: Figure) -> bool:
    """Return True for a figure in points or in the measure's unit.

    A bare 0.3 of a percentage is points; a bare 2 may count cases.
    """
    if figure.unit == "points" or context.in_unit(figure):
        return True
    exact = figure.unit == "" and not figure.per and figure.step < _WHOLE_STEP
    return exact and context.facts.unit is Unit.PERCENT


# 1.4 points above target in Q2
_THEN_BEHIND = regex(r"\(?[iY]?e{0,2}T")


def is_of_then(context: Context, first: int, last: int) -> bool:
    """Return True for a distance in an earlier period: "1.4 points above target in Q2"."""
    behind = _THEN_BEHIND.match(context.parts, last + 1)
    if behind is not None and context.when(behind.end() - 1).relation is not Relation.NOW:
        return True
    return context.is_of_other_time(first)


def target_gaps(context: Context, taken: set[int]) -> Iterator[Claim]:
    """Yield how far the actual is said to be from its target.

    Args:
        context: The sentence.
        taken: The places of figures that are changes already.

    >>> from kpibook.domain.commentary.claims.example import in_context
    >>> missed = in_context("71.8% missed the target by 3.2 points.")
    >>> [claim.words for claim in target_gaps(missed, set())]
    ['missed the target by 3.2 points']
    """
    if _LETTERS.isdisjoint(context.parts):
        return
    found = [(match, match.start("figure")) for match in context.each(_TARGET_FIRST)]
    found += [
        (match, match.start("figure" if match["figure"] else "size"))
        for match in context.each(_GAP)
        if context.word(match.start()) in _GAPS and _is_gap(context, match)
    ]
    found += [
        (match, match.start("figure")) for match in context.each(_OFF) if _is_off(context, match)
    ]
    found += [
        (match, match.start("figure")) for match in context.each(_BY) if _is_by(context, match)
    ]
    for match, place in found:
        figure = context.sentence.figure(place)
        if place in taken or not is_distance(context, figure):
            continue
        taken.add(place)
        first = match.start()
        own = context.anchored or (context.opens and context.is_about_measure(first))
        sure = own and not context.is_plan(first) and not names_a_part(context)
        sure = sure and not is_of_then(context, first, match.end() - 1)
        yield context.claim(
            *(ClaimKind.CHANGE, first, match.end() - 1, Of.ACTUAL, "by", (figure,)),
            against=Of.TARGET,
            sure=sure,
        )
