"""Periods made from months of the calendar, and years made from two numbers."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.spelling.spelled import Kind, Spelled, YearOf, ending, financial_year
from kpibook.errors import NotAPeriod


@pytest.mark.parametrize(
    ("month", "length", "period"),
    [
        (12, 1, Spelled(Kind.MONTH, 9, 2021)),
        (12, 3, Spelled(Kind.QUARTER, 3, 2021)),
        (3, 3, Spelled(Kind.QUARTER, 4, 2020)),
        (9, 6, Spelled(Kind.HALF, 1, 2021)),
        (3, 12, Spelled(Kind.YEAR, 0, 2020)),
        (8, 12, Spelled(Kind.YEAR, 0, 2020, YearOf.SCHOOL)),
        (12, 12, Spelled(Kind.YEAR, 0, 2021, YearOf.CALENDAR)),
    ],
)
def test_months_that_end_where_a_period_ends_are_that_period(
    month: int, length: int, period: Spelled
) -> None:
    assert ending(month, 2021, length) == period


@pytest.mark.parametrize(("month", "length"), [(11, 3), (12, 6), (12, 9), (6, 12)])
def test_other_stretches_are_no_period(month: int, length: int) -> None:
    assert ending(month, 2021, length) is None


def test_a_year_without_its_century_is_of_this_one() -> None:
    assert financial_year("21", "22", "21/22") == 2021
    assert financial_year("1999", "00", "1999/00") == 1999


def test_two_years_with_a_gap_are_refused() -> None:
    with pytest.raises(NotAPeriod, match="Write 2021/22"):
        financial_year("2021", "2122", "2021/2122")
