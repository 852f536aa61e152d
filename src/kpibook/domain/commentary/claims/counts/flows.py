"""Flows: so many at the start, so many in, so many out, so many at the end."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.counts.flow_words import is_at_end, is_at_start, way_of
from kpibook.domain.commentary.facts import MeasureFacts
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.measures.measure import Unit
from kpibook.on_use.regex import regex

_MOST_SENTENCES = 3
_MOST_ITEMS = 70
_MOST_DIGITS = 9
_FEWEST = 4
# Below this a number is likely to be there by chance.
_TELLING = 10
# A sum that is further off has parts that are not flows.
_NEAR = Decimal("0.25")


class Count(NamedTuple):
    """Whole number in a text, in the measure's unit.

    Attributes:
        context: Its sentence.
        place: Its place there.
        value: The number.
    """

    context: Context
    place: int
    value: Decimal


def flow_claims(contexts: list[Context]) -> Iterator[tuple[Context, Claim]]:
    """Yield the flows of a text, each over one to three sentences that follow each other.

    A flow has the figure of the quarter before and the quarter's, with counts that came and that
    left: "167 were waiting on 1 October. 298 came in and 331 were decided, leaving 134."
    """
    if sum(len(context.sentence.numbered) for context in contexts) < _FEWEST:
        return
    counts = [list(_counts(context)) for context in contexts]
    number = 0
    while number < len(contexts):
        step = 1
        for size in range(1, min(_MOST_SENTENCES, len(contexts) - number) + 1):
            window = contexts[number : number + size]
            of_window = counts[number : number + size]
            if not all(of_window) or sum(len(c.parts) for c in window) > _MOST_ITEMS:
                break
            found = _flow(contexts[0].facts, [each for of_one in of_window for each in of_one])
            if found is not None:
                yield window[0], found
                step = size
                break
        number += step


def _counts(context: Context) -> Iterator[Count]:
    facts = context.facts
    if facts.previous is None or facts.actual is None or context.sentence.asks:
        return
    for place, figure in context.sentence.numbered:
        is_money = figure.unit == "£" and facts.unit is Unit.CURRENCY
        bare = (figure.unit == "" or is_money) and not figure.per and not figure.about
        if bare and figure.digits < _MOST_DIGITS and context.parts[place] == "N":
            yield Count(context, place, context.value(figure).value)


def _flow(facts: MeasureFacts, counts: list[Count]) -> Claim | None:
    """Return the flow that some counts make; None if they make none that can be told."""
    if len(counts) < _FEWEST:
        return None
    for first, start in enumerate(counts):
        for last, end in enumerate(counts):
            if first == last or not _are_ends(facts, start, end):
                continue
            found = _between(facts, counts, start, end, sorted((first, last)))
            if found is not None:
                return found
    return None


def _are_ends(facts: MeasureFacts, start: Count, end: Count) -> bool:
    """Return True for the figures of the quarter before and of the quarter, or what is left."""
    if facts.previous is None or facts.actual is None or start.value == end.value:
        return False
    if _of_numerators(facts, start.value, end.value):
        return True
    if start.value != facts.previous.value:
        return False
    if start.value < _TELLING and not is_at_start(start.context, start.place):
        return False
    return end.value == facts.actual.value or is_at_end(end.context, end.place)


def _between(
    facts: MeasureFacts, counts: list[Count], start: Count, end: Count, places: list[int]
) -> Claim | None:
    """Return the flow of the counts between two ends, or else before or behind them."""
    first, last = places
    between = counts[first + 1 : last]
    for some in (between, counts[:first], counts[last + 1 :]):
        moved = _moved([each for each in some if not _is_other(facts, each)], some is between)
        if moved is None or not (some is between or _are_in(some, start.context)):
            continue
        came, left, is_plain = moved
        values = (start.value, came, left, end.value)
        if _is_told(facts, values, is_plain=is_plain) and not _is_plan([start, end, *some]):
            return _claim(start, end, values)
    return None


def _are_in(counts: list[Count], context: Context) -> bool:
    return all(each.context is context for each in counts)


def _moved(counts: list[Count], are_between: bool) -> tuple[Decimal, Decimal, bool] | None:
    """Return how many came and how many left, and True if all counts say so; None if unknown.

    Of two counts between the ends one may be without a word that says which way it went.
    """
    ways = [way_of(each.context, each.place) for each in counts]
    is_plain = len(counts) == 2 and 0 not in ways
    if are_between and len(counts) == 2 and ways.count(0) == 1:
        ways = [way or -sum(ways) for way in ways]
    if not {1, -1} <= set(ways):
        return None
    came, left = (
        sum((each.value for each, way in zip(counts, ways, strict=True) if way == sign), Decimal(0))
        for sign in (1, -1)
    )
    return came, left, is_plain


def _is_told(facts: MeasureFacts, values: tuple[Decimal, ...], *, is_plain: bool) -> bool:
    """Return True if a flow is right, or wrong in a way that is no other count's doing."""
    start, came, left, end = values
    off = abs(start + came - left - end)
    if facts.actual is not None and end != facts.actual.value and start != end:
        is_count = facts.numerator is None or end != facts.numerator.value
        if is_count and start + came - left != facts.actual.value:
            return False
    most = max(came, left) if is_plain else max(came, left) * _NEAR
    return off <= most


def _is_other(facts: MeasureFacts, count: Count) -> bool:
    """Return True for another figure of the measure, or a number of a part of the measure."""
    others = (facts.previous_year, facts.target, facts.year_target, facts.comparator)
    if any(fact is not None and fact.value == count.value for fact in others):
        return not way_of(count.context, count.place)
    context, start = count.context, count.context.clause_start(count.place)
    near = range(max(start, count.place - 3), count.place)
    return any(context.parts[at] == "g" and context.word(at) != "another" for at in near)


def _is_plan(counts: list[Count]) -> bool:
    return any(each.context.is_plan(each.place) for each in counts)


def _of_numerators(facts: MeasureFacts, start: Decimal, end: Decimal) -> bool:
    """Return True if a flow ends at the number behind a rate, and starts near the one before."""
    top, unit = facts.numerator, facts.unit
    if top is None or facts.denominator is None or facts.previous is None or not unit:
        return False
    before = facts.previous.value * facts.denominator.value / (unit.per or 1)
    return bool(unit.per) and end == top.value and abs(start - before) <= before / 20


def _claim(start: Count, end: Count, values: tuple[Decimal, ...]) -> Claim:
    first, last = sorted((start.place, end.place))
    if start.context is not end.context:
        first, last = start.place, len(start.context.parts) - 1
    figures = tuple(Figure(value) for value in values)
    return start.context.claim(ClaimKind.FLOW, first, last, Of.ACTUAL, "flow", figures)


# 56 came and 46 left, a net increase of ten · 56 came and 46 left, so the list grew by ten
_NET = regex(
    r"(?P<came>N)[^N;]{0,8}(?P<left>N)[^N;]{0,8}?,?[xae]{0,3}[PkeT]{0,3}(?P<way>[UD])[oPke]{0,3}"
    r"[ebo]{0,2}(?P<net>N)"
)


def net_claims(context: Context) -> Iterator[Claim]:
    """Yield the difference of what came and what left.

    >>> from kpibook.domain.commentary.claims.example import read
    >>> read(net_claims, "56 were received and 46 left, a net increase of twelve.")
    ['56 were received and 46 left, a net: the measures up']
    """
    for match in context.each(_NET):
        came, left, net = (context.sentence.figure(match.start(g)) for g in ("came", "left", "net"))
        if any(f.unit or f.per or f.about for f in (came, left, net)):
            continue
        if "net" not in {context.word(at) for at in range(match.start("left"), match.end())}:
            continue
        ways = [way_of(context, match.start(g)) for g in ("came", "left")]
        if set(ways) != {1, -1}:
            continue
        if ways[0] < 0:
            came, left = left, came
        way = "up" if match["way"] == "U" else "down"
        yield context.claim(
            ClaimKind.FLOW, match.start(), match.end() - 1, Of.MEASURES, way, (came, left, net)
        )
