"""Sums of a sentence: 54 of 1,500 are left, 541 and 802 make 1,343, 12 more take 40 to 52."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.figure import Figure, is_count
from kpibook.domain.commentary.reading.rounding import is_mistyped
from kpibook.domain.commentary.reading.when import Relation
from kpibook.domain.measures.measure import Unit

_TOTAL = frozenset(
    (
        *("make", "makes", "making", "totalling", "altogether", "totals", "total", "totalled"),
        "totaling",
    )
)
# "12 crews gave 30 each" is no sum, so these need a word that adds.
_GIVES = frozenset(("gives", "giving", "brings", "bringing", "takes", "taking", "gave", "brought"))
_ADDS = frozenset(("added", "plus", "together", "combined", "adding"))
_TAKING = frozenset(("taking", "bringing", "moving", "lifting", "pushing", "reducing", "raising"))
_LIGHT = frozenset(("the", "a", "an", "of", "total", "just", "some", "another", "further"))
_MOST_ADDENDS = 6
_LONG = 3  # digits


def sum_claims(context: Context) -> Iterator[Claim]:
    """Yield each sum of whole numbers that a sentence works out."""
    if context.sentence.asks:
        return
    counts = context.whole_numbers
    if len(counts) >= 3:
        yield from _totals(context, counts)
        yield from _steps(context, counts)
        yield from _made_of(context, counts)
    if context.facts.basis.is_of_year_so_far:
        yield from _of_quarter(context)


def word_before(context: Context, place: int) -> str:
    """Return the word before a figure, without "a total of", "the" and the like."""
    at = place - 1
    while at >= 0 and context.word(at) in _LIGHT:
        at -= 1
    return context.word(at)


def _totals(context: Context, counts: Sequence[int]) -> Iterator[Claim]:
    """Yield "541 in October, 802 in November and 873 in December, which makes 2,216"."""
    place = counts[-1]
    addends = tuple(context.sentence.figure(at) for at in counts[:-1])
    word = word_before(context, place)
    words = {context.word(at) for at in range(place)}
    adds = word in _TOTAL or (word in _GIVES and bool(words & _ADDS))
    if not adds or len(addends) > _MOST_ADDENDS or context.is_plan(place):
        return
    if "g" in context.parts or "each" in {context.word(at) for at in range(place, place + 4)}:
        return
    yield _claim(context, counts[0], place, "sum", (*addends, context.sentence.figure(place)))


_MADE_OF = frozenset(("comprising", "comprises", "comprised", "consisting", "namely", "made"))


def _made_of(context: Context, counts: Sequence[int]) -> Iterator[Claim]:
    """Yield "23 exclusions, comprising 19 from secondary schools and 6 from primary"."""
    known = {fact.value for fact in (context.facts.actual, context.facts.numerator) if fact}
    whole, *parts = counts
    total = context.sentence.figure(whole)
    words = {context.word(at) for at in range(whole + 1, parts[0])}
    figures = [context.sentence.figure(at) for at in parts]
    listed = len(parts) > 2 and ";" in context.parts[whole : parts[0]]
    listed = listed and is_mistyped(
        sum((figure.value for figure in figures), Decimal(0)), total.value, least=2
    )
    if total.value not in known or not (words & _MADE_OF or listed) or context.is_plan(whole):
        return
    if len(parts) > _MOST_ADDENDS or any("g" in context.parts[at:] for at in parts):
        return
    yield _claim(context, whole, parts[-1], "sum", (*figures, total))


def _steps(context: Context, counts: Sequence[int]) -> Iterator[Claim]:
    """Yield "1,467 visits were made, taking the number from 2,745 to 4,212"."""
    match = re.search(r"r(?P<start>N)[(]?[iYe]{0,2}T?[)]?te?(?P<end>N)", context.parts)
    if match is None or context.parts[: match.start()].count("N") != 1:
        return
    words = {context.word(at) for at in range(counts[0], match.start())}
    size, start, end = (
        context.sentence.figure(at) for at in (counts[0], match.start("start"), match.start("end"))
    )
    if not words & _TAKING or not (is_count(start) and is_count(end)):
        return
    if context.is_plan(counts[0]) or min(size.value, abs(end.value - start.value)) < 10:
        return
    yield _claim(context, counts[0], match.start("end"), "step", (size, start, end))


def _of_quarter(context: Context) -> Iterator[Claim]:
    """Yield "311 were added in the quarter" of a figure that adds up through the year."""
    facts = context.facts
    if facts.actual is None or facts.previous is None or facts.period.number == 1:
        return
    added = facts.actual.value - facts.previous.value
    for place, figure in context.sentence.figures():
        start = context.clause_start(place)
        is_money = figure.unit == "£" and facts.unit is Unit.CURRENCY and not figure.about
        lead = context.parts[max(start, context.parts.rfind(",", 0, place) + 1) : place]
        is_typing = figure.digits >= _LONG and is_mistyped(figure.value, added)
        if context.phrase(place - 1).startswith("of "):  # "of which 144 were finished"
            lead = lead.rstrip("eg")
        if not (is_count(figure) or is_money) or "g" in lead:
            continue
        if context.parts[start:place].strip("eavP,o") and not is_typing:
            continue
        behind = context.parts[place + 1 : place + 7]
        if context.phrase(place + 1).startswith("of "):  # "1,466 of these in the third quarter"
            behind = "e" + behind[1:]
        if context.word(place + 1) == "fell" and context.word(place + 2) == "in":
            behind = "v" + behind[1:]  # "fell in the third quarter" is when it was spent
        at = behind.find("T")
        if at < 0 or re.search(r"[gN;,oALUD]", behind[:at]):
            continue
        when = context.when(place + 1 + at)
        if when.relation is not Relation.NOW or context.is_plan(place):
            continue
        if figure.value == added or is_mistyped(figure.value, added):
            known = (figure, Figure(facts.previous.value), Figure(facts.actual.value))
            yield _claim(context, place, place + 1 + at, "step", known)


def _claim(
    context: Context, first: int, last: int, said: str, figures: tuple[Figure, ...]
) -> Claim:
    return context.claim(ClaimKind.FLOW, first, last, Of.MEASURES, said, figures)


def sum_of(said: str, values: Sequence[Decimal]) -> tuple[bool, str, str]:
    """Return True if a sum is right, its arithmetic in words, and the words as they could read.

    >>> sum_of("rest", [Decimal(1500), Decimal(1446), Decimal(64)])
    (False, '1,500 less 1,446 is 54', 'leaving 54')
    >>> sum_of("sum", [Decimal(2), Decimal(3), Decimal(5)])[0]
    True
    """
    *terms, last = values
    if said == "rest":
        rest = terms[0] - terms[1]
        return last == rest, f"{terms[0]:,} less {terms[1]:,} is {rest:,}", f"leaving {rest:,}"
    if said == "step":
        size, start = terms
        step = abs(last - start)
        return size == step, f"from {start:,} to {last:,} it is {step:,}", f"{step:,}"
    total = sum(terms, Decimal(0))
    # A number that is no addend may be among them.
    right = last == total or any(total - term == last for term in terms)
    # What is far off is about something else.
    far = not total / 2 <= last <= total * 2
    return right or far, f"{' + '.join(f'{t:,}' for t in terms)} is {total:,}", f"{total:,}"
