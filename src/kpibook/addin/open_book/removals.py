"""Rows taken off the end of a table, and sheets deleted, as the last steps of a commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpibook.addin.excel.cell_cache import CellCache
from kpibook.addin.excel.hidden_rows import parts_of
from kpibook.addin.excel.range_reader import range_of
from kpibook.addin.excel.rectangles import places_of
from kpibook.addin.open_book.cell_writer import put_back
from kpibook.addin.open_book.undo_log import Undo
from kpibook.on_use.replacing import replace

if TYPE_CHECKING:
    import xlwings


def take_off_rows(cache: CellCache, name: str, rows: int, undo: Undo) -> None:
    """Make a table shorter and clear the cells that leave it.

    Args:
        cache: The cache of the workbook's cells, which holds those of the table.
        name: The table.
        rows: How many rows go from its end; one row at least stays.
        undo: The log that gets the step back, which restores contents but not formats.

    Raises:
        LookupError: The table has gone, is too short, or Excel did not clear the cells.
    """
    table = cache.tables.find(name)
    if table is None or table.totals or table.last_row - rows < table.first_row:
        raise LookupError(f"the table {name} has other rows now")
    sheet = cache.book.sheets[table.sheet]
    whole = table.area
    rest = replace(whole, last_row=whole.last_row - rows)
    leaving = replace(whole, first_row=rest.last_row + 1)
    contents = put_back(cache, table.sheet, places_of(leaving))

    def longer() -> None:
        table.handle.resize(range_of(sheet, whole))
        contents()

    hidden = cache.hidden(table.sheet, leaving.first_row, leaving.last_row)
    undo.add(f"'{table.sheet}'!{leaving}", longer, loses_looks=True)
    table.handle.resize(range_of(sheet, rest))
    for part in parts_of(leaving, hidden):
        range_of(sheet, part).clear()
    if any(not cell.is_blank for cell in cache.now(table.sheet, leaving).values()):
        raise LookupError(f"Excel did not clear {leaving}")


def delete_sheets(book: xlwings.Book, names: list[str], undo: Undo) -> None:
    """Delete sheets; there is no way back, so that this comes last.

    Raises:
        LookupError: Excel did not delete a sheet.
    """
    for name in names:

        def there_still(name: str = name) -> None:
            if not _has(book, name):
                raise LookupError(f"the sheet {name} is deleted")

        undo.add(f"'{name}'", there_still)
        book.sheets[name].delete()
        if _has(book, name):
            raise LookupError(f"Excel did not delete the sheet {name}")


def _has(book: xlwings.Book, name: str) -> bool:
    return any(sheet.name.casefold() == name.casefold() for sheet in book.sheets)
