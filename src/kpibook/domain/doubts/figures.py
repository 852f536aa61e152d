"""Figures of a measure with their roles and places: what the doubts are about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import Basis, Measure, Polarity, Reading, Tolerance, Unit
from kpibook.domain.measures.number import MISSING_MARKERS, QUALIFYING_MARKERS, plain
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.arithmetic import Position
from kpibook.errors import Location


@dataclass(frozen=True, slots=True)
class LabelledFigure:
    """A figure of a measure.

    Attributes:
        role: The part it plays.
        label: Its name in messages: "target", "figure of Q2 2025/26".
        value: In the measure's unit; a tolerance in % of target keeps its number.
        where: The cell it comes from.
        quarter: The quarter it is of; None for a figure of the register.
    """

    role: Role
    label: str
    value: Decimal
    where: Location = field(default_factory=Location)
    quarter: Quarter | None = None


@dataclass(frozen=True, slots=True)
class MeasureFigures:
    """All figures of a measure, with what they have to agree with.

    Attributes:
        ref: The measure's reference; "" if it has none.
        figures: Its figures, without the blank ones.
        unit: The unit; None if it is not stated, and then little can be said.
        basis: The stretch of time a figure covers.
        polarity: Which way is good.
        period: The quarter of the actual; None if it is not known.
        decimals: Places it is reported to; None if not stated.
        tolerance: The measure's own tolerance; None if it has none.
        tolerance_unread: True if the cell of the tolerance holds something that is none.
        as_at: The day the figure was true; None if not given.
        as_at_place: The cell of that day.
        settled: True if the officer says with [ok] that the quarter's figures are right; in a plain
            table, that all figures of the row are.
        settlements: Figures that were settled before, as code, figure and quarter (None for a
            figure of the register).
    """

    ref: str
    figures: tuple[LabelledFigure, ...]
    unit: Unit | None = None
    basis: Basis = Basis.IN_PERIOD
    polarity: Polarity = Polarity.NEUTRAL
    period: Quarter | None = None
    decimals: int | None = None
    tolerance: Tolerance | None = None
    tolerance_unread: bool = False
    as_at: date | None = None
    as_at_place: Location = field(default_factory=Location)
    settled: bool = False
    settlements: frozenset[tuple[str, Decimal, Quarter | None]] = frozenset()

    def of(self, *roles: Role) -> list[LabelledFigure]:
        """Return the figures that play one of these parts, in their order."""
        return [figure for figure in self.figures if figure.role in roles]

    def first(self, role: Role) -> LabelledFigure | None:
        """Return the figure that plays a part; None if there is none."""
        return next((figure for figure in self.figures if figure.role is role), None)

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

    def _same_stage(self, figure: LabelledFigure) -> bool:
        if figure.role in (Role.ACTUAL, Role.TARGET, Role.FLOOR):
            return True
        if figure.role is Role.FORECAST:
            return self.period is not None and self.period.number == 4
        if figure.role is Role.PREVIOUS_YEAR:
            return True
        number = None if figure.quarter is None else figure.quarter.number
        return self.period is not None and number == self.period.number

    def written(self, value: Decimal) -> str:
        """Write a figure in the unit for people, with all its digits: "0.85%"."""
        sign = "%" if self.unit is Unit.PERCENT else ""
        pound = "£" if self.unit is Unit.CURRENCY else ""
        text = plain(value)
        return f"-{pound}{text[1:]}" if pound and value < 0 else f"{pound}{text}{sign}"

    def quoted(self, figure: LabelledFigure) -> str:
        """Write a figure with its label: "target 0.85%"."""
        return f"{figure.label} {self.written(figure.value)}"


def figures_of(
    measure: Measure,
    reading: Reading,
    history: Mapping[tuple[str, Quarter], Reading],
    settlements: frozenset[tuple[str, Decimal, Quarter | None]] = frozenset(),
) -> MeasureFigures:
    """Return the figures of a measure of a workbook, in a quarter.

    Args:
        measure: The measure, as the register has it.
        reading: What is reported for the quarter.
        history: Earlier readings by key and quarter.
        settlements: Doubts about it that were settled, see `MeasureFigures`.
    """
    return MeasureFigures(
        ref=measure.ref,
        figures=(
            *_reported(reading),
            *_set(measure, reading.period),
            *_past(measure, reading.period, history),
        ),
        unit=None if "unit" in measure.guessed else measure.unit,
        basis=measure.basis,
        polarity=measure.polarity,
        period=reading.period,
        decimals=measure.decimals,
        tolerance=measure.tolerance,
        tolerance_unread="tolerance" in measure.guessed,
        as_at=reading.as_at,
        as_at_place=reading.place("as_at"),
        settled=reading.settled,
        settlements=settlements,
    )


def figures_of_position(
    position: Position, ref: str = "", where: Callable[[str], Location] | None = None
) -> MeasureFigures:
    """Return the figures of a row of a plain table, a data frame or a worksheet function.

    Args:
        position: The position the row describes.
        ref: The reference in the row; "" if it has none.
        where: Returns the cell of a column of the table, by the name of the position's field.
    """

    def figure(role: Role, name: str, label: str, value: Decimal | None) -> list[LabelledFigure]:
        if value is None:
            return []
        return [LabelledFigure(role, label, value, where(name) if where else Location())]

    tolerance = position.tolerance
    hidden = position.marker in MISSING_MARKERS
    return MeasureFigures(
        ref=ref,
        figures=(
            *figure(Role.ACTUAL, "actual", "actual", None if hidden else position.actual),
            *figure(Role.FORECAST, "forecast", "forecast", None if hidden else position.forecast),
            *figure(Role.TARGET, "target", "target", position.target),
            *figure(
                Role.OTHER_TARGET,
                "previous_target",
                "target of the quarter before",
                position.previous_target,
            ),
            *figure(Role.FLOOR, "floor", "floor", position.floor),
            *figure(Role.LOW, "range_low", "lower end of the range", position.low),
            *figure(Role.HIGH, "range_high", "upper end of the range", position.high),
            *figure(
                Role.TOLERANCE, "tolerance", "tolerance", tolerance.amount if tolerance else None
            ),
            *figure(Role.PREVIOUS, "previous", "figure of the quarter before", position.previous),
            *figure(
                Role.PREVIOUS_YEAR,
                "previous_year",
                "figure of the same quarter last year",
                position.previous_year,
            ),
            *(
                earlier
                for value in position.series
                for earlier in figure(Role.EARLIER, "series", "earlier figure", value)
            ),
        ),
        unit=position.unit,
        basis=position.basis,
        polarity=position.polarity,
        decimals=position.decimals,
        tolerance=tolerance,
    )


def _reported(reading: Reading) -> Iterator[LabelledFigure]:
    if reading.marker and reading.marker not in QUALIFYING_MARKERS:
        return  # a finding must not quote what [c] hides
    for role, value in (
        (Role.ACTUAL, reading.usable),
        (Role.FORECAST, reading.forecast),
        (Role.NUMERATOR, reading.numerator),
        (Role.DENOMINATOR, reading.denominator),
    ):
        if value is not None:
            where = reading.place(role.value)
            yield LabelledFigure(role, role.value, value, where, reading.period)


def _set(measure: Measure, period: Quarter) -> Iterator[LabelledFigure]:
    target = measure.target
    own = target.by_quarter.get(period.number)
    of_year = Role.TARGET if own is None else Role.OTHER_TARGET
    comparator = measure.comparator
    tolerance = measure.tolerance
    for role, name, label, value in (
        (of_year, "target", "target", target.value),
        *(
            (
                Role.TARGET if number == period.number else Role.OTHER_TARGET,
                f"target_q{number}",
                f"Target Q{number}",
                value,
            )
            for number, value in target.by_quarter.items()
        ),
        (Role.FLOOR, "floor", "floor", measure.floor),
        (Role.LOW, "low", "lower end of the range", measure.low),
        (Role.HIGH, "high", "upper end of the range", measure.high),
        (Role.TOLERANCE, "tolerance", "tolerance", tolerance.amount if tolerance else None),
        (Role.COMPARATOR, "comparator", "comparator", comparator.value if comparator else None),
    ):
        if value is not None:
            yield LabelledFigure(role, label, value, measure.place(name))


def _past(
    measure: Measure, period: Quarter, history: Mapping[tuple[str, Quarter], Reading]
) -> Iterator[LabelledFigure]:
    """Yield the earlier figures, the latest first, back to the first without a gap of two years."""
    quarter, blank = period.previous, 0
    while blank < 8:
        reading = history.get((measure.key, quarter))
        if reading is None or reading.usable is None:
            blank += 1
        else:
            blank, role = 0, _past_role(quarter, period)
            label = f"figure of {quarter}"
            yield LabelledFigure(role, label, reading.usable, reading.source, quarter)
        if quarter.year <= 1900:
            return
        quarter = quarter.previous


def _past_role(quarter: Quarter, period: Quarter) -> Role:
    if quarter == period.previous:
        return Role.PREVIOUS
    return Role.PREVIOUS_YEAR if quarter == period.same_last_year else Role.EARLIER
