"""Headings of a layout, which a quarter completes: "{quarter} / Actual", "{year-1} Outturn"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from kpibook.domain.measures.period import Quarter
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.workbook.mapped.periods.period_words import Mention, mentions_in

_PLACEHOLDER = regex(r"\{([^{}]*)\}")
_KNOWN = regex(r"(quarter|year|month)\s*([+-]\s*\d{1,2})?")
_COLUMN = regex(r"column\s+([A-Za-z]{1,3})", re.IGNORECASE)
_NTH = regex(r"(.*\S)\s*\[(\d{1,3})\]")
_MARKS = regex(r"[^\w%\u00a3#@]+|_")


@dataclass(frozen=True, slots=True)
class HeadingWanted:
    """Heading that a layout means in a quarter.

    Attributes:
        spellings: The forms of it, any of which fits; empty if the quarter has no such column.
        column: The letter of the column, where it is named so; "" else.
        nth: Which of several columns with this heading, from 1.
    """

    spellings: frozenset[str]
    column: str = ""
    nth: int = 1


def placeholders_unknown(text: str) -> list[str]:
    """Return the names in braces that are not known.

    >>> placeholders_unknown("{quarter-1} / {quartr}")
    ['quartr']
    """
    return [name for name in _PLACEHOLDER.findall(text) if not _KNOWN.fullmatch(name.strip())]


def wanted(text: str, period: Quarter) -> HeadingWanted:
    """Return the heading that a text of a layout means in a quarter.

    In Q1, "{quarter-1}" is of the year before: a column that names no year is not taken for it.

    >>> sorted(wanted("{year} / {quarter} Actual", Quarter(2024, 3)).spellings)
    ['y2024 q3 actual', 'y2024 q3@2024 actual']
    """
    if column := _COLUMN.fullmatch(text.strip()):
        return HeadingWanted(frozenset(), column[1].upper())
    nth = _NTH.fullmatch(text.strip())
    bare, number = (nth[1], int(nth[2])) if nth else (text, 1)
    return HeadingWanted(frozenset(_spellings(bare, period)), nth=number)


@lru_cache(maxsize=8_192)  # a sheet repeats its labels, and each quarter looks at them
def canonical(heading: str) -> str:
    """Return a heading in the form in which headings are compared.

    >>> canonical("Qtr 3 / Actual (%)"), canonical("2024-25 Target"), canonical("Oct-Dec")
    ('q3 actual %', 'y2024 target', 'q3')
    """
    parts, end = [], 0
    for mention in mentions_in(heading):
        parts += [heading[end : mention.start], f" {mention.token} "]
        end = mention.end
    return _plain("".join([*parts, heading[end:]]))


def generalised(heading: str, now: Quarter) -> str:
    """Return a heading with the periods it names as placeholders, seen from a quarter.

    A period far from it stays as it is written.

    >>> generalised("Q2 / Actual", Quarter(2024, 3))
    '{quarter-1} / Actual'
    """
    mentions = list(mentions_in(heading))
    shift = _shift(mentions, now)
    parts, end = [], 0
    for mention in mentions:
        name = _placeholder(mention, now, shift)
        parts += [heading[end : mention.start], name or heading[mention.start : mention.end]]
        end = mention.end
    return "".join([*parts, heading[end:]])


def _plain(text: str) -> str:
    small = text.casefold().replace("'", "").replace("\u2019", "").replace("&", " and ")
    return " ".join(_MARKS.sub(" ", small).split())


def _spellings(text: str, period: Quarter) -> Iterator[str]:
    quarter = _quarter_meant(text, period)
    # Only a column that names its year can be of another year.
    needs_year = quarter.year != period.year and "{year" not in text
    choices: list[list[str]] = []
    end = 0
    for match in _PLACEHOLDER.finditer(text):
        known = _KNOWN.fullmatch(match[1].strip())
        if known is None:
            return
        offset = int((known[2] or "0").replace(" ", ""))
        tokens = _tokens(known[1], offset, quarter)
        if needs_year:
            tokens = [token for token in tokens if "@" in token]
        choices += [[canonical(text[end : match.start()])], tokens]
        end = match.end()
    choices.append([canonical(text[end:])])
    for parts in product(*choices):
        yield " ".join(" ".join(parts).split())


def _quarter_meant(text: str, period: Quarter) -> Quarter:
    """Return the quarter that the placeholders of a heading count from: "{quarter-1}" shifts it."""
    for match in _PLACEHOLDER.finditer(text):
        known = _KNOWN.fullmatch(match[1].strip())
        if known and known[1] == "quarter":
            return moved(period, int((known[2] or "0").replace(" ", "")))
    return period


def moved(period: Quarter, by: int) -> Quarter:
    """Return the quarter so many quarters later, or earlier for a number below 0.

    >>> str(moved(Quarter(2024, 1), -1))
    'Q4 2023/24'
    """
    index = period.year * 4 + period.number - 1 + by
    return Quarter(index // 4, index % 4 + 1)


def _tokens(name: str, offset: int, quarter: Quarter) -> list[str]:
    if name == "quarter":
        return [f"q{quarter.number}", f"q{quarter.number}@{quarter.year}"]
    if name == "year":
        return [f"y{quarter.year + offset}"]
    index = quarter.year * 12 + quarter.number * 3 - 1 + offset
    year, month = index // 12, index % 12 + 1
    bare = [f"m{month}"] if year == quarter.year else []
    return [*bare, f"m{month}@{year}"]


def _shift(mentions: list[Mention], now: Quarter) -> int:
    """Return how many quarters a heading is from `now`, by its quarter and its year."""
    quarter = next((mention for mention in mentions if mention.kind == "quarter"), None)
    if quarter is None:
        return 0
    named = [m.number for m in mentions if m.kind == "year"]
    year = quarter.year if quarter.year is not None else (named[0] if named else now.year)
    return (year - now.year) * 4 + quarter.number - now.number


def _placeholder(mention: Mention, now: Quarter, shift: int) -> str:
    if mention.kind == "quarter":
        return _named("quarter", shift) if abs(shift) <= 8 else ""
    if mention.kind == "year":
        by = mention.number - moved(now, shift).year
        return _named("year", by) if abs(by) <= 5 else ""
    year = now.year if mention.year is None else mention.year
    by = (year - now.year) * 12 + mention.number - now.number * 3
    return _named("month", by) if abs(by) <= 24 else ""


def _named(name: str, by: int) -> str:
    return f"{{{name}{by:+d}}}" if by else f"{{{name}}}"
