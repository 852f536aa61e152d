"""The replacement of a sheet in an open workbook by a sheet from a scratch workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpibook.addin.excel import platform_api
from kpibook.addin.excel.cell_cache import CellCache
from kpibook.addin.excel.cell_values import Content
from kpibook.addin.excel.range_reader import range_of, used_area
from kpibook.addin.excel.rectangles import Place, places_of
from kpibook.addin.open_book.cell_writer import put_back
from kpibook.addin.open_book.contents import content_of
from kpibook.addin.open_book.undo_log import Undo
from kpibook.files import passing_file
from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx import Workbook
from kpibook.xlsx.cells.references import Area, area
from kpibook.xlsx.tables.removal import without_tables

if TYPE_CHECKING:
    import xlwings


_FILTER_CLEARED = "The filter on '{}' was cleared, because the sheet was made again."


@dataclass(frozen=True, slots=True)
class _NewTable:
    """A table on the new sheet.

    Attributes:
        name: Its name.
        area: Its cells, headings included.
        buttons: Its headings get filter buttons.
    """

    name: str
    area: Area
    buttons: bool


def put_sheet(cache: CellCache, title: str, package: Workbook, scratch: bytes, undo: Undo) -> str:
    """Copy a sheet of a scratch workbook over the sheet of that name, or add it as the last.

    Args:
        cache: The cache of the open workbook's cells.
        title: Name of the sheet.
        package: The scratch workbook.
        scratch: The scratch workbook as bytes.
        undo: The log that gets the step back, which restores contents but not formats.

    Returns:
        A note for the officer; "" if there is nothing to note.
    """
    # The sheet and its table stay and only their cells change: deleting either would turn every
    # formula that points there into #REF!.
    new_tables = [
        _NewTable(t.name, area(t.ref), t.has_buttons) for t in package.tables if t.sheet == title
    ]
    target = _sheet(cache.book, title, undo)
    _remember(cache, target, undo)
    with passing_file(
        # A table cannot be copied over another one.
        without_tables(scratch, package.name),
        ".xlsx",
        platform_api.exchange_folder(cache.platform),
    ) as path:
        source = platform_api.open_for_reading(cache.book.app, path, cache.platform)
        try:
            cleared = _clear_filters(cache, target, {table.name for table in new_tables})
            _make_room(target, new_tables, used_area(source.sheets[title]))
            source.sheets[title].cells.copy(target.cells)
        finally:
            source.close()
    for table in new_tables:
        _ensure_table(target, table)
    others = [t.name for t in target.tables if t.name not in {new.name for new in new_tables}]
    notes = [_FILTER_CLEARED.format(title)] if cleared else []
    notes += [f"the other tables of '{title}' were emptied: {', '.join(others)}"] if others else []
    return " ".join(notes)


def sheet_contents(cache: CellCache, title: str, package: Workbook) -> dict[Place, Content]:
    """Return what the cells of a sheet are to hold once it is replaced, emptied cells included."""
    title = next(sheet for sheet in package.sheet_names if sheet.casefold() == title.casefold())
    contents: dict[Place, Content] = dict.fromkeys(cache.places_read(title), "")
    for number, row in package.sheet(title).rows():
        for column, cell in row.items():
            contents[number, column] = content_of(cell, epoch_1904=cache.epoch_1904)
    return contents


def _sheet(book: xlwings.Book, title: str, undo: Undo) -> xlwings.Sheet:
    """Return the sheet of that name, added as the last if it is missing."""
    every = list(book.sheets)
    for sheet in every:
        if sheet.name.casefold() == title.casefold():
            return sheet

    before = {sheet.name for sheet in every}

    def delete() -> None:
        # Excel makes the sheet under a name that it chooses, and may refuse to rename it.
        added = next((sheet for sheet in book.sheets if sheet.name not in before), None)
        if added is not None:
            added.delete()

    undo.add(f"'{title}'", delete)
    return book.sheets.add(title, after=every[-1])


def _remember(cache: CellCache, target: xlwings.Sheet, undo: Undo) -> None:
    """Add to `undo` a step that restores the sheet's contents and the areas of its tables."""
    used = used_area(target)
    cache.contents(target.name, used)
    contents = put_back(cache, target.name, places_of(used))
    tables = [(table.name, table.range) for table in target.tables]
    areas = {name: (r.row, r.column, r.shape) for name, r in tables}

    def back() -> None:
        target.cells.clear_contents()
        for table in target.tables:
            if table.name in areas:
                row, column, (height, width) = areas[table.name]
                _move_to_row(target, table, row)
                whole = Area(row, column, row + height - 1, column + width - 1)
                table.resize(range_of(target, whole))
        contents()

    undo.add(f"'{target.name}'", back, loses_looks=True)


def _clear_filters(cache: CellCache, target: xlwings.Sheet, tables: set[str]) -> bool:
    """Show every row of a sheet that is made again; return True if a filter had hidden some.

    Its rows are others afterwards. A filter would leave the hidden ones as they are, and Excel
    deletes only rows that are shown.
    """
    hidden = bool(cache.hidden(target.name, 1, used_area(target).last_row))
    cleared = False
    for table in target.tables:
        if table.name in tables and table.show_autofilter:
            table.show_autofilter = False
            cleared = True
    return (platform_api.show_all_rows(target, cache.platform) or cleared) and hidden


def _make_room(target: xlwings.Sheet, new_tables: list[_NewTable], needed: Area) -> None:
    """Give the sheet's tables the areas of the new tables, and clear the cells around them."""
    wanted = {table.name: table for table in new_tables}
    inner_areas: list[Area] = []
    for table in target.tables:
        new = wanted.get(table.name)
        if new is None:
            continue
        _move_to_row(target, table, new.area.first_row)
        table.resize(range_of(target, new.area))
        inner_areas.append(new.area)
    used = used_area(target)
    last_column = max(used.last_column, needed.last_column)
    whole = Area(1, 1, max(used.last_row, needed.last_row), last_column)
    for part in _around(whole, inner_areas):
        range_of(target, part).clear()


def _move_to_row(sheet: xlwings.Sheet, table: xlwings.main.Table, row: int) -> None:
    """Move a table's headings to a row, by inserting or deleting rows above it."""
    # Resizing a table cannot move its headings.
    present = table.range.row
    if present < row:
        sheet.range(f"1:{row - present}").insert("down")
    elif present > row:
        sheet.range(f"1:{present - row}").delete("up")


def _around(whole: Area, inner_areas: list[Area]) -> list[Area]:
    """Split the rest of an area into parts above, below, left and right of an area in it."""
    if not inner_areas:
        return [whole]
    inner = inner_areas[0]
    top, bottom = inner.first_row, inner.last_row
    parts = [
        Area(whole.first_row, whole.first_column, top - 1, whole.last_column),
        Area(bottom + 1, whole.first_column, whole.last_row, whole.last_column),
        Area(top, whole.first_column, bottom, inner.first_column - 1),
        Area(top, inner.last_column + 1, bottom, whole.last_column),
    ]
    return [part for part in parts if part.rows > 0 and part.columns > 0]


def _ensure_table(sheet: xlwings.Sheet, new: _NewTable) -> None:
    """Make the copied cells a table of that name, without a style, unless the sheet has it."""
    table = next((table for table in sheet.tables if table.name == new.name), None)
    if table is None:
        table = sheet.tables.add(source=range_of(sheet, new.area), name=new.name, has_headers=True)
        table.table_style = ""
        table.show_autofilter = new.buttons
    elif new.buttons:
        table.show_autofilter = True  # turned off to make room for the new rows
