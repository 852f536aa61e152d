"""Measures that the tests of commentary are about, and what is told of a text."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from kpibook.domain.commentary.check import verdicts
from kpibook.domain.commentary.facts import Fact, MeasureFacts
from kpibook.domain.commentary.verdict import Outcome, Verdict
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import Basis, Measure, Polarity, Target, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.domain.rules.outcomes import Status
from kpibook.errors import Location

NOW = Quarter(2024, 3)


def a_fact(
    label: str, value: str, role: Role = Role.ACTUAL, quarter: Quarter | None = None
) -> Fact | None:
    """Return a fact in a cell; None for no value."""
    if not value:
        return None
    return Fact(label, Decimal(value), Location("b.xlsx", "This quarter", "F9"), role, quarter)


def facts(
    title: str = "Minor planning applications decided in time",
    actual: str = "71.8",
    previous: str = "76.4",
    previous_year: str = "79.5",
    target: str = "75",
    unit: Unit = Unit.PERCENT,
    polarity: Polarity = Polarity.HIGHER,
    comparator: str = "",
    parts: tuple[str, str] = ("", ""),
    status: Status = Status.OFF,
    basis: Basis = Basis.IN_PERIOD,
    decimals: int | None = 1,
) -> MeasureFacts:
    """Return the facts of a measure; the figures are as a reader sees them."""
    past = {
        NOW.previous: a_fact("figure of Q2 2024/25", previous, Role.PREVIOUS, NOW.previous),
        NOW.same_last_year: a_fact(
            "figure of Q3 2023/24", previous_year, Role.PREVIOUS_YEAR, NOW.same_last_year
        ),
    }
    history = {quarter: fact for quarter, fact in past.items() if fact is not None}
    return MeasureFacts(
        ref="PLN402",
        title=title,
        period=NOW,
        actual=a_fact("actual", actual),
        previous=history.get(NOW.previous),
        previous_year=history.get(NOW.same_last_year),
        target=a_fact("target", target, Role.TARGET),
        year_target=a_fact("target of the year", target, Role.OTHER_TARGET),
        comparator=a_fact("comparator", comparator, Role.COMPARATOR),
        comparator_name="England" if comparator else "",
        numerator=a_fact("numerator", parts[0], Role.NUMERATOR),
        denominator=a_fact("denominator", parts[1], Role.DENOMINATOR),
        history=MappingProxyType(history),
        unit=unit,
        counted=CountedIn(unit),
        decimals=decimals,
        polarity=polarity,
        basis=basis,
        status=status,
    )


def waiting_list() -> MeasureFacts:
    """Return a count of people that should be low: 134, was 167, 205 a year ago; at most 120."""
    return facts(
        "Deprivation of liberty applications awaiting a decision",
        *("134", "167", "205", "120"),
        Unit.COUNT,
        Polarity.LOWER,
        decimals=0,
    )


def with_past(measure: MeasureFacts, *values: str) -> MeasureFacts:
    """Return a measure with the figures of the quarters before, and its target in the register."""
    past: dict[Quarter, Fact] = {}
    quarter = NOW
    for value in values:
        quarter = quarter.previous
        past[quarter] = Fact(f"figure of {quarter}", Decimal(value), quarter=quarter)
    target = Target(measure.target.value if measure.target else None)
    register = Measure(measure.ref, polarity=measure.polarity, target=target)
    return replace(
        measure,
        history=MappingProxyType(past),
        previous=past.get(NOW.previous),
        measure=register,
    )


def contradictions(text: str, of: MeasureFacts | None = None) -> list[str]:
    """Return the codes of what a text says otherwise than the figures."""
    return [v.claim.kind.code for v in verdicts(text, of or facts()) if v.contradicts]


def agreeing(text: str, of: MeasureFacts | None = None) -> list[Verdict]:
    """Return the verdicts that agree with the figures."""
    return [v for v in verdicts(text, of or facts()) if v.outcome is Outcome.AGREES]
