"""Quantities in a typed summary: "3", "six (6)", "all but one", "none", "half", "most"."""

from __future__ import annotations

import re

from kpibook.domain.commentary.reading.number_words import CARDINALS
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex

_WORDS = "|".join(sorted((re.escape(word) for word in CARDINALS if word != "none"), reverse=True))
#: A number as a part of a larger pattern: digits, or words.
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})?|{_WORDS})"
#: A quantity as a part of a larger pattern, which looks for it in small letters.
QUANTITY = (
    rf"(?P<quantity>(?:all (?:but|except) )?(?<![\w.,£/-]){NUMBER}"
    rf"(?: ?\(\d{{1,4}}\))?(?![\w%])(?![.,/]\d)|\ball\b|\bnone\b|\bhalf\b|"
    r"\b(?:the )?majority\b|\bmost\b)"
)
_PARTS = regex(rf"(?P<but>all (?:but|except) )?(?P<number>{NUMBER})(?: ?\((?P<digits>\d+)\))?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """Number of measures that a text states.

    Attributes:
        low: The least it can mean; negative counts from the whole, so that -1 is "all but one".
        in_digits: The number in brackets behind a number in words; None if there is none.
        kind: "exact", "but", "all", "none", "half" or "most".
    """

    low: int
    kind: str = "exact"
    in_digits: int | None = None

    @property
    def disagrees(self) -> bool:
        """True if the number in words and the number in brackets are not the same."""
        return self.in_digits is not None and self.in_digits != self.low

    def fits(self, least: int, most: int, whole: int) -> bool:
        """Return True if it can mean a number from `least` to `most`, of `whole` measures.

        >>> Quantity(1, "but").fits(3, 4, 6), Quantity(3).fits(3, 4, 6)
        (False, True)
        """
        if self.kind == "most":
            return most * 2 > whole
        if self.kind == "half":
            return least * 2 <= whole + 1 and most * 2 >= whole - 1
        exact = {"but": whole - self.low, "all": whole, "none": 0}.get(self.kind, self.low)
        return least <= exact <= most


def number_of(words: str) -> int:
    """Return the number that digits or words in small letters are.

    >>> number_of("eight"), number_of("1,204")
    (8, 1204)
    """
    value = CARDINALS.get(words)
    return int(words.replace(",", "")) if value is None else value


def quantity_of(words: str) -> Quantity:
    """Return the quantity that some words in small letters name.

    >>> quantity_of("none").kind
    'none'
    >>> quantity_of("six (6)"), quantity_of("all but one")
    (Quantity(low=6, kind='exact', in_digits=6), Quantity(low=1, kind='but', in_digits=None))
    """
    match = _PARTS.fullmatch(words)
    if match is None:
        kind = words.removeprefix("the ")
        return Quantity(0, "most" if kind == "majority" else kind)
    number, digits = match["number"], match["digits"]
    return Quantity(
        number_of(number), "but" if match["but"] else "exact", int(digits) if digits else None
    )
