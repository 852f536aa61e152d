"""Parts of a verdict: its outcome, the figure it meets, and how they are worded."""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.commentary.claim import Claim, Of
from kpibook.domain.commentary.claims.sentence_facts import fact_of
from kpibook.domain.commentary.facts import Fact, MeasureFacts
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.rounding import is_mistyped
from kpibook.domain.commentary.verdict import Outcome
from kpibook.domain.measures.measure import Polarity, Unit
from kpibook.domain.measures.number import plain, round_half_away

Ruling = tuple[Outcome, Fact | None, str, str]


TELL_NOT: Ruling = (Outcome.CANNOT_TELL, None, "", "")


# The words of a contradiction are written for a claim that is sure.
UNSURE: Ruling = (Outcome.CONTRADICTS, None, "", "")


# A figure that is three times another is about something else.
_FURTHEST = Decimal(3)
# Digits that are no chance.
_TELLING = 3


def is_near(figure: Figure, value: Decimal) -> bool:
    """Return True if a figure can be meant for a value: mistyped, or up to three times it."""
    small, large = sorted((abs(figure.value), abs(value)))
    if (
        small > 0
        and figure.digits >= _TELLING
        and any(small * Decimal(10) ** power == large for power in (1, 2, 3))
    ):
        return True  # the same digits, with the point in another place
    return small > 0 and (large <= small * _FURTHEST or is_mistyped(figure.value, value))


def fact_against(claim: Claim, facts: MeasureFacts, of: Of | None) -> Fact | None:
    """Return the fact that a claim is of, or that it is against; None if there is none."""
    return fact_of(facts, of, claim.quarter) if of else None


def result(agrees: bool, fact: Fact | None, because: str, could_read: str = "") -> Ruling:
    """Return what is made of a claim that agrees or does not."""
    return (Outcome.AGREES if agrees else Outcome.CONTRADICTS), fact, because, could_read


def move_from(facts: MeasureFacts, other: Decimal) -> int:
    """Return 1 if the actual is above another figure, -1 if below, 0 if they print the same."""
    if facts.actual is None:
        return 0
    return move_between(facts, facts.actual.value, other)


def move_between(facts: MeasureFacts, later: Decimal, earlier: Decimal) -> int:
    """Return 1 if a figure is above another, -1 if below, 0 if they print the same."""
    if facts.decimals is not None:
        later, earlier = (round_half_away(value, facts.decimals) for value in (later, earlier))
    return (later > earlier) - (later < earlier)


def good_way(facts: MeasureFacts) -> int:
    """Return 1 where higher is better, -1 where lower is, 0 where neither."""
    return {Polarity.HIGHER: 1, Polarity.LOWER: -1}.get(facts.polarity, 0)


def was(fact: Fact, facts: MeasureFacts) -> str:
    """Write a fact next to the actual, as a reason."""
    actual = facts.written(facts.actual.value) if facts.actual else ""
    return f"{name_of(fact, facts)} is {facts.written(fact.value)}, and the actual {actual}"


def name_of(fact: Fact, facts: MeasureFacts) -> str:
    """Return the name of a fact in a reason."""
    if fact is facts.actual:
        return f"the actual of {facts.period}"
    if fact is facts.comparator:
        return f"the comparator ({facts.comparator_name})"
    return f"the {fact.label}"


def size_of(difference: Decimal, facts: MeasureFacts) -> str:
    """Return how far two figures are apart, of percentages in points: "3.2 points"."""
    points = " points" if facts.unit is Unit.PERCENT else ""
    return f"{plain(abs(difference), facts.decimals)}{points}"


def place_of(claim: Claim, facts: MeasureFacts, fact: Fact) -> str:
    """Return how the actual is to its target or to a comparator: "above the target of 180"."""
    way = {1: "above", -1: "below", 0: "at"}[move_from(facts, fact.value)]
    name = facts.comparator_name if claim.against is Of.COMPARATOR else "the target of"
    return f"{way} {name} {facts.written(fact.value)}"
