"""Figures in what people write: all numbers but dates, years, quarters and references."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from decimal import Decimal

from kpibook.domain.disclosure.number_words import names_a_number
from kpibook.domain.measures.reference import ref_key
from kpibook.on_use.regex import regex

# A month with a small letter may be a verb ("4 may return", "5 march"), so it has a capital.
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|Ionawr|Chwefror|Mawrth|Ebrill|Mai|"
    r"Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr)"
)
_YEAR = r"(?:19|20)\d\d"
# Ends of a date, after its month. "4 May return" is four who may.
_ENDS = (
    rf"(?:\s+{_YEAR}\b|(?=\s*(?:[.,;:)\u2010-\u2015-](?!\w)|$))|"
    r"(?=\s+(?:and|to|until|because|when|after|before|as|a)\b))"
)
_NOT_FIGURES = regex(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}{_ENDS}"  # 17 January 2022
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)\s+(?:of\s+)?{_MONTH}\b(?:\s+{_YEAR}\b)?"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?i:{_MONTH})\s+{_YEAR}\b"
    rf"|\b{_MONTH}\s+{_YEAR}\b"  # January 2022
    r"|\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b|\b\d{4}-\d\d-\d\d\b"
    r"|\b(?:19|20)\d\d\s*[/\u2010-\u2015-]\s*(?:19|20)?\d\d\b"  # 2021/22
    r"|\b(?i:(?<=\bin )|(?<=\bsince )|(?<=\bym )|(?<=\bers ))(?:19|20)\d\d\b(?!\s+\w)"  # in 2021
    r"|\b(?i:in|since)\s+(?:19|20)\d\d(?=\s+(?:and|as|because|when|after|before|but)\b)"
    r"|\b(?i:q|qtr|quarter|chwarter)\s*\.?\s*[1-4]\b(?![.,]?\d)"  # Q3
    r"|\b(?i:first|second|third|fourth|last)\s+quarter\b(?!\s+of\s+(?!the\s+year))",
)
# A word, then a number: "KPI 4", "ref. 3", "PI.2250", "HSG03".
_REFERENCE = regex(
    r"\b(?P<label>[A-Za-z]{1,8})(?P<between>[\s._/-]{0,2})(?P<number>\d+(?:[._/-]\d+)*[A-Za-z]?)\b"
)
_WORDS_BEFORE_A_REFERENCE = "kpi pi ref reference indicator measure lpi ni dangosydd mesur cyf"
_LABELS = frozenset(_WORDS_BEFORE_A_REFERENCE.split())
_DIGITS = regex(r"\d|[\u00bc-\u00be\u2150-\u218b\u00b2\u00b3\u00b9\u2460-\u24ff\u2776-\u2793]")
_NUMBER = regex(r"(?<![\d.,])£?(\d[\d,]*(?:\.\d+)?)(?:\s?%)?(?![\d,]*\d|\.\d)")


def states_figures(
    text: str, references: Collection[str] = (), own: Collection[Decimal] = ()
) -> bool:
    """Return True if a text states a figure, in digits or in words.

    Dates, years, quarters and the references of the workbook's measures are no figures. It errs
    on the side of yes ("one of the reasons"): it decides what is printed next to a number that is
    withheld.

    Args:
        text: The text.
        references: The measures' references in the form they are compared (`ref_key`). "KPI 4" is
            a reference only if there is such a measure.
        own: Figures that are published in the same row, which the text may repeat.

    >>> states_figures("Three of them left in May"), states_figures("Since 17th January 2022")
    (True, False)
    >>> states_figures("See KPI 4"), states_figures("See KPI 4", {"KPI4"})
    (True, False)
    """
    seen = _visible(text)
    left = _NOT_FIGURES.sub(" ", _without_references(seen, frozenset(references)))
    if own:
        left = _NUMBER.sub(lambda match: _unless_own(match, own), left)
    return _DIGITS.search(left) is not None or names_a_number(left)


def names_measure(text: str, key: str, title: str) -> bool:
    """Return True if a text names a measure by its reference or its title."""
    seen = _visible(text)
    if title and len(title) > 3 and title.casefold() in seen.casefold():
        return True
    return any(key in _keys_of(match) for match in _REFERENCE.finditer(seen))


def _visible(text: str) -> str:
    """Return the text as it is read: without characters that do not show."""
    return "".join(c for c in text if unicodedata.category(c) != "Cf").replace("\u00a0", " ")


def _without_references(text: str, references: frozenset[str]) -> str:
    def unless_reference(match: re.Match[str]) -> str:
        return " " if _keys_of(match) & references else match[0]

    return _REFERENCE.sub(unless_reference, text) if references else text


def _keys_of(match: re.Match[str]) -> set[str]:
    """Return the references that a label and a number may be: "ref 3" is 3, or REF3."""
    keys = {ref_key(match[0])}
    if match["label"].casefold() in _LABELS:
        keys.add(ref_key(match["number"]))
    return keys


def _unless_own(match: re.Match[str], own: Collection[Decimal]) -> str:
    return " " if Decimal(match[1].replace(",", "")) in own else match[0]
