"""Periods other than quarters: months, half years, school terms and years; and their parser.

Each belongs to the financial quarter in which it ends: a half year to Q2 or Q4, a financial year to
Q4, the autumn term to Q3, the spring term to Q4 and the summer term, which ends in July, to Q2.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime

from kpibook.domain.measures.dates import parse_date
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.spelling.month_names import NAMES
from kpibook.domain.measures.spelling.period_text import spelled
from kpibook.domain.measures.spelling.spelled import Kind, Spelled, YearOf, not_a_period
from kpibook.errors import NotADate, NotAPeriod
from kpibook.on_use.dataclass import dataclass

_TERMS = ("Autumn", "Spring", "Summer")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """Calendar month; months order by time.

    Args:
        year: The calendar year.
        number: 1 for January.

    >>> str(Month(2022, 1)), str(Month(2022, 1).quarter)
    ('January 2022', 'Q4 2021/22')
    """

    year: int
    number: int

    def __str__(self) -> str:
        return f"{NAMES[self.number - 1]} {self.year}"

    @classmethod
    def of(cls, day: date) -> Month:
        """Return the month that contains `day`."""
        return cls(day.year, day.month)

    @property
    def quarter(self) -> Quarter:
        """The quarter that contains it."""
        return Quarter.of(date(self.year, self.number, 1))


@dataclass(frozen=True, slots=True, order=True)
class HalfYear:
    """Half of a financial year: 1 is April to September.

    >>> str(HalfYear(2021, 1)), str(HalfYear(2021, 1).quarter)
    ('H1 2021/22', 'Q2 2021/22')
    """

    year: int
    number: int

    def __str__(self) -> str:
        return f"H{self.number} {self.quarter.financial_year}"

    @property
    def quarter(self) -> Quarter:
        """The quarter in which it ends."""
        return Quarter(self.year, self.number * 2)


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """School term.

    Args:
        year: The calendar year in which its school year begins: 2021 for 2021/22.
        number: 1 autumn, 2 spring, 3 summer.

    >>> str(Term(2021, 3)), str(Term(2021, 3).quarter)
    ('Summer term 2022', 'Q2 2022/23')
    """

    year: int
    number: int

    def __str__(self) -> str:
        return f"{_TERMS[self.number - 1]} term {self.year + (self.number > 1)}"

    @property
    def quarter(self) -> Quarter:
        """The quarter in which it ends; the summer term ends in July."""
        return (Quarter(self.year, 3), Quarter(self.year, 4), Quarter(self.year + 1, 2))[
            self.number - 1
        ]


@dataclass(frozen=True, slots=True)
class Year:
    """Year: financial, of schools, or of the calendar.

    Args:
        year: The calendar year in which it begins.
        of: The kind of year.
        outturn: True if its text says that a figure is the year's outturn.

    >>> str(Year(2021)), str(Year(2021).quarter)
    ('2021/22', 'Q4 2021/22')
    """

    year: int
    of: YearOf = YearOf.FINANCIAL
    outturn: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        if self.of is YearOf.CALENDAR:
            return f"Calendar year {self.year}"
        years = f"{self.year}/{(self.year + 1) % 100:02d}"
        return f"School year {years}" if self.of is YearOf.SCHOOL else years

    @property
    def quarter(self) -> Quarter:
        """The quarter in which it ends."""
        match self.of:
            case YearOf.FINANCIAL:
                return Quarter(self.year, 4)
            case YearOf.SCHOOL:
                return Quarter(self.year + 1, 2)
            case YearOf.CALENDAR:
                return Quarter(self.year, 3)


Period = Month | Quarter | HalfYear | Term | Year


def parse_period(value: object, *, year: int | None = None) -> Period | date:
    """Return the period that a text names; a day for a date, whose month or quarter may be meant.

    Args:
        value: The text, or the date of a cell.
        year: The calendar year in which the financial year begins that the text is known to be in;
            None refuses a text that does not say which year.

    Raises:
        NotAPeriod: It is none, may be several, or does not say which year.

    >>> parse_period("M07 2021/22"), parse_period("Quarter 3", year=2021)
    (Month(year=2021, number=10), Quarter(2021, 3))
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, (Month, Quarter, HalfYear, Term, Year, date)):
        return value
    text = " ".join(str(value or "").split())
    try:
        return period_of(spelled(text), text, year)
    except NotAPeriod as refused:
        day = _day(text)
        if day is None:
            raise
        if day.year < 1900:
            raise refused from None
        return day


def period_of(spelling: Spelled, text: str, year: int | None = None) -> Period:
    """Return the period of a spelling; `year` is taken where it does not say which.

    Raises:
        NotAPeriod: Neither says which year.
    """
    start = year if spelling.year is None else spelling.year
    if start is None:
        raise not_a_period(
            text,
            f'Write the year too, such as "{text} 2021/22".',
            "does not say of which year it is.",
        )
    match spelling.kind:
        case Kind.QUARTER:
            return Quarter(start, spelling.number)
        case Kind.MONTH:
            return Month(start + (spelling.number > 9), (spelling.number + 2) % 12 + 1)
        case Kind.HALF:
            return HalfYear(start, spelling.number)
        case Kind.TERM:
            return Term(_term_year(spelling, start), spelling.number)
        case Kind.YEAR:
            return Year(start, spelling.of, spelling.outturn)


def _term_year(spelling: Spelled, start: int) -> int:
    """Return the year in which a term's school year begins.

    The summer term of a financial year that is only known from elsewhere began before it.
    """
    return start - 1 if spelling.year is None and spelling.number == 3 else start


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except NotADate:
        return None
