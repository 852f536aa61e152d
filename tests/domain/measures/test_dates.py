"""Dates as councils write them: the day first."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.measures.dates import parse_date
from kpibook.domain.measures.period import long_date
from kpibook.errors import NotADate

DATES = st.dates(date(1990, 1, 1), date(2199, 12, 31))
FORMS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"]


NUMERIC = ["%Y-%m-%d", "%Y/%m/%d"]
NUMERIC += [f"%d{mark}%m{mark}%{year}" for mark in "/-." for year in "Yy"]
PARTS = st.builds(
    str.format, st.sampled_from(["{}", "{:02}", " {}"]), st.integers(0, 40)
) | st.integers(1980, 2210).map(str)


@given(st.lists(PARTS, min_size=3, max_size=3), st.sampled_from("/-. "), st.sampled_from("/-."))
def test_a_date_in_numbers_is_read_as_the_c_library_reads_it(
    parts: list[str], first: str, second: str
) -> None:
    text = f"{parts[0]}{first}{parts[1]}{second}{parts[2]}".strip()
    days = set()
    for form in NUMERIC:
        with contextlib.suppress(ValueError):
            days.add(datetime.strptime(text, form).date())  # noqa: DTZ007
    expected = next((day for day in days if 1990 <= day.year <= 2199), None)

    if expected is None:
        with pytest.raises(NotADate):
            parse_date(text)
    else:
        assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("said", "day"),
    [
        pytest.param("17/01/2022", date(2022, 1, 17), id="slashes"),
        pytest.param("01/02/2022", date(2022, 2, 1), id="the day comes first"),
        pytest.param("1/2/2022", date(2022, 2, 1), id="no leading noughts"),
        pytest.param("17/01/22", date(2022, 1, 17), id="short year"),
        pytest.param("2022-01-17", date(2022, 1, 17), id="ISO"),
        pytest.param("2022-01-17T23:59:59", date(2022, 1, 17), id="ISO with a time"),
        pytest.param("2022-01-17 00:00:00", date(2022, 1, 17), id="as pandas writes it"),
        pytest.param("17-01-2022", date(2022, 1, 17), id="dashes"),
        pytest.param("17.01.2022", date(2022, 1, 17), id="full stops"),
        pytest.param("17th January 2022", date(2022, 1, 17), id="ordinal"),
        pytest.param("1st JANUARY, 2022", date(2022, 1, 1), id="capitals and a comma"),
        pytest.param("22nd  Jan\u00a02022", date(2022, 1, 22), id="no-break space"),
        pytest.param("29 February 2024", date(2024, 2, 29), id="leap day"),
        pytest.param("1 August 2021", date(2021, 8, 1), id="the st of August stays"),
        pytest.param("17/01/2022 00:00", date(2022, 1, 17), id="midnight behind it"),
        pytest.param("17/01/2022 9:05 am", date(2022, 1, 17), id="a time behind it"),
        pytest.param("2022-01-17T23:59:59.000", date(2022, 1, 17), id="ISO with milliseconds"),
        pytest.param("2022-01-17T00:00:00Z", date(2022, 1, 17), id="ISO with a zone"),
        pytest.param("17-Jan-22", date(2022, 1, 17), id="as Excel shows it"),
        pytest.param("17 January 22", date(2022, 1, 17), id="month and short year"),
        pytest.param("17Jan2022", date(2022, 1, 17), id="nothing between"),
        pytest.param("1st Sept 2022", date(2022, 9, 1), id="Sept"),
        pytest.param("Mon 17 Jan 2022", date(2022, 1, 17), id="a weekday before it"),
        pytest.param("January 17, 2022", date(2022, 1, 17), id="the month in words first"),
        pytest.param("2022/01/17", date(2022, 1, 17), id="the year first"),
        pytest.param(date(2022, 1, 17), date(2022, 1, 17), id="a date"),
        pytest.param(
            datetime(2022, 1, 17, 23, 59, tzinfo=UTC), date(2022, 1, 17), id="a date and time"
        ),
        pytest.param(date(1990, 1, 1), date(1990, 1, 1), id="the first day taken"),
        pytest.param(date(2199, 12, 31), date(2199, 12, 31), id="the last day taken"),
    ],
)
def test_a_date_is_read(said: object, day: date) -> None:
    assert parse_date(said) == day
    assert type(parse_date(said)) is date


@pytest.mark.parametrize(
    "blank",
    [
        pytest.param(None, id="none"),
        pytest.param("", id="empty"),
        pytest.param(" \u00a0", id="spaces"),
        pytest.param(float("nan"), id="nan"),
        pytest.param("NULL", id="a database's null"),
        pytest.param("NaT", id="pandas"),
        pytest.param("-", id="a dash"),
        pytest.param("n/a", id="n/a"),
    ],
)
def test_blank_is_no_date(blank: object) -> None:
    assert parse_date(blank) is None


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("31/02/2022", id="no such day"),
        pytest.param("29/02/2022", id="not a leap year"),
        pytest.param("January 2022", id="no day"),
        pytest.param("17/01", id="no year"),
        pytest.param("tomorrow", id="a word"),
        pytest.param("Q3 2021/22", id="a quarter"),
        pytest.param(True, id="true"),
        pytest.param(date(1989, 12, 31), id="the day before the first"),
        pytest.param(date(2200, 1, 1), id="the day after the last"),
        pytest.param("31/12/1989", id="too long ago in words"),
        pytest.param("1st1 January 2022", id="an ordinal inside a number"),
    ],
)
def test_anything_else_is_refused_with_a_way_out(said: object) -> None:
    with pytest.raises(NotADate, match=r"is not a date\. Write it as 31/12/2021.*date-unreadable"):
        parse_date(said)


@pytest.mark.parametrize(
    ("said", "meant"),
    [("12/31/2025", "31/12/2025"), ("46022", "31/12/2025"), (44578.0, "17/01/2022")],
    ids=["the month first", "Excel's day number", "the same as a number"],
)
def test_a_day_that_could_be_mistaken_is_refused_with_the_day_it_may_mean(
    said: object, meant: str
) -> None:
    with pytest.raises(NotADate) as refused:
        parse_date(said)

    assert f"{meant} if that is meant" in refused.value.fix


def test_a_long_text_is_not_repeated_in_the_message() -> None:
    with pytest.raises(NotADate) as refused:
        parse_date("a day in the week after half term")

    assert str(refused.value).startswith("a text of 33 characters is not a date.")


@given(DATES, st.sampled_from(FORMS))
def test_every_day_is_read_in_every_form(day: date, form: str) -> None:
    assert parse_date(day.strftime(form)) == day


@given(DATES)
def test_a_date_in_a_report_s_words_reads_back(day: date) -> None:
    assert parse_date(long_date(day)) == day


@given(st.text() | st.from_regex(r"[0-9]{1,4}[/.\- ][0-9A-Za-z]{1,9}[/.\- ][0-9]{1,5}"))
def test_any_text_is_a_plausible_date_or_blank_or_refused(said: str) -> None:
    try:
        day = parse_date(said)
    except NotADate:
        return
    assert day is None or 1990 <= day.year <= 2199
