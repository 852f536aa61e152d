"""Rectangles of an open workbook read in bulk, as the cells that the file would hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kpibook.addin.excel import platform_api
from kpibook.addin.excel.cell_values import cell_from, formula_in, is_number, matrix
from kpibook.addin.excel.rectangles import Place
from kpibook.domain.excel_formula.syntax import in_file
from kpibook.on_use.replacing import replace
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import Area, address
from kpibook.xlsx.cells.references import area as area_of
from kpibook.xlsx.styles.number_formats import GENERAL

if TYPE_CHECKING:
    import xlwings


def range_of(sheet: xlwings.Sheet, area: Area) -> xlwings.Range:
    """Return the cells of an area as a range."""
    # By its address: for a pair of corners xlwings asks Excel on a Mac for each of them.
    return sheet.range(str(area))


def used_area(sheet: xlwings.Sheet) -> Area:
    """Return the cells of a sheet from A1 to the last that holds anything or has a format."""
    # Excel's used range begins at the first such cell, so its size does not tell where it ends.
    used = area_of(sheet.used_range.address)
    return replace(used, first_row=1, first_column=1)


FindFormats = Callable[["xlwings.Sheet", list[Place]], Mapping[Place, str]]


def _no_table(_: Place) -> str:
    return ""


def read_area(
    sheet: xlwings.Sheet,
    area: Area,
    platform: str,
    find_formats: FindFormats,
    *,
    table_of: Callable[[Place], str] = _no_table,
    epoch_1904: bool = False,
) -> dict[Place, Cell]:
    """Read the cells of a rectangle, blank cells included, by row and column.

    One call reads the values and one the formulas, and on a Mac one more the texts that are shown
    if the area holds errors; `find_formats` makes more. Only numbers and dates are asked for their
    format: every other cell counts as General.

    Args:
        sheet: The sheet.
        area: The rectangle.
        platform: A value of `sys.platform`.
        find_formats: Returns number formats of cells.
        table_of: Returns the table that holds a cell, "" if none; the table's ``[@Heading]`` in a
            formula is read as in a file.
        epoch_1904: True if the workbook counts days from 1904.
    """
    cells = range_of(sheet, area)
    raw = _by_place(platform_api.stored(cells, area, platform), area)
    shown = _by_place(cells.formula, area)
    formats = find_formats(sheet, [place for place, value in raw.items() if is_number(value)])
    result = {}
    for place, value in raw.items():
        formula = formula_in(shown[place], value)
        if formula is not None and (table := table_of(place)):
            formula = _as_filed(formula, table)
        code = formats.get(place, GENERAL)
        result[place] = cell_from(address(*place), value, formula, code, epoch_1904=epoch_1904)
    return result


def _as_filed(formula: str, table: str) -> str:
    """Write ``[@Actual]`` and ``Table[@Actual]`` as a file does, with table and row in full."""
    # Excel shows the short form; a file holds Table[[#This Row],[Actual]].
    return in_file(re.sub(rf"\b{re.escape(table)}(?=\[@)", "", formula), table)


def _by_place(data: object, area: Area) -> dict[Place, object]:
    rows = matrix(data, area.rows, area.columns)
    return {
        (area.first_row + down, area.first_column + across): value
        for down, row in enumerate(rows)
        for across, value in enumerate(row)
    }
