"""Financial quarters: Q1 is April to June, and the year runs to the end of March."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from kpibook.domain.measures.dates import parse_date
from kpibook.domain.measures.spelling.month_names import NAMES
from kpibook.domain.measures.spelling.period_text import spelled
from kpibook.domain.measures.spelling.spelled import Kind
from kpibook.domain.measures.spelling.spelled import financial_year as year_of_two
from kpibook.errors import NotADate, NotAPeriod
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.on_use.replacing import replace

_YEAR = r"(?P<start>(?:19|2[01])\d\d)\s*[/\-\u2010-\u2014]\s*(?P<end>(?:19|2[0-2])?\d\d)"
_QUARTER = r"(?:q|qtr|quarter)\s*\.?\s*(?P<number>[1-4])"
_FORMS = (
    regex(rf"{_QUARTER}\s*,?\s*{_YEAR}", re.IGNORECASE),
    regex(rf"{_YEAR}\s*,?\s*{_QUARTER}", re.IGNORECASE),
)
_YEAR_ALONE = regex(_YEAR)
_FIX = 'Write it as "Q3 2021/22".'


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Financial quarter; quarters order by time.

    Args:
        year: The calendar year in which the financial year begins: 2021 for 2021/22.
        number: 1 (April to June) to 4 (January to March).

    Raises:
        NotAPeriod: `number` is not 1 to 4, or `year` is outside 1900 to 2199.

    >>> Quarter(2021, 3)
    Quarter(2021, 3)
    >>> str(Quarter(2021, 3))
    'Q3 2021/22'
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 4 or not 1900 <= self.year <= 2199:
            raise NotAPeriod(
                f"there is no quarter {self.number} of {self.year}.",
                code="period-unknown",
                fix=_FIX,
            )

    def __hash__(self) -> int:  # every look-up in a history asks for it
        return self.year * 4 + self.number

    def __repr__(self) -> str:
        return f"Quarter({self.year}, {self.number})"

    def __str__(self) -> str:
        return _text_of(self.year, self.number)

    @classmethod
    def parse(cls, text: object) -> Quarter:
        """Return the quarter that a text or a date names.

        Takes "Q3 2021/22", "2021-22 Q3", "Qtr 3 21/22", "Oct-Dec 2021", "Dec 2021" (the month it
        ends in), and dates, which fall in the quarter that contains them. A single calendar year
        ("Q3 2021") is refused: it can mean either financial year.

        Raises:
            NotAPeriod: The text is not a quarter, or its two years do not follow each other.

        >>> Quarter.parse("2021-22 Q3") == Quarter.parse("Quarter 3 2021/22")
        True
        """
        if isinstance(text, Quarter):
            return text
        if isinstance(text, datetime):
            return cls.of(text.date())
        if isinstance(text, date):
            return cls.of(text)
        return _quarter_in(str(text or ""))

    @classmethod
    def of(cls, day: date) -> Quarter:
        """Return the quarter that contains `day`.

        >>> Quarter.of(date(2022, 1, 17))
        Quarter(2021, 4)
        """
        # January to March give -1, which % 4 makes 3: Python's remainder is never negative.
        number = (day.month - 4) // 3 % 4 + 1
        return cls(day.year - (day.month < 4), number)

    @property
    def financial_year(self) -> str:
        """The year as councils write it: "2021/22"; "1999/00" at the century."""
        return _financial_year(self.year)

    @property
    def start(self) -> date:
        """The first day."""
        return _first_of(self.year, self.number * 3 + 1)

    @property
    def end(self) -> date:
        """The last day."""
        return _first_of(self.year, self.number * 3 + 4) - timedelta(days=1)

    @property
    def previous(self) -> Quarter:
        """The quarter before."""
        year, number = self.year, self.number
        return _shared(year - 1, 4) if number == 1 else _shared(year, number - 1)

    @property
    def next(self) -> Quarter:
        """The quarter after."""
        return (
            Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)
        )

    @property
    def same_last_year(self) -> Quarter:
        """The same quarter a year earlier."""
        return _shared(self.year - 1, self.number)

    @property
    def shared(self) -> Quarter:
        """The object that `previous` gives for this quarter: it is found sooner among others."""
        return _shared(self.year, self.number)

    @property
    def long_label(self) -> str:
        """The label of a committee report.

        >>> Quarter(2021, 3).long_label
        'Quarter 3 (1st October 2021 to 31st December 2021)'
        """
        return f"Quarter {self.number} ({long_date(self.start)} to {long_date(self.end)})"

    def __contains__(self, day: date) -> bool:
        """Return True if a day (or a moment of it) falls in the quarter."""
        day = day.date() if isinstance(day, datetime) else day
        return self.start <= day <= self.end


def parse_financial_year(text: object) -> int:
    """Return the calendar year a financial year begins in: 2021 for "2021/22" or "2021-2022".

    Raises:
        NotAPeriod: The text is not a financial year.

    >>> parse_financial_year("2021/22")
    2021
    """
    text_in_cell = str(text or "").strip()
    match = _YEAR_ALONE.fullmatch(text_in_cell)
    if not match:
        raise NotAPeriod(
            f"'{text_in_cell[:40]}' is not a financial year.",
            code="year-unknown",
            fix='Write it as "2021/22".',
        )
    return year_of_two(match["start"], match["end"], text_in_cell)


def quarters_in(text: str) -> frozenset[Quarter]:
    """Return the quarters that a title names, such as "Quarter 3 2021/22 performance".

    >>> quarters_in("Homes: Q3 2021/22 (was Q2 2021-22)") == {Quarter(2021, 3), Quarter(2021, 2)}
    True
    """
    names = [match[0] for form in _FORMS for match in form.finditer(" ".join(text.split()))]
    quarters = set()
    for name in names:
        try:
            quarters.add(Quarter.parse(name))
        except NotAPeriod:  # two years that do not follow each other
            continue
    return frozenset(quarters)


def long_date(day: date) -> str:
    """Write a date as reports do.

    >>> long_date(date(2021, 12, 31))
    '31st December 2021'
    """
    teens = 11 <= day.day % 100 <= 13
    suffix = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return f"{day.day}{suffix} {NAMES[day.month - 1]} {day.year}"


@lru_cache(maxsize=256)  # a history says the same few quarters for every measure
def _quarter_in(text: str) -> Quarter:
    text = re.sub(r"\s+", " ", text).strip()
    try:
        spelling = spelled(text)
    except NotAPeriod as refused:
        return _quarter_of_date(text, refused)
    if spelling.kind is Kind.MONTH and spelling.number % 3 == 0:
        # The month a quarter ends in is its name in many returns: "Dec 2025", "December 25".
        spelling = replace(spelling, kind=Kind.QUARTER, number=spelling.number // 3)
    if spelling.kind is not Kind.QUARTER:
        raise _no_quarter(text)
    if spelling.year is None:
        raise NotAPeriod(
            f"'{text[:40]}' does not say of which year it is.",
            code="period-unknown",
            fix=f'Write the year too, such as "{text[:20]} 2021/22".',
        )
    return Quarter(spelling.year, spelling.number)


def _quarter_of_date(text: str, refused: NotAPeriod) -> Quarter:
    """Return the quarter that contains the day a text names; raise `refused` if it names none."""
    if iso := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text):
        return Quarter.of(_date(*map(int, iso.groups()), text=text))
    try:
        day = parse_date(text)
    except NotADate:
        day = None
    if day is None:
        raise refused if text else _no_quarter(text)
    return Quarter.of(day)


def _no_quarter(text: str) -> NotAPeriod:
    return NotAPeriod(f"'{text[:40]}' is not a financial quarter.", code="period-unknown", fix=_FIX)


@lru_cache(maxsize=256)
def _shared(year: int, number: int) -> Quarter:
    return Quarter(year, number)


@lru_cache(maxsize=256)
def _text_of(year: int, number: int) -> str:
    return f"Q{number} {_financial_year(year)}"


@lru_cache(maxsize=256)
def _financial_year(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02d}"


def _first_of(year: int, month: int) -> date:
    """Return the first day of a month; month 13 is January of the year after."""
    return date(year + (month > 12), (month - 1) % 12 + 1, 1)


def _date(year: int, month: int, day: int, *, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NotAPeriod(f"there is no date {text}.", code="period-unknown", fix=_FIX) from None
