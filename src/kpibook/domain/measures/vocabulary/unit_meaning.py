"""The unit that a council's word means.

Any word is a unit: a word that is in no table and is no slip of one that is, such as "bed nights",
is a quantity and is shown behind its figures. It is unknown where it is nearly a known word (it is
never taken for a count), where it belongs to another column ("higher", "monthly"), or where it is
a date, a figure or a sentence.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kpibook.domain.measures.vocabulary.folding import folded, tokens
from kpibook.domain.measures.vocabulary.meaning import UNKNOWN, Meaning, index_of
from kpibook.domain.measures.vocabulary.near_words import slips_of
from kpibook.domain.measures.vocabulary.unit_words import (
    AMBIGUOUS_UNITS,
    COUNTED,
    DURATIONS,
    LINKS,
    MEASURED,
    NOT_UNITS,
    QUALIFIERS,
    SCALES,
    UNITS,
)
from kpibook.on_use.regex import regex

QUANTITY, DURATION, CURRENCY, RATE = "quantity", "duration", "currency", "rate"
#: The most words a unit has; more are a sentence.
MOST_WORDS = 5
_LONGEST = 40

_UNITS = index_of(UNITS)
_DURATIONS = index_of(DURATIONS)
_SCALES = {folded(word): scale for scale, words in SCALES.items() for word in words}
_KNOWN = _UNITS | dict.fromkeys(_DURATIONS, DURATION) | dict.fromkeys(_SCALES, CURRENCY)
_AMBIGUOUS = {
    folded(word): dict.fromkeys(choices, "")
    for words, choices in AMBIGUOUS_UNITS.items()
    for word in words
}
_NOT_UNITS = frozenset(map(folded, NOT_UNITS))
_THINGS = frozenset(map(folded, COUNTED | MEASURED))
_MEASURED = frozenset(map(folded, MEASURED))
_QUALIFIERS = frozenset(map(folded, QUALIFIERS))
_LINKS = frozenset(map(folded, LINKS))
_NO_SLIPS = _THINGS | _QUALIFIERS | _LINKS | frozenset(_KNOWN)
# Slips are told by the letters as they are written: "dyas" is "days", and its s is no plural.
_SPELLINGS = {
    form: _KNOWN[folded(word)]
    for table in (UNITS, DURATIONS)
    for words in table.values()
    for word in words
    if (form := word.casefold()).isalpha()
} | {"weeks": DURATION, "months": DURATION, "scores": "score", "counts": "count"}
_PER_NUMBER = regex(
    r"\bper\s*(?P<number>\d[\d,\s]*)\s*(?P<times>k\b|thousand|m\b|million)?"
    r"|[a-z]\s*/\s*(?P<divided>10{0,2},?000)\b"
    r"|\bper\s+(?P<words>hundred thousand|ten thousand|thousand|million)",
    re.IGNORECASE,
)
_IN_WORDS = {"hundred thousand": 100_000, "ten thousand": 10_000, "thousand": 1_000}
_RATES = {1_000: "rate per 1,000", 10_000: "rate per 10,000", 100_000: "rate per 100,000"}
# "(1-5)", "1 to 10", "out of 10": the ends of a score's scale.
_SCALE_OF_SCORE = regex(r"\bout of \d+|\b[01]\s*(?:-|\u2013|to)\s*\d+\b", re.IGNORECASE)
_MONEY_OR_SHARE = regex(r"[%£]|\bper\s?cent|\bpercentage", re.IGNORECASE)


@lru_cache(maxsize=2048)  # a register says the same few units for every measure
def unit_meaning(text: str) -> Meaning:
    """Return the unit a word means: a word of kpibook, or why it is none.

    >>> unit_meaning("Days (avg)").word, unit_meaning("bed nights").word, unit_meaning("£m").word
    ('days', 'quantity', 'currency')
    >>> unit_meaning("precent").nearest, list(unit_meaning("amount").choices)
    (('percent',), ['currency', 'count'])
    """
    key = folded(text)
    if key in _AMBIGUOUS:
        return Meaning(choices=_AMBIGUOUS[key])
    if key in _NOT_UNITS:
        return UNKNOWN
    meaning = _KNOWN.get(key) or _rate_in(text) or _without_qualifiers(text)
    if meaning:
        return Meaning(meaning)
    if _MONEY_OR_SHARE.search(text):
        return Meaning(nearest=("percent",) if "£" not in text else (CURRENCY,))
    slips = () if key in _THINGS else _slips(text)
    if slips or not _may_be_unit(text, key):
        return Meaning(nearest=slips)
    return Meaning(QUANTITY)


def duration_of(text: str) -> str:
    """Return what a plain number of a length of time counts: "hours", "mm:ss", "time" if unsaid.

    >>> duration_of("hrs"), duration_of("Time taken (mm:ss)"), duration_of("duration")
    ('hours', 'mm:ss', 'time')
    """
    key = folded(text)
    if key in _DURATIONS:
        return _DURATIONS[key]
    within = [_DURATIONS[word] for word in tokens(text) if word in _DURATIONS]
    exact = [word for word in within if word != "time"]
    return exact[0] if exact else "time"


def scale_of(text: str) -> int:
    """Return how many pounds a figure of 1 is: 1,000,000 for "£m", 1 for "£".

    >>> scale_of("£000"), scale_of("£ (millions)"), scale_of("cost")
    (1000, 1000000, 1)
    """
    key = folded(text)
    if key in _SCALES:
        return _SCALES[key]
    bare = folded(" ".join(word for word in tokens(text) if word not in _QUALIFIERS))
    return _SCALES.get(bare, 1)


def is_measured(text: str) -> bool:
    """Return True for a word of weight, length and the like, which is never counted: "kg"."""
    return folded(text) in _MEASURED


def _rate_in(text: str) -> str:
    """Return the rate that "visits per 1,000 population" is; "" for no rate."""
    match = _PER_NUMBER.search(text)
    starts = tokens(text)[:1]
    money = bool(starts) and _KNOWN.get(starts[0]) in (CURRENCY, "percent", DURATION)
    if match is None or money:
        return RATE if starts == ["per"] else ""
    if match["words"]:
        number = _IN_WORDS.get(match["words"].casefold(), 0)
    else:
        digits = int(re.sub(r"\D", "", match["number"] or match["divided"]))
        number = digits * (1_000 if (match["times"] or "").casefold() in ("k", "thousand") else 1)
        if (match["times"] or "").casefold() in ("m", "million"):
            number = 0
    return _RATES.get(number, RATE)


def _without_qualifiers(text: str) -> str:
    """Return the unit without words that change nothing: "average days", "% of cases"."""
    words = [word for word in tokens(text) if word not in _QUALIFIERS]
    bare = folded(" ".join(words))
    if bare in _KNOWN:
        return _KNOWN[bare]
    head, *behind = tokens(text) or [""]
    if head in _KNOWN and behind and (behind[0] == "per" or behind[0] in _LINKS):
        return _KNOWN[head]
    if scale := _SCALE_OF_SCORE.sub(" ", text) if _SCALE_OF_SCORE.search(text) else "":
        scored = folded(scale)
        return "score" if not scored or _KNOWN.get(scored) == "score" else ""
    kinds = {_KNOWN[word] for word in words if word in _KNOWN}
    in_brackets = len(words) == 2 and all(word in _KNOWN for word in words)
    # "Time (mm:ss)" and "Cost (£)" say a single unit twice.
    return kinds.pop() if in_brackets and len(kinds) == 1 else ""


def _slips(text: str) -> tuple[str, ...]:
    """Return the units that a word is nearly, as a whole or by any of its words."""
    words = re.findall(r"[a-z]+", text.casefold())
    spelt = [*words, *(["".join(words)] if len(words) > 1 else [])]
    unknown = [word for word in spelt if folded(word) not in _NO_SLIPS]
    near = [_SPELLINGS[other] for word in unknown for other in slips_of(word, _SPELLINGS)]
    return tuple(dict.fromkeys(near))[:3]


def _may_be_unit(text: str, key: str) -> bool:
    """Return True for a word or a few; a date, a figure and a sentence are no unit."""
    line = " ".join(text.split())
    if not any(c.isalpha() for c in key) and not any(c in "€$°" for c in key):
        return False
    if len(line) > _LONGEST or len(line.split()) > MOST_WORDS or line[-1:] in "?!":
        return False
    return not _DATE.search(line) and not line[:1].isdigit()


_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = regex(
    rf"\b\d{{1,4}}[-/.]\d{{1,2}}\b|\b(?:{_MONTHS})[a-z]*[\s-]*\d|\d[\s-]*(?:{_MONTHS})"
    r"|\b(?:19|20)\d\d\b|\bQ[1-4]\b",
    re.IGNORECASE,
)
