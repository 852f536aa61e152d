"""Gathering of a measure's figures: from a workbook, and from a row of a plain table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from kpibook.domain.doubts.figures import LabelledFigure, MeasureFigures
from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import Measure, Reading
from kpibook.domain.measures.number import MISSING_MARKERS, QUALIFYING_MARKERS
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.timing.quarter_of_months import NO_MONTHS, Months, months_in
from kpibook.domain.rating.arithmetic import Position
from kpibook.domain.rating.earlier import Earlier, number_of, quarter_of
from kpibook.errors import Location

# Baselines that have a column of their own: the role, the column and the name in a message.
_BASELINES = {
    ComparedWith.OUTTURN: (Role.OUTTURN, "outturn_last_year", "last year's outturn"),
    ComparedWith.BEST: (Role.BEST, "best", "best figure so far"),
}
# Quarters without a figure behind which no earlier figure is asked for.
_LONGEST_GAP = 8
# No figure before the last quarter of 1900 is looked for.
_OLDEST = number_of(Quarter(1900, 4))
_ROLES_BACK = {1: Role.PREVIOUS, 4: Role.PREVIOUS_YEAR}


def figures_of(
    measure: Measure,
    reading: Reading,
    history: Mapping[tuple[str, Quarter], Reading],
    settlements: frozenset[tuple[str, Decimal, Quarter | None]] = frozenset(),
    months: Months = NO_MONTHS,
    earlier: Earlier | None = None,
) -> MeasureFigures:
    """Return the figures of a measure of a workbook, in a quarter.

    Args:
        measure: The measure, as the register has it.
        reading: What is reported for the quarter.
        history: Earlier readings by key and quarter.
        settlements: Doubts about it that were settled, see `MeasureFigures`.
        months: Readings of months by key and month.
        earlier: Its readings in `history`, which are found sooner in it; None without.
    """
    return MeasureFigures(
        ref=measure.ref,
        figures=(
            *_reported(reading),
            *_set(measure, reading.period),
            *(
                _past(measure, reading.period, history)
                if earlier is None
                else _past_of(earlier, reading.period)
            ),
        ),
        unit=None if "unit" in measure.guessed else measure.unit,
        counted=measure.read_in,
        basis=measure.basis,
        polarity=measure.polarity,
        period=reading.period,
        decimals=measure.decimals,
        tolerance=measure.tolerance,
        tolerance_unread="tolerance" in measure.guessed,
        unit_unread="unit" in measure.guessed and bool(measure.unit_word),
        as_at=reading.as_at,
        as_at_place=reading.place("as_at"),
        settled=reading.settled,
        settlements=settlements,
        basis_place=measure.place("basis"),
        has_profile=measure.profile is not None,
        from_months=months_in(measure, reading.period, months),
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
                for value in _without_previous(position)
                for earlier in figure(Role.EARLIER, "series", "earlier figure", value)
            ),
            *(
                earlier
                for baseline in position.baselines
                if baseline.kind in _BASELINES
                for earlier in figure(*_BASELINES[baseline.kind], baseline.value)
            ),
        ),
        unit=position.unit,
        counted=position.counted,
        basis=position.basis,
        polarity=position.polarity,
        decimals=position.decimals,
        tolerance=tolerance,
    )


def _without_previous(position: Position) -> tuple[Decimal, ...]:
    """Return the series without its last figure, where that is the quarter before's again."""
    series = position.series
    return series[:-1] if series and series[-1] == position.previous else series


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
            yield LabelledFigure(
                role, role.value, value, where, reading.period, reading.contradicted
            )


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
            place = measure.place(name)
            yield LabelledFigure(role, label, value, place, contradicted=measure.contradicted)


def _past(
    measure: Measure, period: Quarter, history: Mapping[tuple[str, Quarter], Reading]
) -> Iterator[LabelledFigure]:
    """Yield the earlier figures, the latest first, back to the first without a gap of two years."""
    key, quarter, blank = measure.key, period.previous, 0
    roles = {period.previous: Role.PREVIOUS, period.same_last_year: Role.PREVIOUS_YEAR}
    while blank < _LONGEST_GAP:
        reading = history.get((key, quarter))
        if reading is None or reading.usable is None:
            blank += 1
        else:
            blank, role, label = 0, roles.get(quarter, Role.EARLIER), _label_of(quarter)
            place, contradicted = reading.source, reading.contradicted
            target = reading.target.value if reading.target is not None else None
            yield LabelledFigure(role, label, reading.usable, place, quarter, contradicted, target)
        if quarter.year <= 1900:
            return
        quarter = quarter.previous


def _past_of(earlier: Earlier, period: Quarter) -> list[LabelledFigure]:
    """Return the figures that `_past` yields, from the readings of the measure alone."""
    now = last = number_of(period)
    figures: list[LabelledFigure] = []
    for number in sorted(earlier, reverse=True):
        reading = earlier[number]
        value = reading.usable
        if number >= now or value is None:
            continue
        if last - number > _LONGEST_GAP or number < _OLDEST:
            break
        last, quarter = number, quarter_of(number)
        role = _ROLES_BACK.get(now - number, Role.EARLIER)
        label, place, contradicted = _label_of(quarter), reading.source, reading.contradicted
        target = reading.target.value if reading.target is not None else None
        figures.append(LabelledFigure(role, label, value, place, quarter, contradicted, target))
    return figures


@lru_cache(maxsize=256)
def _label_of(quarter: Quarter) -> str:
    return f"figure of {quarter}"
