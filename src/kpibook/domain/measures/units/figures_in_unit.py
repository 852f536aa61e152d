"""Figures written with their unit: £1.2m, 14 days, 1,250 kWh, 01:30."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from kpibook.domain.measures.number import parse_digits, plain
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.domain.measures.units.durations import of_plain_number, read_duration
from kpibook.domain.measures.units.unit import Unit
from kpibook.domain.measures.vocabulary.folding import folded
from kpibook.domain.measures.vocabulary.unit_meaning import (
    duration_of,
    is_measured,
    scale_of,
    unit_meaning,
)
from kpibook.domain.wording import quoted
from kpibook.errors import NotANumber
from kpibook.on_use.regex import regex

_SCALES = (
    (1_000, r"k|th|thousands?"),
    (1_000_000, r"m|mn|mil|millions?"),
    (1_000_000_000, r"bn|b|billions?"),
)
_SCALED = regex(
    r"(?P<number>[+-]?\s*£?\s*[\d.,]+)\s*(?:"
    + "|".join(f"(?P<x{scale}>{words})" for scale, words in _SCALES)
    + ")",
    re.IGNORECASE,
)
_WITH_WORD = regex(r"(?P<number>[+-]?\s*£?\s*\d[\d.,]*)\s*(?P<word>[^\d\s].*)")
_PLURALS = frozenset(("people", "children", "staff", "fte", "men", "women"))
_MOST_BEFORE = 3
# Words behind a number that change it, or say that it is not the figure.
_SAYS_MORE = frozenset(
    (
        *("or", "to", "of", "out", "and", "plus", "minus", "times", "per", "vs", "versus", "from"),
        *("is", "was", "were", "has", "had", "not", "no", "than", "then", "yet", "as", "less"),
        *("more", "fewer", "over", "under", "above", "below", "behind", "since", "this", "last"),
        *("hundred", "hundreds", "thousand", "thousands", "million", "millions", "billion"),
        *("billions", "dozen", "dozens", "lakh", "lakhs", "tens", "targets", "others", "previous"),
    )
)
# No council counts as many pounds: it is a figure in full in a measure in thousands or millions.
_MOST_POUNDS = Decimal(50_000_000_000)


def digits_reader(counted: CountedIn | None) -> Callable[[str, object], Decimal] | None:
    """Return a function that reads the digits of a figure of that unit; None for plain digits."""
    if counted is None:
        return None
    return lambda digits, original: _number_in(digits, original, counted)


def number_in_unit(number: Decimal, counted: CountedIn, original: object) -> Decimal:
    """Return the figure that a plain number means in a unit.

    Raises:
        NotANumber: In a measure in thousands or millions it is written in full, or a time is
            written as a plain number.
    """
    if counted.is_clock:
        return of_plain_number(number, counted.counts, original)
    if counted.scale > 1 and abs(number) * counted.scale > _MOST_POUNDS:
        raise _contradiction(original, counted, number / counted.scale)
    return number


def _number_in(digits: str, original: object, counted: CountedIn) -> Decimal:
    if counted.counts and (duration := read_duration(digits, counted.counts)) is not None:
        return duration
    if counted.unit is Unit.CURRENCY and (match := _SCALED.fullmatch(digits)):
        return _scaled(match, original, counted)
    try:
        number = parse_digits(digits, original)
    except NotANumber:
        match = _WITH_WORD.fullmatch(digits)
        if match is None or not _is_own_word(match, counted, original):
            raise
        number = parse_digits(match["number"].strip(), original)
    return number_in_unit(number, counted, original)


def _scaled(match: re.Match[str], original: object, counted: CountedIn) -> Decimal:
    """Return a figure written in thousands, millions or billions, in the measure's unit."""
    number = parse_digits(match["number"].replace(" ", ""), original)
    written = next(scale for scale, _ in _SCALES if match[f"x{scale}"])
    if counted.scale == 1:
        return number * written
    if counted.scale != written:
        raise _contradiction(original, counted, number * written / counted.scale)
    return number


def _is_own_word(match: re.Match[str], counted: CountedIn, original: object) -> bool:
    """Return True if the word behind a figure is the measure's unit.

    Raises:
        NotANumber: It is another unit.
    """
    word = match["word"]
    if folded(word) == folded(counted.word) and word[0].isalpha():
        return True
    pounds = "£" in match["number"] and counted.unit is not Unit.CURRENCY
    if pounds or _SCALED.fullmatch(match[0]) or word.startswith("%"):
        return False
    meaning = unit_meaning(word).word
    if meaning == counted.unit.value:
        same_scale = counted.unit is not Unit.CURRENCY or scale_of(word) == counted.scale
        same_time = not counted.counts or duration_of(word) == counted.counts
        return same_scale and same_time and counted.unit is not Unit.QUANTITY
    if counted.unit is Unit.COUNT and meaning == "quantity" and not is_measured(word):
        return _is_counted_thing(word)
    known = meaning and (meaning != "quantity" or is_measured(word))
    if known and counted.unit is not Unit.QUANTITY:
        raise NotANumber(
            f"{quoted(original)} is in {word.strip()[:24]}, and the measure in "
            f"{counted.word or counted.unit.value}.",
            code="figure-unit",
            fix="Correct the figure, or the measure's unit.",
        )
    return False


def _is_counted_thing(word: str) -> bool:
    """Return True for things that are counted ("homes", "new homes", "people").

    "5 to 10", "12 of 40", "12 (was 15)" and "12 hundred" are not 5 and 12.
    """
    *before, thing = word.casefold().split()
    letters = all(part.replace("-", "").isalpha() for part in (*before, thing))
    is_plural = thing.endswith("s") or thing in _PLURALS
    return (
        letters
        and is_plural
        and len(before) < _MOST_BEFORE
        and not _SAYS_MORE.intersection((*before, thing))
    )


def _contradiction(original: object, counted: CountedIn, meant: Decimal) -> NotANumber:
    return NotANumber(
        f"{quoted(original)} does not go with the measure's unit, {counted.word}.",
        code="number-scale-contradicts",
        fix=f"Write {plain(meant)} if {counted.written(meant)} is meant.",
    )
