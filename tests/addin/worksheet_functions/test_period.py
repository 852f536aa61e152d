"""The financial quarter of a date, wherever it is from."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.addin.worksheet_functions.period import period
from kpibook.domain.measures.period import Quarter
from kpibook.errors import Location
from kpibook.xlsx.cells.serial_dates import serial_from


@given(st.dates(dt.date(1990, 1, 1), dt.date(2199, 12, 31)))
def test_a_date_is_in_the_quarter_that_contains_it(day: dt.date) -> None:
    serial = serial_from(day, epoch_1904=False, where=Location())
    moment = dt.datetime(day.year, day.month, day.day, 23, 59, tzinfo=dt.UTC)
    quarter = Quarter.of(day)

    assert day in quarter
    texts = [day.isoformat(), f"{day:%d/%m/%Y}", str(quarter), quarter.long_label[:9]]
    for said in (day, moment, serial, serial + 0.75, *texts[:3]):
        assert period(said) == str(quarter)


@pytest.mark.parametrize("said", ["2021-22 Q3", "Quarter 3 2021/22", "q3 2021-2022", "17 Nov 2021"])
def test_a_quarter_in_any_spelling_is_the_quarter(said: str) -> None:
    assert period(said) == "Q3 2021/22"


@pytest.mark.parametrize(
    "said", ["soon", "Q3 2021", "31/13/2021", 2021.0, -5.0, 0.5, 60.0, 9e9, True, "x" * 300]
)
def test_anything_else_is_a_sentence(said: Any) -> None:
    answer = period(said)

    assert answer.startswith("on_date: ")
    assert answer.endswith('Write it as 31/12/2021, or as "Q3 2021/22". [period-unknown]')
    assert len(answer) < 200


def test_two_years_that_do_not_follow_each_other_are_said() -> None:
    assert period("Q3 2021/23").endswith("Write 2021/22. [year-unknown]")


def test_a_range_is_answered_in_its_shape() -> None:
    assert period([["Q1 2021/22", None], ["soon", 44561.0]])[0] == ["Q1 2021/22", ""]
    assert period([["Q1 2021/22", None], ["soon", 44561.0]])[1][1] == "Q3 2021/22"
