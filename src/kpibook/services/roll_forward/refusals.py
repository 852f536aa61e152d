"""Refusals to roll a workbook forward: nothing reported, or a figure that would be lost."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.domain.measures.number import MARKERS
from kpibook.domain.measures.timing.due import is_waiting
from kpibook.errors import Location, WorkbookError
from kpibook.workbook import layout
from kpibook.workbook.fields import Row
from kpibook.workbook.performance import PerformanceWorkbook
from kpibook.workbook.protocol import Book
from kpibook.workbook.reader import needed_table, rows_of
from kpibook.xlsx.cells.origin import Standing

_CHECK = (
    "Check in Excel, or `kpibook check`, says what is wrong with it. Put it right, then roll "
    "forward again."
)
#: Columns of figures, and the field of a reading each is read into.
_FIGURES = {
    layout.NUMERATOR: "numerator",
    layout.DENOMINATOR: "denominator",
    layout.AS_AT: "as_at",
    layout.FORECAST: "forecast",
}


def refuse_what_would_be_lost(book: Book, workbook: PerformanceWorkbook) -> None:
    """Refuse to roll forward an empty quarter, or figures that cannot be stored.

    An empty quarter is the sign of a workbook that was rolled forward a moment ago.

    Raises:
        WorkbookError: ``nothing-to-roll``; ``roll-unreadable``, with the first such cell;
            ``roll-row-unused``: a row that no measure is read from has figures, which would
            stay and look like figures of the new quarter.
    """
    _refuse_empty(workbook)
    unreadable = list(_unreadable(workbook))
    if unreadable:
        raise WorkbookError(
            f"holds something that cannot be read as a figure{_and_more(len(unreadable))}.",
            code="roll-unreadable",
            where=unreadable[0],
            why="It would be lost.",
            fix=_CHECK,
        )
    unused = list(_unused(book, workbook))
    if unused:
        raise WorkbookError(
            f"is in a row that no measure is read from{_and_more(len(unused))}.",
            code="roll-row-unused",
            where=unused[0],
            why="What is typed there would stay, and look like a figure of the new quarter.",
            fix=_CHECK,
        )


def _refuse_empty(workbook: PerformanceWorkbook) -> None:
    due = [key for key in workbook.rows if not _is_waiting(key, workbook)]
    if any(_is_reported(key, workbook) for key in workbook.rows) or (workbook.rows and not due):
        return
    period = workbook.settings.period
    raise WorkbookError(
        f"has no figure and no marker for {period} yet, so there is nothing to roll forward.",
        code="nothing-to-roll",
        where=workbook.file,
        why=f"Was it rolled forward from {period.previous} already?",
        fix="Enter the figures first. If there will be none, give a measure the marker [x].",
    )


def _is_waiting(key: str, workbook: PerformanceWorkbook) -> bool:
    return is_waiting(workbook.measures[key], workbook.readings[key], workbook.history)


def _is_reported(key: str, workbook: PerformanceWorkbook) -> bool:
    """Return True if a measure has a figure or a marker of this quarter.

    A formula that still shows the figure of the quarter before does not count.
    """
    reading, previous_quarter = workbook.readings[key], workbook.settings.period.previous
    if workbook.rows[key].cells[layout.ACTUAL].formula is not None and not reading.marker:
        earlier = workbook.history.get((key, previous_quarter))
        return reading.actual is not None and (earlier is None or earlier.actual != reading.actual)
    return reading.actual is not None or bool(reading.marker)


def _unreadable(workbook: PerformanceWorkbook) -> Iterator[Location]:
    """Yield the officer's cells whose contents were not read."""
    for key, row in workbook.rows.items():
        reading, unit = workbook.readings[key], workbook.measures[key].read_in
        # "n/a" and "[x]" are read: as a marker. 72.1 where 72.1% was meant is not.
        lost = reading.actual is None and not row.figure(layout.ACTUAL, unit).marker
        if lost and _holds(row, layout.ACTUAL):
            yield row.where(layout.ACTUAL)
        for heading, name in _FIGURES.items():
            if getattr(reading, name) is None and _holds(row, heading):
                yield row.where(heading)
        settled = reading.settled and not reading.marker
        if _holds(row, layout.MARKER) and not settled and reading.marker not in MARKERS:
            yield row.where(layout.MARKER)


def _holds(row: Row, heading: str) -> bool:
    """Return True if a cell holds anything, a formula that was never calculated included.

    A formula that only passes on empty cells holds nothing.
    """
    cell = row.cells.get(heading)
    if cell is None or (cell.origin and cell.origin.standing is Standing.ONLY_BLANKS):
        return False
    return row.has(heading) or cell.formula is not None


def _unused(book: Book, workbook: PerformanceWorkbook) -> Iterator[Location]:
    """Yield the officer's filled cells in rows that were not used."""
    used = {row.where(layout.REF) for row in workbook.rows.values()}
    table = needed_table(book, layout.THIS_QUARTER_TABLE, layout.THIS_QUARTER_COLUMNS)
    for row in rows_of(book, table, []):
        if row.where(layout.REF) in used:
            continue
        for heading in (layout.ACTUAL, *_FIGURES, layout.MARKER):
            if row.has(heading):
                yield row.where(heading)


def _and_more(count: int) -> str:
    return "" if count == 1 else f", and so do {count - 1} more"
