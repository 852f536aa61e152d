"""Verdicts on changes with their size: by 5.3 points, a tenth fewer, doubled."""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.commentary.claim import Claim, Of
from kpibook.domain.commentary.facts import Fact, MeasureFacts
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.rounding import says
from kpibook.domain.commentary.verdicts.outcome import (
    TELL_NOT,
    UNSURE,
    Ruling,
    fact_against,
    good_way,
    place_of,
    result,
    size_of,
    was,
)
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.number import plain

# Half of the last place of a share in words, "a fall of a fifth", as a percentage.
_ROUGHLY = 2
# A figure that is less than this of another is said to be up or down, and no multiple of it.
_MULTIPLE = Decimal("1.5")


def of_change(claim: Claim, facts: MeasureFacts) -> Ruling:
    """Return the verdict on a change with its size.

    >>> from kpibook.domain.commentary.example import told
    >>> told("71.8%, down by 8.6 points on Q2.")
    ['the figure is 76.4%, and the actual 71.8%']
    """
    figure = claim.figures[0]
    fact = fact_against(claim, facts, claim.against)
    if facts.actual is None:
        return TELL_NOT
    if claim.says == "inner":
        return _inner_change(claim, facts)
    if claim.against is None or claim.against is Of.MEASURES:
        for other in (facts.previous, facts.previous_year, facts.target, facts.comparator):
            if other is not None and _is_change(figure, claim.says, other, facts):
                return result(True, other, "")
        return TELL_NOT
    if claim.against is Of.EARLIER and claim.quarter is None:
        return _since_any(claim, figure, facts)
    if fact is None or fact.value == 0:
        return TELL_NOT
    if _is_change(figure, claim.says, fact, facts):
        return result(True, fact, "")
    if not claim.sure:
        return UNSURE
    return result(False, fact, was(fact, facts), _as_it_is(claim, facts, fact))


def _as_it_is(claim: Claim, facts: MeasureFacts, fact: Fact) -> str:
    """Return the change as it could read: a multiple, a distance, or up or down by so many."""
    actual = facts.actual.value if facts.actual else fact.value
    difference, written = actual - fact.value, facts.written(fact.value)
    if difference == 0:
        return f"the same as {written}"
    if claim.says == "times" and actual / fact.value >= _MULTIPLE:
        return f"{plain(actual / fact.value, 1)} times {written}"
    size = size_of(difference, facts)
    if claim.against in (Of.TARGET, Of.COMPARATOR):
        return f"{size} {place_of(claim, facts, fact)}"
    percent = plain(abs(difference) / abs(fact.value) * 100, 1)
    return f"{'up' if difference > 0 else 'down'} by {size} ({percent}%) from {written}"


def _inner_change(claim: Claim, facts: MeasureFacts) -> Ruling:
    """Return the verdict on a change with the two figures that it lies between."""
    size, start, end = claim.figures
    if start.value == 0:
        return TELL_NOT
    difference, slack = abs(end.value - start.value), start.step + end.step
    because = f"from {plain(start.value)} to {plain(end.value)} it is {plain(difference)}"
    if size.unit == "times":
        ratio = end.value / start.value
        because = f"{plain(end.value)} is {plain(ratio, 1)} times {plain(start.value)}"
        return result(abs(ratio - size.value) <= size.value / 5, facts.actual, because)
    if size.unit == "share":
        size = Figure(size.value * 100, "%", 0, size.value * 12)
    percents = [difference / abs(value) * 100 for value in (start.value, end.value) if value]
    if abs(size.value - difference) <= size.step + slack:
        return result(True, facts.actual, "")
    if size.unit in ("%", "") and any(abs(size.value - p) <= size.step + 1 for p in percents):
        return result(True, facts.actual, "")
    return result(False, facts.actual, because)


def _since_any(claim: Claim, figure: Figure, facts: MeasureFacts) -> Ruling:
    """Return the verdict on a change to the actual that names no period: any earlier will do."""
    if facts.basis.restarts_each_year or not (facts.previous and facts.previous_year):
        return TELL_NOT
    for other in facts.history.values():
        if other.value and _is_change(figure, claim.says, other, facts):
            return result(True, other, "")
    return result(False, facts.previous, was(facts.previous, facts)) if claim.sure else UNSURE


def _is_change(figure: Figure, said: str, fact: Fact, facts: MeasureFacts) -> bool:
    """Return True if a figure is the distance of the actual from a fact, or that in per cent."""
    if facts.actual is None or fact.value == 0:
        return False
    actual, scale = facts.actual.value, facts.counted.scale if facts.counted else 1
    difference = actual - fact.value
    if said == "times":
        ratio = actual / fact.value
        return abs(ratio - figure.value) <= max(figure.step, figure.value * Decimal("0.1"))
    if (said == "up" and difference < 0) or (said == "down" and difference > 0):
        good = good_way(facts)
        if good or difference == 0:
            return False
    size = abs(difference)
    if figure.unit == "£":
        figure = Figure(
            figure.value / scale, "£", 0, figure.step / scale, figure.about, figure.digits
        )
    # Two figures that are rounded give a difference that is off by one in the last place.
    slack = Figure(
        figure.value, figure.unit, figure.per, figure.step * Decimal("1.2"), figure.about
    )
    absolute = says(slack, size)
    percent = says(slack, size / abs(fact.value) * 100)
    if figure.step < _ROUGHLY and actual and not percent:  # of what it is now, by mistake
        percent = says(slack, size / abs(actual) * 100)
    if figure.unit == "points":
        return absolute
    if figure.unit == "%":
        return percent or (facts.unit is Unit.PERCENT and absolute)
    return absolute
