"""Data sheet: a tidy table with a row for each measure and the source of each figure."""

from __future__ import annotations

from datetime import date

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, Consolidation
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.number import plain
from kpibook.outputs.consolidated.contents import figure_width, one_line
from kpibook.outputs.page import Page, PageCell, Rows
from kpibook.outputs.tidy_table import TidyRow, TidyValue, tidy_rows
from kpibook.workbook import consolidated_layout as sheets
from kpibook.workbook import layout
from kpibook.workbook.formats import DATE_FORMAT, excel_number, number_format

#: Columns that the summaries count by: an extra space must not make a separate group.
_COUNTED = (layout.DIRECTORATE, layout.PRIORITY, sheets.COUNCIL)


def data_page(consolidation: Consolidation) -> Page:
    """Return the Data sheet, with every measure of every used source; a missing figure is blank."""
    hashes = {source.name: source.sha256 for source in consolidation.sources}
    return Page(
        name=sheets.DATA,
        title=f"Data: every measure of {consolidation.period}",
        lines=(
            (
                "One row a measure. Where a figure came from is in the columns from Source "
                "workbook to Source hash (the SHA-256 of the workbook's bytes)."
            ),
            (
                "Percentages are held as fractions. A blank is a figure that was not reported, and "
                "Marker says why where the directorate did; it is never zero."
            ),
            (
                "Tolerance is the one that the status was worked out with: the measure's own, or "
                "the scheme's. Each direction says what it is compared with; of an action the "
                "state is that on the last day of the quarter."
            ),
            (
                "Status meaning and Direction meaning are one word for all schemes: the sheets "
                "with counts count them."
            ),
        ),
        table=sheets.DATA_TABLE,
        header=layout.headings(sheets.DATA_COLUMNS),
        widths=[
            figure_width(consolidation, column.width)
            if column.holds is layout.Holds.FIGURE
            else column.width
            for column in sheets.DATA_COLUMNS
        ],
        rows=Rows(consolidation.rows, lambda row: _cells(row, next(tidy_rows([row], hashes)))),
        ledger=True,
    )


def _cells(row: ConsolidatedRow, values: TidyRow) -> list[PageCell]:
    """Return a row's values as a sheet holds them: percentages as fractions, names on one line."""
    named = zip(sheets.DATA_COLUMNS, values, strict=False)
    return [_cell(row, column, value) for column, value in named]


def _cell(row: ConsolidatedRow, column: layout.Column, value: TidyValue) -> PageCell:
    if value is None or value == "":
        return PageCell("")
    if isinstance(value, str):
        return PageCell(one_line(value) if column.heading in _COUNTED else value)
    if isinstance(value, date):
        return PageCell(value, DATE_FORMAT, value.isoformat())
    measure = row.rated.measure
    if column.holds is layout.Holds.FIGURE:
        number = excel_number(measure.counted_in, value) or 0
        return PageCell(number, number_format(measure), measure.written(value))
    return PageCell(excel_number(Unit.COUNT, value) or 0, "General", plain(value))
