"""Measures with their figures, their history and their rating."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from kpibook.domain.measures.calendar import Year
from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import Frequency, Measure, Polarity, Reading, Target, Unit
from kpibook.domain.measures.number import MISSING_MARKERS, plain, round_half_away
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.timing.due import Waiting, waiting_in
from kpibook.domain.rating.arithmetic import Position, Rating, position_of
from kpibook.domain.rating.baseline_figure import UNCOMPARED, BaselineFigure
from kpibook.domain.rating.baselines import compared_figures, kinds_of
from kpibook.domain.rating.forecast import ForecastRating, rate_forecast
from kpibook.domain.rating.in_doubt import NO_DOUBT, InDoubt, rate_in_doubt, without_doubted_figure
from kpibook.domain.rating.past_figures import PastReadings, past_figures
from kpibook.domain.rating.quarter_target import target_then, with_targets
from kpibook.domain.rating.revised import RevisedFigure, revised_figures
from kpibook.domain.rating.target_change import TargetChange, changed_target
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace

_HOW_OFTEN = {
    Frequency.MONTHLY: "each month",
    Frequency.QUARTERLY: "each quarter",
    Frequency.HALF_YEARLY: "each half year",
    Frequency.TERMLY: "each term",
    Frequency.ANNUAL: "once a year",
}


@dataclass(frozen=True, slots=True)
class RatedMeasure:
    """Measure in a period, rated.

    Attributes:
        measure: The measure, with the target of the period among its quarters' targets.
        reading: What was reported for the period.
        previous: Actual of the quarter before; None if there is no history.
        previous_year: Actual of the same quarter last year; None if there is no history.
        previous_marker: Shorthand of the quarter before, such as "[c]"; "" if none.
        rating: What the scheme says.
        doubt: Doubts about its figures; the figures they concern are not rated.
        previous_target: The target of the quarter before; None if there was none in figures.
        forecast: The forecast for the year's end against the year's target; None without a
            forecast, and where the scheme rates nothing else.
        compared: The figures that its two directions are taken against.
        target_change: The last change of its target within the year; None without a change.
        waiting: For a measure that is not due, when it is and its last figure; None if it is due.
        revised: The earlier figures it is shown with that were corrected.
    """

    measure: Measure
    reading: Reading
    previous: Decimal | None
    previous_year: Decimal | None
    rating: Rating
    previous_marker: str = ""
    doubt: InDoubt = NO_DOUBT
    previous_target: Decimal | None = None
    forecast: ForecastRating | None = None
    compared: tuple[BaselineFigure, BaselineFigure] = UNCOMPARED
    target_change: TargetChange | None = None
    waiting: Waiting | None = None
    revised: tuple[RevisedFigure, ...] = ()

    @property
    def target(self) -> Decimal | None:
        """The target of the reading's quarter; None if there is no figure."""
        return self.measure.target_in(self.reading.period)

    def status_in_words(self, scheme: Scheme) -> str:
        """Return the scheme's word for the status; for a measure that is not due, when it is."""
        return self.waiting.words if self.waiting else scheme.label(self.rating.status)

    def direction_in_words(self, direction: Direction, scheme: Scheme) -> str:
        """Return the scheme's word for one of the directions; "Not due" if the measure is not."""
        return scheme.label(Status.NOT_DUE if self.waiting else direction)

    @property
    def last_in_words(self) -> str:
        """The last figure of a measure that is not due, with its period: "2020/21: 57.7%".

        "" for a measure that is due, or has no earlier figure.
        """
        last = self.waiting.last if self.waiting else None
        return f"{last.label}: {self.measure.written(last.value)}" if last else ""


def rate_measure(
    measure: Measure,
    reading: Reading,
    history: Mapping[tuple[str, Quarter], Reading],
    scheme: Scheme,
    doubt: InDoubt = NO_DOUBT,
    years: Mapping[tuple[str, Year], Reading] | None = None,
) -> RatedMeasure:
    """Rate a reading against the history, without the figures in doubt.

    A measure that is not due, and not reported, is not rated and has no direction.

    Args:
        measure: The measure, as the register has it.
        reading: What was reported.
        history: Earlier readings by key and quarter.
        scheme: The rules.
        doubt: Doubts about its figures.
        years: Figures of whole years by key and year.
    """
    waiting = waiting_in(measure, reading, history, doubt.quarters)
    if waiting is not None:
        measure = with_targets(measure, reading.period, history, scheme, doubt.quarters)
        rating = _not_due(measure, waiting)
        change = changed_target(measure, reading.period, history)
        return RatedMeasure(
            measure,
            reading,
            None,
            None,
            rating,
            doubt=doubt,
            target_change=change,
            waiting=waiting,
        )
    previous = history.get((measure.key, reading.period.previous))
    forecast = rate_forecast(measure, reading, scheme, doubt)
    measure = with_targets(measure, reading.period, history, scheme, doubt.quarters)
    position = position_in(measure, reading, history, scheme, years)
    marker = previous.marker if previous else ""
    compared = compared_figures(position, scheme)
    revised = revised_figures(measure, reading.period, history, compared, doubt.quarters)
    return RatedMeasure(
        measure,
        reading,
        position.previous,
        position.previous_year,
        rate_in_doubt(position, scheme, doubt),
        marker,
        doubt,
        position.previous_target,
        forecast,
        compared,
        changed_target(measure, reading.period, history),
        revised=revised,
    )


def _not_due(measure: Measure, waiting: Waiting) -> Rating:
    last = waiting.last
    figure = f"; its last figure is {measure.written(last.value)} ({last.label})" if last else ""
    why = f"It is reported {_HOW_OFTEN[measure.frequency]} and next due {waiting.next_due}{figure}."
    unfair = Direction.NOT_COMPARABLE
    return Rating(Status.NOT_DUE, unfair, unfair, variance=None, why=why)


def position_in(
    measure: Measure,
    reading: Reading,
    history: Mapping[tuple[str, Quarter], Reading],
    scheme: Scheme,
    years: Mapping[tuple[str, Year], Reading] | None = None,
) -> Position:
    """Put a reading and its history together as the position the rules of a scheme need.

    Args:
        measure: The measure with the targets of its quarters, see `with_targets`.
        reading: What was reported.
        history: Earlier readings by key and quarter.
        scheme: The rules.
        years: Figures of whole years by key and year.
    """
    previous = history.get((measure.key, reading.period.previous))
    last_year = history.get((measure.key, reading.period.same_last_year))
    position = position_of(
        measure,
        reading,
        previous.usable if previous else None,
        last_year.usable if last_year else None,
    )
    kinds = (*kinds_of(measure.compared_with, scheme.direction_rule), ComparedWith.PREVIOUS_YEAR)
    past = PastReadings(history, years or {})
    return replace(
        position,
        series=_series(measure, reading.period, history),
        previous_target=target_then(measure, reading.period.previous, history),
        baselines=past_figures(measure, position, reading.period, past, kinds),
    )


def _series(
    measure: Measure, period: Quarter, history: Mapping[tuple[str, Quarter], Reading]
) -> tuple[Decimal, ...]:
    """Return the earlier actuals without a gap up to the quarter before, the oldest first."""
    series: list[Decimal] = []
    key, quarter = measure.key, period.previous
    while (reading := history.get((key, quarter))) and reading.usable is not None:
        series.append(reading.usable)
        quarter = quarter.previous
    return tuple(reversed(series))


def without_doubted(rated: RatedMeasure) -> RatedMeasure:
    """Return the measure as it may be printed: each figure in doubt is missing, [x].

    Its commentary stays. Without a figure in doubt the measure comes back as it is.
    """
    roles = rated.doubt.roles
    if not roles:
        return rated
    reading, measure = rated.reading, rated.measure
    if any(role.is_reported for role in roles):
        marker = reading.marker if reading.marker in MISSING_MARKERS else "[x]"
        reading = replace(
            reading, actual=None, numerator=None, denominator=None, forecast=None, marker=marker
        )
    if roles & {Role.TARGET, Role.OTHER_TARGET}:
        measure = replace(measure, target=Target(words="[x]"))
        rated = replace(rated, target_change=None)
    if roles & {Role.LOW, Role.HIGH}:
        measure = replace(measure, low=None, high=None, target=Target(words="[x]"))
    if Role.COMPARATOR in roles and measure.comparator is not None:
        measure = replace(measure, comparator=replace(measure.comparator, value=None))
    before = Role.PREVIOUS in roles
    return replace(
        rated,
        measure=measure,
        reading=reading,
        previous=None if before else rated.previous,
        previous_marker="" if before else rated.previous_marker,
        previous_year=None if Role.PREVIOUS_YEAR in roles else rated.previous_year,
        compared=(
            without_doubted_figure(rated.compared[0], rated.doubt),
            without_doubted_figure(rated.compared[1], rated.doubt),
        ),
    )


def against_comparator(rated: RatedMeasure) -> str:
    """Describe the actual against the comparator in words; "" without both figures.

    Better or worse for a measure with a good way, higher or lower for a neutral one; a
    percentage differs in points. "" too where one of them is in doubt. Both are taken as they are
    printed, at the measure's decimals.
    """
    comparator, actual = rated.measure.comparator, rated.reading.usable
    if comparator is None or comparator.value is None or actual is None:
        return ""
    if rated.doubt.roles & {Role.COMPARATOR, Role.ACTUAL, Role.NUMERATOR, Role.DENOMINATOR}:
        return ""
    # Rounded first, then subtracted: a reader who checks "by 0.3 points" has only printed figures.
    difference = _printed(rated.measure, actual) - _printed(rated.measure, comparator.value)
    if difference == 0:
        return f"Same as {comparator.name}"
    size = difference_in_words(rated.measure, abs(difference))
    return f"{_side(rated.measure.polarity, difference)} by {size}"


def difference_in_words(measure: Measure, difference: Decimal) -> str:
    """Return a difference in the measure's unit: "13.4 points" for a percentage, "£5" for money."""
    if measure.unit is Unit.PERCENT:
        return f"{plain(difference, measure.decimals)} points"
    if measure.unit is Unit.CURRENCY and measure.decimals is None:
        # Excel's formula for it cannot tell ten pence from a tenth: both write £0.1.
        return f"£{plain(difference)}{measure.counted_in.suffix}"
    return measure.written(difference)


def _printed(measure: Measure, value: Decimal) -> Decimal:
    return value if measure.decimals is None else round_half_away(value, measure.decimals)


def _side(polarity: Polarity, difference: Decimal) -> str:
    if polarity is Polarity.HIGHER:
        return "Better" if difference > 0 else "Worse"
    if polarity is Polarity.LOWER:
        return "Better" if difference < 0 else "Worse"
    return "Higher" if difference > 0 else "Lower"
