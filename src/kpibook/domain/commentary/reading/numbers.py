"""Numbers of a text as figures: "£3.41m", "72.5 per cent", "one in five", "forty-eight days"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.lexicon import Part
from kpibook.domain.commentary.reading.number_words import CARDINALS, fraction_of
from kpibook.domain.commentary.reading.sentence import Item
from kpibook.domain.commentary.reading.spelled import base_at, spelled_at, unit_at
from kpibook.domain.measures.number import plain

# What has more digits is a card or a telephone number, or worse.
_MOST_DIGITS = 18
# "17,860 times" is how often
_MOST_TIMES = 100
_SCALES = {"million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9, "k": 1000, "thousand": 1000}
_BASES = {"hundredthousand": 100_000, "tenthousand": 10_000, "thousand": 1_000}
_UNIT_WORDS = {"day": "days", "min": "minute", "sec": "second"}
_SINGLE = {"hour": "hour", "minute": "minute", "week": "week", "month": "month"}
_PER = (["per"], ["every"], ["each"])
_ABOUT = frozenset(
    (
        *("about", "around", "nearly", "almost", "approximately", "roughly", "circa", "c", "c."),
        *("ca", "some", "over", "under", "approx", "more", "less", "close", "well"),
    )
)
_IN_DIGITS = ("digits", "ordinal", "scale", "percent", "points", "pound", "unit", "base")


def share_at(tokens: list[Item], words: list[str], place: int) -> tuple[Item, int] | None:
    """Return the share that begins at a word, and its number of words; None for none."""
    share = fraction_of(words, place)
    if share is None:
        return None
    value, size = share
    figure = Figure(value, "share", step=Decimal("0.005"), about=_about(words, place))
    unit, more = _of_a_unit(words, place + size)
    if unit:
        figure = Figure(value, unit, step=value / 4, about=figure.about)
        size += more
    start, end = tokens[place][2], tokens[place + size - 1][3]
    return Item(Part.FIGURE, words[place], start, end, figure), size


def _of_a_unit(words: list[str], place: int) -> tuple[str, int]:
    """Return the unit that a share is of, and how many words say so: half "a day"; "" for none."""
    before = 1 if words[place : place + 1] == ["of"] else 0
    if words[place + before : place + before + 1] not in (["a"], ["an"], ["one"]):
        return "", 0
    before += 1
    behind = words[place + before : place + before + 1]
    if behind and behind[0] in _SINGLE:
        return _SINGLE[behind[0]], before + 1
    unit, per, more = unit_at(words, place + before)
    return (unit, before + more) if more and not per else ("", 0)


def in_digits(
    token: Item, match: re.Match[str], words: list[str], place: int, title: frozenset[str]
) -> Item:
    """Return the number in digits at a place; a word of the title, if it is one of its numbers."""
    _, word, start, end, *_ = token
    digits, ordinal, scale, percent, points, pound, unit, base = match.group(*_IN_DIGITS)
    bare = digits.replace(",", "")
    if bare in title and not (percent or pound):
        return Item(Part.TITLE, word, start, end)
    if ordinal or len(digits) > _MOST_DIGITS:
        return Item(Part.OTHER, word, start, end)
    value, step = Decimal(bare), _half(len(digits.partition(".")[2]))
    if scale:
        size = _SCALES[scale.strip()]
        value, step = value * size, step * size
    figure = Figure(
        value,
        _unit(unit, percent, points, pound) or _times(words, place, value),
        _base(base) if base else 0,
        step,
        _about(words, place),
        len(bare.replace(".", "").strip("0")) or 1,
    )
    return Item(Part.FIGURE, word, start, end, figure)


@lru_cache(maxsize=_MOST_DIGITS)
def _half(places: int) -> Decimal:
    """Return half of the last of some decimal places."""
    return Decimal(5).scaleb(-places - 1)


def _unit(unit: str | None, percent: str | None, points: str | None, pound: str | None) -> str:
    """Return the unit of a number in digits: "points" for "5% points"; "" for a bare number."""
    if points:
        return "points"
    if percent:
        return "%"
    if pound:
        return "£"
    if not unit:
        return ""
    unit = unit.strip(" -").removeprefix("working ").rstrip("s")
    return _UNIT_WORDS.get(unit, unit)


def _times(words: list[str], place: int, value: Decimal) -> str:
    return "times" if words[place + 1 : place + 2] == ["times"] and value < _MOST_TIMES else ""


def _base(base: str) -> int:
    base = base.replace(",", "").replace(" ", "")
    return _BASES.get(base) or int(base)


def in_words(
    tokens: list[Item], words: list[str], place: int, title: frozenset[str]
) -> tuple[Item, int] | None:
    """Return a number in words with its unit, "two percentage points"; None if it is no number."""
    word, start = words[place], tokens[place][2]
    number = spelled_at(words, place)
    if number is None or (number.size == 1 and word not in CARDINALS):
        base, size = base_at(words, place) if words[place - 1 : place] in _PER else (0, 0)
        if not base:
            return None
        figure = Figure(Decimal(base), digits=1)
        return Item(Part.FIGURE, word, start, tokens[place + size - 1][3], figure), size
    if number.size == 1 and words[place + 1 : place + 2] in (["of", "us"], ["or"]):
        return None
    if plain(number.value).replace(",", "") in title or word in title:
        return Item(Part.TITLE, word, start, tokens[place + number.size - 1][3]), number.size
    unit, per, more = unit_at(words, place + number.size)
    size = number.size + more
    vague = number.size == 1 and not (unit or per) and word in ("one", "none")
    about = _about(words, place)
    figure = Figure(number.value, unit, per, number.step, about, number.digits)
    part = Part.OTHER if vague else Part.FIGURE
    return Item(part, word, start, tokens[place + size - 1][3], figure), size


def _about(words: list[str], place: int) -> str:
    before = words[place - 1] if place else ""
    if before in ("than", "of", "a", "to") and place > 1 and words[place - 2] in _ABOUT:
        before = words[place - 2]
    return before if before in _ABOUT else ""
