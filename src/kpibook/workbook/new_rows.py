"""Rows added to the tables: what a measure or a reading is as a row, and where it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kpibook.domain.measures.measure import Measure, Reading, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.rules.scheme import Scheme
from kpibook.workbook import layout
from kpibook.workbook.fields import Row
from kpibook.workbook.formats import DATE_FORMAT, excel_number, number_format
from kpibook.workbook.heights import height_for, row_number
from kpibook.workbook.protocol import Book, CellWrite, TableRows, Value
from kpibook.workbook.reader import needed_table
from kpibook.workbook.writer import computed_values, register_values
from kpibook.xlsx import Cell

#: A row to be written: heading to value and number format (None keeps the column's).
NewRow = Mapping[str, tuple[Value, str | None]]


def add_rows(
    book: Book, table: str, columns: tuple[layout.Column, ...], rows: Sequence[NewRow]
) -> None:
    """Put rows below the last row of a table that says anything: into blank ones, then new ones.

    Args:
        book: The workbook.
        table: The table's name.
        columns: Its layout.
        rows: What to put there; a row that is new looks as the one above it.

    Raises:
        WorkbookError: No such table, or a heading of its layout is gone.
        RefusedEdit: Something is in the way beneath it.
    """
    if not rows:
        return
    found = needed_table(book, table, columns)
    blank = _blank_at_the_end(book.name, found)
    last = row_number(found.rows[-1][layout.REF].address)
    first = last + 1 - len(blank)
    book.write(
        [
            CellWrite(found.sheet, cells[heading].address, value, form)
            for cells, row in zip(blank, rows, strict=False)
            for heading, (value, form) in row.items()
            if value is not None or form is not None
        ]
    )
    new = rows[len(blank) :]
    book.append(
        table,
        [{heading: value for heading, (value, _) in row.items()} for row in new],
        [{heading: form for heading, (_, form) in row.items() if form} for row in new],
    )
    texts = [{heading: value for heading, (value, _) in row.items()} for row in rows]
    book.fit_rows(found.sheet, {first + i: height_for(columns, row) for i, row in enumerate(texts)})


def _blank_at_the_end(file: str, table: TableRows) -> list[Mapping[str, Cell]]:
    rows = [(cells, Row(file, table.sheet, cells, [])) for cells in table.rows]
    said = [number for number, (_, row) in enumerate(rows, start=1) if not row.is_blank]
    return [cells for cells, _ in rows[max(said, default=0) :]]


def register_row(measure: Measure, *, suppress: bool = False) -> NewRow:
    """A measure as a row of the register.

    Args:
        measure: The measure.
        suppress: Whether the register has the column that asks for small numbers to be withheld.
    """
    form, unit = number_format(measure), measure.unit
    target, comparator = measure.target, measure.comparator
    by_quarter = {
        heading: (excel_number(unit, target.by_quarter.get(n)), form)
        for n, heading in enumerate(layout.TARGETS_BY_QUARTER, start=1)
    }
    return {
        layout.REF: (measure.ref, None),
        layout.MEASURE: (measure.title or None, None),
        layout.DIRECTORATE: (measure.directorate or None, None),
        layout.SERVICE: (measure.service or None, None),
        layout.PRIORITY: (measure.priority or None, None),
        layout.OWNER: (measure.owner or None, None),
        # What was guessed stays blank, so that every check asks for it again.
        layout.UNIT: (None if "unit" in measure.guessed else unit.value, None),
        layout.DECIMALS: (measure.decimals, None),
        layout.POLARITY: (None if "polarity" in measure.guessed else measure.polarity.value, None),
        layout.BASIS: (measure.basis.value, None),
        layout.TARGET: (target.words or excel_number(unit, target.value), form),
        **by_quarter,
        layout.TARGET_BASIS: (target.benchmark or None, None),
        layout.TARGET_VINTAGE: (target.vintage or None, None),
        layout.TOLERANCE: (str(measure.tolerance) if measure.tolerance else None, None),
        layout.FLOOR: (excel_number(unit, measure.floor), form),
        layout.LOW: (excel_number(unit, measure.low), form),
        layout.HIGH: (excel_number(unit, measure.high), form),
        layout.COMPARATOR: (comparator.name if comparator else None, None),
        layout.COMPARATOR_VALUE: (
            excel_number(unit, comparator.value) if comparator else None,
            form,
        ),
        layout.COMPARATOR_VINTAGE: ((comparator.vintage or None) if comparator else None, None),
        layout.INTRODUCED: (_financial_year(measure.introduced), None),
        layout.ALIASES: (", ".join(measure.aliases) or None, None),
        layout.NOTE: (measure.note or None, None),
        **(
            {layout.SUPPRESS: (layout.YES if measure.suppress_small else None, None)}
            if suppress
            else {}
        ),
    }


def _financial_year(start: int | None) -> str | None:
    return None if start is None else Quarter(start, 1).financial_year


def history_row(measure: Measure, reading: Reading) -> NewRow:
    """A reading of an earlier quarter as a row of the history."""
    return {
        layout.REF: (measure.ref, None),
        layout.PERIOD: (str(reading.period), None),
        layout.ACTUAL: (excel_number(measure.unit, reading.actual), number_format(measure)),
        layout.NUMERATOR: (excel_number(Unit.COUNT, reading.numerator), None),
        layout.DENOMINATOR: (excel_number(Unit.COUNT, reading.denominator), None),
        layout.AS_AT: (reading.as_at, DATE_FORMAT),
        layout.MARKER: (reading.marker or None, None),
    }


def quarter_row(rated: RatedMeasure, scheme: Scheme) -> NewRow:
    """A row of 'This quarter', ready to type the actual into."""
    return {
        layout.REF: (rated.measure.ref, None),
        **register_values(rated),
        layout.ACTUAL: (None, number_format(rated.measure)),
        **computed_values(rated, scheme),
    }
