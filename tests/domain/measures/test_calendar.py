"""Months, half years, terms and years: each has a name, and a quarter in which it ends."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.measures.calendar import HalfYear, Month, Period, Term, Year, parse_period
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.spelling.spelled import YearOf
from kpibook.errors import NotAPeriod

YEARS = st.integers(1990, 2150)
PERIODS = st.one_of(
    st.builds(Month, YEARS, st.integers(1, 12)),
    st.builds(Quarter, YEARS, st.integers(1, 4)),
    st.builds(HalfYear, YEARS, st.integers(1, 2)),
    st.builds(Term, YEARS, st.integers(1, 3)),
    st.builds(Year, YEARS, st.sampled_from(YearOf)),
)


@given(PERIODS)
def test_a_period_is_read_back_as_it_is_written(period: Period) -> None:
    read = parse_period(str(period))

    assert read == period
    assert str(read) == str(period)


@pytest.mark.parametrize(
    ("period", "quarter"),
    [
        (Month(2021, 4), Quarter(2021, 1)),
        (Month(2022, 3), Quarter(2021, 4)),
        (HalfYear(2021, 1), Quarter(2021, 2)),
        (HalfYear(2021, 2), Quarter(2021, 4)),
        (Term(2021, 1), Quarter(2021, 3)),
        (Term(2021, 2), Quarter(2021, 4)),
        (Term(2021, 3), Quarter(2022, 2)),
        (Year(2021), Quarter(2021, 4)),
        (Year(2020, YearOf.SCHOOL), Quarter(2021, 2)),
        (Year(2021, YearOf.CALENDAR), Quarter(2021, 3)),
    ],
)
def test_a_period_belongs_to_the_quarter_it_ends_in(period: Month, quarter: Quarter) -> None:
    assert period.quarter == quarter


@pytest.mark.parametrize(
    "value",
    [date(2021, 10, 31), datetime(2021, 10, 31, 9, tzinfo=UTC), "31/10/2021", "31st October 2021"],
)
def test_a_day_stays_a_day(value: object) -> None:
    assert parse_period(value) == date(2021, 10, 31)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Quarter 3", Quarter(2021, 3)),
        ("October", Month(2021, 10)),
        ("January", Month(2022, 1)),
        ("M12", Month(2022, 3)),
        ("H2", HalfYear(2021, 2)),
        ("Autumn term", Term(2021, 1)),
        ("Summer term", Term(2020, 3)),
        ("year end", Year(2021)),
    ],
)
def test_a_period_without_its_year_takes_the_one_that_is_stated(text: str, period: Period) -> None:
    assert parse_period(text, year=2021) == period
    with pytest.raises(NotAPeriod, match="does not say of which year"):
        parse_period(text)
