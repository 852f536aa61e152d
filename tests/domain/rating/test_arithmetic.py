"""Status and direction of travel under `standard`: 5% of target, as reported."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.measures.measure import Basis, Polarity, Reading, Target, Tolerance, Unit
from kpibook.domain.measures.number import to_decimal
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.arithmetic import (
    Position,
    direction_of,
    position_of,
    status_of,
    variance_of,
)
from kpibook.domain.rating.rate import rate
from kpibook.domain.rules.outcomes import Baseline, Direction, Rounding, Status
from tests.domain.given import Q3, STANDARD, a_measure, a_position

IN_FULL = replace(STANDARD, rounding=Rounding.FULL)
HIGHER, LOWER = Polarity.HIGHER, Polarity.LOWER
CLOSEST, RANGE, NEUTRAL = Polarity.CLOSEST, Polarity.RANGE, Polarity.NEUTRAL
MET, WITHIN, OFF = Status.MET, Status.WITHIN, Status.OFF
NOT_RATED, NOT_REPORTED = Status.NOT_RATED, Status.NOT_REPORTED


@pytest.mark.parametrize(
    ("polarity", "actual", "target", "tolerance", "status"),
    [
        pytest.param(HIGHER, "95", "95", "2", MET, id="higher: exactly on target"),
        pytest.param(HIGHER, "95.1", "95", "2", MET, id="higher: beyond target"),
        pytest.param(HIGHER, "94.9", "95", "2", WITHIN, id="higher: just short"),
        pytest.param(HIGHER, "93", "95", "2", WITHIN, id="higher: exactly at the tolerance"),
        pytest.param(HIGHER, "92.9", "95", "2", OFF, id="higher: a decimal past it"),
        pytest.param(HIGHER, "92.9999999999999", "95", "2", OFF, id="higher: an ulp past it"),
        pytest.param(HIGHER, "94.9999999999999", "95", "0", OFF, id="higher: an ulp, no tolerance"),
        pytest.param(LOWER, "16", "16", "2", MET, id="lower: exactly on target"),
        pytest.param(LOWER, "4.17", "16", "2", MET, id="lower: beyond target"),
        pytest.param(LOWER, "16.1", "16", "2", WITHIN, id="lower: just short"),
        pytest.param(LOWER, "18", "16", "2", WITHIN, id="lower: exactly at the tolerance"),
        pytest.param(LOWER, "18.0000000000001", "16", "2", OFF, id="lower: an ulp past it"),
        pytest.param(HIGHER, "81.225", "85.5", "", WITHIN, id="5% of target: exactly"),
        pytest.param(HIGHER, "81.2249999999999", "85.5", "", OFF, id="5% of target: an ulp past"),
        pytest.param(LOWER, "89.67", "85.4", "", WITHIN, id="5% of target, lower: exactly"),
        pytest.param(LOWER, "89.6700000000001", "85.4", "", OFF, id="5%, lower: an ulp past"),
        pytest.param(HIGHER, "76.95", "85.5", "10%", WITHIN, id="own tolerance wins: exactly"),
        pytest.param(HIGHER, "81.225", "85.5", "0", OFF, id="own tolerance of nought wins"),
        pytest.param(HIGHER, "81.225", "85.5", "0%", OFF, id="own tolerance of 0% wins"),
        pytest.param(HIGHER, "0", "0", "", MET, id="target nought: met"),
        pytest.param(HIGHER, "-0.1", "0", "", OFF, id="5% of nought is nought"),
        pytest.param(LOWER, "0.1", "0", "", OFF, id="5% of nought is nought, lower"),
        pytest.param(LOWER, "0.1", "0", "0.1", WITHIN, id="points of a target of nought"),
        pytest.param(HIGHER, "-10", "-10", "", MET, id="negative target: met"),
        pytest.param(HIGHER, "-10.5", "-10", "", WITHIN, id="negative target: exactly 5% short"),
        pytest.param(HIGHER, "-10.6", "-10", "", OFF, id="negative target: more than 5% short"),
        pytest.param(HIGHER, "-9", "-10", "", MET, id="negative target: beyond"),
        pytest.param(LOWER, "-9.5", "-10", "", WITHIN, id="negative target, lower: exactly 5%"),
        pytest.param(LOWER, "-9.4", "-10", "", OFF, id="negative target, lower: past"),
        pytest.param(CLOSEST, "100", "100", "2", MET, id="closest: on it"),
        pytest.param(CLOSEST, "102", "100", "2", WITHIN, id="closest: tolerance above"),
        pytest.param(CLOSEST, "98", "100", "2", WITHIN, id="closest: tolerance below"),
        pytest.param(CLOSEST, "102.1", "100", "2", OFF, id="closest: past it above"),
        pytest.param(CLOSEST, "97.9", "100", "2", OFF, id="closest: past it below"),
        pytest.param(CLOSEST, "-105", "-100", "", WITHIN, id="closest: negative target"),
        pytest.param(CLOSEST, "0.1", "0", "", OFF, id="closest: target nought"),
        pytest.param(NEUTRAL, "43.1", "55.1", "", NOT_RATED, id="neutral with a target"),
        pytest.param(NEUTRAL, "43.1", None, "", NOT_RATED, id="neutral"),
        pytest.param(HIGHER, "90", None, "", NOT_RATED, id="higher: no target"),
        pytest.param(LOWER, "90", None, "2", NOT_RATED, id="lower: no target"),
        pytest.param(CLOSEST, "90", None, "2", NOT_RATED, id="closest: no target"),
        pytest.param(HIGHER, None, "90", "", NOT_REPORTED, id="no actual"),
        pytest.param(NEUTRAL, None, None, "", NOT_REPORTED, id="neutral: no actual"),
        pytest.param(HIGHER, "0", "90", "", OFF, id="nought is an actual"),
        pytest.param(HIGHER, "1e300", "1", "", MET, id="huge actual"),
        pytest.param(HIGHER, "1", "1e300", "", OFF, id="huge target"),
        pytest.param(HIGHER, "1", "1e300", "1e300", WITHIN, id="huge tolerance"),
        pytest.param(HIGHER, "1", "1e300", "1e300%", WITHIN, id="huge tolerance in percent"),
        pytest.param(HIGHER, "0", "1e-300", "0", OFF, id="tiny shortfall"),
    ],
)
def test_status_at_every_edge(
    polarity: Polarity, actual: str | None, target: str | None, tolerance: str, status: Status
) -> None:
    position = a_position(actual, target, polarity, tolerance=tolerance)

    assert status_of(position, STANDARD) is status


@pytest.mark.parametrize(
    ("actual", "low", "high", "tolerance", "status"),
    [
        pytest.param("10", "10", "20", "1", MET, id="on the lower end"),
        pytest.param("20", "10", "20", "1", MET, id="on the upper end"),
        pytest.param("15", "10", "20", "1", MET, id="inside"),
        pytest.param("9.9", "10", "20", "1", WITHIN, id="just below"),
        pytest.param("9", "10", "20", "1", WITHIN, id="at the tolerance below"),
        pytest.param("8.9999999999999", "10", "20", "1", OFF, id="an ulp past it below"),
        pytest.param("21", "10", "20", "1", WITHIN, id="at the tolerance above"),
        pytest.param("21.0000000000001", "10", "20", "1", OFF, id="an ulp past it above"),
        pytest.param("9.5", "10", "20", "", WITHIN, id="5% of the lower end"),
        pytest.param("9.4", "10", "20", "", OFF, id="more than 5% of the lower end"),
        pytest.param("21", "10", "20", "", WITHIN, id="5% of the upper end"),
        pytest.param("21.1", "10", "20", "", OFF, id="more than 5% of the upper end"),
        pytest.param("5", None, "20", "", MET, id="no lower end"),
        pytest.param("21", None, "20", "", WITHIN, id="no lower end: at the tolerance"),
        pytest.param("22", None, "20", "", OFF, id="no lower end: above"),
        pytest.param("1e9", "10", None, "", MET, id="no upper end"),
        pytest.param("9.5", "10", None, "", WITHIN, id="no upper end: at the tolerance"),
        pytest.param("9", "10", None, "", OFF, id="no upper end: below"),
        pytest.param("15", None, None, "1", NOT_RATED, id="no ends"),
        pytest.param(None, "10", "20", "1", NOT_REPORTED, id="no actual"),
        pytest.param("15", "15", "15", "0", MET, id="a range of one value"),
        pytest.param("0.1", "0", "0", "", OFF, id="a range of nought: 5% of it is nought"),
        pytest.param("-10.5", "-10", "10", "", WITHIN, id="negative lower end"),
    ],
)
def test_a_range_at_every_edge(
    actual: str | None, low: str | None, high: str | None, tolerance: str, status: Status
) -> None:
    position = a_position(actual, polarity=RANGE, low=low, high=high, tolerance=tolerance)

    assert status_of(position, STANDARD) is status


def test_a_range_is_rated_by_its_ends_and_not_by_a_target() -> None:
    position = a_position("15", "100", RANGE, low="10", high="20")

    assert status_of(position, STANDARD) is MET
    assert variance_of(position, STANDARD) == -85


def test_the_nearer_end_of_a_range_gives_the_tolerance() -> None:
    """10% of the lower end, 40, is 4: 36 is within it and 35.9 is not."""
    inside, outside = (
        a_position(actual, polarity=RANGE, low="40", high="60", decimals=1)
        for actual in ("36", "35.9")
    )
    ten_percent = Tolerance(Decimal(10), of_target=True)

    assert status_of(replace(inside, tolerance=ten_percent), STANDARD) is WITHIN
    assert status_of(replace(outside, tolerance=ten_percent), STANDARD) is OFF


def test_a_target_is_met_when_both_read_the_same() -> None:
    """95.04 against 95.04, reported to one decimal: people read 95.0 and 95.0."""
    position = a_position("95.04", target="95.04", polarity=HIGHER, decimals=1)

    assert status_of(position, STANDARD) is MET


@pytest.mark.parametrize(
    ("actual", "target", "decimals", "as_reported", "in_full"),
    [
        pytest.param("94.96", "95", 1, MET, OFF, id="rounds up to the target"),
        pytest.param("94.95", "95", 1, MET, OFF, id="a half rounds away from nought"),
        pytest.param("94.94", "95", 1, OFF, OFF, id="just under the half"),
        pytest.param("94.5", "95", 0, MET, OFF, id="whole numbers: a half"),
        pytest.param("94.49", "95", 0, OFF, OFF, id="whole numbers: under the half"),
        pytest.param("95.04", "95.04", 1, MET, MET, id="a target finer than the figure"),
        pytest.param("94.96", "95", None, OFF, OFF, id="no decimals: as it comes"),
        pytest.param("-0.04", "0", 1, MET, OFF, id="rounds to nought"),
        pytest.param("-0.05", "0", 1, OFF, OFF, id="a half below nought"),
    ],
)
def test_the_figure_people_read_is_rated_unless_the_scheme_says_in_full(
    actual: str, target: str, decimals: int | None, as_reported: Status, in_full: Status
) -> None:
    position = a_position(actual, target, decimals=decimals, tolerance="0")

    assert status_of(position, STANDARD) is as_reported
    assert status_of(position, IN_FULL) is in_full


def test_0_1_and_0_2_meet_a_target_of_0_3() -> None:
    position = Position(to_decimal(0.1 + 0.2), to_decimal(0.3), polarity=LOWER)

    assert status_of(position, STANDARD) is MET
    assert variance_of(position, STANDARD) == 0


@pytest.mark.parametrize(
    ("marker", "status"),
    [
        pytest.param("[z]", NOT_RATED, id="not applicable"),
        pytest.param("[c]", NOT_RATED, id="confidential"),
        pytest.param("[x]", NOT_REPORTED, id="not available"),
        pytest.param("[p]", NOT_REPORTED, id="provisional, and no figure"),
        pytest.param("", NOT_REPORTED, id="none"),
    ],
)
def test_without_an_actual_the_marker_says_whether_one_is_awaited(
    marker: str, status: Status
) -> None:
    assert status_of(a_position(None, "90", marker=marker), STANDARD) is status


@pytest.mark.parametrize("marker", ["[p]", "[r]", "[e]", "[low]"])
def test_a_qualified_figure_is_rated_like_any_other(marker: str) -> None:
    assert status_of(a_position("90", "90", marker=marker), STANDARD) is MET


IMPROVED, DECLINED, SAME = Direction.IMPROVED, Direction.DECLINED, Direction.NO_CHANGE
UP, DOWN = Direction.INCREASED, Direction.DECREASED
NO_HISTORY, NOT_COMPARABLE = Direction.NO_HISTORY, Direction.NOT_COMPARABLE


@pytest.mark.parametrize(
    ("polarity", "actual", "before", "direction"),
    [
        pytest.param(HIGHER, "91", "90", IMPROVED, id="higher: up"),
        pytest.param(HIGHER, "89", "90", DECLINED, id="higher: down"),
        pytest.param(HIGHER, "90", "90", SAME, id="higher: same"),
        pytest.param(HIGHER, "90.0000000000001", "90", IMPROVED, id="higher: an ulp up"),
        pytest.param(LOWER, "91", "90", DECLINED, id="lower: up"),
        pytest.param(LOWER, "89", "90", IMPROVED, id="lower: down"),
        pytest.param(LOWER, "90", "90.0", SAME, id="lower: same, written otherwise"),
        pytest.param(NEUTRAL, "91", "90", UP, id="neutral: up"),
        pytest.param(NEUTRAL, "89", "90", DOWN, id="neutral: down"),
        pytest.param(NEUTRAL, "90", "90", SAME, id="neutral: same"),
        pytest.param(CLOSEST, "99", "98", IMPROVED, id="closest: nearer"),
        pytest.param(CLOSEST, "101", "98", IMPROVED, id="closest: nearer on the other side"),
        pytest.param(CLOSEST, "102", "98", SAME, id="closest: as far on the other side"),
        pytest.param(CLOSEST, "103", "102", DECLINED, id="closest: farther"),
        pytest.param(RANGE, "97", "85", IMPROVED, id="range: into it"),
        pytest.param(RANGE, "97", "99", SAME, id="range: both inside"),
        pytest.param(RANGE, "89", "105", SAME, id="range: both outside, as far"),
        pytest.param(RANGE, "104", "90", SAME, id="range: on its ends is inside"),
        pytest.param(RANGE, "89", "85", IMPROVED, id="range: nearer"),
        pytest.param(RANGE, "106", "105", DECLINED, id="range: farther"),
        pytest.param(HIGHER, "90", None, NO_HISTORY, id="higher: no history"),
        pytest.param(NEUTRAL, "90", None, NO_HISTORY, id="neutral: no history"),
        pytest.param(HIGHER, None, "90", NOT_COMPARABLE, id="no actual"),
        pytest.param(HIGHER, None, None, NO_HISTORY, id="neither"),
        pytest.param(HIGHER, "0", "0", SAME, id="nought is history"),
        pytest.param(HIGHER, "-1", "-2", IMPROVED, id="negative"),
        pytest.param(HIGHER, "1e300", "-1e300", IMPROVED, id="huge"),
    ],
)
def test_direction_against_a_baseline(
    polarity: Polarity, actual: str | None, before: str | None, direction: Direction
) -> None:
    low, high = ("90", "104") if polarity is RANGE else (None, None)
    position = a_position(
        actual, "100", polarity, previous=before, previous_year=before, low=low, high=high
    )

    rating = rate(position, STANDARD)

    assert (rating.direction, rating.direction_year) == (direction, direction)


@pytest.mark.parametrize(
    ("polarity", "low"),
    [pytest.param(CLOSEST, "90", id="no target"), pytest.param(RANGE, None, id="no ends")],
)
def test_with_nothing_to_be_close_to_nothing_can_be_compared(
    polarity: Polarity, low: str | None
) -> None:
    position = a_position("90", None, polarity, previous="80", low=low)

    assert rate(position, STANDARD).direction is NOT_COMPARABLE


@pytest.mark.parametrize(
    ("basis", "from_quarter"),
    [
        (Basis.IN_PERIOD, IMPROVED),
        (Basis.SNAPSHOT, IMPROVED),
        (Basis.ROLLING_12_MONTHS, IMPROVED),
        (Basis.CUMULATIVE, NOT_COMPARABLE),
        (Basis.ANNUAL, NOT_COMPARABLE),
    ],
    ids=lambda value: value.value,
)
def test_what_restarts_each_year_is_compared_with_last_year_only(
    basis: Basis, from_quarter: Direction
) -> None:
    position = a_position("90", previous="80", previous_year="95", basis=basis)

    rating = rate(position, STANDARD)

    assert (rating.direction, rating.direction_year) == (from_quarter, DECLINED)


def test_a_cumulative_measure_without_last_year_has_no_history() -> None:
    rating = rate(a_position("90", previous="80", basis=Basis.CUMULATIVE), STANDARD)

    assert (rating.direction, rating.direction_year) == (NOT_COMPARABLE, NO_HISTORY)


@pytest.mark.parametrize(
    ("actual", "before", "as_reported", "in_full"),
    [
        pytest.param("72.14", "72.06", SAME, IMPROVED, id="both read 72.1"),
        pytest.param("72.15", "72.14", IMPROVED, IMPROVED, id="either side of a half"),
        pytest.param("-0.04", "0.04", SAME, DECLINED, id="both read 0.0"),
    ],
)
def test_direction_is_of_the_figures_people_read_unless_in_full(
    actual: str, before: str, as_reported: Direction, in_full: Direction
) -> None:
    position = a_position(actual, previous=before, decimals=1)

    assert rate(position, STANDARD).direction is as_reported
    assert rate(position, IN_FULL).direction is in_full


@pytest.mark.parametrize(
    ("actual", "target", "decimals", "variance"),
    [
        pytest.param("72.1", "85.5", 1, "-13.4", id="short"),
        pytest.param("4.17", "16", 2, "-11.83", id="less is less, whichever way is good"),
        pytest.param("72.14", "85.5", 1, "-13.4", id="as reported"),
        pytest.param("85.5", "85.5", None, "0", id="on target"),
        pytest.param(None, "85.5", 1, None, id="no actual"),
        pytest.param("72.1", None, 1, None, id="no target"),
    ],
)
def test_variance_is_actual_less_target(
    actual: str | None, target: str | None, decimals: int | None, variance: str | None
) -> None:
    found = variance_of(a_position(actual, target, LOWER, decimals=decimals), STANDARD)

    assert found == (None if variance is None else Decimal(variance))


def test_a_position_is_the_measure_s_rules_and_the_reading_s_figures() -> None:
    measure = replace(
        a_measure(polarity=RANGE, target="86", decimals=1, basis=Basis.ANNUAL, low="80", high="90"),
        tolerance=Tolerance(Decimal(2)),
        floor=Decimal(70),
        target=Target(Decimal(86), {2: Decimal(84), 3: Decimal(86)}, strict=True),
    )
    reading = Reading("PI.1", Q3, Decimal(85), marker="[p]", forecast=Decimal(88))

    assert position_of(measure, reading, Decimal(83), Decimal(84)) == a_position(
        "85",
        "86",
        RANGE,
        previous="83",
        previous_year="84",
        tolerance="2",
        low="80",
        high="90",
        decimals=1,
        basis=Basis.ANNUAL,
        marker="[p]",
        floor="70",
        forecast="88",
        strict=True,
        previous_target="84",
        unit=Unit.PERCENT,
    )


def test_a_position_takes_the_target_of_the_reading_s_quarter() -> None:
    measure = replace(a_measure(), target=Target(Decimal(86), {4: Decimal(90)}))

    def target_in(quarter: Quarter) -> Decimal | None:
        return position_of(measure, Reading("PI.1", quarter), None, None).target

    assert (target_in(Q3), target_in(Q3.next)) == (None, 90)


# ── Laws ─────────────────────────────────────────────────────────────────────────────────────────

FIGURES = st.decimals(-1000, 1000, places=3)
BEST_FIRST = (MET, WITHIN, OFF)
OTHER_WAY = {HIGHER: LOWER, LOWER: HIGHER, CLOSEST: CLOSEST, RANGE: RANGE, NEUTRAL: NEUTRAL}
MIRRORED = {UP: DOWN, DOWN: UP}


@st.composite
def positions(draw: st.DrawFn, polarities: tuple[Polarity, ...] = tuple(Polarity)) -> Position:
    maybe = st.none() | FIGURES
    ends = sorted(draw(st.tuples(FIGURES, FIGURES)))
    return Position(
        actual=draw(maybe),
        target=draw(maybe),
        previous=draw(maybe),
        previous_year=draw(maybe),
        polarity=draw(st.sampled_from(polarities)),
        tolerance=draw(
            st.none() | st.builds(Tolerance, st.decimals(0, 100, places=2), st.booleans())
        ),
        low=draw(st.sampled_from([ends[0], None])),
        high=draw(st.sampled_from([ends[1], None])),
        decimals=draw(st.none() | st.integers(0, 3)),
        basis=draw(st.sampled_from(Basis)),
        marker=draw(st.sampled_from(["", "[p]", "[x]", "[z]", "[c]"])),
    )


def _better(one: Decimal, other: Decimal, position: Position) -> tuple[Decimal, Decimal]:
    """The two actuals, the better first, judged without the code under test."""
    if position.polarity is HIGHER:
        return max(one, other), min(one, other)
    if position.polarity is LOWER:
        return min(one, other), max(one, other)
    assert position.target is not None
    target = position.target
    closer, farther = sorted((one, other), key=lambda actual: abs(actual - target))
    return closer, farther


@given(positions((HIGHER, LOWER, CLOSEST)), FIGURES, FIGURES, FIGURES)
def test_a_better_actual_never_rates_worse(
    position: Position, target: Decimal, one: Decimal, other: Decimal
) -> None:
    # Rounding may bring the farther of two actuals nearer than the closer one.
    decimals = None if position.polarity is CLOSEST else position.decimals
    position = replace(position, target=target, decimals=decimals, marker="")
    better, worse = _better(one, other, position)

    rank = [
        BEST_FIRST.index(status_of(replace(position, actual=actual), STANDARD))
        for actual in (better, worse)
    ]

    assert rank == sorted(rank)


@given(positions((RANGE,)), FIGURES, FIGURES, st.booleans())
def test_farther_outside_a_range_on_one_side_never_rates_better(
    position: Position, one: Decimal, other: Decimal, above: bool
) -> None:
    low, high = position.low or Decimal(-10), position.high or Decimal(1000)
    position, end = replace(position, low=low, high=high, marker=""), high if above else low
    nearer, farther = sorted((abs(one), abs(other)))
    sign = 1 if above else -1

    rank = [
        BEST_FIRST.index(status_of(replace(position, actual=end + sign * by), STANDARD))
        for by in (nearer, farther)
    ]

    assert rank == sorted(rank)


@given(positions())
def test_swapping_polarity_and_every_sign_changes_neither_status_nor_direction(
    position: Position,
) -> None:
    def minus(value: Decimal | None) -> Decimal | None:
        return None if value is None else -value

    swapped = replace(
        position,
        polarity=OTHER_WAY[position.polarity],
        actual=minus(position.actual),
        target=minus(position.target),
        previous=minus(position.previous),
        previous_year=minus(position.previous_year),
        low=minus(position.high),
        high=minus(position.low),
    )

    was, now = rate(position, STANDARD), rate(swapped, STANDARD)

    assert now.status is was.status
    assert now.direction is MIRRORED.get(was.direction, was.direction)
    assert now.direction_year is MIRRORED.get(was.direction_year, was.direction_year)
    assert now.variance == minus(was.variance)


@given(positions(), FIGURES, FIGURES)
def test_looking_back_turns_the_direction_round(
    position: Position, now: Decimal, before: Decimal
) -> None:
    turned = {IMPROVED: DECLINED, DECLINED: IMPROVED, **MIRRORED}

    position = replace(position, basis=Basis.IN_PERIOD)
    there, back = (
        direction_of(replace(position, actual=one, previous=other), STANDARD, Baseline.PREVIOUS)
        for one, other in ((now, before), (before, now))
    )

    assert back is turned.get(there, there)


@given(positions(), FIGURES)
def test_status_does_not_depend_on_history_nor_direction_on_tolerance(
    position: Position, other: Decimal
) -> None:
    history = replace(position, previous=other, previous_year=None)
    lenient = replace(position, tolerance=Tolerance(abs(other)))

    assert status_of(history, STANDARD) is status_of(position, STANDARD)
    assert rate(lenient, STANDARD).direction is rate(position, STANDARD).direction


@given(positions(), st.decimals(0, 100, places=2), st.decimals(0, 100, places=2), st.booleans())
def test_a_wider_tolerance_never_rates_worse(
    position: Position, one: Decimal, other: Decimal, of_target: bool
) -> None:
    strict, lenient = (
        status_of(replace(position, tolerance=Tolerance(amount, of_target)), STANDARD)
        for amount in sorted((one, other))
    )

    assert strict is lenient or (strict, lenient) == (OFF, WITHIN)


@given(positions())
def test_nothing_is_rated_without_an_actual_and_something_to_rate_it_against(
    position: Position,
) -> None:
    against = (position.low, position.high) if position.polarity is RANGE else (position.target,)
    rateable = (
        position.actual is not None
        and position.marker not in ("[x]", "[z]", "[c]")
        and position.polarity is not NEUTRAL
        and any(value is not None for value in against)
    )

    assert status_of(position, STANDARD).is_rated is rateable


@pytest.mark.parametrize("marker", ["[x]", "[z]", "[c]"])
def test_a_figure_whose_marker_says_it_is_not_there_is_not_rated(marker: str) -> None:
    position = a_position("3", "90", HIGHER, previous="80", marker=marker)

    assert not status_of(position, STANDARD).is_rated
    assert variance_of(position, STANDARD) is None
    assert direction_of(position, STANDARD, Baseline.PREVIOUS) is Direction.NOT_COMPARABLE


def test_close_to_target_is_judged_against_the_target_of_the_time() -> None:
    """12 against 10 was 2 away; 30 against 50 is 20 away, though it is nearer to 50 than 12 is."""
    position = replace(a_position("30", "50", CLOSEST, previous="12"), previous_target=Decimal(10))

    assert direction_of(position, STANDARD, Baseline.PREVIOUS) is Direction.DECLINED


def test_inside_a_range_is_met_whatever_the_target_says_in_words() -> None:
    position = replace(a_position("50", "50", RANGE, low="40", high="60"), strict=True)

    assert status_of(position, STANDARD) is MET
