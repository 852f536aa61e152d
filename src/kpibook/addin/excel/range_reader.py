"""Rectangles of an open workbook read in bulk, as the cells that the file would hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kpibook.addin.excel import platform_api
from kpibook.addin.excel.cell_values import cell_from, formula_in, is_number, matrix
from kpibook.addin.excel.rectangles import Place
from kpibook.domain.excel_formula.syntax import in_file
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import Area, address
from kpibook.xlsx.styles.number_formats import GENERAL

if TYPE_CHECKING:
    import xlwings


def range_of(sheet: xlwings.Sheet, area: Area) -> xlwings.Range:
    """The cells of an area."""
    return sheet.range((area.first_row, area.first_column), (area.last_row, area.last_column))


FindFormats = Callable[["xlwings.Sheet", list[Place]], Mapping[Place, str]]


def read_area(
    sheet: xlwings.Sheet,
    area: Area,
    platform: str,
    find_formats: FindFormats,
    *,
    table: str = "",
    epoch_1904: bool = False,
) -> dict[Place, Cell]:
    """The cells of a rectangle, blank ones included, by row and column.

    One read of the values, one of the formulas, and what `find_formats` takes. Only numbers and
    dates are asked for their format: every other cell is given as General.

    Args:
        sheet: The sheet.
        area: The rectangle.
        platform: As `sys.platform`.
        find_formats: Gives number formats of cells.
        table: The table it belongs to; ``[@Heading]`` in its formulas is read as a file holds it.
        epoch_1904: The workbook counts days from 1904.
    """
    cells = range_of(sheet, area)
    raw = _by_place(platform_api.stored(cells, platform), area)
    shown = _by_place(cells.formula, area)
    formats = find_formats(sheet, [place for place, value in raw.items() if is_number(value)])
    found = {}
    for place, value in raw.items():
        formula = formula_in(shown[place], value)
        if formula is not None and table:
            formula = _as_filed(formula, table)
        code = formats.get(place, GENERAL)
        found[place] = cell_from(address(*place), value, formula, code, epoch_1904=epoch_1904)
    return found


def _as_filed(formula: str, table: str) -> str:
    """``[@Actual]`` and ``Table[@Actual]`` as a file holds them: with table and row in full."""
    return in_file(re.sub(rf"\b{re.escape(table)}(?=\[@)", "", formula), table)


def _by_place(data: object, area: Area) -> dict[Place, object]:
    rows = matrix(data, area.rows, area.columns)
    return {
        (area.first_row + down, area.first_column + across): value
        for down, row in enumerate(rows)
        for across, value in enumerate(row)
    }
