"""Data sheet: a tidy table with a row for each measure and the source of each figure."""

from __future__ import annotations

from datetime import date

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, Consolidation
from kpibook.domain.measures.measure import Measure, Unit
from kpibook.domain.measures.number import plain
from kpibook.outputs.ahead.rows_ahead import rows_ahead
from kpibook.outputs.consolidated.contents import figure_width, one_line
from kpibook.outputs.page import Page, PageCell, Rows, Shown
from kpibook.outputs.tidy_table import TidyRow, TidyValue, tidy_rows
from kpibook.workbook import consolidated_layout as sheets
from kpibook.workbook import layout
from kpibook.workbook.formats import DATE_FORMAT, excel_number, number_format

#: Columns that the summaries count by: an extra space must not make a separate group.
_COUNTED = (layout.DIRECTORATE, layout.PRIORITY, sheets.COUNCIL)
#: For each column: True if the summaries count by it, and True if it holds figures.
_KINDS = tuple(
    (column.heading in _COUNTED, column.holds is layout.Holds.FIGURE)
    for column in sheets.DATA_COLUMNS
)


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
        ahead=rows_ahead(consolidation.rows, sheets.DATA),
    )


def data_contents(row: ConsolidatedRow, values: TidyRow) -> list[tuple[Shown, str]]:
    """Return a row's values as a sheet holds them, each with its number format.

    Percentages are fractions, and names are on one line.
    """
    measure = row.rated.measure
    unit, figure_format = measure.counted_in, number_format(measure)
    contents: list[tuple[Shown, str]] = []
    for (is_counted, is_figure), value in zip(_KINDS, values, strict=False):
        if value is None or value == "":
            contents.append(("", ""))
        elif isinstance(value, str):
            contents.append((one_line(value) if is_counted else value, ""))
        elif isinstance(value, date):
            contents.append((value, DATE_FORMAT))
        elif is_figure:
            contents.append((excel_number(unit, value) or 0, figure_format))
        else:
            contents.append((excel_number(Unit.COUNT, value) or 0, "General"))
    return contents


def _cells(row: ConsolidatedRow, values: TidyRow) -> list[PageCell]:
    return [
        PageCell(content, form, _shown(row.rated.measure, is_figure, value))
        for (content, form), (_, is_figure), value in zip(
            data_contents(row, values), _KINDS, values, strict=False
        )
    ]


def _shown(measure: Measure, is_figure: bool, value: TidyValue) -> str:
    """Return a number or a date as people read it; "" for a text."""
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str):
        return ""
    return measure.written(value) if is_figure else plain(value)
