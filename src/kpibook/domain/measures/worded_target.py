"""Targets written in words: "fewer than 85", "80-90", "95% by March 2024", "above last year"."""

from __future__ import annotations

import re
from decimal import Decimal

from kpibook.domain.measures.measure import Polarity, comparator_name
from kpibook.domain.measures.relative_target import Relative, read_relative_target
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.domain.measures.values_in_words import read_figure
from kpibook.errors import NotANumber
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex

_LOWER_STRICT = r"<|less than|fewer than|under|below|lower than"
_LOWER = (
    r"<\s*/?\s*=|=\s*/?\s*<|≤|at most|no more than|not more than|no higher than|not exceeding"
    r"|not to exceed|up to|max(?:imum)?\.?(?:\s+of)?|< or =|= or <"
)
_HIGHER_STRICT = r">|more than|over|above|higher than|greater than"
_HIGHER = (
    r">\s*/?\s*=|=\s*/?\s*>|≥|at least|no less than|no fewer than|not less than|no lower than"
    r"|not fewer than|min(?:imum)?\.?(?:\s+of)?|> or =|= or >"
)
# The order decides: "no more than" and "<=" must be tried before "more than" and "<".
_WAYS = (
    (_LOWER, Polarity.LOWER, False),
    (_HIGHER, Polarity.HIGHER, False),
    (_LOWER_STRICT, Polarity.LOWER, True),
    (_HIGHER_STRICT, Polarity.HIGHER, True),
)
_BEHIND = (
    (r"(?:or|and)\s+(?:above|more|over|higher|greater|up)|\+|plus", Polarity.HIGHER),
    (r"(?:or|and)\s+(?:below|less|under|lower|fewer)", Polarity.LOWER),
    (r"or\s+better", None),
)
_AS_GOOD = r"in line with|same as|match(?:ing)?|equal to|at or better than|no worse than"
_BETTER = r"better than|improve on"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
_WHEN = rf"(?:the\s+)?(?:end\s+of\s+)?(?:{_MONTH}\s+)?(?:20\d\d(?:\s*[/-]\s*\d\d(?:\d\d)?)?)"
# What may come behind a figure without changing it: when it is due, and that it is the year's.
_REMARK = regex(
    rf"\s*(?:\([a-z][a-z\s-]*\)|,?\s*\(?by\s+(?:{_WHEN}|{_MONTH}|(?:the\s+)?year[\s-]?end|Q[1-4]"
    rf"(?:\s+\S+)?)\)?|\(?(?:in|for)\s+{_WHEN}\)?|\b(?:annually|per\s+(?:year|annum)|p\.?a\.?|a\s+year"
    r"|for\s+the\s+year|each\s+year|at\s+year[\s-]?end|annual))$",
    re.IGNORECASE,
)
_RANGE = regex(
    r"(?:(?:within|in)\s+(?:the\s+range\s+)?|range\s+|between\s+|from\s+)?"
    r"(?P<low>[^\s\-–—]+?)\s*(?:-|–|—|\bto\b|\band\b)\s*(?P<high>[^\s\-–—]+(?:\s+[^\d\s]+)?)",
    re.IGNORECASE,
)
# A longer text is a sentence, in which nothing is looked for.
_LONGEST = 100
_YEARS = regex(r"(?:19|20)\d\d\s*[-–/]\s*\d\d(?:\d\d)?")


@dataclass(frozen=True, slots=True)
class WordedTarget:
    """Target read from words.

    Attributes:
        polarity: The direction the words call good; None if they name none ("85 or better").
        strict: The value itself is not good enough ("fewer than").
        value: The figure; None when it is a comparator's, a range or relative.
        comparator: The comparator whose value is the target; "" for none.
        low: Lower end of a range; None for no range.
        high: Upper end of it.
        relative: The figure that it is set against; None for a target in itself.
    """

    polarity: Polarity | None
    strict: bool
    value: Decimal | None = None
    comparator: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    relative: Relative | None = None


def read_worded_target(text: str, unit: CountedIn | None = None) -> WordedTarget | None:
    """Read a target in words; None if its form is not understood.

    >>> read_worded_target("fewer than 85").value, read_worded_target(">= 90%").strict
    (Decimal('85'), False)
    >>> read_worded_target("95% (annual)").value, read_worded_target("80-90").high
    (Decimal('95'), Decimal('90'))
    >>> read_worded_target("Additional 800") is None
    True
    """
    line = " ".join(text.split())
    if len(line) > _LONGEST:
        return None
    if (relative := read_relative_target(line)) is not None:
        return WordedTarget(relative.polarity, relative.strict, relative=relative)
    body = _REMARK.sub("", line).strip()
    return (
        _in_one_direction(body, unit)
        or _against_comparator(body)
        or _range_in(body, unit)
        or (_figure_alone(body, unit) if body != line else None)
    )


def _in_one_direction(line: str, unit: CountedIn | None) -> WordedTarget | None:
    for words, polarity, strict in _WAYS:
        match = re.match(rf"(?:{words})\s*(.+)$", line, re.IGNORECASE)
        if match:
            return _worded_target(match[1], polarity, strict, unit)
    for words, way in _BEHIND:
        match = re.fullmatch(rf"(.+?)\s*(?:{words})", line, re.IGNORECASE)
        if match and (value := _amount(match[1], unit)) is not None:
            return WordedTarget(way, strict=False, value=value)
    return None


def _worded_target(
    amount: str, polarity: Polarity, strict: bool, unit: CountedIn | None
) -> WordedTarget | None:
    value = _amount(amount, unit)
    if value is not None:
        return WordedTarget(polarity, strict, value)
    name = _comparator_in(amount)
    return WordedTarget(polarity, strict, comparator=name) if name else None


def _against_comparator(line: str) -> WordedTarget | None:
    """Read "in line with the national average", which leaves the way to the measure."""
    for words, strict in ((_AS_GOOD, False), (_BETTER, True)):
        match = re.match(rf"(?:{words})\s+(.+)$", line, re.IGNORECASE)
        if match and (name := _comparator_in(match[1])):
            return WordedTarget(None, strict, comparator=name)
    return None


def _comparator_in(text: str) -> str:
    """Return the usual name of a comparator; "" if it is none that kpibook knows."""
    name = re.sub(r"^the\s+|\s+average$", "", text, flags=re.IGNORECASE)
    canonical = comparator_name(name)
    return canonical if canonical.casefold() in _COMPARATORS else ""


def _range_in(line: str, unit: CountedIn | None) -> WordedTarget | None:
    match = None if _YEARS.fullmatch(line) else _RANGE.fullmatch(line)
    if match is None:
        return None
    low, high = _amount(match["low"], unit), _amount(match["high"], unit)
    if low is None or high is None or low >= high:
        return None
    return WordedTarget(None, strict=False, low=low, high=high)


def _figure_alone(body: str, unit: CountedIn | None) -> WordedTarget | None:
    value = _amount(body, unit)
    return None if value is None else WordedTarget(None, strict=False, value=value)


def _amount(text: str, unit: CountedIn | None) -> Decimal | None:
    try:
        return read_figure(text.strip(), unit=unit).value
    except NotANumber:
        return None


_COMPARATORS = {"statistical neighbours", "england", "region", "cipfa nearest neighbours"}
