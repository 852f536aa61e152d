"""The target that a measure is set against in a quarter."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpibook.domain.measures.measure import (
    Basis,
    Measure,
    Polarity,
    Profile,
    Reading,
    Target,
    Unit,
    WorkedOut,
)
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.relative_target import Against, Relative
from kpibook.domain.rating.quarter_target import target_then, with_targets
from kpibook.domain.rating.rated_measure import rate_measure
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.sources.schemes import load_scheme
from tests.domain.given import Q3, STANDARD, a_measure

Q1 = Quarter(2021, 1)
FORECASTING = load_scheme("west-berkshire")


def homes(**changes: object) -> Measure:
    """Homes built, counted from April: 80 by the end of the year."""
    measure = Measure(
        "PI.1",
        unit=Unit.COUNT,
        polarity=Polarity.HIGHER,
        decimals=0,
        basis=Basis.CUMULATIVE,
        target=Target(Decimal(80)),
    )
    return replace(measure, **changes)  # type: ignore[arg-type]


def test_a_measure_that_adds_up_is_rated_against_its_profile_before_the_year_ends() -> None:
    measure, reading = homes(profile=Profile.STRAIGHT_LINE), Reading("PI.1", Q1, Decimal(20))

    assert rate_measure(homes(), reading, {}, STANDARD).rating.status is Status.NOT_RATED
    rated = rate_measure(measure, reading, {}, STANDARD)
    assert (rated.target, rated.rating.status) == (20, Status.MET)


def test_last_year_s_shape_is_the_profile_where_the_register_asks_for_it() -> None:
    history = {
        ("PI1", q): Reading("PI.1", q, Decimal(figure))
        for q, figure in ((Quarter(2020, 1), 5), (Quarter(2020, 4), 50))
    }
    measure = homes(profile=Profile.AS_LAST_YEAR)

    assert rate_measure(measure, Reading("PI.1", Q1, Decimal(9)), history, STANDARD).target == 8


def test_a_share_of_the_year_so_far_is_rated_against_the_year_s_target_in_each_quarter() -> None:
    in_time = a_measure(basis=Basis.YEAR_TO_DATE, target="92")
    earlier = Reading("PI.1", Q3.previous, Decimal(90))

    rated = rate_measure(
        in_time, Reading("PI.1", Q3, Decimal(93)), {("PI1", Q3.previous): earlier}, STANDARD
    )

    assert rated.rating.status is Status.MET
    assert rated.rating.direction is Direction.IMPROVED


def test_a_forecast_is_set_against_the_year_s_target_in_every_quarter() -> None:
    # West Berkshire: 0 of 80 homes by Q1 was not red, as 80 were forecast for the year's end.
    reading = Reading("PI.1", Q1, Decimal(0), forecast=Decimal(80))

    rated = rate_measure(homes(), reading, {}, FORECASTING)

    assert (rated.target, FORECASTING.label(rated.rating.status)) == (80, "Green")


def test_a_year_without_a_target_of_its_own_ends_at_its_last_quarter_s() -> None:
    profiled = homes(target=Target(by_quarter={1: Decimal(20), 4: Decimal(80)}))
    each_quarter = homes(
        target=Target(by_quarter={1: Decimal(20), 4: Decimal(20)}), basis=Basis.IN_PERIOD
    )

    assert with_targets(profiled, Q1, {}, FORECASTING).target_in(Q1) == 80
    assert with_targets(each_quarter, Q1, {}, FORECASTING).target_in(Q1) is None


@pytest.mark.parametrize(
    ("kept", "then"),
    [
        pytest.param(Target(Decimal(80)), 80, id="the history's own"),
        pytest.param(Target(words="Above England"), None, id="words are no figure"),
        pytest.param(None, 90, id="the register's, where the history keeps none"),
    ],
)
def test_the_target_of_an_earlier_quarter_is_the_one_that_applied_then(
    kept: Target | None, then: int | None
) -> None:
    earlier = Reading("PI.1", Q3.previous, Decimal(85), target=kept)

    assert target_then(a_measure(target="90"), Q3.previous, {("PI1", Q3.previous): earlier}) == then


def test_a_measure_near_its_target_then_was_as_near_as_the_target_of_then_says() -> None:
    closest = a_measure(polarity=Polarity.CLOSEST, target="90")
    earlier = Reading("PI.1", Q1.previous, Decimal(80), target=Target(Decimal(80)))

    rated = rate_measure(
        closest, Reading("PI.1", Q1, Decimal(88)), {("PI1", Q1.previous): earlier}, STANDARD
    )

    # 80 was exactly last year's target; 88 is 2 from this year's.
    assert rated.rating.direction is Direction.DECLINED


def test_a_scheme_that_wants_a_constant_target_compares_with_last_year_s() -> None:
    scheme = load_scheme("havering-2013-15")
    earlier = Reading("PI.1", Q1.previous, Decimal(80), target=Target(Decimal(80)))
    reading = Reading("PI.1", Q1, Decimal(88))

    rated = rate_measure(a_measure(target="90"), reading, {("PI1", Q1.previous): earlier}, scheme)

    assert rated.rating.direction is Direction.NOT_COMPARABLE


def test_last_year_s_figure_was_as_near_as_last_year_s_target_says() -> None:
    closest = a_measure(polarity=Polarity.CLOSEST, target="90")
    then = Reading("PI.1", Q3.same_last_year, Decimal(80), target=Target(Decimal(80)))
    history = {("PI1", Q3.same_last_year): then}

    rated = rate_measure(closest, Reading("PI.1", Q3, Decimal(88)), history, STANDARD)

    assert rated.rating.direction_year is Direction.DECLINED
    unknown = {("PI1", Q3.same_last_year): replace(then, target=None)}
    rated = rate_measure(closest, Reading("PI.1", Q3, Decimal(88)), unknown, STANDARD)
    assert rated.rating.direction_year is Direction.IMPROVED


def test_a_forecast_is_not_set_against_the_same_quarter_of_last_year() -> None:
    better = Target(words="Better than last year", relative=Relative(Against.LAST_YEAR))
    last_year = WorkedOut(Q1, Decimal(5), "5 in Q1 2020/21")
    measure = homes(target=replace(better, relative_now=last_year))
    reading = Reading("PI.1", Q1, Decimal(0), forecast=Decimal(80))

    assert rate_measure(measure, reading, {}, STANDARD).target == 5
    assert rate_measure(measure, reading, {}, FORECASTING).target is None
