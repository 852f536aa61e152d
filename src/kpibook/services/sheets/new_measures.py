"""Rows of 'This quarter' for measures that are new in the register."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Reading
from kpibook.domain.rating.rated_measure import rate_measure
from kpibook.domain.wording import counted, listed
from kpibook.errors import RefusedEdit
from kpibook.services.rating.scorecard import scheme_of
from kpibook.workbook import layout
from kpibook.workbook.aliases import with_aliases
from kpibook.workbook.performance import PerformanceWorkbook
from kpibook.workbook.protocol import Book
from kpibook.workbook.reader import read_workbook

if TYPE_CHECKING:  # few fills meet a new measure
    from kpibook.workbook.new_rows import NewRow

_COMPUTED = tuple(
    c.heading for c in layout.THIS_QUARTER_COLUMNS if c.filled is layout.FilledBy.COMPUTED
)
_OFFICERS = tuple(
    c.heading for c in layout.THIS_QUARTER_COLUMNS if c.filled is layout.FilledBy.BY_OFFICER
)
_NAMED = 5  # references in a sentence


def add_new_measures(
    book: Book, workbook: PerformanceWorkbook, folder: Path
) -> tuple[PerformanceWorkbook, tuple[Finding, ...]]:
    """Add a row to 'This quarter' for each measure of the register that has none.

    The sheet's protection keeps an officer from adding it. Each row goes behind that of the measure
    it follows in the register, and looks as the others do. Where something keeps it from there, it
    comes below the others.

    Args:
        book: The workbook.
        workbook: Its contents.
        folder: The folder of a scheme file named in the settings.

    Returns:
        The contents with the rows, and a finding that names the measures. If something is in the
        way beneath the table, the contents as they were: the reader has reported the measures.
    """
    period = workbook.settings.period
    measures = [
        measure
        for key, measure in workbook.measures.items()
        if key not in workbook.rows and not measure.has_ended(period)
    ]
    if not measures:
        return workbook, ()
    from kpibook.services.sheets.register_order import put_in_register_order
    from kpibook.workbook.live import is_live
    from kpibook.workbook.new_rows import add_rows, quarter_row

    scheme = scheme_of(workbook.settings, folder)
    live = is_live(workbook.rows.values())
    rated = [
        rate_measure(m, Reading(m.ref, period), workbook.history, scheme, years=workbook.years)
        for m in measures
    ]
    rows = [_row(quarter_row(measure, scheme), live=live) for measure in rated]
    try:
        add_rows(book, layout.THIS_QUARTER_TABLE, layout.THIS_QUARTER_COLUMNS, rows)
    except RefusedEdit:
        return workbook, ()
    new = {measure.key for measure in measures}
    refusal = put_in_register_order(book, with_aliases(workbook.measures), new)
    refs = [measure.ref for measure in measures]
    after = read_workbook(book)
    first = after.rows[measures[0].key]
    return after, (
        Finding(
            "measure-row-added",
            f"{counted(len(refs), 'measure')} of the register had no row on "
            f"'{layout.THIS_QUARTER}' and {'has' if len(refs) == 1 else 'have'} now: "
            f"{listed(refs, _NAMED)}.",
            first.where(layout.REF),
            "Nothing is to be done, unless a figure is still to be typed there.",
            "" if refusal is None else f"They are below the others: {refusal.what}",
        ),
    )


def _row(row: NewRow, *, live: bool) -> NewRow:
    """Return a row whose officer's cells are blank, and computed by formulas if the others' are."""
    # A cell that is not mentioned takes a formula of the row above: right for computed columns of
    # a live workbook and for a council's own, wrong for another measure's numerator.
    blank: NewRow = dict.fromkeys(_OFFICERS, (None, None))
    return {
        heading: cell
        for heading, cell in {**blank, **row}.items()
        if not (live and heading in _COMPUTED)
    }
