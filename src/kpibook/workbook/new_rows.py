"""Rows added to the tables: a measure or a reading as a row, and the place it goes to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from kpibook.domain.measures.measure import Measure, Reading, Target, Unit
from kpibook.domain.measures.number_style import NumberStyle, kept_ambiguous
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.rules.scheme import Scheme
from kpibook.workbook import layout
from kpibook.workbook.fields import Row, shows_percent, text_shown
from kpibook.workbook.formats import DATE_FORMAT, excel_number, number_format
from kpibook.workbook.protocol import Book, CellWrite, TableRows, Value
from kpibook.workbook.reader import needed_table
from kpibook.workbook.sizes.column_widths import widths_for
from kpibook.workbook.sizes.row_heights import height_for, row_number
from kpibook.workbook.writer import computed_values, register_values
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import cell_at

#: A row to be written: heading to value and number format (None keeps the column's).
NewRow = Mapping[str, tuple[Value, str | None]]


def add_rows(
    book: Book, table: str, columns: tuple[layout.Column, ...], rows: Sequence[NewRow]
) -> None:
    """Put rows below the last filled row of a table: into blank rows, then into new rows.

    Args:
        book: The workbook.
        table: The table's name.
        columns: Its layout.
        rows: The rows to put there; a new row looks as the row above it. What is meant for a
            column that the table has not got, as an older one may not, is left out.

    Raises:
        WorkbookError: No such table, or a heading of its layout is missing.
        RefusedEdit: Something is in the way beneath it.
    """
    if not rows:
        return
    table_rows = needed_table(book, table, columns)
    rows = [{h: cell for h, cell in row.items() if h in table_rows.headings} for row in rows]
    first_row, blank = _blank_at_the_end(book.name, table_rows, len(rows))
    book.write(
        [
            CellWrite(table_rows.sheet, cells[heading].address, value, form)
            for cells, row in zip(blank, rows, strict=False)
            for heading, (value, form) in row.items()
            if value is not None or form is not None
        ]
    )
    appended = rows[len(blank) :]
    book.append(
        table,
        [{heading: value for heading, (value, _) in row.items()} for row in appended],
        [{heading: form for heading, (_, form) in row.items() if form} for row in appended],
    )
    book.fit_columns(table_rows.sheet, _widths(table_rows, rows))
    texts = [{heading: value for heading, (value, _) in row.items()} for row in rows]
    book.fit_rows(
        table_rows.sheet, {first_row + i: height_for(columns, row) for i, row in enumerate(texts)}
    )


def _widths(table: TableRows, rows: Iterable[NewRow]) -> dict[int, float]:
    """Return the width that the figures of new rows need, by column number."""
    columns = {heading: cell_at(cell.address)[1] for heading, cell in table.rows[0].items()}
    figures = (
        (heading, float(value), form)
        for row in rows
        for heading, (value, form) in row.items()
        if form and isinstance(value, int | float | Decimal)
    )
    return widths_for(columns, figures)


def _blank_at_the_end(
    file: str, table: TableRows, most: int
) -> tuple[int, Sequence[Mapping[str, Cell]]]:
    """Return the number of the first row below all that is typed, and at most `most` blank rows."""
    top = row_number(table.rows[0][layout.REF].address)
    typed = [
        row_number(cells[layout.REF].address) - top + 1
        for cells in table.filled_rows()
        if not Row(file, table.sheet, cells, []).is_blank
    ]
    start = max(typed, default=0)
    return top + start, table.rows[start : start + most]


def register_row(
    measure: Measure, columns: Iterable[layout.Column] = layout.MEASURES_COLUMNS
) -> NewRow:
    """Return a measure as a row of the register.

    Args:
        measure: The measure.
        columns: The columns that the register has, of `layout.REGISTER_COLUMNS`.
    """
    form = number_format(measure)
    return {
        column.heading: (
            _register_value(measure, column),
            form if column.holds is layout.Holds.FIGURE else None,
        )
        for column in columns
    }


def _register_value(measure: Measure, column: layout.Column) -> Value:
    if column.write is None:
        return None
    if column.field in measure.guessed:
        # What was guessed stays as it was written, so that every check asks for it again.
        return measure.word_for(column.field, "") or None
    value = column.write(measure)
    if column.holds is layout.Holds.FIGURE and isinstance(value, Decimal):
        return excel_number(measure.counted_in, value)
    return None if value == "" else value


def unread_cells(row: Row, columns: Iterable[layout.Column]) -> NewRow:
    """Return what a file of measures holds and kpibook could not read, as it was written.

    It stays in its cell of the new workbook, where every check asks for it again.

    Args:
        row: The row of the file, after the measure was read from it.
        columns: The columns that the register has.
    """
    return {
        column.heading: (_as_written(row.cells[column.heading], row.style), None)
        for column in columns
        if column.heading in row.reported and _is_typed(row.cells.get(column.heading))
    }


def _is_typed(cell: Cell | None) -> bool:
    """Return True if a person typed a value: no formula and no error."""
    return (
        cell is not None and cell.value is not None and cell.formula is None and not cell.is_error
    )


def _as_written(cell: Cell, style: NumberStyle) -> Value:
    if cell.kind == "number" and not shows_percent(cell):
        return cell.value
    return kept_ambiguous(text_shown(cell), style) or None


def history_row(measure: Measure, reading: Reading) -> NewRow:
    """Return a reading of an earlier quarter as a row of the history."""
    return {
        layout.REF: (measure.ref, None),
        layout.PERIOD: (str(reading.covers or reading.period), None),
        layout.ACTUAL: (excel_number(measure.counted_in, reading.actual), number_format(measure)),
        layout.NUMERATOR: (excel_number(Unit.COUNT, reading.numerator), None),
        layout.DENOMINATOR: (excel_number(Unit.COUNT, reading.denominator), None),
        layout.AS_AT: (reading.as_at, DATE_FORMAT),
        layout.MARKER: (reading.marker or None, None),
        layout.TARGET: (_target_then(measure, reading.target), number_format(measure)),
        layout.REVISED_FROM: (
            excel_number(measure.counted_in, reading.revised_from),
            number_format(measure),
        ),
    }


def _target_then(measure: Measure, target: Target | None) -> Value:
    if target is None:
        return None
    return target.words or excel_number(measure.counted_in, target.value)


def quarter_row(rated: RatedMeasure, scheme: Scheme) -> NewRow:
    """Return a row of 'This quarter', ready to type the actual into; its months may give it."""
    return {
        layout.REF: (rated.measure.ref, None),
        **register_values(rated),
        layout.ACTUAL: (_worked_out(rated), number_format(rated.measure)),
        **computed_values(rated, scheme),
    }


def _worked_out(rated: RatedMeasure) -> Value:
    return excel_number(rated.measure.counted_in, rated.reading.actual)
