"""Figures as a council's own column holds them: 0.721 under 0.0%, 72.1, or the text "72.1%"."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from decimal import Decimal

from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.errors import NotANumber
from kpibook.workbook.fields import figure_of, is_percent_format, shows_percent
from kpibook.xlsx import Cell

_TEXT_FORMAT = "@"


def held(value: Decimal, unit: CountedIn | None, cell: Cell, models: Iterable[Cell]) -> str | float:
    """Return a figure as its cell holds figures.

    Args:
        value: The figure in its unit, 72.1 for 72.1%.
        unit: The measure's unit; None if it is not known.
        cell: The cell that it goes into.
        models: Cells with figures of the same measure, then of others in that unit: where the
            cell itself is blank and has no format, the first of them says how.
    """
    model = _model(cell, models)
    is_percent = unit is not None and unit.unit is Unit.PERCENT
    if cell.number_format == _TEXT_FORMAT or (model is not None and model.kind == "text"):
        sign = "%" if is_percent and model is not None and "%" in str(model.value) else ""
        return f"{value:f}{sign}"
    if is_percent_format(cell.number_format) or (is_percent and _is_fraction(model)):
        value = value / 100
    elif unit is not None and not is_percent and unit.unit is not None:
        value = unit.stored(value)
    whole = value == value.to_integral_value() and abs(value) < 10**15
    return int(value) if whole else float(value)


def number_format_for(
    value: str | float, unit: CountedIn | None, cell: Cell, models: Iterable[Cell]
) -> str | None:
    """Return the number format that a cell needs for a percentage; None if its own will do."""
    is_percent = unit is not None and unit.unit is Unit.PERCENT
    if isinstance(value, str) or not is_percent or is_percent_format(cell.number_format):
        return None
    model = _model(cell, models)
    return model.number_format if model is not None and _is_fraction(model) else None


def first_figure(cells: Iterable[Cell]) -> Cell | None:
    """Return the first of some cells that holds a figure; those after it are not asked for."""
    return next(filter(_holds_figure, cells), None)


def _model(cell: Cell, models: Iterable[Cell]) -> Cell | None:
    """Return the first of the cells that holds a figure; the cell itself comes first."""
    return first_figure(itertools.chain([cell], models))


def _holds_figure(cell: Cell) -> bool:
    if cell.kind == "number":
        return True
    if cell.kind != "text":
        return False
    try:
        return figure_of(cell).value is not None
    except NotANumber:
        return False


def _is_fraction(model: Cell | None) -> bool:
    return model is not None and shows_percent(model)
