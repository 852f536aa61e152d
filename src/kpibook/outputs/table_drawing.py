"""Excel tables declared on sheets, also on sheets that are written row by row."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from kpibook.outputs.page import Page
from kpibook.outputs.pen import Pen


def declare_table(sheet: Worksheet, page: Page, pen: Pen, *, streamed: bool) -> None:
    """Declare the cells of the page's table as an Excel table, and write its header row.

    It is called before the rows are written: a sheet written row by row cannot go back. XlsxWriter
    records every cell of a table and refuses a table on such a sheet, so the table is declared with
    a single row and then extended to its final length.
    """
    top, columns = page.top - 1, len(page.header)
    numbers = _numeric_columns(page)
    last = top + max(len(page.rows), 1) + (1 if page.totals else 0)
    sheet.constant_memory = False
    sheet.add_table(top, 0, top + (2 if page.totals else 1), columns - 1, _options(page, pen))
    sheet.constant_memory = streamed
    table = sheet.tables[-1]
    table["range"] = xl_range(top, 0, last, columns - 1)
    table["a_range"] = xl_range(top, 0, last - (1 if page.totals else 0), columns - 1)
    # The filter has its own range, without the totals row.
    if table.get("autofilter"):
        table["autofilter"] = table["a_range"]
    if page.fitted is not None:
        for column, heading in enumerate(page.header):
            over_figures = column in page.fitted.figures
            sheet.write_string(top, column, heading, pen.ruled_header(over_figures=over_figures))
        return
    for column, heading in enumerate(page.header):
        over_numbers = streamed and column in numbers
        sheet.write_string(top, column, heading, pen.number_header if over_numbers else pen.header)


_LONGEST_MESSAGE = 255  # characters; Excel's limit


def _what_to_choose(choices: Sequence[str]) -> str:
    told = f"Choose {' or '.join(choices)}."
    return told if len(told) <= _LONGEST_MESSAGE else "Choose from the list of the cell."


def offer_choices(sheet: Worksheet, page: Page) -> None:
    """Give the cells with choices a list to choose from, one rule for each list of choices.

    Another text is refused by Excel; a blank is let through.
    """
    places: dict[tuple[str, ...], list[list[int]]] = {}
    for row, cells in enumerate(page.rows, start=page.top):
        for column, cell in enumerate(cells):
            if cell.choices:
                places.setdefault(cell.choices, []).append([row, column, row, column])
    for choices, cells_of in places.items():
        (row, column, _, _), *others = cells_of
        sheet.data_validation(
            row,
            column,
            row,
            column,
            {
                "validate": "list",
                "source": list(choices),
                "other_cells": others,
                "error_title": "KPI Book",
                "error_message": _what_to_choose(choices),
            },
        )


def _options(page: Page, pen: Pen) -> dict[str, object]:
    columns: list[dict[str, object]] = [
        {"header": text, "header_format": pen.header} for text in page.header
    ]
    for column, total in zip(columns, page.totals, strict=False):
        if total.formula:
            column |= {"total_function": total.formula, "total_value": total.value}
        elif total.value:
            column["total_string"] = total.value
    return {
        "name": page.table,
        "autofilter": page.ledger or page.filtered,
        "style": None,
        "total_row": bool(page.totals),
        "columns": columns,
    }


def _numeric_columns(page: Page) -> set[int]:
    """Return the columns whose first cell is a number, to align their headings with the figures."""
    first = page.rows[0] if page.rows else []
    return {n for n, cell in enumerate(first) if isinstance(cell.value, (int, float))}
