"""Figures with a unit that is not the measure's: 43.1% for a rate per 10,000."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpibook.domain.commentary.claim import Claim, ClaimKind
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.measures.measure import Unit

_RATES = (Unit.RATE_PER_1000, Unit.RATE_PER_10000, Unit.RATE_PER_100000)


def unit_claims(context: Context) -> Iterator[Claim]:
    """Yield each figure that repeats one of the measure's with another unit.

    Only of three digits and more: a "12%" may be of anything.
    """
    facts = context.facts
    known = [fact for fact in (facts.actual, facts.previous, facts.previous_year) if fact]
    for place, figure in context.sentence.figures():
        if figure.unit == "£" and facts.unit is Unit.CURRENCY and figure.digits > 1:
            if _is_thousandfold(context, place):
                yield context.claim(ClaimKind.UNIT, place, place, said="£", figures=(figure,))
            continue
        if figure.digits < 3 or figure.about or not _is_other_unit(context, figure):
            continue
        if any(abs(fact.value - figure.value) <= figure.step / 10 for fact in known):
            yield context.claim(
                ClaimKind.UNIT, place, place, said=_in_words(figure), figures=(figure,)
            )


def _is_thousandfold(context: Context, place: int) -> bool:
    """Return True for a sum that is the actual with another word of size: £2.4bn for £2.4m."""
    actual, figure = context.facts.actual, context.value(context.sentence.figure(place))
    if actual is None or not context.is_about_measure(place) or figure.about:
        return False
    times = (Decimal(1000), Decimal("0.001"))
    return any(abs(actual.value * size - figure.value) <= figure.step for size in times)


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
        return figure.unit == "%"
    return unit is Unit.CURRENCY and figure.unit in ("%", "days")


def _in_words(figure: Figure) -> str:
    return f"per {figure.per:,}" if figure.per else figure.unit
