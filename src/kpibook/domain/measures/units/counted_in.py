"""A unit with the council's word for it, which says what a plain figure counts."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from kpibook.domain.measures.number import plain
from kpibook.domain.measures.units.durations import CLOCKS, clock_text, weeks_and_days
from kpibook.domain.measures.units.unit import Unit
from kpibook.domain.measures.vocabulary.folding import folded
from kpibook.domain.measures.vocabulary.unit_meaning import duration_of, scale_of
from kpibook.on_use.dataclass import dataclass

_SUFFIXES = {1: "", 1_000: "k", 1_000_000: "m", 1_000_000_000: "bn"}
# kpibook's own words say nothing worth printing behind a figure.
_BARE = frozenset(folded(unit.value) for unit in Unit)
_SECONDS_A_DAY = 86_400
# More decimals come of a conversion.
_MOST_TYPED = 4
#: A unit, with or without the council's word.
AnyUnit: TypeAlias = "Unit | CountedIn"


@dataclass(frozen=True, slots=True)
class CountedIn:
    """Unit that a measure is counted in.

    Attributes:
        unit: The unit.
        word: The council's word for it ("kWh", "£m", "mm:ss"); "" if only the unit is known.
        means: The known word that it means, where the council has said so ("£m" for "M£s").
    """

    unit: Unit
    word: str = ""
    means: str = ""

    @property
    def shown(self) -> str:
        """The unit in the council's word; in kpibook's if it wrote that."""
        return self.word or self.unit.value

    @property
    def scale(self) -> int:
        """Pounds in a figure of 1: 1,000,000 for "£m"; 1 for every unit but money."""
        return scale_of(self._known) if self.unit is Unit.CURRENCY else 1

    @property
    def counts(self) -> str:
        """The unit of a plain number of a length of time: "hours", "mm:ss"; "" if not known."""
        return duration_of(self._known) if self.unit is Unit.DURATION and self._known else ""

    @property
    def has_plain_digits(self) -> bool:
        """True where digits are the figure: no times, and no thousands or millions of pounds."""
        if self.unit is Unit.DURATION:
            return not self.counts
        return self.unit is not Unit.CURRENCY or self.scale == 1

    @property
    def _known(self) -> str:
        return self.means or self.word

    @property
    def is_clock(self) -> bool:
        """True for a length of time written with a colon; its figures are seconds."""
        return self.counts in CLOCKS

    @property
    def suffix(self) -> str:
        """The text printed behind a figure: " kWh", "m" of £m, "%"; "" for nothing."""
        if self.unit is Unit.PERCENT:
            return "%"
        if self.unit is Unit.CURRENCY:
            return _SUFFIXES[self.scale]
        if self.counts and not self.is_clock:
            return f" {self.counts}"
        shown = self.unit in (Unit.QUANTITY, Unit.RATE) and folded(self.word) not in _BARE
        return f" {self.word}" if shown and self.word else ""

    @property
    def bare(self) -> AnyUnit:
        """The unit alone where its word says no more, else the unit with its word."""
        return self if self.word else self.unit

    def written(self, value: Decimal, decimals: int | None = None) -> str:
        """Write a figure for people: decimals, grouping, and its sign or word.

        >>> CountedIn(Unit.QUANTITY, "kWh").written(Decimal(1250))
        '1,250 kWh'
        >>> CountedIn(Unit.CURRENCY, "£m").written(Decimal("12.5"), 1)
        '£12.5m'
        >>> CountedIn(Unit.CURRENCY).written(Decimal("9.9"))
        '£9.90'
        >>> CountedIn(Unit.DURATION, "mm:ss").written(Decimal(90))
        '01:30'
        """
        if self.is_clock:
            return clock_text(value, self.counts, padded=len(self._known.split(":")[0]) != 1)
        if self.counts == "weeks" and decimals is None and (text := weeks_and_days(value)):
            return text
        number = plain(value, self._usual_decimals(value) if decimals is None else decimals)
        if self.unit is Unit.CURRENCY:
            number = _pounds(number)
        suffix = self.suffix
        if self.counts and number in ("1", "-1"):
            suffix = suffix[:-1]
        return f"{number}{suffix}"

    def _usual_decimals(self, value: Decimal) -> int | None:
        """Return the decimals of a figure whose measure names none; None for as many as it has.

        Ten pence are "£0.10". A length of time that was converted (55 seconds are 0.91666666666667
        minutes) has two.
        """
        exponent = value.normalize().as_tuple().exponent
        places = -exponent if isinstance(exponent, int) else 0
        if self.unit is Unit.CURRENCY and self.scale == 1 and places == 1:
            return 2
        return 2 if self.counts and places > _MOST_TYPED else None

    def stored(self, value: Decimal) -> Decimal:
        """Return a figure as a cell holds it: 0.721 for 72.1%, a part of a day for 01:30."""
        if self.unit is Unit.PERCENT:
            return value / 100
        return value / _SECONDS_A_DAY if self.is_clock else value


def counted_in(unit: AnyUnit | None) -> CountedIn | None:
    """Return a unit with its word; the word is "" if only the unit is known."""
    return CountedIn(unit) if isinstance(unit, Unit) else unit


def _pounds(number: str) -> str:
    # The sign comes before the pound: -£5, as Excel and reports print it.
    return f"-£{number[1:]}" if number.startswith("-") else f"£{number}"
