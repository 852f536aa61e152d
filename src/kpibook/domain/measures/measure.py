"""Measures a council tracks, and the readings reported for them in a period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import MappingProxyType

from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.number import QUALIFYING_MARKERS, parse_figure, plain
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.polarity import Polarity as Polarity
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.measures.relative_target import Relative
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.domain.measures.units.unit import Unit as Unit
from kpibook.errors import Location, SchemeError
from kpibook.on_use.dataclass import dataclass

#: Units whose figures add up through a year; an average or a share does not.
ADDING = frozenset((Unit.COUNT, Unit.CURRENCY, Unit.QUANTITY))


class Basis(Enum):
    """Stretch of time a figure covers, which decides what it may be compared with."""

    IN_PERIOD = "in period"
    SNAPSHOT = "snapshot"
    CUMULATIVE = "cumulative"
    YEAR_TO_DATE = "year to date"
    ROLLING_12_MONTHS = "rolling 12 months"
    ANNUAL = "annual"

    @property
    def restarts_each_year(self) -> bool:
        """True if the quarter before is no fair comparison: a running total, or once a year.

        A share or an average of the year so far is of the same size in every quarter.
        """
        return self in (Basis.CUMULATIVE, Basis.ANNUAL)

    @property
    def is_of_year_so_far(self) -> bool:
        """True if a figure, or the counts that a share is of, goes back to the first of April."""
        return self in (Basis.CUMULATIVE, Basis.YEAR_TO_DATE)


class Frequency(Enum):
    """Stretch of time after which a measure has a new figure."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    TERMLY = "termly"
    ANNUAL = "annual"


class QuarterFrom(Enum):
    """Way to work out a quarter's figure from its months."""

    LAST = "last month"
    SUM = "sum of months"
    MEAN = "mean of months"
    PARTS = "numerators and denominators"


class Profile(Enum):
    """Way to spread the year's target of a cumulative measure over its quarters."""

    STRAIGHT_LINE = "straight line"
    AS_LAST_YEAR = "as last year"


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Largest shortfall from target that still counts as within tolerance.

    Attributes:
        amount: 0 or more; in the measure's unit, or in % of the target when `of_target`.
        of_target: True if `amount` is a percentage of the target.

    >>> str(Tolerance(Decimal(5), of_target=True)), str(Tolerance(Decimal(2)))
    ('5%', '2')
    """

    amount: Decimal
    of_target: bool = False

    def in_units(self, target: Decimal) -> Decimal:
        """Return the tolerance in the measure's unit; a percentage is of the target's size.

        A percentage of a target of zero is zero: any shortfall is then outside it.
        """
        # The size, not the target itself: 5% of a target of -40 is 2, not -2.
        return self.amount * abs(target) / 100 if self.of_target else self.amount

    def __str__(self) -> str:
        return plain(self.amount) + ("%" if self.of_target else "")


def parse_tolerance(value: object) -> Tolerance | None:
    """Read a tolerance: "5%" of target, or "2" in the measure's unit; None for blank.

    Raises:
        NotANumber: The text is not a number.
        SchemeError: The number is below zero.

    >>> parse_tolerance("5%")
    Tolerance(amount=Decimal('5'), of_target=True)
    """
    figure = parse_figure(value)
    if figure.value is None:
        return None
    if figure.value < 0:
        raise SchemeError(
            f"a tolerance of {value} is below zero.",
            code="tolerance-negative",
            fix="Enter how far short of target still counts as within tolerance, as 0 or more.",
        )
    return Tolerance(figure.value, of_target=figure.percent_sign)


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """Relative target, worked out from the figure that it is set against.

    Attributes:
        quarter: The quarter it is the target of.
        value: In the measure's unit.
        source: The figure it was worked out from: "72.1% in Q3 2020/21".
    """

    quarter: Quarter
    value: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Target:
    """Figure, or wording, that was aimed for.

    Attributes:
        value: For the year, in the measure's unit; None if there is none in figures.
        by_quarter: Profiled targets by quarter number (1 to 4); these win over `value`.
        words: A target that is not a figure ("Above Stat Neighbour Average"); "" if none.
        benchmark: Name of the comparator the target was taken from; "" if it was not.
        vintage: The period that benchmark is of ("2020/21"); "" if not stated.
        strict: The value itself does not meet it ("fewer than 85").
        worked_out: The quarters of `by_quarter` that the register does not give: they come of the
            year's target.
        low: Lower end of a range in words ("80-90"); None if it is none.
        high: Upper end of it.
        not_set: True if its words say that there is no target ("Monitor").
        relative: The figure that it is set against; None for a target in itself.
        relative_now: The relative target, worked out for a quarter; None where it cannot be.
        shows_figure: Its words do not say its figure, which is shown with them.
    """

    value: Decimal | None = None
    by_quarter: Mapping[int, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    words: str = ""
    benchmark: str = ""
    vintage: str = ""
    strict: bool = False
    worked_out: frozenset[int] = frozenset()
    low: Decimal | None = None
    high: Decimal | None = None
    not_set: bool = False
    relative: Relative | None = None
    relative_now: WorkedOut | None = None
    shows_figure: bool = False


@dataclass(frozen=True, slots=True)
class Comparator:
    """Value from elsewhere: neighbours, region, England.

    Attributes:
        name: Canonical name, see `comparator_name`.
        value: In the measure's unit; None if not known.
        vintage: The period it is of; "" if not stated.
    """

    name: str
    value: Decimal | None = None
    vintage: str = ""


_COMPARATOR_NAMES = {
    "statneighbour": "Statistical neighbours",
    "statneighbours": "Statistical neighbours",
    "statneighbouraverage": "Statistical neighbours",
    "statneighboursaverage": "Statistical neighbours",
    "statutoryneighbour": "Statistical neighbours",
    "statutoryneighbouraverage": "Statistical neighbours",
    "statisticalneighbour": "Statistical neighbours",
    "statisticalneighbours": "Statistical neighbours",
    "statisticalneighbouraverage": "Statistical neighbours",
    "neighbour": "Statistical neighbours",
    "neighbours": "Statistical neighbours",
    "neighbouraverage": "Statistical neighbours",
    "sn": "Statistical neighbours",
    "cipfa": "CIPFA nearest neighbours",
    "cipfaneighbours": "CIPFA nearest neighbours",
    "cipfanearestneighbours": "CIPFA nearest neighbours",
    "nearestneighbours": "CIPFA nearest neighbours",
    "england": "England",
    "englandaverage": "England",
    "national": "England",
    "nationalaverage": "England",
    "region": "Region",
    "regional": "Region",
    "regionalaverage": "Region",
}


def comparator_name(name: str) -> str:
    """Return the usual name: "Stat Neighbour" and "Statutory Neighbour Average" are the same.

    An unknown name is returned as written.

    >>> comparator_name("Statutory Neighbour Average")
    'Statistical neighbours'
    """
    return _COMPARATOR_NAMES.get("".join(name.casefold().split()), name.strip())


@dataclass(frozen=True, slots=True)
class Measure:
    """Measure the council tracks, as its register describes it.

    Attributes:
        ref: The reference as published ("PI. 2250"); compare by `key`.
        title: What is measured.
        unit: What it is counted in.
        polarity: Which way is good.
        decimals: Places it is reported to; None reports every figure as it comes.
        basis: The stretch of time a figure covers.
        target: What is aimed for.
        tolerance: The measure's own tolerance; None takes the scheme's default.
        floor: Minimum standard, in the measure's unit; None if there is none.
        low: Lower end of the acceptable range (polarity range), in the unit.
        high: Upper end of that range.
        comparator: What it is compared with elsewhere; None if nothing.
        directorate: Who answers for it.
        service: The service within the directorate.
        priority: The Council Plan priority it serves.
        owner: The role that reports it.
        introduced: First financial year (its calendar start, 2021 for 2021/22); None if not
            stated.
        aliases: Earlier references of the same measure.
        note: Scope and other remarks that must travel with the figure.
        source: The row it was read from.
        places: The cells single fields were read from, by field name ("target").
        guessed: Fields that were missing or not understood and took the cautious value ("unit").
        suppress_small: True if counts of 1 to 5 are withheld from publication.
        outcome: The outcome or metric of the Local Outcomes Framework it serves.
        frequency: How often it has a new figure.
        quarter_from: How a quarter is worked out from months; None if it is not.
        compared_with: One or two figures its directions are taken against; empty takes the
            scheme's.
        profile: How the year's target is spread over the quarters; None if it is not.
        committees: The committees whose return it goes on; empty goes on every return.
        last_period: The last quarter it is reported for; None while it goes on.
        target_year: The financial year its targets are for (its calendar start); None if not
            stated.
        contradicted: True if another row of the register gives it another target or rule.
        unit_word: The council's word for the unit ("kWh", "No."); "" if it is kpibook's.
        unit_means: The known word that the unit's word means, where the council has said so.
        words: The council's words for other fields by their names ("polarity"), where they are
            not kpibook's.
    """

    ref: str
    title: str = ""
    unit: Unit = Unit.COUNT
    polarity: Polarity = Polarity.NEUTRAL
    decimals: int | None = None
    basis: Basis = Basis.IN_PERIOD
    target: Target = field(default_factory=Target)
    tolerance: Tolerance | None = None
    floor: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    comparator: Comparator | None = None
    directorate: str = ""
    service: str = ""
    priority: str = ""
    owner: str = ""
    introduced: int | None = None
    aliases: tuple[str, ...] = ()
    note: str = ""
    source: Location = field(default_factory=Location)
    places: Mapping[str, Location] = field(default_factory=lambda: MappingProxyType({}))
    guessed: frozenset[str] = frozenset()
    suppress_small: bool = False
    outcome: str = ""
    frequency: Frequency = Frequency.QUARTERLY
    quarter_from: QuarterFrom | None = None
    compared_with: tuple[ComparedWith, ...] = ()
    profile: Profile | None = None
    committees: tuple[str, ...] = ()
    last_period: Quarter | None = None
    target_year: int | None = None
    contradicted: bool = field(default=False, compare=False)
    unit_word: str = ""
    unit_means: str = ""
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def key(self) -> str:
        """The reference in the form it is compared."""
        return ref_key(self.ref)

    @property
    def counted_in(self) -> CountedIn:
        """The unit with the council's word for it, which says what a plain figure counts."""
        return CountedIn(self.unit, self.unit_word, self.unit_means)

    @property
    def read_in(self) -> CountedIn | None:
        """The unit in which its figures are read; None if it is not known which."""
        return None if "unit" in self.guessed else self.counted_in

    def word_for(self, name: str, usual: str) -> str:
        """Return the council's word for a field; kpibook's usual word if it wrote that.

        >>> Measure("PI1", words={"polarity": "High is good"}).word_for("polarity", "higher")
        'High is good'
        """
        return (self.unit_word if name == "unit" else self.words.get(name, "")) or usual

    def place(self, name: str) -> Location:
        """Return the cell a field was read from; the row if the cell is not known."""
        return self.places.get(name, self.source)

    def has_ended(self, quarter: Quarter) -> bool:
        """Return True if the measure's last period is before a quarter."""
        return self.last_period is not None and quarter > self.last_period

    def target_in(self, quarter: Quarter) -> Decimal | None:
        """Return the target in figures for `quarter`; None if the quarter has no target.

        Where targets are profiled, a quarter without one has none but the last, which has the
        year's. A running total has the year's target in the last quarter only; a share or an
        average of the year so far has it in each.
        """
        target = self.target
        if target.relative_now is not None and target.relative_now.quarter == quarter:
            return target.relative_now.value
        if quarter.number in target.by_quarter:
            return target.by_quarter[quarter.number]
        # A running total reaches the year's target at the year end; set against Q1's quarter of the
        # work it would rate every measure off target.
        year_end = quarter.number == 4
        if not year_end and (target.by_quarter or self.basis is Basis.CUMULATIVE):
            return None
        return target.value

    @property
    def year_target(self) -> Decimal | None:
        """The target that the year is to end at; None if there is none in figures.

        Without a year's target it is that of the last quarter, unless the measure is a count or
        money of each quarter alone: these add up to something else.
        """
        if self.target.value is not None:
            return self.target.value
        adds_up = self.unit in ADDING and self.basis is Basis.IN_PERIOD
        return None if adds_up else self.target.by_quarter.get(4)

    def target_in_words(self, quarter: Quarter) -> str:
        """Return the words of the target, with its figure if they do not say it; "" for none.

        >>> target = Target(Decimal(85), words="Above England average", shows_figure=True)
        >>> Measure("PI1", target=target).target_in_words(Quarter(2021, 3))
        'Above England average (85)'
        """
        figure = self.target_in(quarter) if self.target.shows_figure else None
        return self.target.words + ("" if figure is None else f" ({self.written(figure)})")

    def range_in_words(self) -> str:
        """Return the acceptable range for people ("2.0% to 4.0%"); "" without a range."""
        low, high = self.written(self.low), self.written(self.high)
        if low and high:
            return f"{low} to {high}"
        return f"{low} or more" if low else f"{high} or less" if high else ""

    def written(self, value: Decimal | None, missing: str = "") -> str:
        """Format a value of this measure for people: decimals, grouping and the unit's sign.

        >>> Measure("PI1", unit=Unit.PERCENT, decimals=1).written(Decimal("72.1"))
        '72.1%'
        """
        if value is None:
            return missing
        return _written(self.unit, self.unit_word, self.unit_means, self.decimals, value)

    def tolerance_in_words(self, tolerance: Tolerance) -> str:
        """Write a tolerance as it is read in the measure's unit: "5%", "2", "00:30" in mm:ss.

        >>> call = Measure("PI1", unit=Unit.DURATION, unit_word="mm:ss")
        >>> call.tolerance_in_words(Tolerance(Decimal(30)))
        '00:30'
        """
        # A plain 30 is read as 30 minutes where times are written with a colon.
        if self.counted_in.is_clock and not tolerance.of_target:
            return self.counted_in.written(tolerance.amount)
        return str(tolerance)


@lru_cache(maxsize=4096)
def _written(unit: Unit, word: str, means: str, decimals: int | None, value: Decimal) -> str:
    # A figure is printed on several sheets, and measured for the width of its column.
    return CountedIn(unit, word, means).written(value, decimals)


@dataclass(frozen=True, slots=True)
class Reading:
    """Figure reported for a measure in a period, with the officer's texts.

    Attributes:
        ref: The measure's reference as written.
        period: The quarter it is for.
        actual: In the measure's unit (72.1 for 72.1%); None if not reported.
        numerator: The count above the line; None if not given.
        denominator: The count below the line; None if not given.
        as_at: The day the figure was true; None if not given.
        marker: Shorthand such as "[p]"; "" for none.
        commentary: The officer's words.
        action: What is being done.
        source: The row it was read from.
        places: The cells single fields were read from, by field name ("as_at").
        forecast: What the year is expected to end at, in the measure's unit; None if not forecast.
        unread: There is something in the place of the actual that could not be read, as a finding
            says; the actual is None then.
        target: The target that applied then, as the history keeps it; None if it keeps none.
        settled: True if the officer typed [ok]: the figures are right as they are.
        contradicted: True if another row of the measure and quarter gives other figures.
        covers: The period or the day it was typed for ("2020/21"); "" for the quarter itself.
        revised_from: The actual before it was corrected; None if it was not, or if that is not
            known.
    """

    ref: str
    period: Quarter
    actual: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    as_at: date | None = None
    marker: str = ""
    commentary: str = ""
    action: str = ""
    source: Location = field(default_factory=Location)
    places: Mapping[str, Location] = field(default_factory=lambda: MappingProxyType({}))
    forecast: Decimal | None = None
    unread: bool = field(default=False, compare=False)
    settled: bool = False
    target: Target | None = None
    contradicted: bool = field(default=False, compare=False)
    covers: str = field(default="", compare=False)
    revised_from: Decimal | None = None

    @property
    def key(self) -> str:
        """The reference in the form it is compared."""
        return ref_key(self.ref)

    def place(self, name: str) -> Location:
        """Return the cell a field was read from; the row if the cell is not known."""
        return self.places.get(name, self.source)

    @property
    def usable(self) -> Decimal | None:
        """The actual; None if its marker says it is missing: [c] is neither rated nor shown.

        A marker that is not understood may mean "confidential", so it is treated as missing.
        """
        return self.actual if not self.marker or self.marker in QUALIFYING_MARKERS else None
