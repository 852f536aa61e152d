"""Figures in a text, and places in it."""

from __future__ import annotations

from decimal import Decimal

from kpibook.on_use.dataclass import dataclass

#: The most words of a text that a finding quotes.
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Span:
    """Place in a text, in characters.

    Attributes:
        start: The first character.
        end: The character behind the last.
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words at the place, at most eight of them.

        >>> Span(0, 47).of("Performance has improved on the quarter before, by two points.")
        'Performance has improved on the quarter before'
        >>> Span(0, 60).of("one two three four five six seven eight nine ten")
        'one two three four five six seven eight'
        """
        words = text[self.start : self.end].split(None, MOST_WORDS)
        return " ".join(words[:MOST_WORDS]).strip(" ,;:.")


@dataclass(frozen=True, slots=True)
class Figure:
    """Number in a text.

    Attributes:
        value: The number, in full: 3410000 for "£3.41m".
        unit: "%", "points", "£", "days", "kg", "share", "times" or another word; "" for a bare
            number.
        per: The base of a rate ("per 10,000"); 0 if it states none.
        step: Half of the last place written: 0.05 for 43.1.
        about: The word before it that makes it a rough figure: "nearly"; "" for an exact one.
        digits: Significant digits as written.
    """

    value: Decimal
    unit: str = ""
    per: int = 0
    step: Decimal = Decimal("0.5")
    about: str = ""
    digits: int = 1


def is_count(figure: Figure) -> bool:
    """Return True for a whole number without a unit that is not rough; "just 12" is 12."""
    value, is_exact = figure.value, figure.about in ("", "just")
    return is_exact and not (figure.unit or figure.per) and value == value.to_integral_value()
