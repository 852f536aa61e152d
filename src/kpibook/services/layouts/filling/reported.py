"""Figures of a quarter that are in the workbook already, and that a fill would write over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kpibook.domain.measures.number import parse_marker
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.domain.wording import counted, listed, quoted
from kpibook.errors import NotANumber
from kpibook.services.layouts.filling.incoming import Incoming
from kpibook.services.layouts.filling.own_cells import OwnCells
from kpibook.workbook import layout as own
from kpibook.workbook.fields import Row, figure_of
from kpibook.workbook.mapped.found import MappedReading, MappedRow
from kpibook.workbook.mapped.grid import text_of

#: The marker of a figure that was corrected.
REVISED = "[r]"
_FIGURES = {
    "actual": own.ACTUAL,
    "numerator": own.NUMERATOR,
    "denominator": own.DENOMINATOR,
}
_FEWEST = 3  # figures that are written over before a file is taken for that of another quarter
_NAMED = 5


def not_replacing(
    cells: OwnCells,
    incoming: Sequence[Incoming],
    later: Callable[[], Sequence[MappedReading]],
    figures: Callable[[Incoming], tuple[Row, CountedIn | None]],
    period: Quarter,
) -> list[Incoming]:
    """Return the rows to be written; those that would change what was reported are findings.

    A figure that is there is changed if it has the marker [r]. Without it, it stays where a later
    quarter has a figure of the measure, or where most figures of the quarter would change: then
    the file is likely that of another quarter. A few others are written, with a finding.

    Args:
        cells: The council's cells, which take the findings.
        incoming: The rows of the file of actuals, with their measures.
        later: Reads the year's later quarters.
        figures: Returns the figures that a measure has, and its unit.
        period: The quarter.
    """
    changed = [each for each in incoming if _changes(each, *figures(each))]
    if not changed:
        return list(incoming)
    of_later = set(_with_later(changed, later()))
    there = [each for each in incoming if _has_figure(each.row)]
    are_most = len(changed) >= _FEWEST and 2 * len(changed) > len(there)
    kept = [each for each in changed if are_most or ref_key(each.row.ref) in of_later]
    written = [each for each in changed if each not in kept]
    if kept:
        _say(cells, kept, period, is_kept=True)
    if written:
        _say(cells, written, period, is_kept=False)
    return [each for each in incoming if each not in kept]


def _changes(incoming: Incoming, present: Row, unit: CountedIn | None) -> bool:
    """Return True for a row that brings another figure than the one that is there."""
    row, given = incoming.row, incoming.given.reporting_to([])
    marker = given.text(own.MARKER) or given.figure(own.ACTUAL, unit).marker
    if incoming.month is not None or row.month_places or parse_marker(marker or "") == REVISED:
        return False
    for role, heading in _FIGURES.items():
        if not _is_figure(row, role):
            continue
        of_unit = unit if role == "actual" else None
        new = given.figure(heading, of_unit)
        if new.value is None:
            if role == "actual" and marker:
                return True
            continue
        if new.value != present.reporting_to([]).figure(heading, of_unit).value:
            return True
    return False


def _has_figure(row: MappedRow) -> bool:
    return any(_is_figure(row, role) for role in _FIGURES)


def _is_figure(row: MappedRow, role: str) -> bool:
    cell = row.cells.get(role)
    if cell is None or cell.formula is not None:
        return False
    try:
        return figure_of(cell).value is not None
    except NotANumber:
        return False


def _with_later(changed: Sequence[Incoming], readings: Sequence[MappedReading]) -> Iterator[str]:
    """Yield the keys of measures with a figure of a later quarter, in another cell."""
    places = {ref_key(each.row.ref): each.row.places for each in changed}
    for reading in readings:
        for row in reading.rows:
            at = places.get(ref_key(row.ref), {})
            for role in _FIGURES:
                if _is_figure(row, role) and row.places.get(role) != at.get(role):
                    yield ref_key(row.ref)


def _say(cells: OwnCells, rows: Sequence[Incoming], period: Quarter, *, is_kept: bool) -> None:
    first = next(role for role in _FIGURES if _is_figure(rows[0].row, role))
    named = listed([_change(each) for each in rows], _NAMED)
    count = counted(len(rows), "measure")
    if is_kept:
        what = f"{period} has a figure already of {count}, and the file another: {named}. "
        what += "They stay as they are."
        fix = (
            f"Is the file that of {period}? If these figures were corrected, put {REVISED} under "
            f"{quoted(own.MARKER)} in their rows, or empty their cells, and fill again."
        )
    else:
        what = f"{period} had a figure already of {count}, which is written over: {named}."
        fix = f"Check that these are corrections, and that the file is that of {period}."
    code = "layout-figure-kept" if is_kept else "layout-figure-replaced"
    cells.say(rows[0].row, first, code, what, fix)


def _change(incoming: Incoming) -> str:
    row, given = incoming.row, incoming.given.reporting_to([])
    role = next(role for role in _FIGURES if _is_figure(row, role))
    new = given.text(_FIGURES[role]) or given.text(own.MARKER)
    return f"{row.ref} ({text_of(row.cells[role])[:20]}, file {new[:20] or 'other parts'})"
