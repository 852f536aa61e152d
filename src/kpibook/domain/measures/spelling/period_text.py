"""Texts that name a period, read without knowing which quarter, month or year it is.

A financial year runs from April to March and a school year from September to August.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kpibook.domain.measures.spelling.month_names import NAMES
from kpibook.domain.measures.spelling.spelled import (
    Kind,
    Spelled,
    financial_year,
    in_full,
    month_of,
    not_a_period,
)
from kpibook.domain.measures.spelling.year_words import (
    OUTTURN,
    WHOLE_YEAR,
    in_calendar_year,
    part_of_year,
    whole_year,
)
from kpibook.errors import NotAPeriod
from kpibook.on_use.regex import regex
from kpibook.on_use.replacing import replace

_TWO_YEARS = r"(?P<start>(?:19|2[01])?\d\d)\s?[/-]\s?(?P<end>(?:19|2[0-2])?\d\d)"
_FINANCIAL = r"(?:(?:fy|f/y|financial year|fin year|year)\s?)?"
_BEHIND = regex(rf"(?P<rest>.*?)\s?(?:of )?{_FINANCIAL}(?<!\d){_TWO_YEARS}")
_BEFORE = regex(rf"{_FINANCIAL}{_TWO_YEARS}(?!\d)\s?(?P<rest>.*)")
_FY = regex(r"(?:(?P<rest>.*?)\s)?(?:fy|f/y)\s?(?P<year>(?:20)?\d\d)(?:\s(?P<behind>.*))?")
_ONE_YEAR = regex(r"(?P<rest>.*?)[\s/-]?(?<!\d)(?P<year>(?:19|2[01])\d\d|(?<=[\s/a-z-])\d\d)")
_YEAR_FIRST = regex(r"(?P<year>(?:19|2[01])\d\d)(?:\s|(?=[a-z]))(?P<rest>.*)")
_ISO_MONTH = regex(r"(?P<year>(?:19|2[01])\d\d)-(?P<month>0[1-9]|1[0-2])")
_NUMBERED_MONTH = regex(r"(?P<month>0?[1-9]|1[0-2])[/-](?P<year>20\d\d)")
_BRACKETED = regex(r"(?P<before>[^()]*?)\s?\((?P<inside>[^()]+)\)\s?(?P<after>[^()]*)")


@lru_cache(maxsize=1024)  # a history names the same few periods for every measure
def spelled(text: str) -> Spelled:
    """Return the period that a text names.

    A month's number counts from April, as in finance: M7 is October. FY22 is the year that ends in
    2022, which is 2021/22. A term belongs to a school year: the summer term 2021/22 is in 2022.

    Raises:
        NotAPeriod: ``period-unknown``: it names none, or may name several ("Q3 2021", "2010-11");
            ``year-unknown``: its two years do not follow each other.

    >>> spelled("Oct-Dec 21") == spelled("Qtr 3 21/22") == spelled("2021-22 Q3")
    True
    """
    words = _normal(text)
    if match := _BRACKETED.fullmatch(words):
        outside = f"{match['before']} {match['after']}".strip()
        return _agreeing(outside, match["inside"], text)
    return _in_words(words, text)


def _normal(text: str) -> str:
    dashed = re.sub(r"[\u2010-\u2015\u2212]", "-", re.sub(r"['\u2018\u2019]", "", text.casefold()))
    spaced = re.sub(r"[\s,_:\u200b]+", " ", dashed).strip(" .")
    spaced = re.sub(r"\s?/\s?", "/", re.sub(r"(?<=[a-z])\.(?=\s|\d|-|$)", " ", spaced))
    return re.sub(r"\s+", " ", re.sub(r"\s?-\s?", "-", spaced)).strip()


def _agreeing(outside: str, inside: str, text: str) -> Spelled:
    """Return the period of "Quarter 3 (October to December 2021)": both have to name the same."""
    if outside in OUTTURN or inside in (*OUTTURN, *WHOLE_YEAR):
        return _in_words(f"{outside} {inside}", text)
    outer, inner = _in_words(outside, text), _in_words(inside, text)
    if inner.kind is Kind.YEAR and outer.kind is not Kind.YEAR:
        inner = replace(outer, year=inner.year)
    years = {period.year for period in (outer, inner) if period.year is not None}
    if (outer.kind, outer.number) != (inner.kind, inner.number) or len(years) > 1:
        raise not_a_period(text, what="names two periods that are not the same.")
    return outer if outer.year is not None else inner


def _in_words(words: str, text: str) -> Spelled:
    period = _iso_month(words, text) or _in_financial_year(words, text) or _in_fy(words)
    period = period or _in_calendar_year(words, text)
    if period is not None:
        return period
    without_year = part_of_year(words)
    if without_year is not None:
        return without_year
    if words in OUTTURN:
        return Spelled(Kind.YEAR, outturn=True)
    raise not_a_period(text)


def _iso_month(words: str, text: str) -> Spelled | None:
    """Return the month of "2021-10"; "2010-11" may be a month or a year."""
    if match := _ISO_MONTH.fullmatch(words):
        year, month = int(match["year"]), int(match["month"])
        if (year + 1) % 100 == month:
            raise not_a_period(
                text,
                f'Write "{NAMES[month - 1]} {year}" or "{year}/{month:02d}".',
                "may be a month or a financial year.",
            )
        return month_of(month, year)
    if match := _NUMBERED_MONTH.fullmatch(words):
        return month_of(int(match["month"]), int(match["year"]))
    return None


def _in_financial_year(words: str, text: str) -> Spelled | None:
    """Return the period of a text with two years, before or behind the rest."""
    for form in (_BEHIND, _BEFORE):
        match = form.fullmatch(words)
        if match is None:
            continue
        rest = match["rest"].strip(" -")
        period = whole_year(rest) or part_of_year(rest)
        if period is not None:
            _refuse_month_and_year(words, text)
            return replace(period, year=financial_year(match["start"], match["end"], text))
    return None


def _refuse_month_and_year(words: str, text: str) -> None:
    """Refuse "11/12" without more words: a month and a year, a day and a month, or 2011/12."""
    match = re.fullmatch(r"(0\d|1[0-2])[/-](\d\d)", words)
    if match and (int(match[1]) + 1) % 100 == int(match[2]):
        raise not_a_period(
            text,
            f'Write "20{match[1]}/{match[2]}" or "{NAMES[(int(match[1]) or 1) - 1]} 20{match[2]}".',
            "may be a month or a financial year.",
        )


def _in_fy(words: str) -> Spelled | None:
    """Return the period of a text with "FY22": the financial year that ends in 2022."""
    match = _FY.fullmatch(words)
    if match is None:
        return None
    rest = f"{match['rest'] or ''} {match['behind'] or ''}".strip()
    period = whole_year(rest) or part_of_year(rest)
    if period is None:
        return None
    return replace(period, year=in_full(match["year"]) - 1)


def _in_calendar_year(words: str, text: str) -> Spelled | None:
    """Return the period of a text with a single year, which only months and terms make clear."""
    for form in (_ONE_YEAR, _YEAR_FIRST):
        match = form.fullmatch(words)
        if match is None:
            continue
        rest, year = match["rest"].strip(" -/"), in_full(match["year"])
        if (period := in_calendar_year(rest, year)) is not None:
            return period
        if part_of_year(rest) is not None or rest in (*WHOLE_YEAR, *OUTTURN):
            raise _either_year(text, rest, year)
    return None


def _either_year(text: str, rest: str, year: int) -> NotAPeriod:
    choices = [f"{rest.upper()} {y}/{(y + 1) % 100:02d}".strip() for y in (year, year - 1)]
    return not_a_period(
        text, f'Write "{choices[0]}" or "{choices[1]}".', "may be of either financial year."
    )
