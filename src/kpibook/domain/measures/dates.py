"""Dates as people in the UK write them: the day comes first."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from kpibook.domain.measures.nothing import says_nothing
from kpibook.domain.wording import quoted
from kpibook.errors import NotADate
from kpibook.on_use.regex import regex

_ORDINAL = regex(r"(?<=\d)(st|nd|rd|th)\b", re.IGNORECASE)
_WEEKDAY = regex(r"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\b\.?", re.IGNORECASE)
# A time of day, as exports write it behind the day; with a fraction and a zone at most.
_TIME = regex(
    r"(?<=\d)(?:\s+|T)\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d|am|pm)?$",
    re.IGNORECASE,
)
# Day first, as in the UK: 03/04/2022 is 3 April. The American order is never tried.
_DAY, _NUMBER_OF_MONTH = r"(3[01]|[12]\d|0?[1-9]| [1-9])", "(1[0-2]|0?[1-9])"
_DAY_FIRST = regex(rf"{_DAY}([/.-]){_NUMBER_OF_MONTH}\2(\d\d\d\d|\d\d)")
_YEAR_FIRST = regex(rf"(\d\d\d\d)([/-]){_NUMBER_OF_MONTH}\2{_DAY}")
_WITH_A_NAME = (
    "%d %B %Y",
    "%d %b %Y",
    "%d %B %y",
    "%d %b %y",
    "%B %d %Y",
    "%b %d %Y",
)
_MONTH = regex(r"(?<=\d)[\s-]*([a-z]{3,9})\.?[\s-]*(?=\d)", re.IGNORECASE)
_AMERICAN = regex(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_SERIAL = regex(r"[34]\d{4}|5[0-4]\d{3}")  # days from 1900: 1982 to 2049


def parse_date(value: object) -> date | None:
    """Return the day a cell or a field names; None for blank, NaN and words for nothing.

    Takes dates, "17/01/2022" (day first), "2022-01-17", "17th January 2022", "17-Jan-22", each
    with a time of day behind it.

    Raises:
        NotADate: Anything else, an impossible date, or a year outside 1990 to 2199. A number is no
            date: it counts days from 1900 or from 1904.

    >>> parse_date("17th January 2022"), parse_date("31/12/2025 00:00")
    (datetime.date(2022, 1, 17), datetime.date(2025, 12, 31))
    """
    if value is None or value != value:  # NaN, and pandas' NaT, differ from self
        return None
    if isinstance(value, datetime):
        return _plausible(value.date(), value)
    if isinstance(value, date):
        return _plausible(value, value)
    if says_nothing(str(value)):
        return None
    text = _day_in(str(value))
    day = _in_numbers(text) or _with_a_name(text)
    if day is None:
        raise _not_a_date(value)
    return _plausible(day, value)


def _in_numbers(text: str) -> date | None:
    """Return the day of 17/01/2022, 17.1.22 or 2022-01-17; None for another text or no such day."""
    if match := _DAY_FIRST.fullmatch(text):
        day, _, month, year = match.groups()
    elif match := _YEAR_FIRST.fullmatch(text):
        year, _, month, day = match.groups()
    else:
        return None
    # A year of two digits is meant as in C: 69 to 99 are of the last century.
    century = 0 if len(year) == 4 else 1900 if int(year) >= 69 else 2000
    try:
        return date(century + int(year), int(month), int(day))
    except ValueError:
        return None


def _with_a_name(text: str) -> date | None:
    """Return the day of "17 January 2022" or "Jan 17 2022"; None for another text."""
    for form in _WITH_A_NAME:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 a day has no zone
        except ValueError:
            continue
    return None


def _day_in(text: str) -> str:
    """Return a date without its weekday, time and ordinal, with spaces round a month's name."""
    day = _TIME.sub("", " ".join(text.split()))
    day = " ".join(_ORDINAL.sub("", _WEEKDAY.sub("", day)).replace(",", " ").split())
    day = re.sub(r"\bsept\b", "Sep", day, flags=re.IGNORECASE)
    return _MONTH.sub(r" \1 ", day)


def _plausible(day: date, value: object) -> date:
    # 89 is 1989 and 22 is 2022; a year this far off is a slip of the finger.
    if not 1990 <= day.year <= 2199:
        raise _not_a_date(value)
    return day


def _not_a_date(value: object) -> NotADate:
    return NotADate(
        f"{quoted(value)} is not a date.",
        code="date-unreadable",
        fix=_fix(str(value).strip()),
    )


def _fix(text: str) -> str:
    """Say how to write the day, and the day that a number or an American date may mean."""
    match = _AMERICAN.fullmatch(text)
    if match and int(match[1]) <= 12 < int(match[2]) <= 31:
        return f"Write the day first: {match[2]}/{match[1]}/{match[3]} if that is meant."
    if _SERIAL.fullmatch(text.removesuffix(".0")):
        day = date(1899, 12, 30) + timedelta(days=int(text.removesuffix(".0")))
        return (
            f"It is the number that Excel keeps for a day: write {day:%d/%m/%Y} if that is meant, "
            "or give the cells a date format."
        )
    return "Write it as 31/12/2021, the day first."
