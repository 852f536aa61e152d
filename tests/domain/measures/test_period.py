"""Financial quarters: Q1 is April to June."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.measures.period import Quarter, long_date, parse_financial_year
from kpibook.errors import NotAPeriod

QUARTERS = st.builds(Quarter, st.integers(1900, 2199), st.integers(1, 4))
DAYS = st.dates(date(1900, 4, 1), date(2200, 3, 31))

Q3 = Quarter(2021, 3)


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("Q3 2021/22", id="as printed"),
        pytest.param("2021-22 Q3", id="the year first"),
        pytest.param("2021/22Q3", id="no space"),
        pytest.param("Quarter 3 2021-22", id="in full"),
        pytest.param("q3 2021/22", id="small letter"),
        pytest.param("QUARTER 3, 2021/22", id="comma and capitals"),
        pytest.param("Qtr. 3 2021/2022", id="abbreviated and both years in full"),
        pytest.param("Q3 2021–22", id="en dash"),
        pytest.param("Q3 21/22", id="no century"),
        pytest.param("Oct-Dec 2021", id="its months"),
        pytest.param("Dec 2021", id="the month it ends in"),
        pytest.param("Q3 2021‑22", id="no-break hyphen"),
        pytest.param("Q3\u00a02021 / 22", id="no-break space"),
        pytest.param("  Q3   2021/22\n", id="spaces around and between"),
        pytest.param("2021-12-31", id="last day, ISO"),
        pytest.param("2021-10-01", id="first day, ISO"),
        pytest.param(date(2021, 11, 15), id="a date"),
        pytest.param(datetime(2021, 12, 31, 23, 59, tzinfo=UTC), id="the last minute"),
        pytest.param(Q3, id="a quarter"),
    ],
)
def test_a_quarter_is_read_in_every_accepted_spelling(said: object) -> None:
    assert Quarter.parse(said) == Q3


@pytest.mark.parametrize(
    ("said", "code"),
    [
        pytest.param(None, "period-unknown", id="none"),
        pytest.param("", "period-unknown", id="blank"),
        pytest.param("Q3 2021", "period-unknown", id="one year may be either"),
        pytest.param("Q3", "period-unknown", id="no year"),
        pytest.param("Oct 2021", "period-unknown", id="a month within the quarter"),
        pytest.param("Q5 2021/22", "period-unknown", id="fifth quarter"),
        pytest.param("Q0 2021/22", "period-unknown", id="quarter nought"),
        pytest.param("2021/22", "period-unknown", id="a whole year"),
        pytest.param("Q3 2021/23", "year-unknown", id="two years on"),
        pytest.param("Q3 2021/21", "year-unknown", id="the same year"),
        pytest.param("Q3 2021/2122", "year-unknown", id="a century on"),
        pytest.param("Q3 1999/1900", "year-unknown", id="a century back"),
        pytest.param("2021-02-30", "period-unknown", id="no such day"),
        pytest.param("Q3 2021/22 final", "period-unknown", id="more behind it"),
        pytest.param(44561, "period-unknown", id="Excel's day number"),
        pytest.param(float("nan"), "period-unknown", id="nan"),
        pytest.param(date(1900, 3, 31), "period-unknown", id="before the first quarter"),
        pytest.param(date(2200, 4, 1), "period-unknown", id="after the last quarter"),
    ],
)
def test_anything_else_is_refused(said: object, code: str) -> None:
    with pytest.raises(NotAPeriod) as refused:
        Quarter.parse(said)

    assert refused.value.code == code
    assert refused.value.fix


def test_years_that_do_not_follow_each_other_are_put_right_in_the_message() -> None:
    with pytest.raises(NotAPeriod, match="Write 1999/00"):
        Quarter.parse("Q3 1999/01")


@pytest.mark.parametrize(
    ("year", "number"),
    [(2021, 0), (2021, 5), (2021, -1), (1899, 4), (2200, 1)],
    ids=["number 0", "number 5", "number -1", "too early", "too late"],
)
def test_there_is_no_such_quarter(year: int, number: int) -> None:
    with pytest.raises(NotAPeriod, match=f"no quarter {number} of {year}"):
        Quarter(year, number)


@pytest.mark.parametrize(
    ("quarter", "start", "end", "label"),
    [
        pytest.param(
            Quarter(2021, 1),
            date(2021, 4, 1),
            date(2021, 6, 30),
            "Quarter 1 (1st April 2021 to 30th June 2021)",
            id="Q1",
        ),
        pytest.param(
            Quarter(2021, 2),
            date(2021, 7, 1),
            date(2021, 9, 30),
            "Quarter 2 (1st July 2021 to 30th September 2021)",
            id="Q2",
        ),
        pytest.param(
            Q3,
            date(2021, 10, 1),
            date(2021, 12, 31),
            "Quarter 3 (1st October 2021 to 31st December 2021)",
            id="Q3 as the report prints it",
        ),
        pytest.param(
            Quarter(2021, 4),
            date(2022, 1, 1),
            date(2022, 3, 31),
            "Quarter 4 (1st January 2022 to 31st March 2022)",
            id="Q4 is in the next calendar year",
        ),
        pytest.param(
            Quarter(2199, 4),
            date(2200, 1, 1),
            date(2200, 3, 31),
            "Quarter 4 (1st January 2200 to 31st March 2200)",
            id="the last there is",
        ),
    ],
)
def test_a_quarter_has_its_days_and_its_label(
    quarter: Quarter, start: date, end: date, label: str
) -> None:
    assert (quarter.start, quarter.end) == (start, end)
    assert quarter.long_label == label


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        pytest.param(date(2021, 9, 30), False, id="the day before"),
        pytest.param(date(2021, 10, 1), True, id="the first day"),
        pytest.param(date(2021, 12, 31), True, id="the last day"),
        pytest.param(date(2022, 1, 1), False, id="the day after"),
        pytest.param(date(2022, 1, 17), False, id="PI.433 in the report"),
        pytest.param(date(2020, 11, 1), False, id="the year before"),
    ],
)
def test_a_day_is_in_its_quarter_only(day: date, inside: bool) -> None:
    assert (day in Q3) is inside


@pytest.mark.parametrize(
    ("quarter", "said"),
    [
        pytest.param(Quarter(1999, 4), "Q4 1999/00", id="turn of the century"),
        pytest.param(Quarter(2009, 1), "Q1 2009/10", id="two figures"),
        pytest.param(Quarter(2099, 2), "Q2 2099/00", id="end of the century"),
        pytest.param(Quarter(2150, 2), "Q2 2150/51", id="next century"),
    ],
)
def test_the_year_is_printed_with_two_figures(quarter: Quarter, said: str) -> None:
    assert str(quarter) == said


def test_the_first_quarter_has_none_before_it_and_the_last_none_after() -> None:
    with pytest.raises(NotAPeriod):
        _ = Quarter(1900, 1).previous
    with pytest.raises(NotAPeriod):
        _ = Quarter(2199, 4).next


SPELLINGS = (
    "Q{n} {y}/{z}",
    "{y}-{z} Q{n}",
    "{y}/{z}Q{n}",
    "Quarter {n} {y}-{z}",
    "quarter{n}, {y}/{c}{z}",
    "{y}–{c}{z} qtr. {n}",
)


@given(QUARTERS, st.sampled_from(SPELLINGS))
def test_what_is_printed_or_spelled_reads_back(quarter: Quarter, form: str) -> None:
    following = quarter.year + 1
    said = form.format(
        n=quarter.number, y=quarter.year, z=f"{following % 100:02d}", c=following // 100
    )

    assert Quarter.parse(said) == quarter
    assert Quarter.parse(str(quarter)) == quarter


@given(st.builds(Quarter, st.integers(1901, 2198), st.integers(1, 4)))
def test_previous_and_next_undo_each_other(quarter: Quarter) -> None:
    assert quarter.next.previous == quarter == quarter.previous.next
    assert quarter.previous.end + timedelta(days=1) == quarter.start
    assert quarter.end + timedelta(days=1) == quarter.next.start


@given(st.builds(Quarter, st.integers(1901, 2199), st.integers(1, 4)))
def test_four_quarters_back_is_the_same_quarter_last_year(quarter: Quarter) -> None:
    assert quarter.same_last_year == quarter.previous.previous.previous.previous
    assert quarter.same_last_year.start == quarter.start.replace(year=quarter.start.year - 1)


@given(DAYS)
def test_every_day_lies_in_exactly_one_quarter(day: date) -> None:
    quarter = Quarter.of(day)
    near = [
        Quarter(year, number)
        for year in range(max(1900, day.year - 1), min(2199, day.year) + 1)
        for number in (1, 2, 3, 4)
    ]

    assert [one for one in near if day in one] == [quarter]
    assert Quarter.parse(day) == Quarter.parse(day.isoformat()) == quarter


@given(QUARTERS, QUARTERS)
def test_quarters_order_by_their_first_day(one: Quarter, other: Quarter) -> None:
    assert (one < other) == (one.start < other.start) == (one.end < other.end)
    assert (one == other) == (one.start == other.start)


@given(st.text() | st.from_regex(r"[Qq]?[0-9]? ?(19|20)[0-9]{2}[/-][0-9]{2,4} ?[Qq]?[0-9]?"))
def test_any_text_is_a_quarter_or_refused(said: str) -> None:
    try:
        quarter = Quarter.parse(said)
    except NotAPeriod:
        return
    assert Quarter.parse(str(quarter)) == quarter


@pytest.mark.parametrize(
    ("said", "year"),
    [
        pytest.param("2021/22", 2021, id="as printed"),
        pytest.param("2021-22", 2021, id="dash"),
        pytest.param(" 2021/2022 ", 2021, id="in full"),
        pytest.param("1999/00", 1999, id="turn of the century"),
        pytest.param("2099/2100", 2099, id="end of the century"),
    ],
)
def test_a_financial_year_is_its_first_calendar_year(said: str, year: int) -> None:
    assert parse_financial_year(said) == year


@pytest.mark.parametrize(
    "said",
    ["", None, 2021, "2021", "21/22", "2021/23", "2021/2122", "Q3 2021/22", float("nan")],
    ids=str,
)
def test_anything_else_is_no_financial_year(said: object) -> None:
    with pytest.raises(NotAPeriod, match="year-unknown"):
        parse_financial_year(said)


@pytest.mark.parametrize(
    ("ending", "days"),
    [
        ("st", (1, 21, 31)),
        ("nd", (2, 22)),
        ("rd", (3, 23)),
        ("th", (4, 10, 11, 12, 13, 14, 20, 24, 30)),
    ],
    ids=["st", "nd", "rd", "th"],
)
def test_a_day_of_the_month_has_its_ending(ending: str, days: tuple[int, ...]) -> None:
    assert [long_date(date(2022, 1, day)) for day in days] == [
        f"{day}{ending} January 2022" for day in days
    ]


@pytest.mark.parametrize(
    ("said", "quarter"),
    [
        ("Dec 2025", Quarter(2025, 3)),
        ("Sep-25", Quarter(2025, 2)),
        ("March 2026", Quarter(2025, 4)),
        ("Quarter ended June 2025", Quarter(2025, 1)),
    ],
)
def test_the_month_a_quarter_ends_in_names_it(said: str, quarter: Quarter) -> None:
    assert Quarter.parse(said) == quarter


@pytest.mark.parametrize("said", ["Oct 2025", "November 2025", "M 2025", "Month 2025"])
def test_any_other_month_is_a_part_of_a_quarter_and_names_none(said: str) -> None:
    with pytest.raises(NotAPeriod):
        Quarter.parse(said)
