"""A sheet made elsewhere put over one of the workbook that is open in Excel."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kpibook.addin.excel import platform_api
from kpibook.addin.excel.cell_cache import KnownCells
from kpibook.addin.excel.range_reader import range_of
from kpibook.addin.open_book.cell_writer import put_back
from kpibook.addin.open_book.undo_log import Undo
from kpibook.files import passing_file
from kpibook.xlsx import Workbook
from kpibook.xlsx.cells.references import Area, area
from kpibook.xlsx.tables.removal import without_tables

if TYPE_CHECKING:
    import xlwings


@dataclass(frozen=True, slots=True)
class _Made:
    """The table on the sheet that was made.

    Attributes:
        name: Its name.
        area: Where it stands.
    """

    name: str
    area: Area


def put_sheet(known: KnownCells, title: str, package: Workbook, scratch: bytes, undo: Undo) -> str:
    """Put the cells of a sheet made elsewhere over the sheet of that name, or add it last.

    The sheet itself stays, and so does its table, so that what refers to either still does.

    Args:
        known: The workbook.
        title: Name of the sheet.
        package: The workbook that was made.
        scratch: The same as bytes.
        undo: Takes on how it is taken back: the contents are, the look is not.

    Returns:
        What a person should know; "" for nothing.
    """
    made = [_Made(t.name, area(t.ref)) for t in package.tables if t.sheet == title]
    target = _sheet(known.book, title, undo)
    _remember(known, target, undo)
    with passing_file(
        # A table cannot be copied over another one.
        without_tables(scratch, package.name),
        ".xlsx",
        platform_api.exchange_folder(known.platform),
    ) as path:
        source = _opened(known.book, path)
        try:
            _make_room(target, made, source.sheets[title].used_range.shape)
            source.sheets[title].cells.copy(target.cells)
        finally:
            source.close()
    for one in made:
        _ensure_table(target, one)
    others = [t.name for t in target.tables if t.name not in {one.name for one in made}]
    return f"the other tables of '{title}' were emptied: {', '.join(others)}" if others else ""


def _opened(book: xlwings.Book, path: Path) -> xlwings.Book:
    return book.app.books.open(path, update_links=False, read_only=True, add_to_mru=False)


def _sheet(book: xlwings.Book, title: str, undo: Undo) -> xlwings.Sheet:
    """The sheet of that name, made if it is not there."""
    every = list(book.sheets)
    for sheet in every:
        if sheet.name.casefold() == title.casefold():
            return sheet

    def gone() -> None:
        book.sheets[title].delete()

    undo.add(f"'{title}'", gone)
    return book.sheets.add(title, after=every[-1])


def _remember(known: KnownCells, target: xlwings.Sheet, undo: Undo) -> None:
    """Let `undo` put the sheet's contents back, with its tables where they were."""
    rows, columns = target.used_range.shape
    used = Area(1, 1, rows, columns)
    known.contents(target.name, used)
    contents = put_back(known, target.name, used)
    tables = [(table.name, table.range) for table in target.tables]
    places = {name: (r.row, r.column, r.shape) for name, r in tables}

    def back() -> None:
        target.cells.clear_contents()
        for table in target.tables:
            if table.name in places:
                row, column, (height, width) = places[table.name]
                _move_to_row(target, table, row)
                whole = Area(row, column, row + height - 1, column + width - 1)
                table.resize(range_of(target, whole))
        contents()

    undo.add(f"'{target.name}'", back, loses_looks=True)


def _make_room(target: xlwings.Sheet, made: list[_Made], shape: tuple[int, int]) -> None:
    """Clear the sheet around its tables, which get the size and place of the ones made."""
    wanted = {one.name: one for one in made}
    kept: list[Area] = []
    for table in target.tables:
        new = wanted.get(table.name)
        if new is None:
            continue
        _move_to_row(target, table, new.area.first_row)
        table.resize(range_of(target, new.area))
        kept.append(new.area)
    rows, columns = target.used_range.shape
    whole = Area(1, 1, max(rows, shape[0]), max(columns, shape[1]))
    for part in _around(whole, kept):
        range_of(target, part).clear()


def _move_to_row(sheet: xlwings.Sheet, table: xlwings.main.Table, row: int) -> None:
    """Bring a table's headings to a row: rows go in or out above, as they cannot move alone."""
    there = table.range.row
    if there < row:
        sheet.range(f"1:{row - there}").insert("down")
    elif there > row:
        sheet.range(f"1:{there - row}").delete("up")


def _around(whole: Area, kept: list[Area]) -> list[Area]:
    """What of an area lies above, below, left and right of one within it."""
    if not kept:
        return [whole]
    inner = kept[0]
    top, bottom = inner.first_row, inner.last_row
    parts = [
        Area(whole.first_row, whole.first_column, top - 1, whole.last_column),
        Area(bottom + 1, whole.first_column, whole.last_row, whole.last_column),
        Area(top, whole.first_column, bottom, inner.first_column - 1),
        Area(top, inner.last_column + 1, bottom, whole.last_column),
    ]
    return [part for part in parts if part.rows > 0 and part.columns > 0]


def _ensure_table(sheet: xlwings.Sheet, made: _Made) -> None:
    """A table of that name around the cells copied, plain, unless there is one."""
    if any(table.name == made.name for table in sheet.tables):
        return
    table = sheet.tables.add(source=range_of(sheet, made.area), name=made.name, has_headers=True)
    table.table_style = ""
    table.show_autofilter = False
