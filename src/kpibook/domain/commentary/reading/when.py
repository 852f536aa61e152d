"""Periods and dates that a text names, seen from the quarter that it is about."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum

from kpibook.domain.measures.period import Quarter
from kpibook.on_use.dataclass import dataclass

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEARS = r"(?:20\d\d\s?[/\u2010-\u2015-]\s?(?:20)?\d\d|\d\d/\d\d)"
_LAST = r"(?:last|previous|prior|preceding)"
_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
_YEAR_OF = (
    rf"(?:{_YEARS}|20\d\d|(?:of )?last year|(?:the )?(?:previous|prior) year|"
    r"(?:a|one) year ago|this year)"
)
_OWN = r"(?:'s|\u2019s)?"
_THING = (
    r"(?:time|point|stage|period|quarter|months?|(?:three|six|nine|3|6|9) months|date|position)"
)
_TWELVE = r"(?:12|twelve) months"
_END = r"(?:(?:the )?(?:end|close|start|beginning) of )?"
# Each form by the characters that it can begin with: a place in a text is tried against few.
_FORMS = (
    (
        "0-9",
        (
            rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<daymonth>{_MONTH})"
            r"(?:,? (?P<dayyear>20\d\d))?\b"
        ),
    ),
    ("0-9", r"(?P<slashed>\d{1,2}/\d{1,2}/(?:20)?\d\d)\b"),
    (
        "tecsbq",
        (
            rf"{_END}(?:q|qtr ?|quarter |quarter-)(?P<q>[1-4])(?![\d.,]\d){_OWN}"
            rf"(?:,?(?: in| of)? \(?(?P<qyear>{_YEAR_OF})\)?)?"
        ),
    ),
    (
        "tasice",
        (
            rf"(?P<same>(?:(?:this|the|at the|in the) )?"
            rf"(?:same|corresponding|equivalent|comparable|this) {_THING}(?:,? (?:of|in|for|a))? "
            rf"(?:the )?(?:{_LAST} (?:financial )?year|year ago|year before|"
            rf"(?P<sameyear>{_YEARS}|20\d\d)))"
        ),
    ),
    (
        "aot1",
        (
            r"(?P<ago>(?:a|one|1|the)[ -]year(?: (?:ago|earlier|before|previously|back|prior))|"
            rf"{_TWELVE} (?:ago|earlier|before|previously|back|prior)|"
            r"(?:this|the same) (?:time|point|stage|period|quarter) (?:a|one) year (?:ago|earlier))"
        ),
    ),
    (
        "bfjaosd",
        (
            rf"(?:(?P<between>between )|from )?(?P<first>{_MONTH})(?: 20\d\d)?"
            rf"(?:(?(between) and | to )|\s?[\u2010-\u2015-]\s?)(?P<until>{_MONTH})"
            r"(?:,? (?P<untilyear>20\d\d))?(?![\w-])"
        ),
    ),
    (
        "tecsbjfmaond",
        (
            rf"(?P<end>(?:the )?(?:end|close|start|beginning) of )?(?P<month>{_MONTH})"
            rf"{_OWN}(?:,? (?P<monthyear>20\d\d))?(?![\w-])"
        ),
    ),
    (
        "fst",
        (
            r"(?P<nth>first|second|third|fourth|final) quarter"
            rf"(?:,?(?: of| in)? (?:the year|(?P<nthyear>{_YEARS}|last year|this year)))?"
            r"(?! running| in a row| in succession)"
        ),
    ),
    (
        "tlpqo3",
        (
            rf"(?P<before>(?:the )?{_LAST} (?:quarter|three months|period|reporting period)|"
            r"(?:the )?quarter before|"
            r"(?:three|3) months (?:ago|earlier|before|previously|back|prior)|"
            rf"quarter[ -]on[ -]quarter|(?:on|over) the quarter){_OWN}"
        ),
    ),
    (
        "tclqiode",
        (
            r"(?P<now>(?:the )?(?:end|close) of (?:the|this) (?:quarter|period)|"
            r"this (?:quarter|period)|the (?:current |latest )?quarter|the period|"
            r"current quarter|latest quarter|quarter end|quarter's end|the reporting period|"
            rf"(?:in|over|during|of) (?:the )?(?:last )?three months){_OWN}"
        ),
    ),
    ("thm", r"(?P<half>(?:the )?(?:half|mid)[ -]year(?: (?:point|stage|mark))?)\b"),
    (
        "yoid",
        (
            r"(?P<onyear>year[ -]on[ -]year|"
            r"(?:on|over) the (?:past |last )?(?:year|12 months|twelve months)|"
            rf"(?:in|during) (?:the (?:past |last )?)?{_TWELVE}|in a year|"
            r"(?:in|during) the (?:past|last) year)"
        ),
    ),
    (
        "tlpym",
        (
            rf"(?P<lastyear>(?:the )?{_LAST} (?:financial )?year{_OWN}|(?:the )?year before|"
            r"two years ago|last month|(?:the )?month before)"
        ),
    ),
    ("0-9", rf"(?P<years>{_YEARS})\b{_OWN}"),
    ("isobft", r"(?:in|since|of|by|from|to) (?P<year>(?:19|20)\d\d)\b(?![.,/\u2010-\u2015-]?\d)"),
    (
        "ntsacewy",
        (
            r"(?P<soon>next (?:year|quarter|month|spring|summer|autumn|winter)|"
            r"(?:the )?(?:spring|summer|autumn|winter|christmas|easter|new year)|year[ -]end|"
            r"the end of the year)"
        ),
    ),
)
_FIRST = (
    "a apr april at aug august autumn beginning between by christmas close comparable "
    "corresponding current dec december during easter end equivalent feb february final first "
    "fourth from half in jan january jul july jun june last latest mar march may mid month "
    "new next nov november oct october of on one over preceding previous prior q qtr quarter "
    "same second sep sept september since spring start summer the third this three to twelve "
    "two winter year"
)
#: Words that a period begins with, up to their first mark or digit ("q" of "q3", "mid" of
#: "mid-year"); digits begin one too. A form that begins with another word is never tried.
FIRST_WORDS = frozenset(_FIRST.split())
#: Text of a period, for the scanner; it is in small letters.
PERIOD = r"\b(?:" + "|".join(rf"(?=[{first}]){form}" for first, form in _FORMS) + r")(?![a-z])"


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
    got = match.groupdict()
    if got["day"] or got["slashed"]:
        return _of_date(got, now)
    if got["q"]:
        return _of_quarter(int(got["q"]), got["qyear"], now)
    if got["nth"]:
        return _of_quarter(_NUMBERS[got["nth"]], got["nthyear"], now)
    if got["same"]:
        year = _start(got["sameyear"]) if got["sameyear"] else now.year - 1
        return _related(Quarter(year, now.number), now, has_year=bool(got["sameyear"]))
    if got["half"]:
        return _of_quarter(2, None, now)
    if got["ago"] or got["onyear"]:
        return When(Relation.PREVIOUS_YEAR, now.same_last_year)
    if got["until"] or got["month"]:
        return _of_months(got, now)
    if got["before"]:
        return When(Relation.PREVIOUS, now.previous)
    if got["now"]:
        return When(Relation.NOW, now)
    if got["lastyear"] and "year" in got["lastyear"] and "two" not in got["lastyear"]:
        return When(Relation.PREVIOUS_YEAR, now.same_last_year, exact=False)
    if got["years"] and _start(got["years"]) == now.year - 1:
        return When(Relation.PREVIOUS_YEAR, now.same_last_year, exact=False, has_year=True)
    return When(Relation.OTHER, exact=False, has_year=bool(got["years"] or got["year"]))


def _of_date(got: dict[str, str | None], now: Quarter) -> When:
    if got["slashed"]:
        day, month, year = (int(part) for part in got["slashed"].split("/"))
        return _dated(year % 100 + 2000, month, day, now, has_year=True)
    return _of_day(int(got["day"] or 0), got["daymonth"] or "", got["dayyear"], now)


def _start(text: str) -> int:
    digits = text.strip()
    return 2000 + int(digits[:2]) if digits[2:3] == "/" else int(digits[:4])


def _related(quarter: Quarter, now: Quarter, *, exact: bool = True, has_year: bool = False) -> When:
    relation = {
        now: Relation.NOW,
        now.previous: Relation.PREVIOUS,
        now.same_last_year: Relation.PREVIOUS_YEAR,
    }.get(quarter, Relation.EARLIER if quarter < now else Relation.OTHER)
    return When(relation, quarter, exact=exact, has_year=has_year)


def _of_quarter(number: int, year: str | None, now: Quarter) -> When:
    if year is None or "this" in year:
        latest = now.year if number <= now.number else now.year - 1
        return _related(Quarter(latest, number), now)
    if year[0].isdecimal():
        # "Q3 2023" can be of either financial year.
        return _related(Quarter(_start(year), number), now, exact=len(year) > 4, has_year=True)
    return _related(Quarter(now.year - 1, number), now, has_year=True)


def _of_month(name: str, year: str | None, at_end: bool, now: Quarter) -> When:
    month = _MONTHS.index(name[:3]) + 1
    end = now.end
    of_year = int(year) if year else end.year - (month > end.month)
    quarter = Quarter.of(date(of_year, month, 1))
    ends_quarter = month % 3 == 0
    if not ends_quarter:
        return When(Relation.OTHER, quarter, exact=False, has_year=bool(year))
    return _related(quarter, now, exact=at_end, has_year=bool(year))


def _of_months(got: dict[str, str | None], now: Quarter) -> When:
    """Return "October to December 2023": a quarter, or the year up to its end; or one month."""
    first, until, year = got["first"], got["until"], got["untilyear"]
    if not first or not until:
        return _of_month(got["month"] or "", got["monthyear"], bool(got["end"]), now)
    start, end = (_MONTHS.index(name[:3]) + 1 for name in (first, until))
    of_year = int(year) if year else now.end.year - (end > now.end.month)
    quarter = Quarter.of(date(of_year, end, 1))
    if end % 3 or (start % 3 and start not in (4, (end - 3) % 12 + 1)):
        return When(Relation.OTHER, exact=False, has_year=bool(year))
    if not start % 3:  # "between September and December" is since the end of September
        return _of_month(first, str(of_year - (start > end)) if year else None, True, now)
    whole = start == (end - 3) % 12 + 1
    return _related(quarter, now, exact=whole, has_year=bool(year))


def _of_day(day: int, name: str, year: str | None, now: Quarter) -> When:
    month = _MONTHS.index(name[:3]) + 1
    end = now.end
    of_year = int(year) if year else end.year - (month > end.month)
    return _dated(of_year, month, day, now, has_year=bool(year))


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
