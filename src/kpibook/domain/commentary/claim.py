"""Claims: statements in a text that figures can bear out or contradict."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

#: The most words of a text that a finding quotes.
MOST_WORDS = 8


class ClaimKind(Enum):
    """Kind of claim; the value ends the code of the finding, `commentary-figure`."""

    FIGURE = "figure"
    UNIT = "unit"
    DIRECTION = "direction"
    TARGET = "target"
    CHANGE = "change"
    PARTS = "parts"
    FLOW = "flow"
    DATE = "date"
    TOTAL = "total"

    @property
    def code(self) -> str:
        """The code of a claim of this kind that the figures contradict.

        >>> ClaimKind.DIRECTION.code
        'commentary-direction'
        """
        return f"commentary-{self.value}"


class Of(Enum):
    """The figure that a claim is said of."""

    ACTUAL = "the figure of the quarter"
    PREVIOUS = "the quarter before"
    PREVIOUS_YEAR = "the same quarter last year"
    EARLIER = "an earlier period"
    TARGET = "target"
    YEAR_TARGET = "target of the year"
    COMPARATOR = "comparator"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    MEASURES = "the measures"


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

        >>> Span(0, 43).of("Performance has improved on the quarter before, by two points.")
        'Performance has improved on the quarter'
        >>> Span(0, 60).of("one two three four five six seven eight nine ten")
        'one two three four five six seven eight'
        """
        words = text[self.start : self.end].split(None, MOST_WORDS)
        return " ".join(words[:MOST_WORDS]).strip(" ,;:.")


@dataclass(frozen=True, slots=True)
class Claim:
    """Statement in a text.

    Attributes:
        kind: The kind of statement.
        place: Where it is in the text.
        words: Its words as written, at most eight.
        values: The figures it states, in the order of the text; empty for words alone.
        of: What it is said of.
        says: The statement in a word or two: "rose", "met", "was"; for a person and for tests.
    """

    kind: ClaimKind
    place: Span
    words: str
    values: tuple[Decimal, ...] = ()
    of: Of = Of.ACTUAL
    says: str = ""
