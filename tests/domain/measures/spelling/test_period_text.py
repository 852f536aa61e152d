"""Texts that name a period, as councils write them."""

from __future__ import annotations

import csv

import pytest

from kpibook.domain.measures.spelling.period_text import spelled
from kpibook.domain.measures.spelling.spelled import Kind, Spelled, YearOf
from kpibook.errors import NotAPeriod
from tests.support.shared import SHARED, needs_shared

Q3 = Spelled(Kind.QUARTER, 3, 2021)
OCTOBER = Spelled(Kind.MONTH, 7, 2021)
YEAR = Spelled(Kind.YEAR, 0, 2021)
OUTTURN = Spelled(Kind.YEAR, 0, 2021, outturn=True)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Q3 2021/22", Q3),
        ("Q3 21/22", Q3),
        ("Qtr 3 21/22", Q3),
        ("2021-22_Q3", Q3),
        ("Q3 FY21/22", Q3),
        ("Q3 FY22", Q3),
        ("third quarter 2021/22", Q3),
        ("Quarter three, 2021/22", Q3),
        ("Oct\u2013Dec 21", Q3),
        ("October to December 2021", Q3),
        ("October - December 2021/22", Q3),
        ("1 Oct 2021 - 31 Dec 2021", Q3),
        ("quarter ended 31 December 2021", Q3),
        ("3 months to December 2021", Q3),
        ("Quarter 3 (1st October 2021 to 31st December 2021)", Q3),
        ("Q3 (Oct-Dec) 2021/22", Q3),
        ("Jan-Mar 2022", Spelled(Kind.QUARTER, 4, 2021)),
        ("Oct 2021", OCTOBER),
        ("Oct-21", OCTOBER),
        ("Oct '21", OCTOBER),
        ("2021-10", OCTOBER),
        ("10/2021", OCTOBER),
        ("M07 2021/22", OCTOBER),
        ("P7 21/22", OCTOBER),
        ("October 2021/22", OCTOBER),
        ("Jan 2021/22", Spelled(Kind.MONTH, 10, 2021)),
        ("H1 2021/22", Spelled(Kind.HALF, 1, 2021)),
        ("2nd half 2021/22", Spelled(Kind.HALF, 2, 2021)),
        ("Apr-Sep 2021", Spelled(Kind.HALF, 1, 2021)),
        ("Autumn term 2021", Spelled(Kind.TERM, 1, 2021)),
        ("Spring 2022", Spelled(Kind.TERM, 2, 2021)),
        ("Summer term 2021/22", Spelled(Kind.TERM, 3, 2021)),
        ("2021/22", YEAR),
        ("2021/2022", YEAR),
        ("FY2021/22", YEAR),
        ("FY22", YEAR),
        ("full year 2021/22", YEAR),
        ("2021/22 outturn", OUTTURN),
        ("Outturn (2021/22)", OUTTURN),
        ("2021/22 year end", OUTTURN),
        ("Y/E March 2022", OUTTURN),
        ("Year ended 31 March 2022", OUTTURN),
        ("Academic year 2021/22", Spelled(Kind.YEAR, 0, 2021, YearOf.SCHOOL)),
        ("Jan-Dec 2021", Spelled(Kind.YEAR, 0, 2021, YearOf.CALENDAR)),
        ("Quarter 3", Spelled(Kind.QUARTER, 3)),
        ("October", Spelled(Kind.MONTH, 7)),
        ("M7", Spelled(Kind.MONTH, 7)),
        ("Oct-Dec", Spelled(Kind.QUARTER, 3)),
        ("Outturn", Spelled(Kind.YEAR, outturn=True)),
    ],
)
def test_a_period_is_read_as_it_is_spelled(text: str, period: Spelled) -> None:
    assert spelled(text) == period


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("Q3 2021", ("Q3 2021/22", "Q3 2020/21")),
        ("2021 Q3", ("Q3 2021/22", "Q3 2020/21")),
        ("M7 2021", ("M7 2021/22", "M7 2020/21")),
        ("2021", ("2021/22", "2020/21")),
        ("outturn 2021", ("OUTTURN 2021/22", "OUTTURN 2020/21")),
        ("2010-11", ("November 2010", "2010/11")),
        ("11/12", ("2011/12", "November 2012")),
    ],
)
def test_a_text_with_two_meanings_is_asked_with_both(text: str, choices: tuple[str, str]) -> None:
    with pytest.raises(NotAPeriod, match="may be") as asked:
        spelled(text)

    assert all(f'"{choice}"' in asked.value.fix for choice in choices)


@pytest.mark.parametrize(
    "text",
    [
        "Apr-Dec 2021",
        "Nov 2021 - Jan 2022",
        "M13 2021/22",
        "Q5 2021/22",
        "Q3 2021/22 final",
        "Q3 2021/22 (Jul-Sep 2021)",
        "Decimal 2021",
        "44561",
        "",
    ],
)
def test_what_is_no_period_of_a_council_is_refused(text: str) -> None:
    with pytest.raises(NotAPeriod):
        spelled(text)


def test_two_years_that_do_not_follow_each_other_are_refused() -> None:
    with pytest.raises(NotAPeriod, match="Write 21/22") as refused:
        spelled("Qtr 3 21/23")

    assert refused.value.code == "year-unknown"


@needs_shared
def test_every_period_that_councils_were_seen_to_write_is_read_as_what_it_is() -> None:
    assert SHARED is not None
    with (SHARED / "data" / "words.csv").open(encoding="utf-8") as file:
        rows = [list(row.values()) for row in csv.DictReader(file) if row["role"] == "period"]

    assert rows
    for _, text, meaning, _ in rows:
        assert spelled(text).kind.value == meaning, text
