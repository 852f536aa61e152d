"""Quarters worked out from months: only in the way the register says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpibook.domain.measures.measure import Frequency, Measure, QuarterFrom, Reading, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.timing.quarter_of_months import (
    fill_from_months,
    months_of,
    quarter_of_months,
    with_actual_from_months,
)

Q3 = Quarter(2021, 3)
COUNT = Measure("M1", frequency=Frequency.MONTHLY)
SHARE = replace(COUNT, unit=Unit.PERCENT)


def months(*figures: str | None, quarter: Quarter = Q3, marker: str = "") -> dict:
    """Readings of the months of a quarter; "9/10" is 90% with its parts."""
    readings = {}
    for month, figure in zip(months_of(quarter), figures, strict=True):
        if figure is None:
            continue
        top, _, bottom = figure.partition("/")
        actual = Decimal(top) / Decimal(bottom) * 100 if bottom else Decimal(top)
        reading = Reading("M1", quarter, actual, marker=marker)
        if bottom:
            reading = replace(reading, numerator=Decimal(top), denominator=Decimal(bottom))
        readings["M1", month] = reading
    return readings


@pytest.mark.parametrize(
    ("measure", "way", "figures", "actual"),
    [
        (COUNT, QuarterFrom.LAST, ("5", "6", "7"), "7"),
        (COUNT, QuarterFrom.LAST, (None, None, "7"), "7"),
        (COUNT, QuarterFrom.SUM, ("5", "6", "7"), "18"),
        (SHARE, QuarterFrom.MEAN, ("70", "71", "75"), "72"),
        (SHARE, QuarterFrom.PARTS, ("9/10", "1/2", "40/88"), "50"),
    ],
)
def test_the_months_give_the_quarter_as_the_register_says(
    measure: Measure, way: QuarterFrom, figures: tuple[str | None, ...], actual: str
) -> None:
    of_way = replace(measure, quarter_from=way)

    assert quarter_of_months(of_way, Q3, months(*figures)).actual == Decimal(actual)


@pytest.mark.parametrize(
    ("way", "figures", "missing"),
    [
        (QuarterFrom.LAST, ("5", "6", None), ["December 2021"]),
        (QuarterFrom.SUM, ("5", None, "7"), ["November 2021"]),
        (QuarterFrom.MEAN, ("5", None, None), ["November 2021", "December 2021"]),
        (QuarterFrom.PARTS, ("9/10", "50", "1/2"), ["November 2021"]),
    ],
)
def test_a_month_that_is_needed_and_missing_leaves_the_quarter_open(
    way: QuarterFrom, figures: tuple[str | None, ...], missing: list[str]
) -> None:
    found = quarter_of_months(replace(SHARE, quarter_from=way), Q3, months(*figures))

    assert found.actual is None
    assert [str(month) for month in found.missing] == missing


def test_nothing_is_worked_out_unless_the_register_says_how() -> None:
    blank = Reading("M1", Q3)

    assert with_actual_from_months(SHARE, blank, months("70", "71", "75")) is blank


def test_percentages_are_never_added_up() -> None:
    added = replace(SHARE, quarter_from=QuarterFrom.SUM)

    assert quarter_of_months(added, Q3, months("70", "71", "75")).actual is None


def test_a_month_marked_confidential_has_no_figure_to_add() -> None:
    added = replace(COUNT, quarter_from=QuarterFrom.SUM)
    with_hidden = {**months("5", "6", "7"), **months("5", None, None, marker="[c]")}

    assert [str(m) for m in quarter_of_months(added, Q3, with_hidden).missing] == ["October 2021"]


def test_a_quarter_of_provisional_months_is_provisional() -> None:
    added = replace(COUNT, quarter_from=QuarterFrom.SUM)

    reading = with_actual_from_months(added, Reading("M1", Q3), months("5", "6", "7", marker="[p]"))

    assert (reading.actual, reading.marker) == (Decimal(18), "[p]")


def test_a_mean_is_rounded_to_the_measures_decimals() -> None:
    mean = replace(SHARE, quarter_from=QuarterFrom.MEAN, decimals=1)

    reading = with_actual_from_months(mean, Reading("M1", Q3), months("70", "70", "71"))

    assert reading.actual == Decimal("70.3")


def test_a_typed_actual_and_a_marker_stay() -> None:
    added = replace(COUNT, quarter_from=QuarterFrom.SUM)
    typed, none = Reading("M1", Q3, Decimal(3)), Reading("M1", Q3, marker="[x]")

    assert with_actual_from_months(added, typed, months("5", "6", "7")) is typed
    assert with_actual_from_months(added, none, months("5", "6", "7")) is none


def test_earlier_quarters_are_filled_from_their_months_and_typed_quarters_stay() -> None:
    added = replace(COUNT, quarter_from=QuarterFrom.SUM)
    typed = {("M1", Quarter(2021, 1)): Reading("M1", Quarter(2021, 1), Decimal(1))}
    all_months = {
        **months("1", "2", "3", quarter=Quarter(2021, 1)),
        **months("4", "5", "6", quarter=Quarter(2021, 2)),
        **months("7", "8", "9"),
    }

    worked_out = list(fill_from_months(added, typed, all_months, Q3))

    assert worked_out == [("M1", Quarter(2021, 2))]

    assert {str(q): r.actual for (_, q), r in typed.items()} == {
        "Q1 2021/22": Decimal(1),
        "Q2 2021/22": Decimal(15),
    }
