"""Figures with a unit that is not the measure's: 43.1% for a rate per 10,000."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpibook.domain.commentary.claim import Claim, ClaimKind
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.measures.measure import Unit
from kpibook.on_use.regex import regex
from kpibook.on_use.replacing import replace

# 2.2 dwelling fires for every 1,000
_BASE = regex(r"(?P<figure>N)[kzegi]{1,5}(?P<base>N)")
_BASES = frozenset((Decimal(1_000), Decimal(10_000), Decimal(100_000)))
_PER = ("per", "every", "each")
# "better by £2.3", "a rise of £2.3"
_OF_CHANGE = regex(r"(?:b|[UDBWQALHJ])[eo]{0,2}$")
_WHOLE_STEP = Decimal("0.5")
_TIMED = regex(r"\((?:in )?(second|minute|hour|week|month|year)s?\)")
_TIMES = frozenset(("second", "minute", "hour", "week", "month", "year", "days"))
_RATES = (Unit.RATE_PER_1000, Unit.RATE_PER_10000, Unit.RATE_PER_100000)


def unit_claims(context: Context) -> Iterator[Claim]:
    """Yield each figure that repeats one of the measure's with another unit.

    Only of three digits and more: a "12%" may be of anything.
    """
    yield from _other_bases(context)
    facts = context.facts
    known = [fact for fact in (facts.actual, facts.previous, facts.previous_year) if fact]
    for place, figure in context.sentence.figures():
        if figure.unit == "£" and facts.unit is Unit.CURRENCY and figure.digits > 1:
            if _is_thousandfold(context, place):
                yield context.claim(ClaimKind.UNIT, place, place, said="£", figures=(figure,))
            continue
        if figure.about or not _is_other_unit(context, figure):
            continue
        if figure.digits < 3 and not _is_exact(context, figure):
            continue
        if facts.unit is Unit.SCORE and figure.value in context.earlier:
            continue  # "8.1. 8.1% of callers rang twice"
        if any(abs(fact.value - figure.value) <= figure.step / 10 for fact in known):
            yield context.claim(
                ClaimKind.UNIT, place, place, said=_in_words(figure), figures=(figure,)
            )


def _is_exact(context: Context, figure: Figure) -> bool:
    """Return True for the actual with a decimal: an 8.4% and a rate of 8.4 hardly meet."""
    actual = context.facts.actual
    return figure.step < _WHOLE_STEP and actual is not None and figure.value == actual.value


def _other_bases(context: Context) -> Iterator[Claim]:
    """Yield "2.2 fires for every 1,000 dwellings" of a rate per 10,000."""
    unit = context.facts.unit
    if unit not in _RATES or unit is None:
        return
    for match in context.each(_BASE):
        place, base = match.start("figure"), context.sentence.figure(match.start("base"))
        if not unit.per or base.value not in _BASES or base.value == unit.per:
            continue
        is_base = context.word(match.start("base") - 1) in _PER
        if is_base and place in context.actuals and not base.unit:
            figure = replace(context.sentence.figure(place), per=int(base.value))
            yield context.claim(
                ClaimKind.UNIT, place, match.end() - 1, said=_in_words(figure), figures=(figure,)
            )


def _is_thousandfold(context: Context, place: int) -> bool:
    """Return True for a sum that is the actual with another word of size: £2.4bn for £2.4m."""
    actual, figure = context.facts.actual, context.value(context.sentence.figure(place))
    about = context.is_about_measure(place) or (figure.digits > 2 and _names_it(context, place))
    if actual is None or not about or figure.about:
        return False
    if any(context.is_fact(place, fact) for fact in context.facts.in_unit):
        return False
    before, behind = context.parts[:place], context.parts[place + 1 : place + 2]
    if _OF_CHANGE.search(before) or behind in tuple("UDALHJ"):
        return False
    times = [Decimal(10) ** power for power in (-6, -3, -2, -1, 1, 2, 3, 6)]
    return any(abs(actual.value * size - figure.value) <= figure.step for size in times)


def _names_it(context: Context, place: int) -> bool:
    """Return True if a sum follows words of the title, and no other figure, period or name."""
    subject = context.subject(place)
    return context.opens and subject.count("k") > 1 and not set(subject) & set("gCNTG")


def _is_other_unit(context: Context, figure: Figure) -> bool:
    unit = context.facts.unit
    if unit in _RATES:
        per = unit.per if unit else None
        return figure.unit in ("%", "points") or (figure.per != 0 and figure.per != per)
    if unit is Unit.PERCENT:
        return figure.per != 0 or figure.unit in ("days", "£")
    if unit is Unit.DAYS:
        return figure.unit in ("%", "£", "hour", "week", "minute", "month")
    if unit is Unit.COUNT:
        return figure.unit == "%" or figure.per != 0
    if unit is Unit.SCORE and figure.unit == "%":
        return True
    if unit is Unit.SCORE:
        own = timed_in(context.facts.title)
        return bool(own) and figure.unit in _TIMES and figure.unit != own
    return unit is Unit.CURRENCY and figure.unit in ("%", "days")


def timed_in(title: str) -> str:
    """Return the unit of time that a title has in brackets: "minute"; "" for none.

    >>> timed_in("Average wait for a call to be answered (minutes)"), timed_in("Calls answered")
    ('minute', '')
    """
    match = _TIMED.search(title.casefold())
    return match[1] if match else ""


def _in_words(figure: Figure) -> str:
    return f"per {figure.per:,}" if figure.per else figure.unit
