"""Targets in words: the way they call good, and whether the value itself will do."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.measures.measure import Polarity, Unit
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.domain.measures.worded_target import WordedTarget, read_worded_target

HIGHER, LOWER = Polarity.HIGHER, Polarity.LOWER
NEIGHBOURS = "Statistical neighbours"


@pytest.mark.parametrize(
    ("said", "polarity", "strict", "value"),
    [
        pytest.param("Fewer than 85", LOWER, True, "85", id="Rotherham's"),
        pytest.param("fewer  than\u00a085", LOWER, True, "85", id="spaces of every kind"),
        pytest.param("less than 5%", LOWER, True, "5", id="less than"),
        pytest.param("under £1,500", LOWER, True, "1500", id="under, in pounds"),
        pytest.param("below 5 ", LOWER, True, "5", id="below"),
        pytest.param("<85", LOWER, True, "85", id="a sign"),
        pytest.param("<= 85", LOWER, False, "85", id="two signs"),
        pytest.param("≤ 85", LOWER, False, "85", id="one sign for both"),
        pytest.param("no more than 10", LOWER, False, "10", id="no more than"),
        pytest.param("Maximum of 10", LOWER, False, "10", id="maximum"),
        pytest.param("up to 10", LOWER, False, "10", id="up to"),
        pytest.param(">= 90%", HIGHER, False, "90", id="at least, in signs"),
        pytest.param("=> 90%", HIGHER, False, "90", id="the signs the other way round"),
        pytest.param("≥90", HIGHER, False, "90", id="at least, in one sign"),
        pytest.param("at least 90", HIGHER, False, "90", id="at least"),
        pytest.param("no fewer than 90", HIGHER, False, "90", id="no fewer than"),
        pytest.param("minimum 90", HIGHER, False, "90", id="minimum"),
        pytest.param("> 90", HIGHER, True, "90", id="more than, as a sign"),
        pytest.param("More than 90", HIGHER, True, "90", id="more than"),
        pytest.param("over 90", HIGHER, True, "90", id="over"),
        pytest.param("above -3", HIGHER, True, "-3", id="above a negative"),
    ],
)
def test_a_figure_in_words(said: str, polarity: Polarity, strict: bool, value: str) -> None:
    assert read_worded_target(said) == WordedTarget(polarity, strict, Decimal(value))


@pytest.mark.parametrize(
    ("said", "polarity", "strict", "comparator"),
    [
        pytest.param("Above Stat Neighbour Average", HIGHER, True, NEIGHBOURS, id="Rotherham's"),
        pytest.param("above the neighbour average", HIGHER, True, NEIGHBOURS, id="the neighbours"),
        pytest.param("at least the national average", HIGHER, False, "England", id="national"),
        pytest.param("below the England average", LOWER, True, "England", id="England"),
        pytest.param("no more than England", LOWER, False, "England", id="no average"),
        pytest.param("above region", HIGHER, True, "Region", id="region"),
        pytest.param(
            "above CIPFA neighbours", HIGHER, True, "CIPFA nearest neighbours", id="CIPFA"
        ),
    ],
)
def test_a_comparator_s_value_as_target(
    said: str, polarity: Polarity, strict: bool, comparator: str
) -> None:
    assert read_worded_target(said) == WordedTarget(polarity, strict, comparator=comparator)


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("Additional 800", id="more of what it was"),
        pytest.param("85", id="a figure alone"),
        pytest.param("improve", id="a wish"),
        pytest.param("above the moon", id="above something that is not measured"),
        pytest.param("fewer than", id="fewer than what?"),
        pytest.param("below [x]", id="below nothing"),
        pytest.param("between 90 and 80", id="a range with its ends exchanged"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_not_understood_is_not_guessed(said: str) -> None:
    assert read_worded_target(said) is None


@given(st.decimals(-(10**6), 10**6, places=2), st.sampled_from(["<", "<=", ">", ">="]))
def test_every_sign_and_figure_is_read(value: Decimal, sign: str) -> None:
    worded = read_worded_target(f"{sign} {value}")

    assert worded == WordedTarget(
        HIGHER if sign.startswith(">") else LOWER, "=" not in sign, value + 0
    )


@given(st.text(max_size=40))
def test_no_text_is_too_strange_to_be_looked_at(said: str) -> None:
    worded = read_worded_target(said)

    assert worded is None or (worded.value is None) is bool(worded.comparator)


@pytest.mark.parametrize(
    ("said", "polarity", "value"),
    [
        pytest.param("=/> 85", HIGHER, "85", id="signs with a stroke"),
        pytest.param("85 or above", HIGHER, "85", id="or above"),
        pytest.param("85 or more", HIGHER, "85", id="or more"),
        pytest.param("min. 90%", HIGHER, "90", id="a minimum cut short"),
        pytest.param("85+", HIGHER, "85", id="a plus"),
        pytest.param("not less than 85", HIGHER, "85", id="not less than"),
        pytest.param("=/< 5", LOWER, "5", id="the other signs with a stroke"),
        pytest.param("5 or fewer", LOWER, "5", id="or fewer"),
        pytest.param("85 or below", LOWER, "85", id="or below"),
        pytest.param("Max 85", LOWER, "85", id="a maximum cut short"),
        pytest.param("not more than 5", LOWER, "5", id="not more than"),
        pytest.param("85 or better", None, "85", id="or better is the measure's way"),
        pytest.param("95% (annual)", None, "95", id="the year's"),
        pytest.param("5% by March 2024", None, "5", id="by a month"),
        pytest.param("95% by year end", None, "95", id="by the year's end"),
        pytest.param("90% in 2024/25", None, "90", id="in a year"),
    ],
)
def test_a_figure_the_value_of_which_is_good_enough(
    said: str, polarity: Polarity | None, value: str
) -> None:
    for text in (said, said.upper(), f"  {said} "):
        assert read_worded_target(text) == WordedTarget(polarity, False, Decimal(value))


@pytest.mark.parametrize(
    "said",
    ["80 to 90", "80-90", "80% - 90%", "80\u201390%", "Between 80 and 90", "80 to 90%"],
)
def test_a_range_has_two_ends_and_no_way(said: str) -> None:
    target = read_worded_target(said)

    assert target is not None
    assert (target.low, target.high) == (Decimal(80), Decimal(90))
    assert (target.polarity, target.value) == (None, None)


@pytest.mark.parametrize("said", ["2021-22", "2021/22", "90-80", "80-80", "Q1-Q4"])
def test_years_and_ends_in_the_wrong_order_are_no_range(said: str) -> None:
    assert read_worded_target(said) is None


def test_a_target_in_the_measure_s_unit_is_read_in_it() -> None:
    days, pounds = CountedIn(Unit.DAYS), CountedIn(Unit.CURRENCY)

    assert read_worded_target("\u2264 14 days", days) == WordedTarget(LOWER, False, Decimal(14))
    assert read_worded_target("under \u00a31.2m", pounds) == WordedTarget(
        LOWER, True, Decimal(1_200_000)
    )


def test_a_long_text_is_not_searched() -> None:
    assert read_worded_target("85 (" + "a" * 30_000) is None
