"""Periods named in a heading: "Q3", "Oct-Dec 2024", "2024/25", "Dec-24", each as a short token."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpibook.domain.measures.spelling.month_names import MONTH, month_number
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex

_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4,
             "4th": 4, "one": 1, "two": 2, "three": 3, "four": 4}  # fmt: skip
_NUMBERS = "[1-4]|one|two|three|four"
# Welsh has "Chwarter 3" and "Ch3".
_QUARTER = rf"(?<![a-z])(?:q|qtr|quarter|chwarter|ch)\s*\.?\s*(?P<quarter>{_NUMBERS})(?![a-z0-9])"
_NTH = r"(?<![a-z])(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th) (?:quarter|qtr)"
_YEARS = (
    r"(?<![\d/.-])(?:fy\s*)?(?P<start>(?:19|20|21)?\d\d)\s*[/\-\u2010-\u2014]\s*"
    r"(?P<end>(?:(?:19|20|21)?\d\d))(?![\d/.-])"
)
_FY = r"\bfy\s*(?:20)?(?P<ending>\d\d)\b"
_OF = r"(?:[\s\-'\u2019]{1,2}(?P<%s>(?:20)?\d\d))?(?!\d)"
_SPAN = (
    rf"(?<![a-z])(?P<first>{MONTH})\s?(?:-|\u2013|/|to)\s?(?P<last>{MONTH})(?![a-z]){_OF % 'of'}"
)
_MONTH = rf"(?<![a-z])(?P<month>{MONTH})(?![a-z]){_OF % 'year'}"
_ISO = r"(?<!\d)(?P<iso>20\d\d-(?:0[1-9]|1[0-2]))-\d\d(?:[ t]00:00:00)?(?!\d)"
_CALENDAR = r"(?<![\d/.-])(?P<calendar>20\d\d)(?![\d/.-])"
_FORMS = (_ISO, _YEARS, _FY, _NTH, _QUARTER, _SPAN, _MONTH, _CALENDAR)
_MENTION = regex("|".join(_FORMS), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """Period named in a text.

    Attributes:
        start: Where it begins in the text.
        end: Where it ends.
        kind: "quarter", "year" or "month".
        number: The quarter, the month from April (1 to 12), or the year's first calendar year.
        year: The financial year that a month or quarter with a year is in; None if not named.
    """

    start: int
    end: int
    kind: str
    number: int
    year: int | None = None

    @property
    def token(self) -> str:
        """The mention in the one form in which headings are compared: "q3", "y2024", "m9@2024"."""
        behind = "" if self.year is None else f"@{self.year}"
        return f"{self.kind[0]}{self.number}{behind}"


def mentions_in(text: str) -> Iterator[Mention]:
    """Yield the periods that a text names, from left to right.

    >>> [mention.token for mention in mentions_in("Q3 2024/25")]
    ['q3', 'y2024']
    >>> [mention.token for mention in mentions_in("Dec-24 and Oct-Dec")]
    ['m9@2024', 'q3']
    """
    for match in _MENTION.finditer(text):
        if (read := _read(match)) is not None:
            kind, number, year = read
            yield Mention(match.start(), match.end(), kind, number, year)


def _read(match: re.Match[str]) -> tuple[str, int, int | None] | None:
    if match["iso"]:
        year, number = map(int, match["iso"].split("-"))
        return "month", _from_april(number), year - (number < 4)
    if match["start"]:
        return _years(match["start"], match["end"])
    if match["ending"]:
        return "year", 1999 + int(match["ending"]), None
    if word := match["nth"] or match["quarter"]:
        return "quarter", _ORDINALS.get(word.casefold()) or int(word), None
    if match["first"]:
        return _span(match)
    if match["month"]:
        month = month_number(match["month"])
        return None if month is None else ("month", _from_april(month), _year(match["year"], month))
    return "year", int(match["calendar"]), None


def _years(start: str, end: str) -> tuple[str, int, None] | None:
    first = int(start) if len(start) == 4 else 2000 + int(start)
    # 14/21 is no financial year, and neither is 2019-24, which a plan may cover.
    return ("year", first, None) if (first + 1) % 100 == int(end) % 100 else None


def _span(match: re.Match[str]) -> tuple[str, int, int | None] | None:
    months = month_number(match["first"]), month_number(match["last"])
    if months[0] is None or months[1] is None:
        return None
    first, last = _from_april(months[0]), _from_april(months[1])
    if last - first != 2 or last % 3:
        return None
    return "quarter", last // 3, _year(match["of"], months[1])


def _from_april(month: int) -> int:
    return (month - 4) % 12 + 1


def _year(written: str | None, month: int) -> int | None:
    """Return the first calendar year of the financial year that a month is in."""
    if not written:
        return None
    return int(written) % 100 + 2000 - (month < 4)
