"""Sheet 'This quarter', updated to a scorecard: figures, ratings, heights, titles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kpibook.domain.measures.measure import Reading
from kpibook.domain.measures.number import without_ok
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.errors import SchemeError
from kpibook.on_use.replacing import replace
from kpibook.services.rating.scorecard import Scorecard
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.echoes import store_echoes
from kpibook.workbook.fields import Row
from kpibook.workbook.formats import excel_number, number_format
from kpibook.workbook.live import formulas_for, is_live, live_formulas
from kpibook.workbook.performance import PerformanceWorkbook
from kpibook.workbook.protocol import Book, TableRows, Value
from kpibook.workbook.reader import read_workbook
from kpibook.workbook.sizes.column_widths import fit_changed_figures
from kpibook.workbook.sizes.row_heights import WRAPPING, height_for, row_number
from kpibook.workbook.writer import (
    Change,
    changes_in,
    computed_values,
    reading_values,
    register_values,
    writes_of,
)
from kpibook.xlsx.tables.headed_row import HeadedRow

_WRAPPING = tuple(c.heading for c in layout.THIS_QUARTER_COLUMNS if c.holds in WRAPPING)
_NOTHING: Mapping[str, Reading] = MappingProxyType({})


def write_quarter(
    book: Book, scorecard: Scorecard, incoming: Mapping[str, Reading] = _NOTHING
) -> tuple[Change, ...]:
    """Write the cells that differ from the scorecard; a live workbook keeps its formulas.

    Args:
        book: The workbook the scorecard was read from.
        scorecard: Its measures, rated with the incoming readings.
        incoming: Readings from elsewhere by key, whose figures go into the officer's cells; the
            cells of other measures are left as they are.

    Returns:
        The cells that get another value, in sheet order.
    """
    before = book.table(layout.THIS_QUARTER_TABLE)
    formulas = _formulas(before, scorecard)
    changes = _changes(scorecard, incoming, formulas)
    book.write(writes_of(changes))
    if formulas:
        book.calculate(layout.THIS_QUARTER_TABLE, formulas)
        _know_results(book, scorecard, formulas)
    fit_quarter_rows(book, scorecard.workbook.rows, changes)
    if before is not None:
        fit_changed_figures(book, before, changes)
    store_echoes(book, scorecard.workbook.settings)
    return tuple(changes)


def with_formulas_read_again(
    book: Book, workbook: PerformanceWorkbook, incoming: Mapping[str, Reading]
) -> PerformanceWorkbook:
    """Return the contents of a workbook once its formulas have the incoming figures.

    The figures are written for that. A workbook open in Excel is calculated by Excel, later.

    Args:
        book: The workbook.
        workbook: Its contents as read.
        incoming: Readings from elsewhere, by key.
    """
    if not isinstance(book, ClosedBook) or not incoming or not _has_formulas(workbook):
        return workbook
    for key, reading in incoming.items():
        values = reading_values(workbook.measures[key], reading)
        book.write(writes_of(changes_in(workbook.rows[key], values)))
    # The rows stay as they were: the changes are told from them.
    return replace(read_workbook(book), rows=workbook.rows)


def _has_formulas(workbook: PerformanceWorkbook) -> bool:
    """Return True if a formula gives any figure of the quarter."""
    return any(
        cell.formula is not None and heading not in layout.COMPUTED
        for row in workbook.rows.values()
        if not isinstance(row.cells, HeadedRow)  # of plain cells, of which none has a formula
        for heading, cell in row.cells.items()
    )


def _know_results(book: Book, scorecard: Scorecard, formulas: Mapping[str, str]) -> None:
    """Keep the results of the formulas that the scorecard has just been compared with."""
    for rated in scorecard.rated:
        row = scorecard.workbook.rows[rated.measure.key]
        own = {} if rated.doubt.roles else formulas_for(rated, scorecard.scheme, formulas)
        book.know_results(row.sheet, [row.cells[heading].address for heading in own])


def fit_quarter_rows(book: Book, rows: Mapping[str, Row], changes: Iterable[Change]) -> None:
    """Make the rows whose texts change as high as their texts need.

    Args:
        book: The workbook.
        rows: The rows of 'This quarter' by key, as they were read.
        changes: The changes in them since.
    """
    by_row: dict[str, dict[str, object]] = {}
    for change in changes:
        by_row.setdefault(change.ref, {})[change.heading] = change.write.value
    # By the reference in the row: it may still be an earlier reference of its measure.
    by_ref = {row.text(layout.REF): row for row in rows.values()}
    heights: dict[str, dict[int, float]] = {}
    for ref, new_values in by_row.items():
        row = by_ref.get(ref)
        if row is None:  # the measure is over, and its row has left the sheet
            continue
        cells = ((heading, row.filled(heading)) for heading in _WRAPPING)
        texts = {heading: cell.value for heading, cell in cells if cell is not None}
        height = height_for(layout.THIS_QUARTER_COLUMNS, {**texts, **new_values})
        heights.setdefault(row.sheet, {})[row_number(row.where(layout.REF).cell)] = height
    for sheet, heights_of_rows in heights.items():
        book.fit_rows(sheet, heights_of_rows)


def _formulas(table: TableRows | None, scorecard: Scorecard) -> dict[str, str]:
    """Return the formulas of a live workbook's computed columns; empty for other workbooks.

    A live workbook whose scheme no formula can express gets values.
    """
    workbook = scorecard.workbook
    if table is None or not is_live(workbook.rows.values()):
        return {}
    try:
        return live_formulas(
            scorecard.scheme,
            workbook.measures.values(),
            workbook.settings.period,
            table.headings,
        )
    except SchemeError:
        return {}


def _changes(
    scorecard: Scorecard, incoming: Mapping[str, Reading], formulas: Mapping[str, str]
) -> list[Change]:
    changes: list[Change] = []
    for rated in scorecard.rated:
        row = scorecard.workbook.rows[rated.measure.key]
        values = register_values(rated)
        if rated.measure.key in incoming:
            # Only the fields of the file: a formula in any other cell stays a formula.
            officer_values = reading_values(rated.measure, incoming[rated.measure.key])
            if layout.MARKER in officer_values:
                officer_values[layout.MARKER] = (rated.reading.marker or None, None)
            values |= officer_values
        values |= _typed_elsewhere(scorecard, rated, row)
        values |= computed_values(rated, scorecard.scheme)
        # A formula would rate the figure in doubt, so the row has values until it is settled.
        is_live = formulas and not rated.doubt.roles
        own = formulas_for(rated, scorecard.scheme, formulas) if is_live else {}
        changes += changes_in(row, values, own)
    return changes


def _typed_elsewhere(
    scorecard: Scorecard, rated: RatedMeasure, row: Row
) -> dict[str, tuple[Value, str | None]]:
    """Return the officer's cells that change by themselves.

    An actual is worked out from its parts, and [ok] goes to the sheet of settled figures: left in
    its cell it would settle the next figure too.
    """
    measure, reading = rated.measure, rated.reading
    own = scorecard.workbook.readings[measure.key]
    actual = (excel_number(measure.counted_in, reading.actual), number_format(measure))
    values: dict[str, tuple[Value, str | None]] = {}
    if own.actual is None and reading.actual is not None:
        values[layout.ACTUAL] = actual
    if own.settled:
        values[layout.MARKER] = (reading.marker or None, None)
        if reading.actual is not None and without_ok(str(row.cells[layout.ACTUAL].value))[1]:
            values[layout.ACTUAL] = actual
    return values
