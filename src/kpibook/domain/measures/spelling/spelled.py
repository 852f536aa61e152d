"""Period as a text names it, and the ways to make it from months."""

from __future__ import annotations

from enum import Enum

from kpibook.domain.wording import quoted
from kpibook.errors import NotAPeriod
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace

_FIX = 'Write it as "Q3 2021/22", "October 2021" or "2021/22".'


class Kind(Enum):
    """Length of a period."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half year"
    TERM = "school term"
    YEAR = "year"


class YearOf(Enum):
    """Kind of year, by the month it begins in."""

    FINANCIAL = "financial year"
    SCHOOL = "school year"
    CALENDAR = "calendar year"


@dataclass(frozen=True, slots=True)
class Spelled:
    """Period that a text names.

    Attributes:
        kind: Its length.
        number: Its place in its year: month 1 is April, term 1 is autumn; 0 for a whole year.
        year: The calendar year its financial (or school) year begins in; None if the text does
            not say which year.
        of: The kind of year, for a whole year.
        outturn: True if the text says that a figure is the year's outturn.
    """

    kind: Kind
    number: int = 0
    year: int | None = None
    of: YearOf = YearOf.FINANCIAL
    outturn: bool = False


def not_a_period(text: object, fix: str = _FIX, what: str = "is not a period.") -> NotAPeriod:
    """Return the error for a text that names no period, or several."""
    return NotAPeriod(f"{quoted(text)} {what}", code="period-unknown", fix=fix)


def financial_year(start: str, end: str, text: str) -> int:
    """Return the calendar year that a financial year begins in, from its two years.

    Raises:
        NotAPeriod: ``year-unknown``: they do not follow each other.

    >>> financial_year("21", "22", "21/22")
    2021
    """
    first = int(start) if len(start) == 4 else 2000 + int(start)
    # "1999/00" is right, so the last two digits are compared; "2021-2122" is not, so all four are.
    if (first + 1) % 100 != int(end) % 100 or (len(end) == 4 and int(end) != first + 1):
        raise NotAPeriod(
            f"'{text[:40]}' does not name two years that follow each other.",
            code="year-unknown",
            fix=f"Write {start}/{(first + 1) % 100:02d}.",
        )
    return first


def month_of(month: int, year: int) -> Spelled:
    """Return a calendar month: 1 is January."""
    return Spelled(Kind.MONTH, in_year(month), year - (month < 4))


def span(first: int, last: int) -> Spelled | None:
    """Return the quarter, half or year that runs between two months of a financial year."""
    length = last - first + 1
    for months, kind in ((3, Kind.QUARTER), (6, Kind.HALF), (12, Kind.YEAR)):
        if length == months and last % months == 0:
            return Spelled(kind, last // months if months < 12 else 0)
    return None


def ending(month: int, year: int, length: int) -> Spelled | None:
    """Return the period of so many months that ends with a calendar month.

    None if it is not a month, or a quarter, half or year that a council reports for.
    """
    if length == 1:
        return month_of(month, year)
    if length == 12 and month == 12:
        return Spelled(Kind.YEAR, year=year, of=YearOf.CALENDAR)
    if length == 12 and month == 8:
        return Spelled(Kind.YEAR, year=year - 1, of=YearOf.SCHOOL)
    last = in_year(month)
    period = span(last - length + 1, last)
    return None if period is None else replace(period, year=year - (month < 4))


def in_year(month: int) -> int:
    """Return the place of a calendar month in the financial year: 1 for April."""
    return (month - 4) % 12 + 1


def in_full(year: str) -> int:
    """Return a year with its century: 2021 for "21"."""
    return int(year) if len(year) == 4 else 2000 + int(year)
