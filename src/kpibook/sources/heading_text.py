"""Heading as a council writes it: the column it means, and the quarter or year it names."""

from __future__ import annotations

import re
from functools import lru_cache

from kpibook.domain.measures.period import Quarter
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.on_use.replacing import replace
from kpibook.sources.vocabulary import BY_CONTENT, SPELLINGS, Sureness
from kpibook.workbook import layout

_YEAR = regex(
    r"(?<![\d/.-])(?:fy\s*)?(?:(?P<long>(?:19|20|21)\d\d)|(?P<short>\d\d))\s*[/\-\u2010-\u2014]\s*"
    r"(?:(?:19|20|21))?(?P<end>\d\d)(?![\d/.-])|\bfy\s*(?:20)?(?P<ending>\d\d)\b",
    re.IGNORECASE,
)
_QUARTER = regex(r"(?<![a-z])(?:q|qtr|quarter)\s*\.?\s*(?P<number>[1-4])(?!\d)", re.IGNORECASE)
_MARKS = regex(r"[^\w\s£%#]+|_")
_LINKS = frozenset(("for", "at", "of", "in", "to", "as", "end", "the"))


@dataclass(frozen=True, slots=True)
class When:
    """Quarter or financial year that a heading names.

    Attributes:
        number: The number of the quarter; None for a whole year.
        year: The calendar year in which the financial year begins; None if not named.
    """

    number: int | None = None
    year: int | None = None

    def is_in(self, quarter: Quarter) -> bool:
        """Return True if it is that quarter; a year that is not named may be any."""
        return self.number == quarter.number and self.year in (None, quarter.year)

    def __str__(self) -> str:
        year = "" if self.year is None else Quarter(self.year, 1).financial_year
        return f"Q{self.number} {year}".strip() if self.number else year


@dataclass(frozen=True, slots=True)
class Heading:
    """Heading of a column.

    Attributes:
        written: Its text, on one line.
        meaning: The layout's heading; "" if it is not known, or only its content tells.
        sureness: How sure the meaning is.
        when: The quarter or year it names; None if it names none.
        option: What a tick under it means ("higher" below "Good to be"); "" for other headings.
    """

    written: str
    meaning: str = ""
    sureness: Sureness = Sureness.EXACT
    when: When | None = None
    option: str = ""

    @property
    def choices(self) -> tuple[str, ...]:
        """The meanings between which its cells decide; () if they do not."""
        words = spelling(without_date(self.written))
        return () if self.meaning else BY_CONTENT.get(words) or BY_CONTENT.get(words[:-1], ())

    @property
    def is_date(self) -> bool:
        """True if it names a quarter or year and nothing else."""
        return self.when is not None and not spelling(without_date(self.written))

    @property
    def is_known(self) -> bool:
        """True if its words are in the vocabulary."""
        return bool(self.meaning or self.choices)


def heading_from(written: object) -> Heading:
    """Read a heading.

    >>> heading_from("Good to be").meaning, str(heading_from("2024/25 Target").when)
    ('Which way is good', '2024/25')
    >>> heading_from("Q3 position").meaning, heading_from("Team").meaning
    ('Actual', '')
    """
    # Reading a file as plain UTF-8 leaves its byte order mark in the first heading.
    return _heading(" ".join(str(written or "").replace("\ufeff", "").split()))


@lru_cache(maxsize=512)  # the rows at the top of a table are read as headings again and again
def _heading(text: str) -> Heading:
    plain = Heading(text)
    if found := _looked_up(spelling(text)):
        return replace(plain, meaning=found[0], sureness=found[1])
    when = when_in(text)
    if when is None:
        return plain
    rest = spelling(without_date(text))
    if not rest:
        sureness = Sureness.USUAL if when.number else Sureness.LOOSE
        return replace(plain, meaning=layout.ACTUAL, sureness=sureness, when=when)
    meaning, sureness = _looked_up(rest) or ("", Sureness.BY_CONTENT)
    return replace(plain, meaning=meaning, sureness=max(sureness, Sureness.USUAL), when=when)


def spelling(text: str) -> str:
    """Return a heading as the vocabulary has it: small letters, no punctuation.

    >>> spelling("Direction (of good)"), spelling("No."), spelling("Target_%")
    ('direction of good', 'no', 'target')
    """
    small = text.casefold().replace("'", "").replace("\u2019", "").replace("&", " and ")
    words = _MARKS.sub(" ", small).replace("#", " no ").split()
    # A tolerance of 5 under "Tolerance %" is no tolerance of 5 units: its sign says so.
    signs = () if "tolerance" in words else ("%", "£")
    return " ".join(word for word in words if word not in signs)


def when_in(text: str) -> When | None:
    """Return the quarter or financial year that a heading names; None if it names none."""
    quarter, year = _QUARTER.search(text), _start_of_year(text)
    if quarter is None and year is None:
        return None
    return When(int(quarter["number"]) if quarter else None, year)


def without_date(text: str) -> str:
    """Return a heading without the quarter and year it names, and the words that join them."""
    start = _start_of_year(text)
    bare = _QUARTER.sub(" ", text)
    words = (bare if start is None else _YEAR.sub(" ", bare)).split()
    if len(words) == len(text.split()):
        return text
    while words and words[0].casefold() in _LINKS:
        words.pop(0)
    while words and words[-1].casefold() in _LINKS:
        words.pop()
    return " ".join(words)


def _start_of_year(text: str) -> int | None:
    """Return the calendar year in which the financial year of a heading begins."""
    for match in _YEAR.finditer(text):
        if match["ending"]:
            return 1999 + int(match["ending"])
        start = int(match["long"] or f"20{match['short']}")
        # 14/21 is no financial year, and neither is 2019-24, which a plan may cover.
        if (start + 1) % 100 == int(match["end"]):
            return start
    return None


def _looked_up(words: str) -> tuple[str, Sureness] | None:
    """Return the meaning of a spelling; a plural or singular of it counts, one step less sure."""
    if words in BY_CONTENT or not words:
        return None
    if words in SPELLINGS:
        return SPELLINGS[words]
    other = words[:-1] if words.endswith("s") else f"{words}s"
    found = None if other in BY_CONTENT else SPELLINGS.get(other)
    return None if found is None else (found[0], max(found[1], Sureness.USUAL))
