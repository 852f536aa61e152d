"""Claims: statements in a text that figures can bear out or contradict."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from kpibook.domain.commentary.reading.figure import MOST_WORDS as MOST_WORDS
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.figure import Span as Span
from kpibook.domain.measures.period import Quarter
from kpibook.on_use.dataclass import dataclass


def _kind(code: str) -> str:
    """Return the kind of claim whose finding has that code."""
    return code.removeprefix("commentary-")


class ClaimKind(Enum):
    """Kind of claim; the value ends the code of the finding, `commentary-figure`."""

    FIGURE = _kind("commentary-figure")
    UNIT = _kind("commentary-unit")
    DIRECTION = _kind("commentary-direction")
    TARGET = _kind("commentary-target")
    CHANGE = _kind("commentary-change")
    PARTS = _kind("commentary-parts")
    FLOW = _kind("commentary-flow")
    DATE = _kind("commentary-date")
    TOTAL = _kind("commentary-total")

    @property
    def code(self) -> str:
        """The code of a claim of this kind that the figures contradict.

        >>> ClaimKind.DIRECTION.code
        'commentary-direction'
        """
        return f"commentary-{self.value}"


class Of(Enum):
    """The figure that a claim is said of."""

    __hash__ = object.__hash__  # that of an Enum is worked out in Python each time

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
class Claim:
    """Statement in a text.

    Attributes:
        kind: The kind of statement.
        place: Where it is in the text.
        words: Its words as written, at most eight.
        of: What it is said of.
        says: The statement in a word: "rose", "better", "met", "was"; see the kinds in `claims`.
        figures: The figures it states, in the order of the text; empty for words alone.
        against: What it is compared with; None if it does not say.
        quarter: The quarter that it is said of, or that it is compared with; None for none.
        sure: True if the words can be about nothing but the measure. If they may be about
            something else, the figures can bear them out and never contradict them.
        times: For a streak, how many quarters it has lasted; 0 for none.
    """

    kind: ClaimKind
    place: Span
    words: str
    of: Of = Of.ACTUAL
    says: str = ""
    figures: tuple[Figure, ...] = ()
    against: Of | None = None
    quarter: Quarter | None = None
    sure: bool = True
    times: int = 0

    @property
    def values(self) -> tuple[Decimal, ...]:
        """The figures it states, as numbers."""
        return tuple(figure.value for figure in self.figures)
