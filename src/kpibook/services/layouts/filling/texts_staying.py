"""Texts of an earlier quarter that stay next to a figure that a fill has written."""

from __future__ import annotations

from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.services.layouts.filling.own_cells import OwnCells
from kpibook.workbook.mapped.fit.undated import TEXTS
from kpibook.workbook.mapped.found import MappedReading, MappedRow
from kpibook.workbook.mapped.grid import text_of

_FIGURES = ("actual", "numerator", "denominator")


def texts_that_stay(
    cells: OwnCells,
    before: MappedReading,
    after: MappedReading,
    earlier: MappedReading,
    period: Quarter,
) -> None:
    """Add a finding for each new figure whose text is still that of the quarter before.

    One column of comments may serve every quarter, or a sheet may have been copied with its texts.

    Args:
        cells: The council's cells, which take the findings.
        before: What the layout read in the quarter before anything was written.
        after: What it reads now.
        earlier: What it read in the quarter before that one.
        period: The quarter.
    """
    was = {ref_key(row.ref): row for row in before.rows}
    last = {ref_key(row.ref): row for row in earlier.rows}
    for row in after.rows:
        key = ref_key(row.ref)
        if key not in was or key not in last or not _is_new(was[key], row):
            continue
        for role in TEXTS:
            text = _text(row, role)
            if text and text == _text(was[key], role) == _text(last[key], role):
                cells.say(
                    row,
                    role,
                    "layout-text-stays",
                    f"{row.ref} has a new figure, and its {role} is the text that was there for "
                    f"{period.previous} already.",
                    f"Write the {role} for {period}, or empty the cell: reports show it as that of "
                    f"{period}.",
                )


def _is_new(before: MappedRow, after: MappedRow) -> bool:
    return any(_text(before, role) != _text(after, role) for role in _FIGURES)


def _text(row: MappedRow, role: str) -> str:
    cell = row.cells.get(role)
    return "" if cell is None else text_of(cell)
