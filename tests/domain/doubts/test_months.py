"""Doubts about quarters and their months."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpibook.domain.doubts.gathering import figures_of
from kpibook.domain.doubts.months import actual_from_months, months_contradict, not_worked_out
from kpibook.domain.measures.measure import Frequency, Measure, QuarterFrom, Reading, Unit
from kpibook.domain.measures.timing.quarter_of_months import with_actual_from_months
from tests.domain.measures.timing.test_quarter_of_months import Q3, months

MEASURE = Measure("M1", unit=Unit.PERCENT, frequency=Frequency.MONTHLY, decimals=1)
MEAN = replace(MEASURE, quarter_from=QuarterFrom.MEAN)
MONTHS = months("70", "71", "75.5")


def test_a_note_says_from_which_months_an_actual_is_and_how() -> None:
    reading = with_actual_from_months(MEAN, Reading("M1", Q3), MONTHS)

    doubt = actual_from_months(figures_of(MEAN, reading, {}, months=MONTHS))

    assert not doubt.is_stop
    assert (
        "the mean of the months gives 72.2% (October 2021 70%, November 2021 71% and "
        "December 2021 75.5%)"
    ) in doubt.finding.what


@pytest.mark.parametrize(
    ("typed", "stops"), [("72.2", 0), ("72", 0), ("72.17", 0), ("72.5", 1), ("71", 1)]
)
def test_a_typed_actual_that_is_not_what_its_months_give_is_a_stop(typed: str, stops: int) -> None:
    m = figures_of(MEAN, Reading("M1", Q3, Decimal(typed)), {}, months=MONTHS)

    doubts = list(months_contradict(m))

    assert [doubt.is_stop for doubt in doubts] == [True] * stops


def test_an_earlier_quarter_is_held_against_its_months_too() -> None:
    q2 = Q3.previous
    history = {("M1", q2): Reading("M1", q2, Decimal(60))}
    m = figures_of(MEAN, Reading("M1", Q3), history, months=months("70", "70", "70", quarter=q2))

    [doubt] = months_contradict(m)

    assert f"is 60% for {q2}, but the mean of the months gives 70%" in doubt.finding.what


def test_without_a_way_it_is_asked_with_what_each_gives() -> None:
    [doubt] = not_worked_out(MEASURE, Reading("M1", Q3), MONTHS)

    assert doubt.finding.code == "quarter-from-missing"
    assert "'last month' (75.5%) and 'mean of months' (72.2%)" in doubt.finding.fix


def test_missing_months_are_named() -> None:
    [doubt] = not_worked_out(MEAN, Reading("M1", Q3), months("70", None, None))

    assert doubt.finding.code == "months-missing"
    assert "November 2021 and December 2021, so Q3" in doubt.finding.what


def test_a_sum_of_percentages_is_asked_again() -> None:
    added = replace(MEASURE, quarter_from=QuarterFrom.SUM)

    [doubt] = not_worked_out(added, Reading("M1", Q3), MONTHS)

    assert doubt.finding.code == "quarter-from-unusable"


@pytest.mark.parametrize(
    "reading", [Reading("M1", Q3, Decimal(5)), Reading("M1", Q3, marker="[x]")]
)
def test_a_typed_quarter_is_asked_nothing(reading: Reading) -> None:
    assert list(not_worked_out(MEASURE, reading, MONTHS)) == []


def test_a_quarter_without_any_month_is_only_missing() -> None:
    assert list(not_worked_out(MEAN, Reading("M1", Q3), {})) == []
