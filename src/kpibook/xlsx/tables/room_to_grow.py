"""Room for a table to grow: a check that the cells below it are free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpibook.errors import Location, RefusedEdit
from kpibook.xlsx.cells.references import MAX_ROW, Area, address, areas
from kpibook.xlsx.tables.range_resize import Resize
from kpibook.xlsx.tables.table_part import TablePart
from kpibook.xlsx.worksheet.protected_areas import Regions
from kpibook.xlsx.xml import elements as xml

if TYPE_CHECKING:
    from kpibook.xlsx.tables.owner import TableOwner
    from kpibook.xlsx.worksheet.worksheet import Sheet


def check_space(book: TableOwner, sheet: Sheet, table: TablePart, resize: Resize) -> None:
    """Refuse to let a table grow over filled cells, merged ranges, tables or pivot tables.

    Raises:
        RefusedEdit: ``table-too-long`` past the last row of a sheet, ``table-blocked`` when
            cells with content, merged cells, a table or a pivot table are in the way.
    """
    space = Area(
        resize.area.last_row + 1,
        resize.area.first_column,
        resize.result.last_row,
        resize.area.last_column,
    )
    if space.last_row > MAX_ROW:
        raise RefusedEdit(
            f"the table {table.name!r} would go on past the last row of the sheet.",
            code="table-too-long",
            where=Location(book.name, sheet.name),
            fix=f"A sheet has {MAX_ROW:,} rows: start a new table.",
        )
    obstacle = _content(sheet, space) or _merged(sheet, space) or _region(book, sheet, table, space)
    if obstacle is None:
        return
    what, cell = obstacle
    raise RefusedEdit(
        f"{what} beneath the table {table.name!r}, which needs {resize.by} free rows there.",
        code="table-blocked",
        where=Location(book.name, sheet.name, cell),
        fix="Move what is there further down or to another sheet, then try again.",
    )


def _content(sheet: Sheet, space: Area) -> tuple[str, str] | None:
    for number, cells in sheet.rows(space.first_row, space.last_row):
        for column, cell in cells.items():
            filled = cell.formula is not None or cell.value not in (None, "")
            if filled and (number, column) in space:
                return "there is something", address(number, column)
    return None


def _merged(sheet: Sheet, space: Area) -> tuple[str, str] | None:
    for tag in xml.tags(sheet.tail(), "mergeCell", prefix=sheet.prefix):
        reach = next(areas(tag.get("ref")), None)
        if reach is not None and reach.meets(space):
            return f"the merged range {reach} is", reach.anchor
    return None


def _region(
    book: TableOwner, sheet: Sheet, table: TablePart, space: Area
) -> tuple[str, str] | None:
    # Excel repairs a workbook in which two tables share a cell.
    regions = Regions.of(book.container, sheet.part)
    for neighbour in regions.tables:
        if neighbour.name != table.name and neighbour.area.meets(space):
            return f"the table {neighbour.name!r} is", neighbour.area.anchor
    for pivot in regions.pivots:
        if pivot.meets(space):
            return f"the pivot table in {pivot} is", pivot.anchor
    return None
