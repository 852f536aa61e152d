"""Numbers in words: cardinals, fractions and multiples."""

from __future__ import annotations

from decimal import Decimal

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
#: Cardinals of one word; a hyphen joins tens and units ("twenty-one").
CARDINALS: dict[str, int] = {
    **{word: number for number, word in enumerate(_SMALL)},
    **{word: 10 * (number + 2) for number, word in enumerate(_TENS)},
    **{
        f"{ten}-{unit}": 10 * (tens + 2) + number
        for tens, ten in enumerate(_TENS)
        for number, unit in enumerate(_SMALL[1:10], 1)
    },
    "none": 0,
    "dozen": 12,
}
# What is behind "double" where it is a multiple, and no double glazing.
_BEHIND_DOUBLE = ("the", "what", "that", "last")


def is_multiple(words: list[str], place: int) -> bool:
    """Return True for a word that says so many times as much: "doubled", "double the".

    >>> is_multiple("double the".split(), 0), is_multiple("double glazing".split(), 0)
    (True, False)
    """
    word = words[place]
    if word in ("double", "treble", "triple"):
        return words[place + 1 : place + 2] in [[behind] for behind in _BEHIND_DOUBLE]
    return word in MULTIPLES


# A whole in "one in so many"; what is longer is no share.
_MOST_DIGITS = 9
_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
#: Words behind the first of a share: "in" five, a "third", three "quarters".
BEHIND_FIRST = frozenset(("in", *_PARTS, *(f"{part}s" for part in _PARTS)))
#: Multiples: doubled is twice what it was.
MULTIPLES: dict[str, Decimal | int] = {
    "double": 2,
    "treble": 3,
    "triple": 3,
    "doubled": 2,
    "doubling": 2,
    "trebled": 3,
    "tripled": 3,
    "quadrupled": 4,
    "halved": Decimal("0.5"),
    "halving": Decimal("0.5"),
}

# "a quarter fewer", "a fall of a quarter since"; any other quarter is a time.
_BEHIND_SHARE = tuple(
    [word] for word in ("of", "since", "fewer", "more", "less", "lower", "higher")
)
#: Words that a share in words can begin with.
SHARES = frozenset((*CARDINALS, "a", "an", "half"))


def begins_share(words: list[str], place: int) -> bool:
    """Return False for a word that no share begins with, by the word behind it."""
    following = words[place + 1] if place + 1 < len(words) else ""
    return following in BEHIND_FIRST or words[place] == "half" or "-" in words[place]


def fraction_of(words: list[str], place: int) -> tuple[Decimal, int] | None:
    """Return the share that some words name, and how many words; None if they name none.

    >>> fraction_of("a third of".split(), 0)[0].quantize(Decimal("0.01"))
    Decimal('0.33')
    >>> fraction_of("three quarters".split(), 0)
    (Decimal('0.75'), 2)
    >>> fraction_of("one in five people".split(), 0)
    (Decimal('0.2'), 3)
    >>> fraction_of("the third quarter".split(), 1)
    """
    if not begins_share(words, place):
        return None
    word, following = words[place], words[place + 1 : place + 5]
    return _hyphened(word, following) or _so_many_in(word, following) or _part(word, following)


def _hyphened(word: str, following: list[str]) -> tuple[Decimal, int] | None:
    """Return "two-thirds"; a third-quarter figure is no share."""
    many, _, part = word.partition("-")
    size = _PARTS.get(part.removesuffix("s"))
    if size is None or size == 2 or many not in CARDINALS or following[:1] == ["year"]:
        return None
    return Decimal(CARDINALS[many]) / size, 1


def _so_many_in(word: str, following: list[str]) -> tuple[Decimal, int] | None:
    """Return "one in five" and "nine in every ten"."""
    number = _whole(word)
    if not number or len(following) < 2 or following[0] != "in":
        return None
    place = 2 if following[1] in ("every", "each") else 1
    whole = _whole(following[place]) if place < len(following) else 0
    return (Decimal(number) / whole, place + 2) if number < whole else None


def _part(word: str, following: list[str]) -> tuple[Decimal, int] | None:
    """Return "a third of", "three quarters" and "half"; three quarters running are time."""
    part = following[0] if following else ""
    behind = following[1:2]
    if word in ("a", "one", "an") and part in _PARTS:
        is_time = part == "quarter" and behind not in _BEHIND_SHARE
        if is_time or (part != "half" and behind in (["quarter"], ["time"], ["year"])):
            return None
        return Decimal(1) / _PARTS[part], 2
    number, size = _whole(word), _PARTS.get(part.removesuffix("s"))
    if number > 1 and size and part.endswith("s") and behind not in (["running"], ["in"], ["ago"]):
        is_time = part == "quarters" and number != 3
        return None if is_time else (Decimal(number) / size, 2)
    return (Decimal("0.5"), 1) if word == "half" else None


def _whole(word: str) -> int:
    if word in CARDINALS:
        return CARDINALS[word]
    digits = word.replace(",", "")
    return int(digits) if len(digits) <= _MOST_DIGITS and digits.isdecimal() else 0
