"""Figures that a unit cannot have."""

from __future__ import annotations

import pytest

from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.measures.measure import Polarity, Unit
from tests.domain.doubts.given import doubted, figures, stops


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
        pytest.param(figures("104", target="110"), False, id="as its target"),
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


def test_a_hundredfold_percentage_is_not_said_to_be_out_of_bounds_as_well() -> None:
    m = figures("7210", target="85", polarity=Polarity.HIGHER)

    assert stops(m) == {"percent-hundredfold"}
