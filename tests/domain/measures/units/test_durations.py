"""Lengths of time, as they are typed, as cells hold them, and where they could be two."""

# ruff: noqa: DTZ001 a cell knows no time zone

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from kpibook.domain.measures.units.durations import (
    clock_text,
    of_plain_number,
    read_duration,
    read_time,
    weeks_and_days,
)
from kpibook.errors import NotANumber


@pytest.mark.parametrize(
    ("text", "counts", "value"),
    [
        pytest.param("01:30", "mm:ss", "90", id="minutes and seconds"),
        pytest.param("01:30", "hh:mm", "5400", id="hours and minutes"),
        pytest.param("01:30", "hours", "1.5", id="in hours"),
        pytest.param("01:30", "minutes", "1.5", id="in minutes"),
        pytest.param("1:02:30", "mm:ss", "3750", id="with hours"),
        pytest.param("0 days 00:01:30", "mm:ss", "90", id="as pandas writes it"),
        pytest.param("1h 30m", "hours", "1.5", id="letters"),
        pytest.param("1 hr 30", "minutes", "90", id="a number at the end"),
        pytest.param("90 mins", "hours", "1.5", id="another unit"),
        pytest.param("2 hours and 15 minutes", "hh:mm", "8100", id="words"),
        pytest.param("3 weeks 2 days", "weeks", "3.28571428571429", id="weeks and days"),
        pytest.param("3 weeks, 2 days", "days", "23", id="in days"),
        pytest.param("1 year 6 months", "months", "18", id="years and months"),
        pytest.param("3m", "months", "3", id="m is months there"),
        pytest.param("45s", "seconds", "45", id="seconds"),
    ],
)
def test_a_length_of_time_is_read_in_the_measure_s_unit(text: str, counts: str, value: str) -> None:
    assert read_duration(text, counts) == Decimal(value)


@pytest.mark.parametrize("text", ["36.5", "soon", "30m 1h", "1h 2h", "5 x", "[x]"])
def test_another_text_is_no_length_of_time(text: str) -> None:
    assert read_duration(text, "hours") is None


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        pytest.param("01:30", "hh:mm:ss", id="two fields of three"),
        pytest.param("01:30", "weeks", id="a clock in weeks"),
        pytest.param("01:75", "mm:ss", id="seventy-five seconds"),
        pytest.param("3 weeks", "months", id="weeks in months"),
        pytest.param("2 months", "weeks", id="months in weeks"),
    ],
)
def test_what_could_be_two_lengths_is_asked(text: str, counts: str) -> None:
    with pytest.raises(NotANumber) as refused:
        read_duration(text, counts)

    assert refused.value.code == "duration-unreadable"
    assert refused.value.fix


@pytest.mark.parametrize(
    ("value", "counts", "number_format", "read"),
    [
        pytest.param(dt.time(0, 1, 30), "mm:ss", "mm:ss", "90", id="a time of day"),
        pytest.param(dt.time(1, 30), "hours", "hh:mm", "1.5", id="hours and minutes"),
        pytest.param(dt.timedelta(minutes=90), "hours", "", "1.5", id="from a program"),
        pytest.param(dt.datetime(1900, 1, 1, 12), "hh:mm", "[h]:mm", "129600", id="36 hours"),
        pytest.param(dt.datetime(1904, 1, 2, 12), "hh:mm", "[h]:mm", "129600", id="from 1904"),
        pytest.param(dt.time(1, 30), "minutes", "[m]:ss", "90", id="shown in minutes"),
    ],
)  # fmt: skip
def test_a_time_in_a_cell_is_read_exactly(
    value: dt.time, counts: str, number_format: str, read: str
) -> None:
    assert read_time(value, counts, number_format) == Decimal(read)


def test_a_cell_of_hours_where_minutes_are_counted_is_asked() -> None:
    with pytest.raises(NotANumber) as refused:
        read_time(dt.time(1, 30), "mm:ss", "h:mm")

    assert "1:30" in refused.value.what
    assert "0:01:30" in refused.value.fix


def test_a_date_is_no_length_of_time() -> None:
    with pytest.raises(NotANumber):
        read_time(dt.datetime(2021, 10, 5), "hours", "dd/mm/yyyy")


def test_a_whole_number_is_of_the_larger_field_and_a_fraction_is_asked() -> None:
    assert of_plain_number(Decimal(5), "mm:ss", 5) == 300
    assert of_plain_number(Decimal(5), "hh:mm", 5) == 18_000
    for counts in ("mm:ss", "time"):
        with pytest.raises(NotANumber):
            of_plain_number(Decimal("4.35"), counts, 4.35)


def test_what_is_written_is_read_again() -> None:
    for counts in ("mm:ss", "hh:mm", "hh:mm:ss"):
        for seconds in (0, 60, 3600, 5400, 90_000):
            assert read_duration(clock_text(Decimal(seconds), counts), counts) == seconds


def test_weeks_that_are_no_whole_number_of_days_have_no_days() -> None:
    assert weeks_and_days(Decimal("2.3333")) == ""
    assert weeks_and_days(Decimal("1.14285714285714")) == "1 week 1 day"
