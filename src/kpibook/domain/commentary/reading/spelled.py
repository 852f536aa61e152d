"""Numbers spelled out with their units: forty-eight point six days, five million pounds."""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.commentary.reading.number_words import CARDINALS
from kpibook.on_use.dataclass import dataclass

_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
#: Words of size, with which "a" is a number: "a hundred".
BIG = frozenset((*_SCALES, "hundred"))
#: Words that a spelled number can begin with.
BEGINS = frozenset((*CARDINALS, *BIG, "a"))
_DIGIT = {word: number for word, number in CARDINALS.items() if number < 10 and word != "none"}
_MOST_WORDS = 16
_UNITS = {
    "point": "points",
    "points": "points",
    "percent": "%",
    "pound": "£",
    "pounds": "£",
    "days": "days",
    "day": "days",
    "times": "times",
    "pence": "pence",
    "minutes": "minute",
    "seconds": "second",
    "hours": "hour",
    "weeks": "week",
    "months": "month",
    "years": "year",
}
_PHRASES = {
    ("per", "cent"): "%",
    ("percentage", "points"): "points",
    ("percentage", "point"): "points",
    ("working", "days"): "days",
}
_BASES = {("thousand",): 1_000, ("ten", "thousand"): 10_000, ("hundred", "thousand"): 100_000}


@dataclass(frozen=True, slots=True)
class Spelled:
    """Number in words.

    Attributes:
        value: The number.
        size: Its words.
        step: Half of its last place.
        digits: Significant digits, as if it was written in figures.
    """

    value: Decimal
    size: int
    step: Decimal = Decimal("0.5")

    @property
    def digits(self) -> int:
        """Significant digits, as if it was written in figures."""
        return len(str(self.value).replace(".", "").strip("0")) or 1


def spelled_at(words: list[str], place: int) -> Spelled | None:
    """Return the number that begins at a word; None if it is no number.

    >>> spelled_at("one hundred and forty-one thousand six hundred".split(), 0).value
    Decimal('141600')
    >>> spelled_at("forty-eight point six days".split(), 0).value
    Decimal('48.6')
    >>> spelled_at("thirteen and a half per cent".split(), 0).value
    Decimal('13.5')
    >>> spelled_at("six of the ten".split(), 0)
    Spelled(value=Decimal('6'), size=1, step=Decimal('0.5'))
    >>> spelled_at("a library".split(), 0)
    """
    value, size = _whole(words, place)
    if not size:
        return None
    behind = words[place + size : place + size + 3]
    if behind[:1] == ["point"] and behind[1:2] and behind[1] in _DIGIT:
        return _with_decimals(words, place, value, size)
    if behind == ["and", "a", "half"]:
        return Spelled(value + Decimal("0.5"), size + 3, Decimal("0.05"))
    return Spelled(value, size)


def _whole(words: list[str], place: int) -> tuple[Decimal, int]:
    """Return a whole number and how many words it takes; no words for none."""
    total = current = at = 0
    last = ""
    for word in words[place : place + _MOST_WORDS]:
        if word in CARDINALS and word != "none" and _may_follow(word, last):
            current += CARDINALS[word]
        elif word == "a" and not last and _next(words, place) in BIG:
            current = 1
        elif word == "hundred" and last not in BIG:
            current = (current or 1) * 100
        elif word in _SCALES and last not in _SCALES:
            total, current = total + (current or 1) * _SCALES[word], 0
        elif not (word == "and" and last in BIG and _next(words, place + at) in CARDINALS):
            break
        at += 1
        last = word
    return Decimal(total + current), at


def _next(words: list[str], place: int) -> str:
    return words[place + 1] if place + 1 < len(words) else ""


def _may_follow(word: str, last: str) -> bool:
    """Return True if a cardinal goes on a number: "hundred and six", "forty one"."""
    if not last or last in BIG or last == "and":
        return True
    tens, units = CARDINALS.get(last, 0), CARDINALS[word]
    return tens in range(20, 100, 10) and 0 < units < 10


def _with_decimals(words: list[str], place: int, value: Decimal, size: int) -> Spelled:
    decimals = ""
    for word in words[place + size + 1 : place + size + 5]:
        if word not in _DIGIT:
            break
        decimals += str(_DIGIT[word])
    step = Decimal(5).scaleb(-len(decimals) - 1)
    return Spelled(value + Decimal(f"0.{decimals}"), size + 1 + len(decimals), step)


def unit_at(words: list[str], place: int) -> tuple[str, int, int]:
    """Return the unit behind a number in words, the base of its rate, and how many words it takes.

    >>> unit_at("per cent of them".split(), 0), unit_at("per thousand".split(), 0)
    (('%', 0, 2), ('', 1000, 2))
    """
    two = tuple(words[place : place + 2])
    if two in _PHRASES:
        return _PHRASES[two], 0, 2
    if words[place : place + 1] == ["per"]:
        return "", *base_at(words, place + 1, 1)
    if place < len(words) and words[place] in _UNITS:
        return _UNITS[words[place]], 0, 1
    return "", 0, 0


def base_at(words: list[str], place: int, before: int = 0) -> tuple[int, int]:
    """Return the base of a rate that some words name, and how many words; 0 and 0 for none.

    >>> base_at("hundred thousand residents".split(), 0)
    (100000, 2)
    """
    for phrase, base in _BASES.items():
        if tuple(words[place : place + len(phrase)]) == phrase:
            return base, before + len(phrase)
    return 0, 0
