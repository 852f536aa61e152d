"""Numbers behind a rate: 655 incidents are 8.4 per 1,000, and 304 at 43.1 are of one population."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.figure import Figure, is_count
from kpibook.domain.commentary.reading.rounding import is_mistyped
from kpibook.domain.measures.measure import Unit
from kpibook.on_use.regex import regex

_EQUIVALENT = regex(r"(?:[eiTP]*v?e{0,2})?(?P<count>N)[kzveiTYZ]{1,8},?[eP]{0,2}v?z?[te]{0,2}$")
# The rate of 8.4 equates to 655 incidents
_COUNT_BEHIND = regex(r"[ePvz,]{0,4}[te]{0,2}(?P<count>N)(?=k)")
# 304 (43.1) · 304 at 43.1 · 304 children are on plans, a rate of 43.1
_PAIR = regex(r"(?P<count>N)(?=[k(i,P])[keviPo,(]{1,9}?(?P<rate>N)")
# 43.1 (304 children)
_TURNED = regex(r"(?P<rate>N)\(e?(?P<count>N)k{0,3}\)")
_WORDS = frozenset(
    (
        *("equivalent", "equates", "equating", "equal", "or", "representing", "is", "represents"),
        *("equals", "means", "amounts", "corresponds", "translates"),
    )
)
# dealt with 269 concerns in the three months, which works out at 118.4 per 100,000
_WORKS_OUT = frozenset(
    ("works", "work", "giving", "gives", "equates", "equivalent", "makes", "rate")
)
# 184,700 visits, 701.4 per 1,000
_NEXT = regex("[kz]{1,3},e{0,2}")
_FEWEST = 10
# Populations of two quarters differ by less.
_POPULATION = Decimal("0.05")
_WHOLE = Decimal("0.5")


def numerator_claims(context: Context) -> Iterator[Claim]:
    """Yield each number that a sentence gives for a rate.

    >>> from kpibook.domain.commentary.claims.example import read
    >>> read(numerator_claims, "79 applications were decided in time, equivalent to 71.8%.")
    ['79 applications were decided in time, equivalent to: numerator numerator']
    """
    numerator = context.facts.numerator
    if numerator is not None and context.actuals:
        yield from _of_actual(context, numerator.value)
    unit = context.facts.unit
    if unit is not None and unit.per and unit is not Unit.PERCENT:
        yield from _of_population(context)


def _of_actual(context: Context, numerator: Decimal) -> Iterator[Claim]:
    """Yield "655 incidents, equivalent to 8.4 per 1,000": the number behind the rate."""
    place = context.actuals[0]
    match = _EQUIVALENT.match(context.parts[:place])
    if match is None:
        match = _COUNT_BEHIND.match(context.parts, place + 1)
    if match is None:
        yield from _mistyped(context, numerator)
        return
    first, last = sorted((match.start("count"), place))
    words = {context.word(at) for at in range(first, last)}
    figure = context.sentence.figure(match.start("count"))
    if words & _WORDS and is_count(figure) and figure.value >= _FEWEST:
        yield context.claim(ClaimKind.PARTS, first, last, Of.NUMERATOR, "numerator", (figure,))


def _mistyped(context: Context, numerator: Decimal) -> Iterator[Claim]:
    """Yield the first number of a sentence that goes on to the actual: "which works out at"."""
    place, figure = context.sentence.numbered[0]
    end = context.actuals[0]
    between = context.parts[place + 1 : end]
    words = {context.word(at) for at in range(place + 1, end)}
    if place >= end or not is_count(figure) or figure.value < 100 or figure.value == numerator:
        return
    plain_slip = is_mistyped(figure.value, numerator) and "T" not in between.split(",")[-1]
    about = between.startswith("k") or plain_slip
    works_out = words & _WORKS_OUT or (plain_slip and _NEXT.fullmatch(between))
    if "N" in between or "g" in between or not about or not works_out:
        return
    if not context.is_plan(place):
        yield context.claim(ClaimKind.PARTS, place, end, Of.NUMERATOR, "numerator", (figure,))


def _of_population(context: Context) -> Iterator[Claim]:
    """Yield "304 at 43.1 and 288 at 40.8": each rate is of about one population."""
    matches = (*context.each(_PAIR), *context.each(_TURNED))
    pairs = [pair for match in matches if (pair := _pair(context, match))]
    bottom = context.facts.denominator
    if bottom is None and len(pairs) < 2:
        return
    base = bottom.value if bottom else _people(context, pairs[0][2], pairs[0][3])
    for first, last, count, rate in pairs:
        sure = not context.is_plan(first) and "g" not in context.parts
        yield context.claim(
            *(ClaimKind.PARTS, first, last, Of.DENOMINATOR, "rate"),
            (count, rate, Figure(base)),
            sure=sure,
        )


def _pair(context: Context, match: re.Match[str]) -> tuple[int, int, Figure, Figure] | None:
    """Return a number with its rate and their places; None if the rate is none of the measure's."""
    at, place = match.start("count"), match.start("rate")
    count, rate = context.sentence.figure(at), context.sentence.figure(place)
    if not is_count(count) or count.value < _FEWEST or rate.value <= 0 or rate.about:
        return None
    facts = context.facts
    known = any(
        context.is_fact(place, fact) for fact in (facts.actual, facts.previous, facts.previous_year)
    )
    is_exact = rate.step < _WHOLE
    return (min(at, place), max(at, place), count, rate) if known and is_exact else None


def _people(context: Context, count: Figure, rate: Figure) -> Decimal:
    per = context.facts.unit.per if context.facts.unit else None
    return (count.value * (per or 1) / rate.value).quantize(Decimal(1))


def rate_of(figures: tuple[Figure, ...], per: int) -> tuple[bool, str]:
    """Return True if a number and its rate are of about as many people, and the arithmetic.

    Args:
        figures: The number, its rate, and the people that it ought to be of.
        per: The base of the rate.

    >>> people = Figure(Decimal(70588))
    >>> rate_of((Figure(Decimal(304)), Figure(Decimal("43.1")), people), 10_000)[0]
    True
    >>> rate_of((Figure(Decimal(340)), Figure(Decimal("43.1")), people), 10_000)
    (False, '340 at 43.1 is of 78,886, and not of about 70,588')
    """
    count, rate, base = figures
    people = count.value * per / rate.value
    slack = _POPULATION + rate.step / rate.value + count.step / count.value
    right = abs(people - base.value) <= slack * base.value
    written = f"{count.value:,} at {rate.value:,} is of {people:,.0f}"
    return right, f"{written}, and not of about {base.value:,.0f}"
