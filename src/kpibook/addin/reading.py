"""Rectangles of an open workbook read in bulk, as the cells that the file would hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kpibook.addin import native
from kpibook.addin.blocks import Place
from kpibook.addin.values import cell_from, formula_in, is_number, matrix
from kpibook.domain.formula_parts import in_file
from kpibook.package import Cell
from kpibook.package.a1 import Area, address
from kpibook.package.numberformats import GENERAL

if TYPE_CHECKING:
    import xlwings


def range_of(sheet: xlwings.Sheet, area: Area) -> xlwings.Range:
    """The cells of an area."""
    return sheet.range((area.first_row, area.first_column), (area.last_row, area.last_column))


def read_area(
    sheet: xlwings.Sheet, area: Area, platform: str, *, table: str = "", epoch_1904: bool = False
) -> dict[Place, Cell]:
    """The cells of a rectangle, blank ones included, by row and column.

    One read of the values, one of the formulas, and number formats by column; where a column's
    formats differ, its halves, and so on. Only numbers and dates are asked for their format:
    every other cell is given as General.

    Args:
        sheet: The sheet.
        area: The rectangle.
        platform: As `sys.platform`.
        table: The table it belongs to; ``[@Heading]`` in its formulas is read as a file holds it.
        epoch_1904: The workbook counts days from 1904.
    """
    cells = range_of(sheet, area)
    raw = _by_place(native.stored(cells, platform), area)
    shown = _by_place(cells.formula, area)
    formats = formats_of(sheet, [place for place, value in raw.items() if is_number(value)])
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


def formats_of(sheet: xlwings.Sheet, places: Iterable[Place]) -> dict[Place, str]:
    """Number formats of cells: one call a column whose cells agree, more where they do not.

    Neighbouring columns that both vary are halved together, because a measure's figures are
    formatted alike across its row.
    """
    wanted = set(places)
    found: dict[Place, str] = {}
    varying: list[int] = []
    for column in sorted({column for _, column in wanted}):
        rows = [row for row, at in wanted if at == column]
        area = Area(min(rows), column, max(rows), column)
        if not _uniform(sheet, area, wanted, found):
            varying.append(column)
    for columns in _neighbours(varying):
        inside = {place for place in wanted if columns[0] <= place[1] <= columns[-1]}
        _halve(sheet, inside, found)
    return found


def _uniform(sheet: xlwings.Sheet, area: Area, wanted: set[Place], found: dict[Place, str]) -> bool:
    """Whether all cells of the area have one format, which `found` then gets."""
    code = range_of(sheet, area).number_format
    if code is None and area.size > 1:
        return False
    found.update({place: code or GENERAL for place in wanted if place in area})
    return True


def _halve(sheet: xlwings.Sheet, places: set[Place], found: dict[Place, str]) -> None:
    """Formats of cells known to differ: those of the upper and the lower half, and so on."""
    rows = sorted({row for row, _ in places})
    columns = sorted({column for _, column in places})
    by_row = len(rows) > 1
    middle = rows[len(rows) // 2] if by_row else columns[len(columns) // 2]
    for part in (
        {place for place in places if (place[0] if by_row else place[1]) < middle},
        {place for place in places if (place[0] if by_row else place[1]) >= middle},
    ):
        if part and not _uniform(sheet, _around(part), part, found):
            _halve(sheet, part, found)


def _around(places: set[Place]) -> Area:
    rows, columns = [row for row, _ in places], [column for _, column in places]
    return Area(min(rows), min(columns), max(rows), max(columns))


def _neighbours(columns: list[int]) -> list[list[int]]:
    """Column numbers in groups without a gap."""
    groups: list[list[int]] = []
    for column in columns:
        if groups and groups[-1][-1] == column - 1:
            groups[-1].append(column)
        else:
            groups.append([column])
    return groups
