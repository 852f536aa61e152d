"""A sentence with the facts of its measure: its words, and which of its figures repeat a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.facts import Fact, MeasureFacts
from kpibook.domain.commentary.reading.figure import Figure, is_count
from kpibook.domain.commentary.reading.rounding import says
from kpibook.domain.commentary.reading.sentence import Sentence
from kpibook.domain.commentary.reading.when import Relation, When
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.period import Quarter
from kpibook.on_use.regex import regex

_OF = {
    Relation.NOW: Of.ACTUAL,
    Relation.PREVIOUS: Of.PREVIOUS,
    Relation.PREVIOUS_YEAR: Of.PREVIOUS_YEAR,
    Relation.EARLIER: Of.EARLIER,
}
_OF_WHOLE = regex(r"[oO]e{0,2}|\(oe{0,2}")
# Items of a sentence in note form.
_SHORT = 9


class SentenceFacts:
    """Sentence with the facts of the measure that it is about.

    Attributes:
        sentence: The sentence.
        facts: The facts.
        first: True for the first sentence of the text.
        follows: True if the sentence before it is short and gives the actual: "21.3% this quarter.
            Target met." goes on about it.
        earlier: The numbers of the sentence before.
        parts: The letters of the sentence, see `Part`.
        actuals: The places of figures that repeat the actual, exactly or as a share.
        counts: The places of bare numbers that are the numerator, where that is no small number.
        wholes: The places of the denominator behind such a number: "79 of the 110".
    """

    __slots__ = (
        *("sentence", "facts", "first", "follows", "earlier", "parts", "actuals", "counts"),
        *("wholes", "_words", "_whole_numbers", "_values", "_units", "_starts", "_subjects"),
    )

    def __init__(
        self,
        sentence: Sentence,
        facts: MeasureFacts,
        first: bool = False,
        follows: bool = False,
        earlier: frozenset[Decimal] = frozenset(),
    ) -> None:
        self.sentence = sentence
        self.facts = facts
        self.first = first
        self.follows = follows
        self.earlier = earlier
        self.parts = sentence.parts
        self._words: frozenset[str] | None = None
        self._whole_numbers: tuple[int, ...] | None = None
        self._values: dict[int, Figure | None] = {}
        self._units: dict[tuple[str, int], bool] = {}
        self._starts: dict[int, int] = {}
        self._subjects: dict[int, str] = {}
        self.actuals = self._actuals()
        self.counts = self._counts()
        self.wholes = self._wholes()

    def _actuals(self) -> tuple[int, ...]:
        actual = self.facts.actual
        if actual is None:
            return ()
        found = [at for at, _ in self.sentence.numbered if self.is_fact(at, actual)]
        return tuple([at for at in found if not self._is_target(at, actual)])

    def _is_target(self, place: int, actual: Fact) -> bool:
        """Return True for a target of 100%, which is no rounded 99.91%."""
        target, value = self.facts.target, self.value(self.sentence.figure(place)).value
        return target is not None and value == target.value != actual.value

    def _counts(self) -> tuple[int, ...]:
        numerator = self.facts.numerator
        if numerator is None or numerator.value < 10:
            return ()
        return tuple(
            [
                place
                for place, figure in self.sentence.numbered
                if not figure.unit and not figure.about and figure.value == numerator.value
            ]
        )

    def _wholes(self) -> tuple[int, ...]:
        whole = self.facts.denominator
        if whole is None or not self.counts:
            return ()
        return tuple(
            [
                place
                for place, figure in self.sentence.numbered
                if figure.value == whole.value
                and any(_OF_WHOLE.fullmatch(self.parts, at + 1, place) for at in self.counts)
            ]
        )

    @property
    def words(self) -> frozenset[str]:
        """The words of the sentence: a kind of claim that needs one of some words asks it first."""
        if self._words is None:
            self._words = frozenset([item[1] for item in self.sentence.items])
        return self._words

    @property
    def whole_numbers(self) -> tuple[int, ...]:
        """The places of whole numbers without a unit that are not rough."""
        if self._whole_numbers is None:
            found = [place for place, figure in self.sentence.numbered if is_count(figure)]
            self._whole_numbers = tuple(found)
        return self._whole_numbers

    @property
    def opens(self) -> bool:
        """True if words without a subject are about the measure."""
        return self.first or (self.follows and len(self.parts) <= _SHORT)

    @property
    def leads(self) -> bool:
        """True if a sentence behind this one may go on about the measure without a subject."""
        return self.anchored and len(self.parts) <= _SHORT and "g" not in self.parts

    def in_unit(self, figure: Figure) -> bool:
        """Return True if a figure can be one of the measure, by its unit."""
        known = self._units.get((figure.unit, figure.per))
        if known is None:
            known = _is_in_unit(self.facts, figure)
            self._units[figure.unit, figure.per] = known
        return known

    def value(self, figure: Figure) -> Figure:
        """Return a figure in the measure's unit: a share of 0.25 is 25% of a percentage."""
        facts = self.facts
        if figure.unit == "share" and facts.unit is Unit.PERCENT:
            # One in ten is said of anything from one in nine to one in eleven.
            step = figure.value * 100 * Decimal("0.12")
            return Figure(figure.value * 100, "%", step=step, about=figure.about)
        if figure.unit == "£" and facts.counted is not None and facts.counted.scale != 1:
            scale = facts.counted.scale
            return Figure(
                figure.value / scale, "£", 0, figure.step / scale, figure.about, figure.digits
            )
        return figure

    def is_fact(self, place: int, fact: Fact | None) -> bool:
        """Return True if the figure at a place repeats a fact of the measure."""
        if fact is None:
            return False
        if place not in self._values:
            figure = self.sentence.figure(place)
            self._values[place] = self.value(figure) if self.in_unit(figure) else None
        value = self._values[place]
        return value is not None and says(value, fact.value)

    @property
    def anchored(self) -> bool:
        """True if the sentence repeats the actual: then its other words are about the measure."""
        return bool(self.actuals)

    def fact(self, of: Of, when: When | None = None) -> Fact | None:
        """Return the fact that a claim is about; None if the measure has none."""
        return fact_of(self.facts, of, when.quarter if when else None)

    def of(self, place: int) -> Of | None:
        """Return the figure that a period at a place names; None for another period."""
        when = self.sentence.items[place].when
        return None if when is None else _OF.get(when.relation)

    def when(self, place: int) -> When:
        """Return the period at a place of `parts` that is a period."""
        when = self.sentence.items[place].when
        if when is None:
            raise LookupError(place)
        return when

    def word(self, place: int) -> str:
        """Return the word at a place; "" outside the sentence."""
        items = self.sentence.items
        return items[place].word if 0 <= place < len(items) else ""

    def words_of(self, first: int, end: int) -> list[str]:
        """Return the words from a place in the sentence to the place before another."""
        return [item[1] for item in self.sentence.items[first:end]]

    def phrase(self, place: int) -> str:
        """Return all the words of a place that is a phrase, else its word."""
        items = self.sentence.items
        return (items[place].phrase or items[place].word) if 0 <= place < len(items) else ""

    def claim(
        self,
        kind: ClaimKind,
        first: int,
        last: int,
        of: Of = Of.ACTUAL,
        said: str = "",
        figures: tuple[Figure, ...] = (),
        against: Of | None = None,
        when: When | None = None,
        *,
        sure: bool = True,
    ) -> Claim:
        """Return a claim made by the items from `first` to `last`."""
        place = self.sentence.span(first, last)
        words = place.of(self.sentence.text)
        quarter = when.quarter if when else None
        return Claim(kind, place, words, of, said, figures, against, quarter, sure)

    def each(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Return the places where a rule of grammar applies, in order."""
        return pattern.finditer(self.parts)


def _is_in_unit(facts: MeasureFacts, figure: Figure) -> bool:
    unit = facts.unit
    if unit is Unit.PERCENT:
        return figure.unit in ("%", "share")
    if unit is Unit.CURRENCY:
        return figure.unit == "£"
    if figure.unit in ("%", "points", "£", "share", "times"):
        return False
    if unit is Unit.COUNT:
        return figure.unit == "" and not figure.per
    if unit is Unit.DAYS:
        return figure.unit in ("", "days") and not figure.per
    if unit and (per := unit.per):
        return figure.unit == "" and figure.per in (0, per)
    if figure.unit == "second":  # "42 seconds quicker" of a figure in minutes
        return "second" in facts.title.casefold()
    return figure.unit in ("", "kg", "days", "hour", "minute", "week", "year", "month")


_FIELDS = {
    Of.ACTUAL: "actual",
    Of.PREVIOUS: "previous",
    Of.PREVIOUS_YEAR: "previous_year",
    Of.TARGET: "target",
    Of.YEAR_TARGET: "year_target",
    Of.COMPARATOR: "comparator",
    Of.NUMERATOR: "numerator",
    Of.DENOMINATOR: "denominator",
}


def fact_of(facts: MeasureFacts, of: Of, quarter: Quarter | None) -> Fact | None:
    """Return the fact that a figure is said of; None if the measure has none.

    Args:
        facts: The facts of the measure.
        of: The figure that is meant.
        quarter: Its quarter, for an earlier period; else it does not matter.
    """
    if of is Of.EARLIER:
        return facts.history.get(quarter) if quarter else None
    name = _FIELDS.get(of)
    found: Fact | None = getattr(facts, name) if name else None
    return found
