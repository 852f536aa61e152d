"""Periods and dates that a text names, seen from the quarter that it is about."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from functools import lru_cache

from kpibook.domain.commentary.reading.period_forms import FORMS
from kpibook.domain.measures.period import Quarter
from kpibook.on_use.dataclass import dataclass

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "final": 4,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
}
_SUMMER = 2
_FIRST = (
    "a apr april at aug august autumn beginning between by christmas close comparable "
    "corresponding current dec december during easter end equivalent feb february final first "
    "fourth from half in immediately jan january jul july jun june last latest mar march "
    "matching may mid month new next nov november oct october of on one our over preceding "
    "previous prior period q qtr quarter same second sep sept september since spring start summer "
    "that the third this three to twelve two when winter year"
)
#: Words that a period begins with, up to their first mark or digit ("q" of "q3", "mid" of
#: "mid-year"); digits begin one too. A form that begins with another word is never tried.
FIRST_WORDS = frozenset(_FIRST.split())
#: Text of a period, for the scanner; it is in small letters.
PERIOD = r"\b(?:" + "|".join(rf"(?=[{first}]){form}" for first, form in FORMS) + r")(?![a-z])"


class Relation(Enum):
    """Relation of a period to the quarter that a text is about."""

    NOW = "the quarter"
    PREVIOUS = "the quarter before"
    PREVIOUS_YEAR = "the same quarter last year"
    EARLIER = "an earlier quarter"
    OTHER = "another period"


@dataclass(frozen=True, slots=True)
class When:
    """Period or date in a text.

    Attributes:
        relation: How it relates to the quarter.
        quarter: The quarter; None if it names none.
        day: The day; None if it names none.
        exact: True if it names the quarter outright, and not a month or a year that may be it.
        has_year: True if the year is written.
    """

    relation: Relation
    quarter: Quarter | None = None
    day: date | None = None
    exact: bool = True
    has_year: bool = False


def when_of(match: re.Match[str], now: Quarter) -> When:
    """Return the period that a match of `PERIOD` names.

    >>> text = re.compile(PERIOD)
    >>> when_of(text.search("at the end of september"), Quarter(2024, 3)).relation.name
    'PREVIOUS'
    >>> when_of(text.search("q3 2023/24"), Quarter(2024, 3)).relation.name
    'PREVIOUS_YEAR'
    >>> when_of(text.search("17 january 2021"), Quarter(2021, 3)).relation.name
    'OTHER'
    """
    return _when(match.groups(), now)


@lru_cache(maxsize=512)  # most texts name the same few periods
def _when(groups: tuple[str | None, ...], now: Quarter) -> When:
    got = dict(zip(_group_names(), groups, strict=True))
    if got["day"] or got["slashed"]:
        return _of_date(got, now)
    if got["until"] or got["month"] or got["toend"]:
        return _of_months(got, now)
    return _of_quarters(got, now) or _of_years(got, now)


@lru_cache(maxsize=1)
def _group_names() -> tuple[str, ...]:
    """Return the names of the groups of `PERIOD`, which has no group without a name."""
    return tuple(re.compile(PERIOD).groupindex)


def _of_quarters(got: dict[str, str | None], now: Quarter) -> When | None:
    """Return the quarter that is named by its number, or by its distance; None for neither."""
    if number := got["q"] or got["nth"]:
        return _of_quarter(_NUMBERS[number], got["qyear"] or got["qshort"] or got["nthyear"], now)
    if number := got["qlast"] or got["nthlast"]:
        return _of_quarter(_NUMBERS[number], got["yearfirst"], now)
    if got["lastq"]:
        return _of_quarter(4, got["lastqyear"] or "last year", now)
    if got["pair"]:
        return _of_pair(_NUMBERS[got["pairfirst"] or ""], _NUMBERS[got["pairlast"] or ""], now)
    if got["sofar"]:
        return _of_months_so_far(_SUMMER + (got["sofarmonths"] in ("nine", "9")), now)
    if got["half"] or (got["summer"] and now.number > _SUMMER):
        return _of_quarter(_SUMMER, None, now)
    if got["before"]:
        return When(Relation.PREVIOUS, now.previous)
    if got["opening"]:  # a level of then is the one that the quarter before ended with
        return When(Relation.EARLIER, now.previous, exact=False)
    return When(Relation.NOW, now) if got["now"] else None


def _of_months_so_far(ends: int, now: Quarter) -> When:
    """Return the quarter of this year that "the nine months" end with."""
    if ends > now.number:
        return When(Relation.OTHER, exact=False)
    return _related(Quarter(now.year, ends), now, exact=False)


def _of_pair(first: int, last: int, now: Quarter) -> When:
    """Return the quarter that "between the second and third quarters" begins with."""
    if last != now.number or first != last - 1:
        return When(Relation.OTHER, exact=False)
    return When(Relation.PREVIOUS, now.previous)


def _of_years(got: dict[str, str | None], now: Quarter) -> When:
    """Return a year, or the quarter of another year."""
    if got["same"]:
        year = _start(got["sameyear"]) if got["sameyear"] else now.year - 1
        return _related(Quarter(year, now.number), now, has_year=bool(got["sameyear"]))
    if got["ago"] or got["onyear"] or got["like"]:
        return When(Relation.PREVIOUS_YEAR, now.same_last_year)
    if got["lastyear"] and "year" in got["lastyear"] and "two" not in got["lastyear"]:
        return When(Relation.PREVIOUS_YEAR, now.same_last_year, exact=False)
    if got["years"] and _start(got["years"]) == now.year - 1:
        return When(Relation.PREVIOUS_YEAR, now.same_last_year, exact=False, has_year=True)
    return When(Relation.OTHER, exact=False, has_year=bool(got["years"] or got["year"]))


def _of_date(got: dict[str, str | None], now: Quarter) -> When:
    if got["slashed"]:
        day, month, year = (int(part) for part in re.split("[/.]", got["slashed"]))
        return _dated(year % 100 + 2000, month, day, now, has_year=True)
    return _of_day(got, now)


def _start(text: str) -> int:
    """Return the calendar year in which a year begins: 2024 of "2024/25", "24/25" and "2024"."""
    digits = text.strip()
    return 2000 + int(digits[:2]) if not digits[:4].isdecimal() else int(digits[:4])


def _related(quarter: Quarter, now: Quarter, *, exact: bool = True, has_year: bool = False) -> When:
    relation = {
        now: Relation.NOW,
        now.previous: Relation.PREVIOUS,
        now.same_last_year: Relation.PREVIOUS_YEAR,
    }.get(quarter, Relation.EARLIER if quarter < now else Relation.OTHER)
    return When(relation, quarter, exact=exact, has_year=has_year)


def _of_quarter(number: int, year: str | None, now: Quarter) -> When:
    if year is None or year in ("this year", "the year"):
        latest = now.year if number <= now.number else now.year - 1
        return _related(Quarter(latest, number), now)
    if year[0].isdecimal() and "month" not in year and "year" not in year:
        # "Q3 2023" can be of either financial year.
        exact = len(year.removesuffix("'s")) > len("2023")
        return _related(Quarter(_start(year), number), now, exact=exact, has_year=True)
    return _related(Quarter(now.year - 1, number), now, has_year=True)


def _of_month(got: dict[str, str | None], now: Quarter) -> When:
    """Return the quarter that a month ends, or another period for a month inside a quarter."""
    month, end = _MONTHS.index((got["month"] or "")[:3]) + 1, now.end
    latest = end.year - (month > end.month)
    year = got["monthyear"]
    if short := got["monthshort"] or got["monthbare"]:
        year = f"20{short}"
    is_last = bool(got["monthago"]) or bool(got["monthlast"] and month == end.month)
    of_year = int(year) if year else latest - is_last
    quarter, has_year = Quarter.of(date(of_year, month, 1)), bool(year) or is_last
    if month % 3:
        return When(Relation.OTHER, quarter, exact=False, has_year=has_year)
    return _related(quarter, now, exact=bool(got["end"]) or is_last, has_year=has_year)


def _of_months(got: dict[str, str | None], now: Quarter) -> When:
    """Return "October to December 2023": a quarter, or the year up to its end; or one month."""
    if got["toend"]:
        return _of_month(
            {**got, "month": got["endmonth"], "monthyear": got["endyear"], "end": "e"}, now
        )
    first, until, year = got["first"], got["until"], got["untilyear"]
    if not first or not until:
        return _of_month(got, now)
    start, end = (_MONTHS.index(name[:3]) + 1 for name in (first, until))
    latest = now.end.year - (end > now.end.month) - bool(got["untillast"])
    of_year = int(year) if year else latest
    quarter, has_year = Quarter.of(date(of_year, end, 1)), bool(year or got["untillast"])
    if end % 3 or (start % 3 and start not in (4, (end - 3) % 12 + 1)):
        return When(Relation.OTHER, exact=False, has_year=has_year)
    if not start % 3:  # "between September and December" is since the end of September
        since = str(of_year - (start > end)) if year or start > end else None
        return _of_month({**got, "month": first, "monthyear": since, "end": "end"}, now)
    whole = start == (end - 3) % 12 + 1
    return _related(quarter, now, exact=whole, has_year=has_year)


def _of_day(got: dict[str, str | None], now: Quarter) -> When:
    month, end = _MONTHS.index((got["daymonth"] or "")[:3]) + 1, now.end
    latest = end.year - (month > end.month) - bool(got["daylast"])
    of_year = int(got["dayyear"] or latest)
    has_year = bool(got["dayyear"] or got["daylast"])
    return _dated(of_year, month, int(got["day"] or 0), now, has_year=has_year)


def _dated(year: int, month: int, day: int, now: Quarter, *, has_year: bool) -> When:
    try:
        on = date(year, month, day)
    except ValueError:
        return When(Relation.OTHER, exact=False)
    quarter = Quarter.of(on)
    if on == quarter.end:
        return _day_of(_related(quarter, now, has_year=has_year), on)
    if on == quarter.start and quarter > now.previous.previous:
        # The first day of a quarter has the position that the quarter before ended with.
        return _day_of(_related(quarter.previous, now, has_year=has_year), on)
    return When(Relation.OTHER, quarter, on, exact=False, has_year=has_year)


def _day_of(when: When, day: date) -> When:
    return When(when.relation, when.quarter, day, when.exact, when.has_year)
