"""Figures written with their unit, and figures whose unit or scale contradicts the measure's."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.domain.measures.units.unit import Unit
from kpibook.domain.measures.values_in_words import read_figure
from kpibook.errors import NotANumber

POUNDS, MILLIONS = CountedIn(Unit.CURRENCY), CountedIn(Unit.CURRENCY, "£m")
THOUSANDS = CountedIn(Unit.CURRENCY, "£000")
KWH, CASES = CountedIn(Unit.QUANTITY, "kWh"), CountedIn(Unit.COUNT, "No.")


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        pytest.param("£1.2m", POUNDS, "1200000", id="millions in pounds"),
        pytest.param("1.2 million", POUNDS, "1200000", id="in words"),
        pytest.param("-£850k", POUNDS, "-850000", id="thousands below zero"),
        pytest.param("£1.2m", MILLIONS, "1.2", id="millions in millions"),
        pytest.param("£12.5", MILLIONS, "12.5", id="a plain figure keeps the unit's scale"),
        pytest.param("12.5", MILLIONS, "12.5", id="without a sign"),
        pytest.param("£850k", THOUSANDS, "850", id="thousands in thousands"),
        pytest.param("1,250 kWh", KWH, "1250", id="its own word"),
        pytest.param("85 visits", CASES, "85", id="what a count counts"),
        pytest.param("14 working days", CountedIn(Unit.DAYS), "14", id="days"),
        pytest.param("85 per cent", CountedIn(Unit.PERCENT), "85", id="a share in words"),
        pytest.param("4 out of 5", CountedIn(Unit.SCORE), "4", id="a score"),
        pytest.param("7 per 1,000", CountedIn(Unit.RATE_PER_1000), "7", id="a rate"),
        pytest.param("01:30 [p]", CountedIn(Unit.DURATION, "mm:ss"), "90", id="with a marker"),
    ],
)
def test_a_figure_with_its_unit_is_read(text: str, unit: CountedIn, value: str) -> None:
    assert read_figure(text, unit=unit).value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [
        pytest.param("£850k", MILLIONS, "number-scale-contradicts", id="thousands in millions"),
        pytest.param("£12,500,000", MILLIONS, "number-scale-contradicts", id="in full in millions"),
        pytest.param("14 days", CountedIn(Unit.PERCENT), "figure-unit", id="days in a share"),
        pytest.param("5 kg", CASES, "figure-unit", id="weight in a count"),
        pytest.param("£1.2m", CASES, "number-scaled", id="money in a count"),
        pytest.param("1.2k", CASES, "number-scaled", id="thousands of a count"),
        pytest.param("81%%", CountedIn(Unit.PERCENT), "number-unreadable", id="two signs"),
        pytest.param("seven", KWH, "number-unreadable", id="no figure"),
    ],
)
def test_what_contradicts_the_unit_is_asked(text: str, unit: CountedIn, code: str) -> None:
    with pytest.raises(NotANumber) as refused:
        read_figure(text, unit=unit)

    assert refused.value.code == code


def test_a_number_in_full_in_a_measure_in_millions_is_asked_with_what_is_meant() -> None:
    with pytest.raises(NotANumber) as refused:
        read_figure(12_500_000, unit=MILLIONS)

    assert "£12.5m" in refused.value.fix


@pytest.mark.parametrize("text", ["12 homes", "12 new homes", "12 people", "12 loft conversions"])
def test_a_count_may_have_what_is_counted_behind_it(text: str) -> None:
    assert read_figure(text, unit=CASES).value == 12


@pytest.mark.parametrize(
    "text",
    [
        *(
            "12 or 13",
            "5 to 10",
            "12 of 40 homes",
            "3 out of 10",
            "12 (was 15)",
            "12 and 3 pending",
        ),
        *(
            "12 hundred",
            "12 million homes",
            "12 dozen",
            "1.200 or 1,200",
            "12 fewer than last year",
        ),
        *("12 not yet confirmed", "12 below target", "12 since April", "12 awaiting", "12 plus 3"),
        "12 homes (not audited)",
    ],
)
def test_words_that_change_a_count_are_not_passed_over(text: str) -> None:
    with pytest.raises(NotANumber):
        read_figure(text, unit=CASES)
