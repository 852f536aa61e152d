"""Targets of rows in words: what they give the measure, and what is asked."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpibook.workbook.register import measure_from
from tests.workbook.rows import a_row, codes


def a_measure(target: str, way: str = "higher", unit: str = "count", **cells: object):  # type: ignore[no-untyped-def]
    """Return the measure of a row with a target, and the codes of its findings."""
    row = a_row(
        Ref="PI1", Measure="M", Unit=unit, Target=target, **{"Which way is good": way}, **cells
    )
    return measure_from(row), codes(row)


@pytest.mark.parametrize(
    ("target", "way", "unit", "value"),
    [
        pytest.param("95% (annual)", "higher", "%", "95", id="with a remark"),
        pytest.param("85+", "higher", "No.", "85", id="a plus"),
        pytest.param("14 days", "lower", "days", "14", id="in its unit"),
        pytest.param("£1.2m", "lower", "£", "1200000", id="in millions"),
        pytest.param("£1.2m", "lower", "£m", "1.2", id="in millions of millions"),
        pytest.param("01:30", "lower", "mm:ss", "90", id="a time"),
        pytest.param("85 or better", "lower", "count", "85", id="the measure's way"),
    ],
)
def test_a_worded_target_gives_its_figure(target: str, way: str, unit: str, value: str) -> None:
    measure, found = a_measure(target, way, unit)

    assert measure.target.value == Decimal(value)
    assert found == []


@pytest.mark.parametrize("words", ["Monitor", "TBC", "Data only", "Baseline year", "n/a"])
def test_words_for_no_target_are_kept_and_no_fault(words: str) -> None:
    measure, found = a_measure(words)

    assert (measure.target.words, measure.target.value, measure.target.not_set) == (
        words,
        None,
        True,
    )
    assert found == []


def test_a_range_in_words_gives_a_range_measure_its_ends() -> None:
    measure, found = a_measure("80-90%", "Between", "%")

    assert (measure.low, measure.high) == (80, 90)
    assert found == []


@pytest.mark.parametrize(
    ("target", "way", "code"),
    [
        pytest.param("80-90", "higher", "target-is-range", id="a range for another measure"),
        pytest.param("85+", "lower", "target-contradicts-polarity", id="the other way"),
        pytest.param("14 days", "lower", "figure-unit", id="another unit"),
        pytest.param("Additional 800", "higher", "target-in-words", id="other words"),
        pytest.param("Above England average", "higher", "target-relative", id="no comparator"),
    ],
)
def test_what_cannot_be_taken_is_a_finding(target: str, way: str, code: str) -> None:
    _, found = a_measure(target, way)

    assert found == [code]


def test_a_comparator_s_figure_is_the_target() -> None:
    measure, found = a_measure("Above England average", **{"Comparator value": 71})

    assert (measure.target.value, measure.target.strict) == (71, True)
    assert found == []
