"""Rests: 54 of 1,500 are left, the remaining four, 31 were late, the other 28.2%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.claims.counts.flow_words import words_about
from kpibook.domain.commentary.claims.counts.sums import word_before
from kpibook.domain.commentary.facts import MeasureFacts
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.rounding import is_mistyped
from kpibook.domain.commentary.reading.when import Relation
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.number import plain
from kpibook.on_use.regex import regex

# the remaining four · leaving just 64 · the other 12
_REST = regex(
    r"\b(?:leaving|leaves|left|remaining|remainder|other|others|balance|rest)"
    r"(?: (?:the|a|an|of|total|just|only|some|were|was|is|are|being|another|further))*$"
)
# 31 were late · 11 were not · three missed the deadline, and nothing more
_LATE = regex(
    r"^(?:of (?:them|these|those|which|whom) )?(?:that |which |who )?"
    r"(?:(?:were|was|are|is|had|have|has|did|came|went|fell|took|ran|being|been|not|then) )*"
    r"(?:late|overdue|outside|missed|over|overran|longer|breached|slipped|beyond|failed|delayed"
    r"|unanswered|unpaid|unresolved|not|weren't|didn't|wasn't|haven't|hadn't)"
    r"(?: (?:it|them|that|so|time|in|on|out|of|the|deadline|limit|target|timescale|standard"
    r"|period|date|done|met|completed|answered|decided|paid|resolved|mark))*$"
)
# 188 have yet to have one · 54 are outstanding
_WAITS = regex(r"\b(?:remain|remaining|outstanding|yet|not|still|late|overdue|outside)\b")
_TIMED = regex(
    r"\b(?:within|in time|on time|timescales?|days|weeks|hours|minutes|seconds|deadline|prompt"
    r"|promptly)\b"
)
_FEWEST = 10
_HUNDRED = Decimal(100)


def rest_claims(context: Context) -> Iterator[Claim]:
    """Yield what a sentence says is left of a whole.

    >>> from kpibook.domain.commentary.claims.example import read
    >>> read(rest_claims, "79 of 110 were in time; the other 41 were late.")
    ['79 of 110 were in time; the other: the measures rest']
    >>> read(rest_claims, "71.8% were in time and the remaining 38.2% were late.")
    ['38.2%: the measures rest of all']
    """
    if context.sentence.asks:
        return
    counts = context.whole_numbers
    told = set()
    for place, claim in _of_sentence(context, counts):
        told.add(place)
        yield claim
    for place, claim in _of_measure(context):
        if place not in told:
            yield claim
    yield from _of_all(context)


def _of_sentence(context: Context, counts: Sequence[int]) -> Iterator[tuple[int, Claim]]:
    """Yield "1,500 were logged and 1,446 completed, leaving 54"; "and 54 have yet to be"."""
    if len(counts) < 3:
        return
    one, two, rest = (context.sentence.figure(at) for at in counts[:3])
    place = counts[2]
    whole, part = max(one.value, two.value), min(one.value, two.value)
    leaves = word_before(context, place) in ("leaving", "leaves", "left")
    firmly = len(counts) == 3 and _SO_THERE_ARE.search(words_about(context, place)[0]) is not None
    near = range(place + 1, place + (8 if firmly else 4))
    waits = _WAITS.search(" ".join(context.phrase(at) for at in near))
    is_of = _IS_OF.search(context.parts[counts[0] : place])
    own = _are_own(context, one, two)
    if not (leaves or ((is_of or own) and waits)) or context.is_plan(place):
        return
    left = whole - part
    near_enough = rest.value == left or is_mistyped(rest.value, left, least=2)
    if rest.value >= whole or not (
        near_enough or (firmly and own and context.parts[place + 1 : place + 2] != "z")
    ):
        return
    if rest.value != left and _is_flow(context.facts, one.value - two.value, rest.value):
        return
    yield place, _claim(context, counts[0], place, (Figure(whole), Figure(part), rest))


# so there are 17 for which entry has yet to be gained
_SO_THERE_ARE = regex(r"\bso (?:there (?:are|were|is|was)|that leaves|this leaves|it leaves)$")
_IS_OF = regex(r"N[kez]{0,2}[oO]e?P?N")


def _are_own(context: Context, one: Figure, two: Figure) -> bool:
    """Return True for the measure's own denominator and numerator."""
    top, bottom = context.facts.numerator, context.facts.denominator
    if top is None or bottom is None:
        return False
    return {one.value, two.value} == {top.value, bottom.value}


def _is_flow(facts: MeasureFacts, net: Decimal, rest: Decimal) -> bool:
    """Return True if what is left is the measure's own count, with what was there before."""
    starts = [fact.value + net for fact in (facts.previous, facts.previous_year) if fact]
    return rest in starts or (facts.actual is not None and rest == facts.actual.value)


def _of_measure(context: Context) -> Iterator[tuple[int, Claim]]:
    """Yield "15 were in time; the remaining four", where 15 of 18 is what the figure is made of."""
    top, bottom = context.facts.numerator, context.facts.denominator
    if top is None or bottom is None or not 0 < top.value < bottom.value:
        return
    rest = bottom.value - top.value
    counts = [(at, context.sentence.figure(at)) for at in context.whole_numbers]
    others = [(at, f) for at, f in counts if f.value not in (top.value, bottom.value)]
    if not others:
        return
    here = {figure.value for _, figure in context.sentence.numbered}
    known = here | context.earlier
    has_both = known >= {top.value, bottom.value}
    has_one = bottom.value >= _FEWEST and bool(here & {top.value, bottom.value})
    if rest in here or rest == sum(figure.value for _, figure in others):
        return  # it is all there: "35 were a day late and 18 longer"
    if not (has_both or (has_one and _TIMED.search(context.facts.title.casefold()))):
        return
    for place, figure in others:
        if figure.value >= bottom.value or not _is_of_now(context, place):
            continue
        before, behind = words_about(context, place)
        last = _last_of_whole(context, place, bottom.value)
        behind = behind if last == place else words_about(context, last)[1]
        is_rest = _REST.search(before) and has_both
        is_late = _LATE.match(behind) and (has_both or " not" not in f" {behind}")
        is_whole = figure.value > rest or not _goes_on(context, last)
        if is_rest or (is_late and is_whole):
            whole, part = Figure(bottom.value), Figure(top.value)
            yield place, _claim(context, place, place, (whole, part, figure))


_OF_WHOLE = regex(r"oe{0,2}(?P<whole>N)k{0,4}")


def _last_of_whole(context: Context, place: int, whole: Decimal) -> int:
    """Return the last place of "35 of the 391 requests", or that of the figure alone."""
    match = _OF_WHOLE.match(context.parts, place + 1)
    if match is None or context.sentence.figure(match.start("whole")).value != whole:
        return place
    return match.end() - 1


def _is_of_now(context: Context, place: int) -> bool:
    times = [item.when for item in context.sentence.items if item.when is not None]
    return not context.is_plan(place) and all(when.relation is Relation.NOW for when in times)


_OF_SOME = regex(r"e?o|k?oe?[zk]")


def _goes_on(context: Context, place: int) -> bool:
    """Return True if words behind what is late say more of it: "12 were late by a day"."""
    end = place + 1
    while end < len(context.parts) and context.parts[end] not in ",;a()xN":
        end += 1
    return context.parts[end : end + 1] in ("N", "a", "(", "x")


def _of_all(context: Context) -> Iterator[Claim]:
    """Yield what is left of 100% next to the actual, in a sentence of two percentages."""
    if context.facts.unit is not Unit.PERCENT or len(context.actuals) != 1:
        return
    percents = [(at, f) for at, f in context.sentence.numbered if f.unit == "%"]
    if len(percents) != 2 or "T" in context.parts or percents[0][0] != context.actuals[0]:
        return
    (_, part), (place, rest) = percents
    if rest.about or context.is_plan(place) or "G" in context.parts or "C" in context.parts:
        return
    if _OF_SOME.match(context.parts, place + 1):
        return  # "the remaining 10% of the backlog"
    if _REST.search(words_about(context, place)[0]):
        yield context.claim(ClaimKind.FLOW, place, place, Of.MEASURES, "rest of all", (part, rest))


def _claim(context: Context, first: int, last: int, figures: tuple[Figure, ...]) -> Claim:
    return context.claim(ClaimKind.FLOW, first, last, Of.MEASURES, "rest", figures)


def rest_of_all(part: Figure, rest: Figure) -> tuple[bool, str, str]:
    """Return True if two percentages make 100%, the arithmetic, and the words as they could read.

    >>> tenth = Decimal("0.05")
    >>> rest_of_all(Figure(Decimal("71.8"), "%", 0, tenth), Figure(Decimal("38.2"), "%", 0, tenth))
    (False, '100% less 71.8% is 28.2%', 'the other 28.2%')
    """
    left = _HUNDRED - part.value
    written = f"{plain(left)}%"
    right = abs(left - rest.value) <= (part.step + rest.step) * Decimal("1.1")
    return right, f"100% less {plain(part.value)}% is {written}", f"the other {written}"
