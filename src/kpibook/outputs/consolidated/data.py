"""The Data sheet: one tidy table, a row a measure, with the place each figure came from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kpibook.domain.consolidation import ConsolidatedRow, Consolidation
from kpibook.outputs.consolidated.contents import council_of, directorate_of, one_line, priority_of
from kpibook.outputs.page import Page, PageCell, Rows
from kpibook.workbook import consolidated_layout as sheets
from kpibook.workbook import layout
from kpibook.workbook.formats import excel_number, number_format

_BLANK = PageCell("")


def data_page(consolidation: Consolidation) -> Page:
    """Every measure of every source that is used; what is missing is blank, never zero."""
    hashes = {source.name: source.sha256 for source in consolidation.sources}
    return Page(
        name=sheets.DATA,
        title=f"Data: every measure of {consolidation.period}",
        lines=(
            "One row a measure. Where a figure came from is in the columns from Source workbook "
            "to Source hash (the SHA-256 of the workbook's bytes).",
            "Percentages are held as fractions. A blank is a figure that was not reported, and "
            "Marker says why where the directorate did; it is never zero.",
            "Status meaning and Direction meaning are one word for all schemes: the sheets with "
            "counts count them.",
        ),
        table=sheets.DATA_TABLE,
        header=layout.headings(sheets.DATA_COLUMNS),
        widths=[column.width for column in sheets.DATA_COLUMNS],
        rows=Rows(consolidation.rows, lambda row: _cells(row, hashes[row.source])),
        ledger=True,
    )


def _cells(row: ConsolidatedRow, sha256: str) -> list[PageCell]:
    rated = row.rated
    measure, reading = rated.measure, rated.reading
    cells = {
        layout.REF: _text(measure.ref),
        layout.MEASURE: _text(measure.title),
        layout.DIRECTORATE: _text(directorate_of(row)),
        layout.SERVICE: _text(one_line(measure.service)),
        layout.PRIORITY: _text(priority_of(row)),
        layout.UNIT: _text(measure.unit.value),
        layout.PERIOD: _text(str(reading.period)),
        layout.ACTUAL: _figure(row, row.actual),
        layout.NUMERATOR: _number(reading.numerator),
        layout.DENOMINATOR: _number(reading.denominator),
        layout.TARGET: _figure(row, rated.target),
        layout.STATUS: _text(row.status_word),
        layout.DIRECTION: _text(row.direction_word),
        layout.MARKER: _text(reading.marker),
        layout.AS_AT: _day(reading.as_at),
        sheets.SOURCE_WORKBOOK: _text(row.source),
        sheets.SOURCE_SHEET: _text(row.sheet),
        sheets.SOURCE_CELL: _text(row.cell),
        sheets.SOURCE_HASH: _text(sha256),
        sheets.COUNCIL: _text(council_of(row)),
        sheets.SCHEME: _text(row.scheme),
        sheets.STATUS_MEANING: _text(row.status.value),
        sheets.DIRECTION_MEANING: _text(row.direction.value),
    }
    return [cells[column.heading] for column in sheets.DATA_COLUMNS]


def _text(said: str) -> PageCell:
    return PageCell(said) if said else _BLANK


def _figure(row: ConsolidatedRow, value: Decimal | None) -> PageCell:
    measure = row.rated.measure
    held = excel_number(measure.unit, value)
    if held is None:
        return _BLANK
    return PageCell(held, number_format(measure), measure.written(value))


def _number(value: Decimal | None) -> PageCell:
    if value is None:
        return _BLANK
    return PageCell(int(value) if value == value.to_integral_value() else float(value), "General")


def _day(day: date | None) -> PageCell:
    return _BLANK if day is None else PageCell(day, "dd/mm/yyyy", day.isoformat())
