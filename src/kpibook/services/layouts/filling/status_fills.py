"""Fill of a status cell that has a letter, word or symbol too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from kpibook.domain.rules.outcomes import Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import quoted
from kpibook.services.layouts.check import CheckedMeasure
from kpibook.services.layouts.filling.own_cells import OwnCells
from kpibook.workbook.mapped.council_layout import CouncilLayout, TableLayout
from kpibook.workbook.mapped.found import FILL_TOO, MappedReading
from kpibook.workbook.mapped.showing import status_meant
from kpibook.workbook.mapped.words.status_words import status_of_colour


def colour_too(
    cells: OwnCells,
    measure: CheckedMeasure,
    fills_of: Callable[[TableLayout], Mapping[Status, str]],
    scheme: Scheme,
) -> None:
    """Give the cell of a status the fill that goes with its letter, where the layout says so.

    Args:
        cells: The council's cells.
        measure: The measure, rated.
        fills_of: Returns the council's own fills in a table, see `fills_in`.
        scheme: The scheme, for a status that no cell shows yet.
    """
    row, status, at = measure.row, measure.rating.status, measure.row.table.status
    if at is None or not at.has_fill or "status" not in row.places:
        return
    fills = fills_of(row.table)
    before = row.shown.get(FILL_TOO, "")
    rgb = fills.get(status)
    if rgb is None and status is Status.EXCEEDING:
        rgb = fills.get(Status.MET)
    if rgb is None and status.is_rated:
        rgb = scheme.appearance(status).fill.removeprefix("#").upper()
    if rgb is None and (not before or status_of_colour(before) is None):
        return
    cells.colour(row, before, rgb, "")


def fills_not_written(
    cells: OwnCells,
    measures: Sequence[CheckedMeasure],
    earlier: MappedReading,
    layout: CouncilLayout,
) -> None:
    """Add a finding where the quarter before has letters on fills and the layout has no fill."""
    said: list[TableLayout] = []
    for measure in measures:
        row, at = measure.row, measure.row.table.status
        is_text = at is not None and not at.shown.is_colour and not at.has_fill
        if at is None or not is_text or row.table in said or not measure.rating.status.is_rated:
            continue
        said.append(row.table)
        if row.shown.get(FILL_TOO) or len(set(fills_in([earlier], row.table, layout).values())) < 2:
            continue
        cells.say(
            row,
            "status",
            "layout-fill-not-written",
            f"statuses of the quarter before have a fill besides the {at.shown.value}, and under "
            f"{quoted(at.at, 40)} the layout names the {at.shown.value} alone: no fill is written.",
            f'Write as = ["{at.shown.value}", "fill"] for the status in the layout; fill again.',
        )


def fills_in(
    readings: Iterable[MappedReading], table: TableLayout, layout: CouncilLayout
) -> dict[Status, str]:
    """Return the fill of each status that a table shows in words; the first that has it."""
    fills: dict[Status, str] = {}
    for row in (row for reading in readings for row in reading.rows if row.table is table):
        text, rgb, at = row.shown.get("status", ""), row.shown.get(FILL_TOO, ""), table.status
        meant = status_meant(text, at.shown, layout) if at is not None else None
        if meant is not None and rgb and status_of_colour(rgb) is not None:
            fills.setdefault(meant, rgb)
    return fills
