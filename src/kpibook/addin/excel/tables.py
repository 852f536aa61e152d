"""The tables of an open workbook and their areas, asked of Excel once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx.cells.references import Area

if TYPE_CHECKING:
    import xlwings


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table of an open workbook.

    Attributes:
        name: The table's name.
        sheet: Name of its sheet.
        area: All its cells, headings and totals row included.
        totals: True if it has a totals row.
        handle: The table in xlwings.
    """

    name: str
    sheet: str
    area: Area
    totals: bool
    handle: xlwings.main.Table

    @property
    def first_row(self) -> int:
        """Row of the first data, below the headings."""
        return self.area.first_row + 1

    @property
    def last_row(self) -> int:
        """Row of the last data, above a totals row."""
        return self.area.last_row - self.totals

    @property
    def columns(self) -> range:
        """Numbers of the columns in the sheet."""
        return range(self.area.first_column, self.area.last_column + 1)


class Tables:
    """The tables of a workbook by name, each asked of Excel once.

    Args:
        book: The workbook.
    """

    def __init__(self, book: xlwings.Book) -> None:
        self._book = book
        self._handles: dict[str, tuple[str, str, xlwings.main.Table]] | None = None
        self._tables: dict[str, OpenTable] = {}

    def find(self, name: str) -> OpenTable | None:
        """Return the table of that name, without regard to case; None if the workbook has none."""
        key = name.casefold()
        if key not in self._tables:
            handle = self._all().get(key)
            if handle is None:
                return None
            self._tables[key] = _described(*handle)
        return self._tables[key]

    def on(self, sheet: str) -> list[OpenTable]:
        """Return the tables of a sheet."""
        names = [name for name, title, _ in self._all().values() if _same(title, sheet)]
        return [table for name in names if (table := self.find(name)) is not None]

    def at(self, sheet: str, row: int, column: int) -> OpenTable | None:
        """Return the table that holds a cell, of those that `find` has returned; else None."""
        for table in self._tables.values():
            if _same(table.sheet, sheet) and (row, column) in table.area:
                return table
        return None

    def _all(self) -> dict[str, tuple[str, str, xlwings.main.Table]]:
        if self._handles is None:
            self._handles = {}
            # Table names are unique in a workbook, but Excel lists them only sheet by sheet.
            for sheet in self._book.sheets:
                title = sheet.name
                for table in sheet.tables:
                    name = table.name
                    self._handles[name.casefold()] = (name, title, table)
        return self._handles


def _same(sheet: str, other: str) -> bool:
    return sheet.casefold() == other.casefold()


def _described(name: str, sheet: str, table: xlwings.main.Table) -> OpenTable:
    cells = table.range
    row, column, (rows, columns) = cells.row, cells.column, cells.shape
    area = Area(row, column, row + rows - 1, column + columns - 1)
    return OpenTable(name, sheet, area, bool(table.show_totals), table)
