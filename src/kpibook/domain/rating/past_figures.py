"""Baseline figures of a measure, taken from its register and its history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from decimal import Decimal

from kpibook.domain.measures.calendar import Year
from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import Basis, Frequency, Measure, Reading
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.arithmetic import Position, goodness
from kpibook.domain.rating.baseline_figure import BaselineFigure
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace

#: Reasons that two figures are not compared.
NOT_UNDERSTOOD = "It is not understood what this measure is compared with"
PART_OF_A_YEAR = (
    "A figure that adds up through the year is set against last year's outturn in quarter 4 only; "
    "until then it can be compared with the same quarter last year"
)
NO_TARGET_OF_QUARTER = (
    "The only target is of another quarter or of the whole year: a profile or the quarter's target "
    "would say where the measure should be"
)


@dataclass(frozen=True, slots=True)
class PastReadings:
    """Earlier readings of the measures.

    Attributes:
        quarters: By key and quarter.
        years: Of whole years, by key and year.
    """

    quarters: Mapping[tuple[str, Quarter], Reading]
    years: Mapping[tuple[str, Year], Reading] = field(default_factory=dict)


# Quarters back to the previous figure; where a measure has several, the latest with a figure.
_BACK = {Frequency.HALF_YEARLY: (2,), Frequency.TERMLY: (1, 2, 3), Frequency.ANNUAL: (4,)}
# Bases of which the figure of a year's last quarter is the year's outturn.
_LAST_IS_OUTTURN = frozenset(Basis) - {Basis.IN_PERIOD}
# Quarters without a figure after which no earlier figure is looked for.
_LONGEST_GAP = 40


def past_figures(
    measure: Measure,
    position: Position,
    period: Quarter,
    past: PastReadings,
    kinds: Iterable[ComparedWith] = tuple(ComparedWith),
) -> tuple[BaselineFigure, ...]:
    """Return the figures of some baselines of a measure.

    Args:
        measure: The measure.
        position: Its figures, of which the polarity and the target say which figure is better.
        period: The quarter it is reported for.
        past: Earlier readings.
        kinds: The baselines.
    """
    if "compared_with" in measure.guessed:
        quarters = {
            ComparedWith.PREVIOUS: period.previous,
            ComparedWith.PREVIOUS_YEAR: period.same_last_year,
        }
        return tuple(
            BaselineFigure(kind, quarter=quarters.get(kind), unfair=NOT_UNDERSTOOD)
            for kind in dict.fromkeys(kinds)
        )
    return tuple(_figure(kind, measure, position, period, past) for kind in dict.fromkeys(kinds))


def _figure(
    kind: ComparedWith, measure: Measure, position: Position, period: Quarter, past: PastReadings
) -> BaselineFigure:
    match kind:
        case ComparedWith.PREVIOUS:
            return _previous(measure, period, past)
        case ComparedWith.OUTTURN:
            return _outturn(measure, period, past)
        case ComparedWith.TARGET_PATH:
            return _target_path(measure, position, period)
        case ComparedWith.BEST:
            return _best(measure, position, period, past)
    return _of_quarter(kind, measure, period.same_last_year, past)


def _of_quarter(
    kind: ComparedWith,
    measure: Measure,
    quarter: Quarter,
    past: PastReadings,
    *,
    unfair: str = "",
    by_quarter_before: bool = False,
) -> BaselineFigure:
    reading = past.quarters.get((measure.key, quarter))
    if reading is None or reading.usable is None:
        return BaselineFigure(
            kind, quarter=quarter, unfair=unfair, by_quarter_before=by_quarter_before
        )
    return BaselineFigure(
        kind,
        reading.usable,
        quarter,
        reading,
        reading.numerator,
        reading.denominator,
        unfair=unfair,
        by_quarter_before=by_quarter_before,
    )


def _from_reading(figure: BaselineFigure, reading: Reading) -> BaselineFigure:
    if reading.usable is None:  # nor are the counts of a figure that its marker withholds
        return figure
    return replace(
        figure,
        value=reading.usable,
        reading=reading,
        numerator=reading.numerator,
        denominator=reading.denominator,
    )


def _previous(measure: Measure, period: Quarter, past: PastReadings) -> BaselineFigure:
    kind = ComparedWith.PREVIOUS
    steps = _BACK.get(measure.frequency)
    if steps is None:
        return _of_quarter(kind, measure, period.previous, past, by_quarter_before=True)
    quarters = [_quarters_before(period, step) for step in steps]
    for quarter in quarters:
        figure = _of_quarter(kind, measure, quarter, past)
        if figure.value is not None:
            return figure
    return BaselineFigure(kind, quarter=quarters[0])


def _quarters_before(period: Quarter, steps: int) -> Quarter:
    for _ in range(steps):
        period = period.previous
    return period


def _outturn(measure: Measure, period: Quarter, past: PastReadings) -> BaselineFigure:
    """Return last year's outturn: the year's own, or its last figure where that is of the year."""
    of_year = past.years.get((measure.key, Year(period.year - 1)))
    kind, year_end = ComparedWith.OUTTURN, Quarter(period.year - 1, 4)
    if measure.basis is Basis.CUMULATIVE and period.number != 4:
        return _of_quarter(kind, measure, year_end, past, unfair=PART_OF_A_YEAR)
    if of_year is not None and of_year.usable is not None:
        last = past.quarters.get((measure.key, year_end))
        whole = last is None or last.usable != of_year.usable
        return _from_reading(BaselineFigure(kind, quarter=year_end, of_year=whole), of_year)
    if measure.frequency is Frequency.ANNUAL or measure.basis is Basis.ANNUAL:
        return _once_a_year(kind, measure, year_end, past)
    if measure.basis not in _LAST_IS_OUTTURN:
        return BaselineFigure(kind, quarter=year_end)
    return _of_quarter(kind, measure, year_end, past)


def _once_a_year(
    kind: ComparedWith, measure: Measure, year_end: Quarter, past: PastReadings
) -> BaselineFigure:
    """Return the year's figure in whichever quarter it was reported, the latest first."""
    for number in (4, 3, 2, 1):
        figure = _of_quarter(kind, measure, Quarter(year_end.year, number), past)
        if figure.value is not None:
            return figure
    return BaselineFigure(kind, quarter=year_end)


def _target_path(measure: Measure, position: Position, period: Quarter) -> BaselineFigure:
    """Return where the target says the measure should be in the quarter.

    The year's target of a measure that adds up says that of its last quarter only.
    """
    no_path = position.target is None and measure.target.value is not None
    unfair = NO_TARGET_OF_QUARTER if no_path else ""
    return BaselineFigure(ComparedWith.TARGET_PATH, position.target, period, unfair=unfair)


def _best(
    measure: Measure, position: Position, period: Quarter, past: PastReadings
) -> BaselineFigure:
    """Return the best earlier figure; of equal figures the latest.

    A figure that starts again each year is set against those of the same quarter in other years.
    """
    kind = ComparedWith.BEST
    scored = list(_scored(measure, position, period, past))
    return _of_quarter(kind, measure, max(scored)[1], past) if scored else BaselineFigure(kind)


def _scored(
    measure: Measure, position: Position, period: Quarter, past: PastReadings
) -> Iterator[tuple[Decimal, Quarter]]:
    """Yield how good each comparable earlier figure is, with its quarter."""
    quarter, blank = period.previous, 0
    while blank < _LONGEST_GAP and quarter.year > 1900:
        same_time = not measure.basis.restarts_each_year or quarter.number == period.number
        reading = past.quarters.get((measure.key, quarter)) if same_time else None
        blank += 1
        if reading is not None and reading.usable is not None:
            blank = 0
            score = goodness(reading.usable, position)
            if score is not None:
                yield score, quarter
        quarter = quarter.previous
