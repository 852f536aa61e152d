"""Verdicts on figures that a text restates: their value, their unit and their day."""

from __future__ import annotations

from kpibook.domain.commentary.claim import Claim, Of
from kpibook.domain.commentary.claims.units import timed_in
from kpibook.domain.commentary.facts import Fact, MeasureFacts
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.rounding import says
from kpibook.domain.commentary.verdicts.outcome import (
    TELL_NOT,
    UNSURE,
    Ruling,
    fact_against,
    is_near,
    name_of,
    result,
)
from kpibook.domain.measures.measure import Unit


def of_figure(claim: Claim, facts: MeasureFacts) -> Ruling:
    """Return the verdict on a figure that is said to be one of the measure's.

    >>> from kpibook.domain.commentary.example import told
    >>> told("Performance was 86.4% in Q2.")
    ['the figure is 76.4%']
    """
    figure = claim.figures[0]
    if claim.says == "none" and facts.actual is not None:
        actual = facts.actual
        written = facts.written(actual.value)
        return result(actual.value == 0, actual, f"{name_of(actual, facts)} is {written}", written)
    if claim.of is Of.EARLIER and claim.quarter is None:
        return _some_earlier(figure, facts)
    fact = fact_against(claim, facts, claim.of)
    if fact is None:
        return TELL_NOT
    if claim.says == "between":
        return _in_range(claim, facts, fact)
    if says(figure, fact.value):
        return result(True, fact, "")
    if claim.of is Of.TARGET and any(
        says(figure, other.value) for other in (facts.year_target,) if other
    ):
        return TELL_NOT
    if claim.of is Of.ACTUAL and any(
        says(figure, other.value)
        for other in (facts.target, facts.year_target, facts.comparator)
        if other
    ):
        return TELL_NOT
    if claim.of is Of.PREVIOUS_YEAR and any(
        says(figure, other.value) for quarter, other in facts.history.items() if quarter.number == 4
    ):
        return TELL_NOT
    is_past = claim.of in (Of.PREVIOUS, Of.PREVIOUS_YEAR, Of.EARLIER)
    if is_past and facts.comparator and says(figure, facts.comparator.value):
        return TELL_NOT  # the comparator has a year too
    if not is_near(figure, fact.value):
        return TELL_NOT
    if not claim.sure:
        return UNSURE
    written = facts.written(fact.value)
    return result(False, fact, f"{name_of(fact, facts)} is {written}", _with(claim, facts, fact))


def _in_range(claim: Claim, facts: MeasureFacts, fact: Fact) -> Ruling:
    """Return the verdict on a range, both ends of it included as they are written."""
    low, high = claim.figures
    lies = low.value - low.step <= fact.value <= high.value + high.step
    if not lies and not (is_near(low, fact.value) and is_near(high, fact.value)):
        return TELL_NOT
    written = facts.written(fact.value)
    return result(lies, fact, f"{name_of(fact, facts)} is {written}", _with(claim, facts, fact))


def _some_earlier(figure: Figure, facts: MeasureFacts) -> Ruling:
    every = [fact for fact in facts.in_unit if fact is not facts.actual]
    for fact in every:
        if says(figure, fact.value):
            return result(True, fact, "")
    if facts.previous is None or not is_near(figure, facts.previous.value):
        return TELL_NOT
    written = facts.written(facts.previous.value)
    return result(
        False, facts.previous, f"{name_of(facts.previous, facts)} is {written}", f"from {written}"
    )


def _with(claim: Claim, facts: MeasureFacts, fact: Fact) -> str:
    """Return the words with the right figure in the place of theirs."""
    written = facts.written(fact.value)
    return {
        Of.TARGET: f"a target of {written}",
        Of.YEAR_TARGET: f"a target of {written} for the year",
        Of.COMPARATOR: f"{facts.comparator_name} {written}",
        Of.ACTUAL: f"{written} in {facts.period}",
    }.get(claim.of, f"{written} in {fact.quarter}" if fact.quarter else written)


def of_unit(claim: Claim, facts: MeasureFacts) -> Ruling:
    """Return the verdict on the unit of a figure of the measure.

    >>> from kpibook.domain.commentary.example import told
    >>> told("71.8 per 1,000 were in time.")
    ["the measure's unit is percent"]
    """
    figure = claim.figures[0]
    fact = next(
        (
            f
            for f in (facts.actual, facts.previous, facts.previous_year)
            if f and f.value == figure.value
        ),
        facts.actual,
    )
    if fact is None or facts.unit is None:
        return TELL_NOT
    written = facts.written(fact.value)
    per = f" per {facts.unit.per:,}" if facts.unit.per and facts.unit is not Unit.PERCENT else ""
    unit = facts.unit.value
    if facts.unit is Unit.SCORE:
        unit = timed_in(facts.title) or (facts.counted.shown if facts.counted else unit)
    return result(False, fact, f"the measure's unit is {unit}", f"{written}{per}")


def of_date(claim: Claim, facts: MeasureFacts) -> Ruling:
    """Return the verdict on the day or the period that the actual is said to be of.

    >>> from kpibook.domain.commentary.example import told
    >>> told("At the end of September 71.8% were in time.")
    ['the figure is of Q3 2024/25', 'the figure is 76.4%']
    """
    fact = facts.actual
    if claim.says == "is a year off":
        was = "before" if claim.quarter and claim.quarter < facts.period else "after"
        return result(False, fact, f"that is a year {was} {facts.period}", "")
    then = facts.history.get(claim.quarter) if claim.quarter else None
    figure = claim.figures[0]
    if fact is None or (then is not None and says(figure, then.value)):
        return TELL_NOT
    return result(
        False,
        fact,
        f"the figure is of {facts.period}",
        f"at {facts.period.end.day} {facts.period.end:%B %Y}",
    )
