"""Data sheet: a tidy table with a row for each measure and the source of each figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, Consolidation
from kpibook.domain.measures.measure import Measure, Unit
from kpibook.domain.measures.number import plain
from kpibook.outputs.ahead.rows_ahead import rows_ahead
from kpibook.outputs.consolidated.contents import figure_width, one_line
from kpibook.outputs.figures import form_of
from kpibook.outputs.page import Page, PageCell, Rows, Shown
from kpibook.outputs.tidy_table import TidyRow, TidyValue, is_constant, tidy_rows
from kpibook.workbook import consolidated_layout as sheets
from kpibook.workbook import layout
from kpibook.workbook.formats import DATE_FORMAT, excel_number

#: Value of a cell, and its number format.
Content = tuple[Shown, str]
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


def data_contents(
    measures: Sequence[Measure], columns: Sequence[Sequence[TidyValue]]
) -> Iterator[Sequence[Content]]:
    """Go through the columns of rows as a sheet holds them, each value with its number format.

    Percentages are fractions, and names are on one line.

    Args:
        measures: The measures of the rows.
        columns: The columns of the tidy table.
    """
    forms = [form_of(measure) for measure in measures]
    for (is_counted, is_figure), column in zip(_KINDS, columns, strict=False):
        if is_constant(column):
            yield [_content(column[0], is_counted=is_counted)] * len(column)
        elif is_figure:
            yield [
                (excel_number(unit, value) or 0, form)
                if isinstance(value, Decimal)
                else _content(value, is_counted=is_counted)
                for value, (form, unit) in zip(column, forms, strict=True)
            ]
        else:
            yield [_content(value, is_counted=is_counted) for value in column]


def _content(value: TidyValue, *, is_counted: bool) -> Content:
    """Return a value that is no figure of the measure."""
    if value is None or value == "":
        return "", ""
    if isinstance(value, str):
        return one_line(value) if is_counted else value, ""
    if isinstance(value, date):
        return value, DATE_FORMAT
    return excel_number(Unit.COUNT, value) or 0, "General"


def _cells(row: ConsolidatedRow, values: TidyRow) -> list[PageCell]:
    measure = row.rated.measure
    contents = data_contents([measure], [[value] for value in values])
    return [
        PageCell(content, form, _shown(measure, is_figure, value))
        for ((content, form),), (_, is_figure), value in zip(contents, _KINDS, values, strict=False)
    ]


def _shown(measure: Measure, is_figure: bool, value: TidyValue) -> str:
    """Return a number or a date as people read it; "" for a text."""
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str):
        return ""
    return measure.written(value) if is_figure else plain(value)
