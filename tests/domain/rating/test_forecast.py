"""The forecast for the year's end against the year's target, as a second status."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import Basis, Measure, Polarity, Reading, Target, Unit
from kpibook.domain.rating.forecast import rate_forecast
from kpibook.domain.rating.in_doubt import NO_DOUBT, InDoubt
from kpibook.domain.rating.rated_measure import rate_measure
from kpibook.domain.rules.outcomes import Status
from kpibook.sources.schemes import load_scheme
from tests.domain.given import Q3, STANDARD, a_measure


def a_forecast(value: str | None, marker: str = "") -> Reading:
    forecast = None if value is None else Decimal(value)
    return Reading("PI.1", Q3, Decimal(40), forecast=forecast, marker=marker)


@pytest.mark.parametrize(
    ("forecast", "status"),
    [("80", Status.MET), ("79", Status.WITHIN), ("60", Status.OFF)],
)
def test_a_forecast_has_a_status_beside_that_of_the_actual(forecast: str, status: Status) -> None:
    measure = Measure(
        "PI.1",
        unit=Unit.COUNT,
        polarity=Polarity.HIGHER,
        basis=Basis.CUMULATIVE,
        target=Target(Decimal(80), {3: Decimal(50)}),
    )

    rated = rate_measure(measure, a_forecast(forecast), {}, STANDARD)

    assert rated.rating.status is Status.OFF  # 40 of the 50 by now
    assert rated.forecast is not None
    assert rated.forecast.status is status
    assert rated.forecast.why.startswith(f"The forecast of {forecast} is")


@pytest.mark.parametrize(
    ("reading", "scheme"),
    [
        pytest.param(a_forecast(None), "standard", id="no forecast"),
        pytest.param(a_forecast("80", "[c]"), "standard", id="nothing may be shown"),
        pytest.param(a_forecast("80"), "west-berkshire", id="it is the only status"),
    ],
)
def test_without_a_second_status_there_is_none(reading: Reading, scheme: str) -> None:
    measure = a_measure(target="80")

    assert rate_forecast(measure, reading, load_scheme(scheme), NO_DOUBT) is None


def test_a_rule_that_takes_the_movement_cannot_rate_a_forecast_that_misses() -> None:
    scheme = load_scheme("halton-2004")
    assert scheme.rule.within_if
    measure = a_measure(target="80")

    missed = rate_forecast(measure, a_forecast("60"), scheme, NO_DOUBT)
    met = rate_forecast(measure, a_forecast("80"), scheme, NO_DOUBT)

    assert missed is not None
    assert missed.status is Status.NOT_RATED
    assert missed.why.endswith("which a forecast does not tell: not rated.")
    assert met is not None
    assert met.status is Status.MET


@pytest.mark.parametrize("role", [Role.FORECAST, Role.TARGET, Role.OTHER_TARGET, Role.ACTUAL])
def test_a_forecast_is_not_rated_while_a_figure_it_takes_is_in_doubt(role: Role) -> None:
    doubt = InDoubt(roles=frozenset((role,)), reason="In doubt: why.")

    rated = rate_forecast(a_measure(target="80"), a_forecast("90"), STANDARD, doubt)

    assert rated is not None
    assert (rated.status, rated.why) == (Status.NOT_RATED, "In doubt: why.")


def test_a_doubt_about_an_earlier_figure_leaves_the_forecast_rated() -> None:
    doubt = InDoubt(roles=frozenset((Role.PREVIOUS,)), reason="In doubt: why.")

    rated = rate_forecast(a_measure(target="80"), a_forecast("90"), STANDARD, doubt)

    assert rated is not None
    assert rated.status is Status.MET
