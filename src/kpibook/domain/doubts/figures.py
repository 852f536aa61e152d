"""Figures of a measure with their roles and places: what the doubts are about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import date
from decimal import Decimal

from kpibook.domain.finding import Finding
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import Basis, Polarity, Tolerance, Unit
from kpibook.domain.measures.number import plain
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.timing.quarter_of_months import QuarterOfMonths
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.errors import Location
from kpibook.on_use.dataclass import dataclass

# Units that follow their figure as words.
_UNITS = {
    Unit.DAYS: " days",
    Unit.RATE_PER_1000: " per 1,000",
    Unit.RATE_PER_10000: " per 10,000",
    Unit.RATE_PER_100000: " per 100,000",
}


@dataclass(frozen=True, slots=True)
class LabelledFigure:
    """A figure of a measure.

    Attributes:
        role: The part it plays.
        label: Its name in messages: "target", "figure of Q2 2025/26".
        value: In the measure's unit; a tolerance in % of target keeps its number.
        where: The cell it comes from.
        quarter: The quarter it is of; None for a figure of the register.
        contradicted: True if another row of the measure gives another figure.
        target: For an earlier figure, the target that applied then; None if the history keeps none.
    """

    role: Role
    label: str
    value: Decimal
    where: Location = field(default_factory=Location)
    quarter: Quarter | None = None
    contradicted: bool = False
    target: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """Look at a text of a measure that does not say what a figure says.

    Attributes:
        finding: What a person reads.
        figure: The figure; to settle the look is to say that text and figure are both right.
        words: Mark of the words that it quotes; other words are another look.
    """

    finding: Finding
    figure: LabelledFigure
    words: str = ""

    @property
    def settled_as(self) -> str:
        """The code that its settlement is kept under: with the mark of the words."""
        return f"{self.finding.code} {self.words}".strip()


@dataclass(frozen=True, slots=True)
class MeasureFigures:
    """All figures of a measure, with what they have to agree with.

    Attributes:
        ref: The measure's reference; "" if it has none.
        figures: Its figures, without the blank ones.
        unit: The unit; None if it is not stated, and then little can be said.
        counted: The unit with the council's word; None if that is not known.
        basis: The stretch of time a figure covers.
        polarity: Which way is good.
        period: The quarter of the actual; None if it is not known.
        decimals: Places it is reported to; None if not stated.
        tolerance: The measure's own tolerance; None if it has none.
        tolerance_unread: True if the cell of the tolerance holds something that is none.
        unit_unread: True if the unit is a word that is not understood.
        as_at: The day the figure was true; None if not given.
        as_at_place: The cell of that day.
        settled: True if the officer says with [ok] that the quarter's figures are right; in a plain
            table, that all figures of the row are.
        settlements: Figures that were settled before, as code, figure and quarter (None for a
            figure of the register).
        basis_place: The cell of its basis.
        has_profile: True if the register says how the year's target is spread over the quarters.
        from_months: For a monthly measure, its quarters as their months give them.
        looks: Looks at its texts, which do not say what its figures say; settled ones too.
    """

    ref: str
    figures: tuple[LabelledFigure, ...]
    unit: Unit | None = None
    counted: CountedIn | None = None
    basis: Basis = Basis.IN_PERIOD
    polarity: Polarity = Polarity.NEUTRAL
    period: Quarter | None = None
    decimals: int | None = None
    tolerance: Tolerance | None = None
    tolerance_unread: bool = False
    unit_unread: bool = False
    as_at: date | None = None
    as_at_place: Location = field(default_factory=Location)
    settled: bool = False
    settlements: frozenset[tuple[str, Decimal, Quarter | None]] = frozenset()
    basis_place: Location = field(default_factory=Location)
    has_profile: bool = False
    from_months: tuple[QuarterOfMonths, ...] = ()
    looks: tuple[Look, ...] = ()

    def of(self, *roles: Role) -> list[LabelledFigure]:
        """Return the figures that play one of these parts, in their order."""
        return [figure for figure in self.figures if figure.role in roles]

    def first(self, role: Role) -> LabelledFigure | None:
        """Return the figure that plays a part; None if there is none."""
        for figure in self.figures:  # twenty checks ask for it: a generator takes twice the time
            if figure.role is role:
                return figure
        return None

    def is_settled(self, figure: LabelledFigure, code: str = "") -> bool:
        """Return True if a figure is said to be right as it is, by [ok] or in the workbook.

        Args:
            figure: The figure.
            code: The doubt; "" asks if any doubt about it is settled.
        """
        if self.settled and (figure.role.is_reported or self.period is None):
            return True
        return any(
            figure.value == value and figure.quarter == quarter and code in ("", settled)
            for settled, value, quarter in self.settlements
        )

    @property
    def past(self) -> list[LabelledFigure]:
        """The figures of earlier quarters."""
        return [figure for figure in self.figures if figure.role.is_past]

    def in_unit(self) -> Iterator[LabelledFigure]:
        """Yield the figures in the measure's unit: all but tolerance, numerator, denominator."""
        others = (Role.TOLERANCE, Role.NUMERATOR, Role.DENOMINATOR)
        return (figure for figure in self.figures if figure.role not in others)

    def comparable(self) -> list[LabelledFigure]:
        """Return the figures in the unit that are of one size with the actual.

        A figure for the year so far is set against the same quarter's only, and the year's
        target in the last quarter.
        """
        figures = list(self.in_unit())
        if self.basis is not Basis.CUMULATIVE:
            return figures
        return [figure for figure in figures if self._same_stage(figure)]

    def evidence_for(self, figure: LabelledFigure, *aims: Role) -> list[LabelledFigure]:
        """Return the comparable figures that say of what size another ought to be.

        They are the earlier figures and those that play one of the parts `aims`. An earlier figure
        is set against what was reported since, too.
        """
        roles = (*aims, Role.ACTUAL) if figure.role.is_past else aims
        return [
            other
            for other in self.comparable()
            if other is not figure and (other.role.is_past or other.role in roles)
        ]

    def _same_stage(self, figure: LabelledFigure) -> bool:
        if figure.role in (Role.ACTUAL, Role.TARGET, Role.FLOOR, Role.PREVIOUS_YEAR):
            return True
        if figure.role is Role.FORECAST:
            return self.period is not None and self.period.number == 4
        number = None if figure.quarter is None else figure.quarter.number
        return self.period is not None and number == self.period.number

    def written(self, value: Decimal) -> str:
        """Write a figure in the unit for people, with all its digits: "0.85%"."""
        counted = self.counted or (CountedIn(self.unit) if self.unit is not None else None)
        return plain(value) if counted is None else counted.written(value)

    def quoted(self, figure: LabelledFigure) -> str:
        """Write a figure with its label and its unit in words: "target 0.85%", "actual 60 days"."""
        if figure.role in (Role.NUMERATOR, Role.DENOMINATOR):
            return f"{figure.label} {plain(figure.value)}"
        if (
            figure.role is Role.TOLERANCE
            and self.tolerance is not None
            and self.tolerance.of_target
        ):
            return f"{figure.label} {self.tolerance} of the target"
        words = "" if self.unit is None else _UNITS.get(self.unit, "")
        return f"{figure.label} {self.written(figure.value)}{words}"
