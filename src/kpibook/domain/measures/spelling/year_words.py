"""Words for a year and for a part of a year: "Quarter 3", "M7", "Oct to Dec", "outturn"."""

from __future__ import annotations

from kpibook.domain.measures.spelling.month_names import MONTH, month_number
from kpibook.domain.measures.spelling.spelled import (
    Kind,
    Spelled,
    YearOf,
    ending,
    in_full,
    in_year,
    month_of,
    span,
)
from kpibook.on_use.regex import regex
from kpibook.on_use.replacing import replace

_DAY = r"(?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\s)?"
_RANGE = regex(
    rf"{_DAY}(?P<first>{MONTH})\s?(?P<year>\d{{2}}(?:\d\d)?)?\s?(?:-|to|until)\s?"
    rf"{_DAY}(?P<last>{MONTH})"
)
_MONTHS_TO = regex(rf"(?P<length>.*?)\s?(?:ended|ending|end|to|e)\s{_DAY}(?P<month>{MONTH})")
_LENGTHS = {
    "quarter": 3, "qtr": 3, "q": 3, "q/": 3, "3 months": 3, "three months": 3,
    "half year": 6, "half-year": 6, "6 months": 6, "six months": 6,
    "year": 12, "y": 12, "y/": 12, "12 months": 12, "twelve months": 12, "financial year": 12,
    "month": 1, "m/": 1,
}  # fmt: skip
OUTTURN = (
    "outturn", "year end", "year-end", "yearend", "year end outturn", "final outturn", "final",
    "annual outturn", "y/e", "ye", "end of year", "eoy", "provisional outturn",
)  # fmt: skip
WHOLE_YEAR = ("", "full", "full year", "annual", "year", "whole", "whole year", "financial year")
_SCHOOL_YEAR = ("academic year", "school year", "ay", "academic", "school")
_CALENDAR_YEAR = ("calendar year", "cy")
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4,
             "4th": 4}  # fmt: skip
_CARDINALS = {"one": 1, "two": 2, "three": 3, "four": 4}
_TERMS = {"autumn": 1, "spring": 2, "summer": 3}
_NUMBERED = (
    (Kind.QUARTER, regex(r"(?:q|qtr|quarter)\s?(?P<number>[1-4]|one|two|three|four)")),
    (Kind.MONTH, regex(r"(?:m|mth|month|p|pd|period)\s?(?P<number>0?[1-9]|1[0-2])")),
    (Kind.HALF, regex(r"(?:h|hy|half|half year|half-year)\s?(?P<number>[12])")),
)
_NTH = regex(rf"(?P<nth>{'|'.join(_ORDINALS)}) (?P<kind>quarter|qtr|half|half year|half-year)")
_TERM = regex(r"(?P<term>autumn|spring|summer)(?: term)?")


def whole_year(rest: str) -> Spelled | None:
    """Return a year, of which the words next to its number say no part; None if they do."""
    if rest in WHOLE_YEAR:
        return Spelled(Kind.YEAR)
    if rest in OUTTURN:
        return Spelled(Kind.YEAR, outturn=True)
    return Spelled(Kind.YEAR, of=YearOf.SCHOOL) if rest in _SCHOOL_YEAR else None


def part_of_year(rest: str) -> Spelled | None:
    """Return the part of a year that is named without the year; None if none is."""
    for kind, form in _NUMBERED:
        if match := form.fullmatch(rest):
            number = match["number"]
            return Spelled(kind, _CARDINALS.get(number) or int(number))
    if match := _NTH.fullmatch(rest):
        kind = Kind.HALF if match["kind"].startswith("half") else Kind.QUARTER
        number = _ORDINALS[match["nth"]]
        return Spelled(kind, number) if kind is Kind.QUARTER or number <= 2 else None
    if match := _TERM.fullmatch(rest):
        return Spelled(Kind.TERM, _TERMS[match["term"]])
    if (month := month_number(rest)) is not None:
        return Spelled(Kind.MONTH, in_year(month))
    match = _RANGE.fullmatch(rest)
    if match is None or match["year"]:
        return None
    months = month_number(match["first"]), month_number(match["last"])
    return None if None in months else span(in_year(months[0] or 1), in_year(months[1] or 1))


def in_calendar_year(rest: str, year: int) -> Spelled | None:
    """Return the period that words name with a calendar year behind them; None if it is not clear.

    A quarter, a half and a numbered month are not: "Q3 2021" may be of either financial year.

    >>> in_calendar_year("oct-dec", 2021) == in_calendar_year("quarter ended december", 2021)
    True
    """
    if (month := month_number(rest)) is not None:
        return month_of(month, year)
    if match := _TERM.fullmatch(rest):
        number = _TERMS[match["term"]]
        return Spelled(Kind.TERM, number, year - (number > 1))
    if rest in _CALENDAR_YEAR:
        return Spelled(Kind.YEAR, 0, year, YearOf.CALENDAR)
    return _months_between(rest, year) or _months_to(rest, year)


def _months_between(rest: str, year: int) -> Spelled | None:
    """Return the period of "Oct-Dec 2021", whose year is that of its last month."""
    match = _RANGE.fullmatch(rest)
    if match is None:
        return None
    first, last = month_number(match["first"]), month_number(match["last"])
    if first is None or last is None:
        return None
    begins = in_full(match["year"]) if match["year"] else year - (first > last)
    return ending(last, year, (year - begins) * 12 + last - first + 1)


def _months_to(rest: str, year: int) -> Spelled | None:
    """Return the period of "quarter ended December 2021" or "Y/E March 2022"."""
    match = _MONTHS_TO.fullmatch(rest)
    month = month_number(match["month"]) if match else None
    length = _LENGTHS.get(match["length"].strip()) if match else None
    if month is None or length is None:
        return None
    period = ending(month, year, length)
    return replace(period, outturn=length == 12) if period else None
