"""A total that adds up through the year, or a share of the year so far."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpibook.domain.doubts.checks import doubts_of
from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.doubts.gathering import figures_of
from kpibook.domain.doubts.which_basis import which_basis
from kpibook.domain.measures.measure import (
    Basis,
    Measure,
    Polarity,
    Profile,
    Reading,
    Target,
    Unit,
)
from kpibook.domain.measures.period import Quarter

Q2 = Quarter(2021, 2)
CLIMBS = "the history begins low each April and climbs, as a total does."
LEVEL = "the history does not begin low each April and climb, as a total would."
UNKNOWN = "the history is too short to tell."
MIXED = "the history climbs in some years and not in others."
COUNCIL_TAX = "28.1 55.9 83.2 97.6 28.4"
IN_TIME = "91 92 90 91 93"


def of(
    past: str = "",
    actual: str | None = None,
    *,
    unit: Unit = Unit.PERCENT,
    basis: Basis = Basis.CUMULATIVE,
    target: Target | None = None,
    **changes: object,
) -> MeasureFigures:
    """Figures of a measure in Q2, after `past` figures up to Q1, the oldest first."""
    measure = Measure(
        "PI.1",
        unit=unit,
        polarity=Polarity.HIGHER,
        basis=basis,
        target=Target(Decimal(98)) if target is None else target,
    )
    measure = replace(measure, **changes)  # type: ignore[arg-type]
    history, quarter = {}, Q2
    for figure in reversed(past.split()):
        quarter = quarter.previous
        history["PI1", quarter] = Reading("PI.1", quarter, Decimal(figure))
    reading = Reading("PI.1", Q2, None if actual is None else Decimal(actual))
    return figures_of(measure, reading, history)


@pytest.mark.parametrize(
    ("figures", "shown"),
    [
        pytest.param(of(COUNCIL_TAX), CLIMBS, id="council tax collected"),
        pytest.param(of("29.1 56.4 83.9 96.7 29.3"), CLIMBS, id="little comes in the last quarter"),
        pytest.param(of("60 70 80 90 60"), LEVEL, id="a share that gets better"),
        pytest.param(of(IN_TIME), LEVEL, id="applications decided in time"),
        pytest.param(of("97 28", "56"), CLIMBS, id="with this quarter's figure"),
        pytest.param(of(), UNKNOWN, id="no history"),
        pytest.param(of("91"), UNKNOWN, id="a single figure"),
        pytest.param(of("28.1 55.9 83.2 97.6 95"), MIXED, id="another practice this year"),
        pytest.param(of(IN_TIME, unit=Unit.DAYS), LEVEL, id="days on average"),
        pytest.param(of("0 0 0 0"), UNKNOWN, id="nothing yet"),
    ],
)
def test_a_cumulative_share_is_asked_about_with_what_its_history_shows(
    figures: MeasureFigures, shown: str
) -> None:
    (doubt,) = which_basis(figures)

    assert doubt.finding.code == "basis-of-a-share"
    assert doubt.finding.what.endswith(f"its basis is cumulative: {shown}")
    assert "`year to date`" in doubt.finding.fix
    assert "`straight line`" in doubt.finding.fix
    assert not doubt.is_stop


@pytest.mark.parametrize(
    "figures",
    [
        pytest.param(of(IN_TIME, basis=Basis.YEAR_TO_DATE), id="a share of the year so far"),
        pytest.param(of(COUNCIL_TAX, profile=Profile.STRAIGHT_LINE), id="it has a profile"),
        pytest.param(
            of(COUNCIL_TAX, target=Target(Decimal(98), {1: Decimal(28)})), id="a quarter's target"
        ),
        pytest.param(of(IN_TIME, target=Target()), id="no target"),
        pytest.param(of(IN_TIME, polarity=Polarity.NEUTRAL), id="neither way is better"),
        pytest.param(of("10 20 30", unit=Unit.COUNT), id="a count adds up"),
        pytest.param(of("10 20 30", unit=Unit.QUANTITY), id="tonnes add up"),
        pytest.param(of(IN_TIME, guessed=frozenset(["unit"])), id="the unit is asked first"),
    ],
)
def test_a_basis_that_is_plain_is_not_asked_about(figures: MeasureFigures) -> None:
    assert list(which_basis(figures)) == []


@pytest.mark.parametrize(
    ("past", "shown"), [("12 25 38 50 11", CLIMBS), ("", UNKNOWN), ("12 25 38 50 48", MIXED)]
)
def test_a_count_of_the_year_to_date_is_not_rated_before_it_is_settled(
    past: str, shown: str
) -> None:
    (doubt,) = which_basis(of(past, unit=Unit.COUNT, basis=Basis.YEAR_TO_DATE))

    assert doubt.finding.code == "basis-of-a-total"
    assert doubt.finding.what.endswith(shown)
    assert doubt.is_stop


def test_an_average_count_of_the_year_so_far_is_what_it_says() -> None:
    level = of("48 51 50 49 50", unit=Unit.COUNT, basis=Basis.YEAR_TO_DATE)
    settled = replace(
        of(unit=Unit.COUNT, basis=Basis.YEAR_TO_DATE),
        settlements=frozenset([("basis-of-a-total", Decimal(98), None)]),
    )

    assert list(which_basis(level)) == []
    assert [d.finding.code for d in doubts_of(settled)] == []
