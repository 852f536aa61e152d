"""Numerator and denominator in a row of a plain table or a data frame."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.domain.doubts.doubt import Doubt
from kpibook.domain.doubts.figures import LabelledFigure, MeasureFigures
from kpibook.domain.doubts.parts import actual_from_parts, rounded_share
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.number import MISSING_MARKERS, QUALIFYING_MARKERS
from kpibook.domain.rating.arithmetic import Position
from kpibook.on_use.replacing import replace
from kpibook.workbook import layout
from kpibook.workbook.fields import Row

_PARTS = {Role.NUMERATOR: layout.NUMERATOR, Role.DENOMINATOR: layout.DENOMINATOR}


def with_actual_of_row(row: Row, position: Position) -> Position:
    """Return the position with the actual that its parts give, where its own cell is empty.

    Args:
        row: The row. What cannot be read in it is reported.
        position: What the row says otherwise.
    """
    parts = {role: row.number(heading) for role, heading in _PARTS.items() if row.has(heading)}
    if not parts or not _is_without_actual(row, position):
        return position
    top, bottom = parts.get(Role.NUMERATOR), parts.get(Role.DENOMINATOR)
    return replace(position, actual=rounded_share(position.unit, top, bottom, position.decimals))


def with_parts_of_row(row: Row, position: Position, figures: MeasureFigures) -> MeasureFigures:
    """Return the figures with the numerator and the denominator, each with its cell."""
    if position.marker in MISSING_MARKERS:
        return figures
    parts = tuple(_parts_in(row))
    return replace(figures, figures=(*figures.figures, *parts)) if parts else figures


def note_on_parts(row: Row, position: Position, figures: MeasureFigures) -> tuple[Doubt, ...]:
    """Return a note where the actual was worked out."""
    is_worked_out = position.actual is not None and not row.holds_something(layout.ACTUAL)
    return (actual_from_parts(figures),) if is_worked_out else ()


def _is_without_actual(row: Row, position: Position) -> bool:
    return (
        position.actual is None
        and position.marker in ("", *QUALIFYING_MARKERS)
        and not row.holds_something(layout.ACTUAL)
    )


def _parts_in(row: Row) -> Iterator[LabelledFigure]:
    for role, heading in _PARTS.items():
        if not row.has(heading):
            continue
        silent = replace(row, findings=[])  # reported by `with_actual_of_row`
        if (value := silent.number(heading)) is not None:
            yield LabelledFigure(role, role.value, value, row.where(heading))
