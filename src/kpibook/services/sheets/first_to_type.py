"""Cursor of 'This quarter': the sheet opens at the first cell that waits for the officer."""

from __future__ import annotations

from collections.abc import Callable

from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.services.rating.scorecard import Scorecard
from kpibook.workbook import layout
from kpibook.workbook.protocol import Book
from kpibook.xlsx.cells.references import cell_at


def open_at_first_to_type(book: Book, scorecard: Scorecard) -> None:
    """Select the first figure that is due and missing, else the first commentary that is.

    Where nothing is missing, the cursor stays.

    Args:
        book: The workbook.
        scorecard: Its measures, as they are after the change.
    """
    for heading, is_missing in _WANTED.items():
        rows = [
            scorecard.workbook.rows[rated.measure.key]
            for rated in scorecard.rated
            if rated.waiting is None and is_missing(rated)
        ]
        typed = [
            (row.sheet, row.cells[heading].address)
            for row in rows
            if heading in row.cells and row.cells[heading].formula is None
        ]
        if typed:
            book.put_cursor(*min(typed, key=lambda place: cell_at(place[1])))
            return


def _has_no_figure(rated: RatedMeasure) -> bool:
    return rated.reading.actual is None and not rated.reading.marker


def _has_no_commentary(rated: RatedMeasure) -> bool:
    return not rated.reading.commentary


_WANTED: dict[str, Callable[[RatedMeasure], bool]] = {
    layout.ACTUAL: _has_no_figure,
    layout.COMMENTARY: _has_no_commentary,
}
