"""The year's target of a measure that adds up, spread over the quarters."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType

import pytest

from kpibook.domain.measures.measure import Basis, Measure, Profile, Reading, Target, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.profile import profile_in_words, with_profile

Q2 = Quarter(2021, 2)


def a_cumulative(
    profile: Profile | None = Profile.STRAIGHT_LINE,
    value: str | None = "100",
    *,
    decimals: int | None = 0,
    basis: Basis = Basis.CUMULATIVE,
    **by_quarter: str,
) -> Measure:
    given = {int(name[1]): Decimal(target) for name, target in by_quarter.items()}
    target = Target(None if value is None else Decimal(value), MappingProxyType(given))
    return Measure("PI.1", basis=basis, profile=profile, target=target, decimals=decimals)


def last_year(*figures: str) -> dict[tuple[str, Quarter], Reading]:
    quarters = [Quarter(2020, number) for number in range(1, 5)]
    return {
        ("PI1", quarter): Reading("PI.1", quarter, Decimal(figure))
        for quarter, figure in zip(quarters, figures, strict=False)
        if figure
    }


def targets(measure: Measure) -> list[Decimal | None]:
    return [measure.target_in(Quarter(2021, number)) for number in range(1, 5)]


def test_a_straight_line_gives_each_quarter_its_share_of_the_year() -> None:
    assert targets(with_profile(a_cumulative(), Q2, {})) == [25, 50, 75, 100]


def test_a_straight_line_is_exact_whatever_the_measure_is_reported_to() -> None:
    council_tax = a_cumulative(value="98.5", decimals=1)

    assert with_profile(council_tax, Q2, {}).target_in(Quarter(2021, 1)) == Decimal("24.625")


def test_as_last_year_takes_the_share_that_each_quarter_had_of_the_year() -> None:
    measure = a_cumulative(Profile.AS_LAST_YEAR, "120")

    assert targets(with_profile(measure, Q2, last_year("10", "20", "60", "80"))) == [
        15, 30, 90, 120,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "figures",
    [
        pytest.param(("10", "20", "60", ""), id="the year's end is missing"),
        pytest.param(("10", "", "60", "80"), id="the quarter is missing"),
        pytest.param(("10", "90", "95", "80"), id="the quarter is above the year"),
        pytest.param(("0", "0", "0", "0"), id="nothing in the whole year"),
    ],
)
def test_last_year_without_the_figures_gives_no_target(figures: tuple[str, ...]) -> None:
    measure = with_profile(a_cumulative(Profile.AS_LAST_YEAR), Q2, last_year(*figures))

    assert measure.target_in(Q2) is None
    assert measure.target_in(Quarter(2021, 4)) == 100


def test_a_figure_in_doubt_is_no_shape_for_this_year() -> None:
    history = last_year("10", "20", "60", "80")
    measure = a_cumulative(Profile.AS_LAST_YEAR)

    doubted = with_profile(measure, Q2, history, [Quarter(2020, 4)])

    assert targets(doubted)[:3] == [None, None, None]


def test_a_target_in_the_register_comes_before_the_profile() -> None:
    measure = with_profile(a_cumulative(q2="40"), Q2, {})

    assert targets(measure) == [25, 40, 75, 100]
    assert profile_in_words(measure, Q2) == ""


@pytest.mark.parametrize(
    "measure",
    [
        pytest.param(a_cumulative(None), id="without a profile"),
        pytest.param(a_cumulative(value=None), id="without a year's target"),
        pytest.param(a_cumulative(basis=Basis.YEAR_TO_DATE), id="a share of the year so far"),
        pytest.param(a_cumulative(basis=Basis.IN_PERIOD), id="each quarter alone"),
    ],
)
def test_without_a_profile_that_applies_the_measure_is_as_it_was(measure: Measure) -> None:
    assert with_profile(measure, Q2, {}) is measure


def test_the_words_say_which_profile_and_what_it_leads_to() -> None:
    straight = with_profile(a_cumulative(), Q2, {})
    shaped = with_profile(a_cumulative(Profile.AS_LAST_YEAR), Q2, last_year("10", "20", "60", "80"))

    assert profile_in_words(straight, Q2) == "straight line to 100"
    assert profile_in_words(shaped, Q2) == "as last year, to 100"
    assert profile_in_words(straight, Quarter(2021, 4)) == ""


def test_a_share_of_the_year_so_far_has_the_year_s_target_in_each_quarter() -> None:
    in_time = Measure(
        "PI.1", unit=Unit.PERCENT, basis=Basis.YEAR_TO_DATE, target=Target(Decimal(92))
    )

    assert targets(in_time) == [92, 92, 92, 92]
