"""Every kind of rule a scheme can state, at its edges; figures in full unless said otherwise."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpibook.domain.measures.measure import Basis, Polarity, Tolerance
from kpibook.domain.rating.arithmetic import Position, direction_of, status_of, variance_of
from kpibook.domain.rating.rate import rate
from kpibook.domain.rules.outcomes import Baseline, Direction, Rounding, Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.sources.schemes import built_in, load_scheme
from tests.domain.given import a_position, a_scheme
from tests.domain.rating.test_arithmetic import FIGURES, MIRRORED, OTHER_WAY, positions

HIGHER, LOWER = Polarity.HIGHER, Polarity.LOWER
CLOSEST, RANGE, NEUTRAL = Polarity.CLOSEST, Polarity.RANGE, Polarity.NEUTRAL
EXCEEDING, MET, WITHIN, OFF = Status.EXCEEDING, Status.MET, Status.WITHIN, Status.OFF
NOT_RATED, NOT_REPORTED = Status.NOT_RATED, Status.NOT_REPORTED
IMPROVED, DECLINED, SAME = Direction.IMPROVED, Direction.DECLINED, Direction.NO_CHANGE
NO_HISTORY, NOT_COMPARABLE = Direction.NO_HISTORY, Direction.NOT_COMPARABLE

GREEN_5_AMBER_10 = a_scheme(met_within="5%", tolerance="10%")
POINTS = a_scheme(tolerance="2")
OWN = a_scheme(tolerance="measure")
OWN_GREEN = a_scheme(met_within="measure")
MET_OR_NOT = a_scheme()
FLOOR = a_scheme(floor="reached_is_within")
INTERVENTION = a_scheme(floor="reached_is_off")
FLOOR_OR_5 = a_scheme(floor="reached_is_within", tolerance="5%")
FLOOR_AND_OWN = a_scheme(floor="reached_is_within", tolerance="measure", within_needs="all")
BEYOND = a_scheme(tolerance="measure", exceeding_by="measure")
BEYOND_10 = a_scheme(exceeding_by="10%", exceeding="at_least")
BOTH_SIDES = a_scheme(met_within="measure", exceeding_by="measure")


@pytest.mark.parametrize(
    ("scheme", "polarity", "actual", "target", "given_with", "status"),
    [
        pytest.param(GREEN_5_AMBER_10, HIGHER, "95", "100", {}, MET, id="green: exactly 5%"),
        pytest.param(GREEN_5_AMBER_10, HIGHER, "94.9999999999999", "100", {}, WITHIN, id="an ulp"),
        pytest.param(GREEN_5_AMBER_10, HIGHER, "90", "100", {}, WITHIN, id="amber: exactly 10%"),
        pytest.param(GREEN_5_AMBER_10, HIGHER, "89.9999999999999", "100", {}, OFF, id="past 10%"),
        pytest.param(GREEN_5_AMBER_10, LOWER, "105", "100", {}, MET, id="green, lower: 5%"),
        pytest.param(GREEN_5_AMBER_10, LOWER, "110.000000000001", "100", {}, OFF, id="lower: past"),
        pytest.param(GREEN_5_AMBER_10, HIGHER, "0", "0", {}, MET, id="target nought: met"),
        pytest.param(GREEN_5_AMBER_10, HIGHER, "-0.1", "0", {}, OFF, id="5% of nought is nought"),
        pytest.param(GREEN_5_AMBER_10, HIGHER, "-21", "-20", {}, MET, id="negative target: 5%"),
        pytest.param(GREEN_5_AMBER_10, HIGHER, "-22", "-20", {}, WITHIN, id="negative: 10%"),
        pytest.param(GREEN_5_AMBER_10, CLOSEST, "105", "100", {}, MET, id="closest: 5% above"),
        pytest.param(POINTS, HIGHER, "93", "95", {}, WITHIN, id="points: exactly"),
        pytest.param(POINTS, HIGHER, "92.9999999999999", "95", {}, OFF, id="points: an ulp past"),
        pytest.param(
            POINTS, HIGHER, "93", "95", {"tolerance": "0"}, WITHIN, id="not the measure's"
        ),
        pytest.param(OWN, HIGHER, "93", "95", {"tolerance": "2"}, WITHIN, id="own: exactly"),
        pytest.param(OWN, HIGHER, "92.9", "95", {"tolerance": "2"}, OFF, id="own: past"),
        pytest.param(OWN, HIGHER, "94.9", "95", {}, NOT_RATED, id="own: none given, short"),
        pytest.param(OWN, HIGHER, "95", "95", {}, MET, id="own: none given, on target"),
        pytest.param(OWN, HIGHER, "94", "95", {"tolerance": "0"}, OFF, id="own: nought is given"),
        pytest.param(OWN_GREEN, HIGHER, "93", "95", {"tolerance": "2"}, MET, id="own green"),
        pytest.param(OWN_GREEN, HIGHER, "92.9", "95", {"tolerance": "2"}, OFF, id="past own green"),
        pytest.param(OWN_GREEN, HIGHER, "94", "95", {}, NOT_RATED, id="own green: none given"),
        pytest.param(OWN_GREEN, HIGHER, "96", "95", {}, MET, id="own green: none needed"),
        pytest.param(MET_OR_NOT, HIGHER, "95", "95", {}, MET, id="no bands: on target"),
        pytest.param(MET_OR_NOT, HIGHER, "94.9999999999999", "95", {}, OFF, id="no bands: an ulp"),
        pytest.param(
            MET_OR_NOT, HIGHER, "94", "95", {"tolerance": "5"}, OFF, id="tolerance unused"
        ),
        pytest.param(FLOOR, HIGHER, "70", "75", {"floor": "70"}, WITHIN, id="floor: exactly"),
        pytest.param(
            FLOOR, HIGHER, "69.9999999999999", "75", {"floor": "70"}, OFF, id="floor: ulp"
        ),
        pytest.param(FLOOR, HIGHER, "75", "75", {"floor": "70"}, MET, id="floor: on target"),
        pytest.param(FLOOR, HIGHER, "75", "75", {}, MET, id="no floor, on target"),
        pytest.param(FLOOR, HIGHER, "74", "75", {}, NOT_RATED, id="no floor, short"),
        pytest.param(FLOOR, LOWER, "80", "75", {"floor": "80"}, WITHIN, id="floor, lower: exactly"),
        pytest.param(FLOOR, LOWER, "80.1", "75", {"floor": "80"}, OFF, id="floor, lower: past"),
        pytest.param(FLOOR, HIGHER, "74", "75", {"floor": "80"}, OFF, id="a floor above target"),
        pytest.param(
            FLOOR, CLOSEST, "74", "75", {"floor": "70"}, NOT_RATED, id="closest: no floor"
        ),
        pytest.param(INTERVENTION, HIGHER, "70.1", "75", {"floor": "70"}, WITHIN, id="above level"),
        pytest.param(INTERVENTION, HIGHER, "70", "75", {"floor": "70"}, OFF, id="at the level"),
        pytest.param(INTERVENTION, LOWER, "79.9", "75", {"floor": "80"}, WITHIN, id="lower: clear"),
        pytest.param(INTERVENTION, LOWER, "80", "75", {"floor": "80"}, OFF, id="lower: at it"),
        pytest.param(FLOOR_OR_5, HIGHER, "96", "100", {}, WITHIN, id="any: one passed is enough"),
        pytest.param(FLOOR_OR_5, HIGHER, "90", "100", {}, NOT_RATED, id="any: hangs on the floor"),
        pytest.param(FLOOR_OR_5, HIGHER, "90", "100", {"floor": "90"}, WITHIN, id="any: the other"),
        pytest.param(FLOOR_OR_5, HIGHER, "90", "100", {"floor": "91"}, OFF, id="any: neither"),
        pytest.param(
            FLOOR_AND_OWN,
            HIGHER,
            "96",
            "100",
            {"floor": "90", "tolerance": "4"},
            WITHIN,
            id="all: both passed",
        ),
        pytest.param(
            FLOOR_AND_OWN, HIGHER, "96", "100", {"floor": "97"}, OFF, id="all: one failed"
        ),
        pytest.param(
            FLOOR_AND_OWN, HIGHER, "96", "100", {"floor": "90"}, NOT_RATED, id="all: one not known"
        ),
        pytest.param(BEYOND, HIGHER, "95", "90", {"tolerance": "5"}, MET, id="exactly the margin"),
        pytest.param(
            BEYOND,
            HIGHER,
            "95.0000000000001",
            "90",
            {"tolerance": "5"},
            EXCEEDING,
            id="an ulp more",
        ),
        pytest.param(BEYOND, LOWER, "84.9", "90", {"tolerance": "5"}, EXCEEDING, id="lower: more"),
        pytest.param(BEYOND, LOWER, "85", "90", {"tolerance": "5"}, MET, id="lower: the margin"),
        pytest.param(BEYOND, HIGHER, "99", "90", {}, MET, id="no margin given: met"),
        pytest.param(BEYOND, CLOSEST, "90", "90", {"tolerance": "0"}, MET, id="closest: no better"),
        pytest.param(BEYOND_10, HIGHER, "99", "90", {}, EXCEEDING, id="at least: exactly"),
        pytest.param(BEYOND_10, HIGHER, "98.9999999999999", "90", {}, MET, id="at least: an ulp"),
        pytest.param(BEYOND_10, HIGHER, "90", "90", {}, MET, id="at least: on target"),
        pytest.param(BEYOND_10, HIGHER, "89", "90", {}, OFF, id="at least: short"),
        pytest.param(BEYOND_10, HIGHER, "0", "0", {}, MET, id="target nought: on it is no better"),
        pytest.param(BEYOND_10, HIGHER, "-9", "-10", {}, EXCEEDING, id="negative target: exactly"),
        pytest.param(BOTH_SIDES, HIGHER, "95", "90", {"tolerance": "5"}, MET, id="above, at it"),
        pytest.param(BOTH_SIDES, HIGHER, "85", "90", {"tolerance": "5"}, MET, id="below, at it"),
        pytest.param(BOTH_SIDES, HIGHER, "96", "90", {"tolerance": "5"}, EXCEEDING, id="above"),
        pytest.param(BOTH_SIDES, HIGHER, "84", "90", {"tolerance": "5"}, OFF, id="below"),
    ],
)
def test_status_under_each_rule(
    scheme: Scheme,
    polarity: Polarity,
    actual: str,
    target: str,
    given_with: dict[str, Any],
    status: Status,
) -> None:
    assert status_of(a_position(actual, target, polarity, **given_with), scheme) is status


def test_a_range_has_no_floor_and_cannot_be_exceeded() -> None:
    inside = a_position("15", polarity=RANGE, low="10", high="20", floor="5", tolerance="1")

    assert status_of(inside, BEYOND) is MET
    assert status_of(replace(inside, actual=Decimal(9)), FLOOR) is NOT_RATED


OR_BETTER = a_scheme(tolerance="10%", within_if=["improved"])
AND_BETTER = a_scheme(tolerance="10%", within_if=["improved"], within_needs="all")
SAME_OR_BETTER = a_scheme(met_within="10%", within_if=["improved", "no_change"])
SINCE_LAST = a_scheme(within_if=["improved"], compared_with="previous")


@pytest.mark.parametrize(
    ("scheme", "actual", "before", "status"),
    [
        pytest.param(SAME_OR_BETTER, "90", "95", MET, id="green, whatever it did"),
        pytest.param(SAME_OR_BETTER, "89.9", "89.8", WITHIN, id="short and better"),
        pytest.param(SAME_OR_BETTER, "89.9", "89.9", WITHIN, id="short and maintained"),
        pytest.param(SAME_OR_BETTER, "89.9", "89.9000000000001", OFF, id="short and an ulp worse"),
        pytest.param(SAME_OR_BETTER, "89.9", None, OFF, id="short and nothing to compare"),
        pytest.param(OR_BETTER, "90", "95", WITHIN, id="any: close enough"),
        pytest.param(OR_BETTER, "80", "79", WITHIN, id="any: better"),
        pytest.param(OR_BETTER, "80", "80", OFF, id="any: neither"),
        pytest.param(AND_BETTER, "90", "89", WITHIN, id="all: close and better"),
        pytest.param(AND_BETTER, "90", "90", OFF, id="all: close and the same"),
        pytest.param(AND_BETTER, "80", "79", OFF, id="all: better and far"),
        pytest.param(AND_BETTER, "90", None, OFF, id="all: close, nothing to compare"),
    ],
)
def test_amber_that_depends_on_movement_since_last_year(
    scheme: Scheme, actual: str, before: str | None, status: Status
) -> None:
    assert status_of(a_position(actual, "100", previous_year=before), scheme) is status
    # The quarter before plays no part in it.
    other_way = a_position(actual, "100", previous_year=before, previous="0")
    assert status_of(other_way, scheme) is status


def test_amber_may_depend_on_the_quarter_before_instead() -> None:
    position = a_position("80", "100", previous="79", previous_year="99")

    assert status_of(position, SINCE_LAST) is WITHIN
    assert status_of(replace(position, basis=Basis.CUMULATIVE), SINCE_LAST) is OFF


FORECAST = a_scheme(rates="forecast", tolerance="measure")


@pytest.mark.parametrize(
    ("actual", "forecast", "status"),
    [
        pytest.param("0", "80", MET, id="nothing yet, and expected to get there"),
        pytest.param("0", "78", WITHIN, id="expected to be late"),
        pytest.param("79", "70", OFF, id="nearly there, and expected to fall back"),
        pytest.param("80", None, NOT_REPORTED, id="not forecast"),
        pytest.param(None, "80", MET, id="no actual is needed"),
    ],
)
def test_a_forecast_is_rated_in_place_of_the_actual(
    actual: str | None, forecast: str | None, status: Status
) -> None:
    position = a_position(actual, "80", forecast=forecast, tolerance="3")

    assert status_of(position, FORECAST) is status
    assert variance_of(position, FORECAST) == (None if forecast is None else Decimal(forecast) - 80)


@pytest.mark.parametrize(
    ("polarity", "actual", "scheme", "status"),
    [
        pytest.param(LOWER, "85", MET_OR_NOT, OFF, id="fewer than 85: 85 is not"),
        pytest.param(LOWER, "84.9999999999999", MET_OR_NOT, MET, id="fewer than 85: an ulp less"),
        pytest.param(HIGHER, "85", MET_OR_NOT, OFF, id="more than 85: 85 is not"),
        pytest.param(HIGHER, "85", POINTS, WITHIN, id="on it is within any tolerance"),
        pytest.param(HIGHER, "85", GREEN_5_AMBER_10, MET, id="on it is within 5%, which is green"),
    ],
)
def test_a_strict_target_has_to_be_bettered(
    polarity: Polarity, actual: str, scheme: Scheme, status: Status
) -> None:
    assert status_of(a_position(actual, "85", polarity, strict=True), scheme) is status


@pytest.mark.parametrize(
    ("band", "actual", "direction"),
    [
        pytest.param("2", "92", SAME, id="points: exactly"),
        pytest.param("2", "92.0000000000001", IMPROVED, id="points: an ulp more"),
        pytest.param("2", "88", SAME, id="points: exactly, down"),
        pytest.param("2", "87.9", DECLINED, id="points: more, down"),
        pytest.param("10%", "99", SAME, id="percent of the earlier figure: exactly"),
        pytest.param("10%", "99.1", IMPROVED, id="percent: more"),
        pytest.param("0", "90.0000000000001", IMPROVED, id="none"),
    ],
)
def test_a_small_change_is_no_change(band: str, actual: str, direction: Direction) -> None:
    scheme = a_scheme({"dead_band": band})
    rating = rate(a_position(actual, previous="90", previous_year="90"), scheme)

    assert (rating.direction, rating.direction_year) == (direction, direction)


def test_a_band_in_percent_of_a_negative_figure_is_of_its_size() -> None:
    position = a_position("-99", previous="-90")

    assert rate(position, a_scheme({"dead_band": "10%"})).direction is SAME


@pytest.mark.parametrize(
    ("previous_target", "direction"),
    [
        pytest.param("100", IMPROVED, id="the same"),
        pytest.param(None, IMPROVED, id="not given: the same"),
        pytest.param("95", NOT_COMPARABLE, id="changed"),
    ],
)
def test_the_quarter_before_is_compared_only_under_the_same_target(
    previous_target: str | None, direction: Direction
) -> None:
    position = a_position(
        "90", "100", previous="80", previous_year="80", previous_target=previous_target
    )
    rating = rate(position, a_scheme({"constant_target": True}))

    assert (rating.direction, rating.direction_year) == (direction, IMPROVED)
    assert rate(position, a_scheme()).direction is IMPROVED


@pytest.mark.parametrize(
    ("polarity", "series", "actual", "direction"),
    [
        pytest.param(HIGHER, "1 2", "3", IMPROVED, id="up"),
        pytest.param(LOWER, "1 2", "3", DECLINED, id="up, lower is better"),
        pytest.param(NEUTRAL, "1 2", "3", Direction.INCREASED, id="up, neutral"),
        pytest.param(HIGHER, "1 9 2 9", "1", SAME, id="up and down"),
        pytest.param(HIGHER, "1 2 9", "8", IMPROVED, id="up, though down since last quarter"),
        pytest.param(HIGHER, "5", "6", NO_HISTORY, id="two points make no trend"),
        pytest.param(HIGHER, "", "6", NO_HISTORY, id="no series"),
        pytest.param(HIGHER, "1 2 3", None, NOT_COMPARABLE, id="no actual"),
        pytest.param(HIGHER, "", None, NO_HISTORY, id="nothing"),
        pytest.param(CLOSEST, "90 95", "99", IMPROVED, id="closer to the target each quarter"),
    ],
)
def test_a_regression_is_over_the_whole_series(
    polarity: Polarity, series: str, actual: str | None, direction: Direction
) -> None:
    position = a_position(
        actual, "100", polarity, series=series, previous="0", previous_year="1000"
    )
    scheme = a_scheme({"method": "regression"})

    assert direction_of(position, scheme, Baseline.PREVIOUS) is direction


def test_a_regression_leaves_last_year_a_difference() -> None:
    position = a_position("3", series="1 2", previous_year="4")

    rating = rate(position, a_scheme({"method": "regression"}))

    assert (rating.direction, rating.direction_year) == (IMPROVED, DECLINED)


def test_a_regression_of_a_distance_without_a_target_cannot_be_said() -> None:
    position = a_position("3", None, CLOSEST, series="1 2")

    assert rate(position, a_scheme({"method": "regression"})).direction is NOT_COMPARABLE


def test_a_neutral_measure_is_judged_only_where_the_scheme_says_so() -> None:
    position = a_position("122", None, NEUTRAL, previous="155")

    assert rate(position, a_scheme()).direction is Direction.DECREASED
    assert rate(position, a_scheme({"neutral": "improved"})).direction is DECLINED


def test_every_figure_is_rounded_as_the_actual_is() -> None:
    as_reported = a_scheme(rounding="as_reported", floor="reached_is_within")
    position = a_position("69.96", "75", floor="70.04", decimals=1)

    assert status_of(position, as_reported) is WITHIN
    assert status_of(position, FLOOR) is OFF


# ── Laws, of every built-in scheme ───────────────────────────────────────────────────────────────

BUILT_IN = {name: load_scheme(name) for name in built_in()}
STILL = {name: scheme for name, scheme in BUILT_IN.items() if not scheme.rule.within_if}
BEST_FIRST = (EXCEEDING, MET, WITHIN, OFF)
MANY = settings(max_examples=300)


@st.composite
def full_positions(draw: st.DrawFn, polarities: tuple[Polarity, ...] = tuple(Polarity)) -> Position:
    """A position with the figures that only some rules ask for."""
    maybe = st.none() | FIGURES
    return replace(
        draw(positions(polarities)),
        floor=draw(maybe),
        forecast=draw(maybe),
        strict=draw(st.booleans()),
        previous_target=draw(maybe),
        series=tuple(draw(st.lists(FIGURES, max_size=5))),
    )


@MANY
@given(st.sampled_from(sorted(STILL)), full_positions((HIGHER, LOWER)), FIGURES, FIGURES, FIGURES)
def test_a_better_figure_never_rates_worse(
    name: str, position: Position, target: Decimal, one: Decimal, other: Decimal
) -> None:
    """Where no movement is asked for; a limit that is missing leaves both unrated or one met."""
    scheme = STILL[name]
    better, worse = sorted((one, other), reverse=position.polarity is HIGHER)
    both = [
        status_of(replace(position, target=target, actual=value, forecast=value, marker=""), scheme)
        for value in (better, worse)
    ]

    if both[1] is NOT_RATED:  # the worse is short, and its limit is missing
        assert both[0] in (NOT_RATED, MET)
    else:
        assert BEST_FIRST.index(both[0]) <= BEST_FIRST.index(both[1])


@MANY
@given(st.sampled_from(sorted(BUILT_IN)), full_positions())
def test_a_mirrored_measure_has_the_same_status(name: str, position: Position) -> None:
    """Higher is better for what is owed as lower is better for minus it."""
    scheme = BUILT_IN[name]

    def minus(value: Decimal | None) -> Decimal | None:
        return None if value is None else -value

    mirrored = replace(
        position,
        polarity=OTHER_WAY[position.polarity],
        **{
            field: minus(getattr(position, field))
            for field in (
                "actual",
                "target",
                "previous",
                "previous_year",
                "floor",
                "forecast",
                "previous_target",
            )
        },
        low=minus(position.high),
        high=minus(position.low),
        series=tuple(-value for value in position.series),
    )

    was, now = rate(position, scheme), rate(mirrored, scheme)

    assert now.status is was.status
    judged = scheme.direction_rule.neutral_is_judged and position.polarity is NEUTRAL
    turned = {IMPROVED: DECLINED, DECLINED: IMPROVED} if judged else MIRRORED
    assert now.direction is turned.get(was.direction, was.direction)
    assert now.direction_year is turned.get(was.direction_year, was.direction_year)


@MANY
@given(st.sampled_from(sorted(BUILT_IN)), full_positions())
def test_a_status_is_one_the_scheme_has_a_word_for(name: str, position: Position) -> None:
    scheme = BUILT_IN[name]
    rating = rate(position, scheme)

    assert scheme.label(rating.status)
    assert scheme.label(rating.direction)
    assert rating.why.endswith(f"{scheme.label(rating.status).casefold()}.")


@MANY
@given(
    st.sampled_from(sorted(BUILT_IN)),
    full_positions(),
    st.builds(Tolerance, st.decimals(0, 100, places=2), st.booleans()),
)
def test_figures_in_full_are_figures_as_reported_at_enough_decimals(
    name: str, position: Position, tolerance: Tolerance
) -> None:
    scheme = replace(BUILT_IN[name], rounding=Rounding.FULL)
    position = replace(position, tolerance=tolerance, decimals=6)

    assert rate(position, scheme).status is rate(position, BUILT_IN[name]).status
