"""Drawing of a cell: text, number, date or formula with its result, with or without a link."""

from __future__ import annotations

from datetime import date, datetime, time

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kpibook.outputs.page import PageCell

# Excel opens a sheet with at most this many links; the cells after them keep their values.
MOST_LINKS = 65_530


def draw_cell(sheet: Worksheet, row: int, column: int, cell: PageCell, look: Format) -> None:
    """Write `cell` at a row and column, counted from 0.

    Any kind of cell can have a link, up to `MOST_LINKS` in a sheet.
    """
    if cell.link and sheet.hlink_count < MOST_LINKS:
        # The link is written first with its text; the value below replaces the text and keeps the
        # link.
        sheet.write_url(row, column, f"internal:{cell.link}", look, str(cell))
    value = cell.value
    if cell.formula:
        sheet.write_formula(row, column, f"={cell.formula}", look, value)
    elif value == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, look)
    elif isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
        sheet.write_datetime(row, column, moment, look)
    else:
        sheet.write_number(row, column, value, look)
