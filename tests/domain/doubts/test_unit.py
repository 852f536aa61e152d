"""Figures that a unit cannot have."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.measures.measure import Basis, Polarity, Unit
from kpibook.domain.measures.period import Quarter
from tests.domain.doubts.given import doubted, figures, looks, stops


@pytest.mark.parametrize(
    ("m", "expected"),
    [
        pytest.param(figures("-18", target="20", unit=Unit.COUNT), {"actual"}, id="a count"),
        pytest.param(figures("(9)", target="12", unit=Unit.COUNT), {"actual"}, id="accountants'"),
        pytest.param(figures("-4", unit=Unit.DAYS), {"actual"}, id="days"),
        pytest.param(figures("-4.1", unit=Unit.RATE_PER_1000), {"actual"}, id="a rate"),
        pytest.param(figures("18", target="-20", unit=Unit.COUNT), {"target"}, id="a target"),
        pytest.param(
            figures("18", past="-20", unit=Unit.COUNT), {"figure of Q2 2025/26"}, id="history"
        ),
        pytest.param(
            figures("18", numerator="-2", denominator="10"), {"numerator"}, id="a numerator"
        ),
        pytest.param(figures("-18", past="-20", unit=Unit.COUNT), set(), id="a net count"),
        pytest.param(figures("-40", unit=Unit.CURRENCY), set(), id="money"),
        pytest.param(figures("-40", unit=Unit.SCORE), set(), id="a score"),
        pytest.param(figures("-18", unit=Unit.COUNT, guessed=True), set(), id="no unit stated"),
    ],
)
def test_a_figure_below_zero_stops_where_the_unit_has_none(
    m: MeasureFigures, expected: set[str]
) -> None:
    assert doubted(m) == expected
    assert stops(m) <= {"figure-negative"}


@pytest.mark.parametrize(
    ("m", "found"),
    [
        pytest.param(figures("60.5", target="60", unit=Unit.COUNT), True, id="half a home"),
        pytest.param(figures("0.18", target="20", unit=Unit.COUNT), True, id="18% of something"),
        pytest.param(figures("60.5", unit=Unit.COUNT, decimals=0), True, id="reported whole"),
        pytest.param(figures("60.5", unit=Unit.COUNT, decimals=1), False, id="an average"),
        pytest.param(figures("60.5", past="58.2", unit=Unit.COUNT), False, id="always an average"),
        pytest.param(figures("60.5", unit=Unit.COUNT), False, id="nothing to tell by"),
        pytest.param(figures("60", target="62.5", unit=Unit.COUNT), False, id="an even target"),
        pytest.param(figures("60.5", target="60", unit=Unit.DAYS), False, id="days"),
    ],
)
def test_a_count_is_whole(m: MeasureFigures, found: bool) -> None:
    assert ("count-not-whole" in stops(m)) is found


@pytest.mark.parametrize(
    ("m", "found"),
    [
        pytest.param(figures("9999", target="20", past="25", unit=Unit.COUNT), True, id="9999"),
        pytest.param(figures("99999", target="20", unit=Unit.DAYS), True, id="99999"),
        pytest.param(figures("999", target="12", past="14", unit=Unit.DAYS), True, id="999 days"),
        pytest.param(figures("99", target="12", past="14", unit=Unit.DAYS), True, id="99 days"),
        pytest.param(figures("99", target="95", past="97"), False, id="99%"),
        pytest.param(figures("99", target="30", past="45", unit=Unit.COUNT), False, id="near"),
        pytest.param(figures("99", target="12", unit=Unit.COUNT), False, id="a target alone"),
        pytest.param(figures("9999", past="10250", unit=Unit.COUNT), False, id="among its like"),
        pytest.param(figures("9999", unit=Unit.COUNT), False, id="alone"),
        pytest.param(figures("-1", target="40", past="42", unit=Unit.SCORE), True, id="-1"),
        pytest.param(figures("-1", target="0", past="1", unit=Unit.SCORE), False, id="about 0"),
    ],
)
def test_what_systems_write_for_no_figure_is_none(m: MeasureFigures, found: bool) -> None:
    assert ("figure-sentinel" in stops(m)) is found


@pytest.mark.parametrize(
    ("m", "found"),
    [
        pytest.param(figures("100", target="90"), False, id="all"),
        pytest.param(figures("100.0000000001", target="90"), True, id="just above"),
        pytest.param(figures("104", target="95"), True, id="more than all"),
        pytest.param(figures("104", past="110 97"), False, id="as a quarter before"),
        pytest.param(figures("104", target="95", past="107"), False, id="as before"),
        pytest.param(figures("104", target="95", settled=True), False, id="the officer says so"),
        pytest.param(figures("-3", target="90"), True, id="below nothing"),
        pytest.param(figures("-3", target="-5"), False, id="a change"),
        pytest.param(figures("104", target="95", unit=Unit.SCORE), False, id="a score"),
        pytest.param(figures("90", target="95", forecast="103"), True, id="a forecast"),
    ],
)
def test_a_percentage_lies_between_0_and_100(m: MeasureFigures, found: bool) -> None:
    assert ("percent-out-of-bounds" in stops(m)) is found


@pytest.mark.parametrize(
    ("m", "labels"),
    [
        pytest.param(figures("95", target="110"), {"target"}, id="the target"),
        pytest.param(figures("104", target="110"), {"target"}, id="a target with its actual"),
        pytest.param(figures("95", quarters={4: "120"}), {"Target Q4"}, id="another quarter's"),
        pytest.param(figures("95", target="97", floor="101", polarity=Polarity.LOWER),
                     {"floor"}, id="the floor"),
        pytest.param(figures("95", low="90", high="105", polarity=Polarity.RANGE),
                     {"upper end of the range"}, id="an end of the range"),
        pytest.param(figures("95", target="97", comparator="103"), {"comparator"}, id="England"),
        pytest.param(figures("95", target="97", past="140"), {"figure of Q2 2025/26"}, id="past"),
        pytest.param(figures("95", target="97", past="96 95 140"),
                     {"figure of Q4 2024/25"}, id="long past"),
        pytest.param(figures("95", target="110", past="108"), set(), id="of a budget"),
    ],
)  # fmt: skip
def test_a_percentage_above_100_is_asked_about_in_every_part_it_can_play(
    m: MeasureFigures, labels: set[str]
) -> None:
    assert doubted(m) == labels
    assert stops(m) <= {"percent-out-of-bounds"}


def test_a_target_above_100_that_is_settled_lets_the_measure_exceed_100() -> None:
    m = figures("104", target="110", floor="101")
    settled = frozenset({("percent-out-of-bounds", Decimal(110), None)})

    assert doubted(m) == {"target", "floor"}
    assert doubted(replace(m, settlements=settled)) == set()


@pytest.mark.parametrize(
    ("m", "labels"),
    [
        pytest.param(figures("20", target="19", past="9999", unit=Unit.COUNT),
                     {"figure of Q2 2025/26"}, id="typed last quarter"),
        pytest.param(figures(None, target="19", past="9999", unit=Unit.COUNT),
                     {"figure of Q2 2025/26"}, id="before this quarter is typed"),
        pytest.param(figures("20", target="19", past="9999 9999", unit=Unit.COUNT),
                     {"figure of Q2 2025/26", "figure of Q1 2025/26"}, id="two quarters long"),
        pytest.param(figures("20", target="9999", past="21", unit=Unit.COUNT),
                     {"target"}, id="the target"),
        pytest.param(figures("20", target="19", past="21 -99", unit=Unit.SCORE),
                     {"figure of Q1 2025/26"}, id="minus 99"),
        pytest.param(figures("20", target="99", past="21", unit=Unit.DAYS), set(), id="99 to aim"),
    ],
)  # fmt: skip
def test_a_number_for_no_figure_is_doubted_in_every_part_it_can_play(
    m: MeasureFigures, labels: set[str]
) -> None:
    assert doubted(m) == labels
    assert stops(m) <= {"figure-sentinel"}


def test_an_earlier_count_that_is_not_whole_is_doubted() -> None:
    assert doubted(figures("60", past="58 60.5", unit=Unit.COUNT)) == {"figure of Q1 2025/26"}


@pytest.mark.parametrize(
    ("m", "found"),
    [
        pytest.param(figures("0", target="90", past="88"), True, id="a percentage"),
        pytest.param(figures("0", target="240", past="250", unit=Unit.COUNT), True, id="a count"),
        pytest.param(figures("0", past="250 240", unit=Unit.COUNT), True, id="history alone"),
        pytest.param(figures("0", low="80", high="90", polarity=Polarity.RANGE), True, id="range"),
        pytest.param(figures("85", target="90", past="0 88"), True, id="last quarter"),
        pytest.param(figures("90", target="90", past="88", forecast="0"), True, id="a forecast"),
        pytest.param(figures("85", target="90", past="87 0 88"), False, id="a quarter long ago"),
        pytest.param(figures("0", target="90"), False, id="a target alone"),
        pytest.param(figures("0", target="3", past="12", unit=Unit.COUNT), False, id="a low aim"),
        pytest.param(figures("0", target="90", past="88 0"), False, id="zero before"),
        pytest.param(figures("0", target="5", past="4 2", unit=Unit.COUNT), False, id="few"),
        pytest.param(figures("0", target="90", past="88", settled=True), False, id="settled"),
        pytest.param(
            figures("0", target="90", past="88", unit=Unit.COUNT, basis=Basis.CUMULATIVE,
                    period=Quarter(2025, 1)), False, id="the start of a year"),
    ],
)  # fmt: skip
def test_a_zero_far_from_target_and_history_is_looked_at(m: MeasureFigures, found: bool) -> None:
    assert ("figure-zero" in looks(m)) is found
    assert stops(m) == set()


def test_a_hundredfold_percentage_is_not_said_to_be_out_of_bounds_as_well() -> None:
    m = figures("7210", target="85", polarity=Polarity.HIGHER)

    assert stops(m) == {"percent-hundredfold"}
