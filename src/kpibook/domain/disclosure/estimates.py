"""Figures that are worked out or expected, of measures whose small numbers are withheld."""

from __future__ import annotations

from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.disclosure.cells import CONFIDENTIAL
from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import Profile, Target
from kpibook.domain.rating.baseline_figure import BaselineFigure
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.on_use.replacing import replace


def without_estimates(row: ConsolidatedRow) -> ConsolidatedRow:
    """Return a row without what would give a small number away though it is none itself.

    A forecast of a few says how few there are. A target in the shape of last year, divided by the
    year's, is the share of a quarter of last year, whose figure may be withheld. A measure that
    publishes its small numbers comes back as it is.
    """
    rated = row.rated
    if not rated.measure.suppress_small:
        return row
    if rated.reading.forecast is not None or rated.forecast is not None:
        reading = replace(rated.reading, forecast=None)
        row = replace(row, rated=replace(rated, reading=reading, forecast=None), forecast_word="")
    if row.rated.measure.profile is Profile.AS_LAST_YEAR and row.rated.measure.target.worked_out:
        past = tuple(replace(past, target=None) for past in row.history)
        row = replace(row, rated=_without_target(row.rated), history=past)
    return row


def _without_target(rated: RatedMeasure) -> RatedMeasure:
    """Return the measure with its status, and without the target and what is taken from it."""
    measure = replace(rated.measure, target=Target(words=CONFIDENTIAL))
    rating = replace(rated.rating, variance=None, why="")
    first, second = (_without_path(figure) for figure in rated.compared)
    return replace(
        rated,
        measure=measure,
        rating=rating,
        previous_target=None,
        target_change=None,
        compared=(first, second),
    )


def _without_path(figure: BaselineFigure) -> BaselineFigure:
    is_path = figure.kind is ComparedWith.TARGET_PATH
    return replace(figure, value=None) if is_path else figure
