"""A sentence with the facts of its measure: who it is about, and which figures it repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kpibook.domain.commentary.claim import Claim, ClaimKind, Of
from kpibook.domain.commentary.facts import Fact, MeasureFacts
from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.lexicon import Part
from kpibook.domain.commentary.reading.sentence import Sentence
from kpibook.domain.commentary.reading.title import title_stems
from kpibook.domain.commentary.reading.when import Relation, When
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.number import plain
from kpibook.domain.measures.period import Quarter
from kpibook.on_use.regex import regex

_OF = {
    Relation.NOW: Of.ACTUAL,
    Relation.PREVIOUS: Of.PREVIOUS,
    Relation.PREVIOUS_YEAR: Of.PREVIOUS_YEAR,
    Relation.EARLIER: Of.EARLIER,
}
_UNDER = frozenset(("nearly", "almost", "under", "less"))
_OVER = frozenset(("over", "more"))
#: Widest distance of a rough figure from the figure it is meant for, as a part of it.
_ROUGH = Decimal("0.06")
_ONE_SIDE = Decimal("0.15")
# Words of the title that outweigh a word that is not in it.
_MANY = 3
_BEHIND = regex(
    r"(?P<figure>N)(?:(?:[og]e?)?[okzveiYZtbITPaM]{0,12})(?:\([^()]{0,12}\))?(?:,[Pveahi]{0,5}|,Pz[Pve]{1,3})?$"
)
# Words before a period with which something is compared.
# Or a figure of that period: "from 52.9% in the previous quarter".
_BASE = regex(r"(?:[hsrwo][ei]{0,2}|N[ieo(]{0,2})$")
_ASIDE = regex(r"x[^,;N]{1,9},v")
_ASIDES = regex(r"\([^()]*\)|,x[^,;N]{1,9},(?=v)")
# "The miss rate", "the failure rate": what is not in the figure.
_OF_MISSES = regex(r"X[ke]{0,2}P")
_GOES_ON = regex(r"a(?=e{0,2}v)(?![^a]*n)")
_OF_WHOLE = regex(r"oe{0,2}|\(oe{0,2}")
# "28 days" next to a percentage; of a measure in days they can be its figure.
_SPANS_OF_TIME = frozenset(("times", "month", "year", "week"))
_COMPARED_WITH = regex(r"[ABHJLWDUQS][^N;]{0,3}[hrs]e{0,2}$|vn?he{0,2}h?e{0,2}$")
# Words next to a measure's name that make it no other.
_SAYING_NOTHING = frozenset(
    (
        *("finished", "ended", "closed", "completed", "finishes", "closes"),
        *("time", "times", "delivery", "monthly", "headline", "latest", "current", "indicator"),
        *("council-wide", "district", "in-year", "activity", "end-of-quarter", "average"),
    )
)
_OTHERS = (Part.OTHER, Part.LEFT)
# Letters of a stem that other words of its family begin with.
_LONG = 4
# Items of a sentence in note form.
_SHORT = 9
#: Words that make a figure a number, and no share or rate.
NUMBERS = frozenset(("number", "numbers", "volume", "volumes", "total", "count"))
_LITTLE = Decimal("0.000001")


def says(figure: Figure, value: Decimal) -> bool:
    """Return True if a figure in a text is `value`, rounded as it is written.

    "Nearly" and "under" take up to 15% less, "over" up to 15% more, "about" 6% on either side.

    >>> says(Figure(Decimal("43.1"), step=Decimal("0.05")), Decimal("43.14"))
    True
    >>> says(Figure(Decimal(300), about="nearly"), Decimal(288))
    True
    >>> says(Figure(Decimal(300), about="over"), Decimal(288))
    False
    """
    off = value - figure.value
    if abs(off) <= figure.step + _LITTLE:
        return True
    if figure.about in _UNDER:
        return -_ONE_SIDE * figure.value <= off <= 0
    if figure.about in _OVER:
        return 0 <= off <= _ONE_SIDE * figure.value
    return bool(figure.about) and abs(off) <= max(_ROUGH * figure.value, 2 * figure.step)


def is_mistyped(written: Decimal, value: Decimal, least: int = 3) -> bool:
    """Return True for the same digits in another order, or one digit that differs.

    Args:
        written: The number in a text.
        value: The number it ought to be.
        least: Fewest digits; of short numbers many differ in one.

    >>> is_mistyped(Decimal(1752), Decimal(1572)), is_mistyped(Decimal(64), Decimal(54))
    (True, False)
    """
    one, two = plain(written).replace(",", ""), plain(value).replace(",", "")
    if len(one) != len(two) or len(one) < least or one == two:
        return False
    return sorted(one) == sorted(two) or sum(a != b for a, b in zip(one, two, strict=True)) == 1


#: Words next to "target" that tell of another than the measure's own of the quarter.
OTHER_TARGET = frozenset(
    [
        "ambition",
        "earlier",
        "future",
        "individual",
        "interim",
        "long-term",
        "lower",
        "national",
        "new",
        "next",
        "old",
        "other",
        "previous",
        "second",
        "stretch",
        "upper",
    ]
)


class Context:
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
        *("wholes", "_words", "_in_unit", "_starts", "_subjects"),
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
        self._in_unit: dict[int, Figure | None] = {}
        self._starts: dict[int, int] = {}
        self._subjects: dict[int, str] = {}
        self.actuals = self._actuals()
        self.counts = self._counts()
        self.wholes = self._wholes()

    def _actuals(self) -> tuple[int, ...]:
        actual = self.facts.actual
        if actual is None:
            return ()
        return tuple([at for at, _ in self.sentence.numbered if self.is_fact(at, actual)])

    def _wholes(self) -> tuple[int, ...]:
        whole = self.facts.denominator
        if whole is None or not self.counts:
            return ()
        return tuple(
            [
                place
                for place, figure in self.sentence.numbered
                if figure.value == whole.value
                and any(_OF_WHOLE.fullmatch(self.parts[at + 1 : place]) for at in self.counts)
            ]
        )

    def _counts(self) -> tuple[int, ...]:
        numerator = self.facts.numerator
        if numerator is None or numerator.value < 10:
            return ()
        places = [
            place
            for place, figure in self.sentence.numbered
            if not figure.unit and not figure.about and figure.value == numerator.value
        ]
        return tuple(places)

    @property
    def words(self) -> frozenset[str]:
        """The words of the sentence: a kind of claim that needs one of some words asks it first."""
        if self._words is None:
            self._words = frozenset([item[1] for item in self.sentence.items])
        return self._words

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
        unit, per = self.facts.unit, self.facts.unit.per if self.facts.unit else None
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
        if per:
            return figure.unit == "" and figure.per in (0, per)
        if figure.unit == "second":  # "42 seconds quicker" of a figure in minutes
            return "second" in self.facts.title.casefold()
        return figure.unit in ("", "kg", "days", "hour", "minute", "week", "year", "month")

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
        if place not in self._in_unit:
            figure = self.sentence.figure(place)
            self._in_unit[place] = self.value(figure) if self.in_unit(figure) else None
        value = self._in_unit[place]
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

    def phrase(self, place: int) -> str:
        """Return all the words of a place that is a phrase, else its word."""
        items = self.sentence.items
        return (items[place].phrase or items[place].word) if 0 <= place < len(items) else ""

    def is_behind_actual(self, place: int) -> bool:
        """Return True if the words at a place go on about the actual before them.

        "42.0% of those invited, ahead of", "21.3%, which is above": the last figure is the actual,
        and between are what it is of, a comma, or "which is".
        """
        between = _BEHIND.search(self.parts[:place])
        return between is not None and between.start("figure") in self.actuals

    def is_of_other_time(self, place: int) -> bool:
        """Return True if the words before a place set them in another period: "a year ago we were".

        Not if the actual is between, or if the period is what is compared with ("than in Q2").
        """
        at = self.parts.rfind("T", 0, place)
        while at >= 0 and (self.when(at).relation is Relation.NOW or _BASE.search(self.parts[:at])):
            at = self.parts.rfind("T", 0, at)
        return at >= 0 and not any(at < actual <= place + 6 for actual in self.actuals)

    def clause_start(self, place: int) -> int:
        """Return the place where the clause that holds a place begins.

        A clause begins after a semicolon, a dash, "but" and "while".
        """
        known = self._starts.get(place)
        if known is None:
            known = self._starts[place] = self._clause_start(place)
        return known

    def _clause_start(self, place: int) -> int:
        start = max(self.parts.rfind(";", 0, place), self.parts.rfind("x", 0, place))
        aside = start > 0 and self.parts[start - 1 : start + 1] == ",x"
        if aside and _ASIDE.match(self.parts[start : place + 1]):
            return self.clause_start(start - 1)  # "the rate, while lower than in Q2, is"
        return start + 1

    def subject(self, place: int) -> str:
        """Return the letters from the clause's start to a place, without asides in brackets."""
        known = self._subjects.get(place)
        if known is None:
            known = self.parts[self.clause_start(place) : place]
            if "(" in known or ",x" in known:
                known = _ASIDES.sub("", known)
            self._subjects[place] = known
        return known

    def is_about_measure(self, place: int) -> bool:
        """Return True if the words before a place name the measure and nothing else.

        "Performance", "the rate", "stage 1 complaints" (in its title) and no subject at all.
        """
        subject = self.subject(place)
        if "g" in subject or "C" in subject or _OF_MISSES.search(subject):
            return False
        known = {*self.actuals, *self.counts, *self.wholes}
        if any(at not in known for at in self.said_figures(self.clause_start(place), place)):
            return False
        # "Calls received" are not the calls answered of a title.
        others = sum(subject.count(letter) for letter in "zYZ")
        if others:
            others -= self.kin(self.clause_start(place), place)
        return others <= 0 or (subject.count("k") >= _MANY and others == 1)

    def said_figures(self, first: int, last: int) -> list[int]:
        """Return the places of figures that may be what is spoken of.

        Not of those that it is compared with ("not as good as the 93.5% of"), of spans of time
        ("after nine months") and of multiples.
        """
        return [
            at
            for at, figure in self.sentence.figures()
            if first <= at < last
            and figure.unit not in _SPANS_OF_TIME
            and (at in self.actuals or not _COMPARED_WITH.search(self.parts[:at]))
        ]

    def kin(self, first: int, last: int) -> int:
        """Return how many words are kin to the title, "visitors" of visits, or say nothing."""
        words = [item.word for item in self.sentence.items[first:last] if item.part in _OTHERS]
        stems = [s for s in title_stems(self.facts.title) if len(s) >= _LONG] if words else []
        return sum(word in _SAYING_NOTHING or word.startswith(tuple(stems)) for word in words)

    def is_of_its_kind(self, place: int) -> bool:
        """Return True if what moves before a place is the measure's kind of figure.

        "Applications rose" is a number, and says nothing of a share or a rate of them.
        """
        facts = self.facts
        if facts.unit is None or not facts.unit.per:
            return True
        start = self.clause_start(place)
        words = [self.word(at) for at in range(start, place)]
        if "per" in words:
            return True  # "admissions per 100,000 are lower"
        return "P" in self.subject(place) and not any(word in NUMBERS for word in words)

    def is_plan(self, place: int) -> bool:
        """Return True if the words about a place are of a plan, a wish or a condition."""
        start = self.clause_start(place)
        return "f" in self.parts[start : place + 4] or self.sentence.asks

    def is_not(self, place: int) -> bool:
        """Return True if the words before a place, since the last comma, deny it."""
        return self.denials(place) % 2 == 1

    def denials(self, place: int) -> int:
        """Return how many words before a place, since the last comma, deny it."""
        start = max(self.clause_start(place), self.parts.rfind(",", 0, place) + 1)
        before = self.parts[start:place]
        goes_on = _GOES_ON.search(before)  # "is not as good as in Q2 and remains short of"
        if goes_on is not None and self.word(start + goes_on.start()) == "and":
            before = before[goes_on.end() :]
        return before.count("n")

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
