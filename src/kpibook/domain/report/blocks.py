"""Blocks of a report, made from rated measures."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from kpibook.domain.rating.rated_measure import RatedMeasure, against_comparator
from kpibook.domain.report.action_line import action_lines
from kpibook.domain.report.block import Block, Comparison, Forecast, MeasureName, Urgency
from kpibook.domain.report.figure import Field
from kpibook.domain.report.figures_of import BlockFigures
from kpibook.domain.report.movements import movements_of, word_of
from kpibook.domain.report.words.labels import Labels
from kpibook.domain.reporting.quarterly_return import SHORTHAND_NO_TARGET, notes_on
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.rules.rule import Rates

_LABELS = Labels()
_NO_TITLE = "Title not given"


def block_of(
    figures: BlockFigures,
    directorate: str = "",
    repeated: Collection[str] = (),
    labels: Labels = _LABELS,
    *,
    on: date | None = None,
) -> Block:
    """Return everything that a report prints of a measure.

    Args:
        figures: The figures of the measure.
        directorate: Its directorate as a report of several names it; "" in a report of one.
        repeated: The keys of references that several measures of the report have.
        labels: The fixed words of the report.
        on: The day on which the state of its actions is told; None is the last day of the quarter.
    """
    row, scheme = figures.row, figures.scheme
    rated, measure, period = row.rated, row.rated.measure, figures.period
    actions = action_lines(row.actions, on or period.end, labels)
    return Block(
        name=MeasureName(
            figures.id,
            measure.ref,
            measure.title or _NO_TITLE,
            directorate,
            f"{measure.ref} ({directorate})"
            if directorate and measure.key in repeated
            else measure.ref,
        ),
        directorate=row.directorate,
        service=measure.service,
        priority=measure.priority,
        owner=measure.owner,
        unit=measure.counted_in.shown,
        period=str(period),
        previous_period=str(period.previous),
        last_year_period=str(period.same_last_year),
        target=figures.target,
        comparison=_comparison(figures),
        previous=figures.previous,
        actual=figures.actual,
        last_year=figures.last_year,
        status=word_of(scheme, rated.rating.status),
        status_words=rated.status_in_words(scheme),
        why=_why(rated),
        movements=movements_of(figures),
        forecast=_forecast(figures),
        trend=figures.trend,
        commentary=_paragraphs(rated.reading.commentary),
        action=(*_paragraphs(rated.reading.action), *(line.words for line in actions)),
        actions=actions,
        notes=tuple(notes_on(rated)),
        urgency=urgency_of(rated),
    )


def urgency_of(rated: RatedMeasure) -> Urgency | None:
    """Return why a measure needs attention: its status, or a decline; None if it does not."""
    if rated.rating.status is Status.OFF:
        return Urgency.OFF_TARGET
    if rated.rating.status is Status.NOT_REPORTED:
        return Urgency.NOT_REPORTED
    directions = (rated.rating.direction, rated.rating.direction_year)
    if rated.waiting is None and Direction.DECLINED in directions:
        return Urgency.DECLINED
    return None


def _why(rated: RatedMeasure) -> str:
    if rated.rating.status is Status.NOT_REPORTED and not rated.rating.why:
        return "There is no figure yet."
    return rated.rating.why


def _comparison(figures: BlockFigures) -> Comparison | None:
    rated = figures.row.rated
    comparator = rated.measure.comparator
    if comparator is None or comparator.value is None:
        return None
    figure = figures.figure(
        Field.COMPARATOR,
        comparator.vintage,
        comparator.value,
        missing=SHORTHAND_NO_TARGET,
        where=figures.own_cells.comparator,
    )
    name = " ".join(filter(None, [comparator.name, comparator.vintage]))
    return Comparison(name, figure, against_comparator(rated))


def _forecast(figures: BlockFigures) -> Forecast | None:
    rated, scheme = figures.row.rated, figures.scheme
    value = rated.reading.forecast
    if value is None or (rated.reading.usable is None and rated.reading.marker):
        return None
    where = figures.own_cells.forecast
    year = figures.period.financial_year
    figure = figures.figure(Field.FORECAST, year, value, where=where)
    by_forecast = scheme.rule.rates is Rates.FORECAST
    status = rated.rating.status if by_forecast else Status.NOT_RATED
    return Forecast(figure, word_of(scheme, rated.forecast.status if rated.forecast else status))


def _paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text that was typed into a cell."""
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())
