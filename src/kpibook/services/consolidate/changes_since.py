"""Changes since an earlier consolidated workbook, read back from its Data table."""

from __future__ import annotations

from pathlib import Path

from kpibook.domain.comparison.consolidations import Changes, DataRow, changes_between, data_rows
from kpibook.domain.consolidation.consolidation import Consolidation
from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Unit
from kpibook.domain.wording import listed, nearest
from kpibook.errors import Location, WorkbookError
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.consolidated_layout import (
    ADDED_DATA_COLUMNS,
    COUNCIL,
    DATA_COLUMNS,
    DATA_TABLE,
)
from kpibook.workbook.fields import Row
from kpibook.workbook.protocol import Book, TableRows
from kpibook.workbook.reader import rows_of


def changes_since(earlier: Path, consolidation: Consolidation) -> Changes:
    """Compare a consolidation with the workbook of an earlier consolidation.

    Raises:
        KpibookError: `earlier` cannot be read or is not a consolidated workbook
            (``since-not-consolidated``, ``since-heading-missing``, ``since-unreadable``).
    """
    with ClosedBook.open(earlier) as book:
        earlier_rows = read_data(book)
    period = earlier_rows[0].period if earlier_rows else ""
    later_rows = data_rows(consolidation.rows)
    return Changes(earlier.name, period, changes_between(earlier_rows, later_rows))


def read_data(book: Book) -> list[DataRow]:
    """Read the rows of a consolidated workbook's Data table, without blank rows.

    Raises:
        WorkbookError: There is no such table, a column is missing, or a cell in it cannot be
            read: a figure that is skipped would be taken for a revision.
    """
    table = _data_table(book)
    findings: list[Finding] = []
    rows = [_data_row(row) for row in rows_of(book, table, findings)]
    if findings:
        finding = findings[0]
        raise WorkbookError(
            f"its Data table cannot be compared: {finding.what}",
            code="since-unreadable",
            where=finding.where,
            fix=finding.fix or "Give the consolidated workbook as kpibook made it.",
        )
    return rows


def _data_table(book: Book) -> TableRows:
    table = book.table(DATA_TABLE)
    if table is None:
        raise WorkbookError(
            "is not a consolidated workbook: "
            f"it has no table '{DATA_TABLE}'. Its sheets are {listed(list(book.sheet_names), 8)}.",
            code="since-not-consolidated",
            where=book.name,
            fix="Give a workbook that `kpibook consolidate` made.",
        )
    for column in DATA_COLUMNS:
        if column.heading not in table.headings and column not in ADDED_DATA_COLUMNS:
            raise WorkbookError(
                f"its Data table has no column headed '{column.heading}'. "
                f"{nearest(column.heading, table.headings)}",
                code="since-heading-missing",
                where=Location(book.name, table.sheet),
                fix="Rename it back, or give the workbook as kpibook made it.",
            )
    return table


def _data_row(row: Row) -> DataRow:
    counted = row.counted_in()
    unit = None if counted is None else counted.bare
    return DataRow(
        ref=row.text(layout.REF),
        measure=row.text(layout.MEASURE),
        council=row.text(COUNCIL),
        directorate=row.text(layout.DIRECTORATE),
        unit=unit,
        period=row.text(layout.PERIOD),
        actual=row.number(layout.ACTUAL, unit),
        numerator=row.number(layout.NUMERATOR, Unit.COUNT),
        denominator=row.number(layout.DENOMINATOR, Unit.COUNT),
        target=row.number(layout.TARGET, unit),
        status=row.text(layout.STATUS),
        direction=row.text(layout.DIRECTION),
        marker=row.text(layout.MARKER),
    )
