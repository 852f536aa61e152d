"""Baseline figures in a row of a plain table: last year's outturn and the best so far."""

from __future__ import annotations

from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import Basis
from kpibook.domain.measures.number import MISSING_MARKERS
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.units.counted_in import AnyUnit
from kpibook.domain.rating.baseline_figure import BaselineFigure
from kpibook.domain.rating.past_figures import NOT_UNDERSTOOD, PART_OF_A_YEAR
from kpibook.errors import NotAPeriod
from kpibook.workbook import layout
from kpibook.workbook.fields import Row

_COLUMNS = {ComparedWith.OUTTURN: layout.LAST_OUTTURN, ComparedWith.BEST: layout.BEST}


def baseline_figures(
    row: Row, unit: AnyUnit | None, basis: Basis, *, understood: bool
) -> tuple[BaselineFigure, ...]:
    """Read the baseline figures of a row; empty without such columns.

    Args:
        row: The row.
        unit: The measure's unit; None if it is not stated.
        basis: The stretch of time its figures cover.
        understood: False if the column Compared with cannot be read, so that nothing is compared.
    """
    if not understood:
        return tuple(BaselineFigure(kind, unfair=NOT_UNDERSTOOD) for kind in ComparedWith)
    figures = []
    for kind, heading in _COLUMNS.items():
        figure = row.figure(heading, unit)
        if figure.value is None or figure.marker in MISSING_MARKERS:
            continue
        part = kind is ComparedWith.OUTTURN and basis is Basis.CUMULATIVE
        unfair = PART_OF_A_YEAR if part and not _is_year_end(row) else ""
        figures.append(BaselineFigure(kind, figure.value, unfair=unfair))
    return tuple(figures)


def _is_year_end(row: Row) -> bool:
    """Return True if a row says that it is for the last quarter of a year."""
    try:
        return Quarter.parse(row.text(layout.PERIOD)).number == 4
    except NotAPeriod:
        return False
