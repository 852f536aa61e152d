"""The sheet 'This quarter' brought up to a scorecard: figures, ratings, heights, titles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kpibook.domain.measures.measure import Reading
from kpibook.errors import SchemeError
from kpibook.services.rating.scorecard import Scorecard
from kpibook.workbook import layout
from kpibook.workbook.echoes import store_echoes
from kpibook.workbook.fields import Row
from kpibook.workbook.heights import height_for, row_number
from kpibook.workbook.live import formulas_for, is_live, live_formulas
from kpibook.workbook.protocol import Book
from kpibook.workbook.writer import (
    Change,
    changes_in,
    computed_values,
    reading_values,
    register_values,
    writes_of,
)

_NOTHING: Mapping[str, Reading] = MappingProxyType({})


def write_quarter(
    book: Book, scorecard: Scorecard, given: Mapping[str, Reading] = _NOTHING
) -> tuple[Change, ...]:
    """Write what differs from the scorecard; a live workbook keeps its formulas.

    Args:
        book: The workbook the scorecard was read from.
        scorecard: Its measures, rated with what is given.
        given: Readings from elsewhere by key, whose figures go into the officer's cells; those of
            other measures are left as they are.

    Returns:
        The cells that are given another value, in sheet order.
    """
    formulas = _formulas(book, scorecard)
    changes = _changes(scorecard, given, formulas)
    book.write(writes_of(changes))
    if formulas:
        book.calculate(layout.THIS_QUARTER_TABLE, formulas)
    fit_quarter_rows(book, scorecard.workbook.rows, changes)
    store_echoes(book, scorecard.workbook.settings)
    return tuple(changes)


def fit_quarter_rows(book: Book, rows: Mapping[str, Row], changes: Iterable[Change]) -> None:
    """Make the rows whose texts change as high as they need.

    Args:
        book: The workbook.
        rows: The rows of 'This quarter' by key, as they were read.
        changes: What has changed in them since.
    """
    by_row: dict[str, dict[str, object]] = {}
    for change in changes:
        by_row.setdefault(change.ref, {})[change.heading] = change.write.value
    # By what the row itself says: it may still have an earlier reference of its measure.
    by_ref = {row.text(layout.REF): row for row in rows.values()}
    for ref, new in by_row.items():
        row = by_ref[ref]
        texts = {**{heading: cell.value for heading, cell in row.cells.items()}, **new}
        height = height_for(layout.THIS_QUARTER_COLUMNS, texts)
        book.fit_rows(row.sheet, {row_number(row.where(layout.REF).cell): height})


def _formulas(book: Book, scorecard: Scorecard) -> dict[str, str]:
    """The formulas of the computed columns of a live workbook; none in another.

    A live workbook that has been given a scheme no formula can tell gets values.
    """
    workbook = scorecard.workbook
    table = book.table(layout.THIS_QUARTER_TABLE)
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
    scorecard: Scorecard, given: Mapping[str, Reading], formulas: Mapping[str, str]
) -> list[Change]:
    changes: list[Change] = []
    period = scorecard.workbook.settings.period
    for rated in scorecard.rated:
        row = scorecard.workbook.rows[rated.measure.key]
        values = register_values(rated)
        if rated.measure.key in given:
            # Not what will stand in the row: a formula the file says nothing of stays a formula.
            typed = reading_values(rated.measure, given[rated.measure.key])
            if layout.MARKER in typed:
                typed[layout.MARKER] = (rated.reading.marker or None, None)
            values |= typed
        values |= computed_values(rated, scorecard.scheme)
        changes += changes_in(row, values, formulas_for(rated.measure, period, formulas))
    return changes
