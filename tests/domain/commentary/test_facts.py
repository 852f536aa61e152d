"""The figures that a verdict may use, with their cells."""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.commentary.facts import MeasureFacts, facts_of
from kpibook.domain.doubts.gathering import figures_of
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import Measure, Polarity, Reading, Target, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.in_doubt import InDoubt
from kpibook.domain.rating.rated_measure import rate_measure
from kpibook.domain.rules.scheme import Scheme
from kpibook.errors import Location
from kpibook.sources.schemes import load_scheme

NOW = Quarter(2024, 3)


def facts(
    doubt: InDoubt | None = None, marker: str = "", then: Decimal | None = None
) -> MeasureFacts:
    """Return the facts of a measure at 71.8%, 76.4% before, with a target of 75%."""
    measure = Measure(
        "PLN402",
        "Minor applications decided in time",
        Unit.PERCENT,
        Polarity.HIGHER,
        target=Target(Decimal(75)),
        places={"target": Location("b.xlsx", "Measures", "H4")},
    )
    actual = Location("b.xlsx", "This quarter", "F4")
    reading = Reading("PLN402", NOW, Decimal("71.8"), marker=marker, places={"actual": actual})
    before = Reading("PLN402", NOW.previous, Decimal("76.4"), target=Target(then) if then else None)
    history = {(measure.key, NOW.previous): before}
    scheme: Scheme = load_scheme()
    rated = rate_measure(measure, reading, history, scheme, doubt or InDoubt())
    return facts_of(rated, figures_of(measure, reading, history), scheme)


def test_each_figure_comes_with_its_cell_and_its_quarter() -> None:
    of_measure = facts()
    assert of_measure.actual is not None
    assert (of_measure.actual.value, of_measure.actual.where.cell) == (Decimal("71.8"), "F4")
    assert of_measure.target is not None
    assert of_measure.target.where.cell == "H4"
    assert of_measure.previous is not None
    assert of_measure.previous.quarter == NOW.previous
    assert of_measure.previous_year is None
    assert of_measure.written(Decimal("71.8")) == "71.8%"


def test_a_figure_in_doubt_is_no_evidence() -> None:
    assert facts(InDoubt(roles=frozenset((Role.TARGET,)))).target is None
    assert facts(InDoubt(quarters=frozenset((NOW.previous,)))).previous is None


def test_a_figure_that_is_withheld_is_never_a_fact() -> None:
    assert facts(marker="[c]").actual is None


def test_the_target_of_an_earlier_quarter_is_the_historys_or_the_registers() -> None:
    assert facts().target_in(NOW.previous) == Decimal(75)
    assert facts(then=Decimal(70)).target_in(NOW.previous) == Decimal(70)
    assert facts(then=Decimal(70)).target_in(NOW) == Decimal(75)


def test_the_target_of_last_year_is_not_known_from_the_register() -> None:
    assert facts().target_in(NOW.same_last_year) is None
    assert facts(InDoubt(roles=frozenset((Role.TARGET,)))).target_in(NOW.previous) is None
