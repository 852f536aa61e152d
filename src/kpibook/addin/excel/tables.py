"""Where the tables of an open workbook are, asked of Excel once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpibook.xlsx.cells.references import Area

if TYPE_CHECKING:
    import xlwings


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table of an open workbook.

    Attributes:
        name: Its name.
        sheet: Name of the sheet it is on.
        area: All of it, headings and totals row included.
        totals: Whether it has a totals row.
        handle: The table itself.
    """

    name: str
    sheet: str
    area: Area
    totals: bool
    handle: xlwings.main.Table

    @property
    def first_row(self) -> int:
        """Its first row of data."""
        return self.area.first_row + 1

    @property
    def last_row(self) -> int:
        """Its last row of data."""
        return self.area.last_row - self.totals

    @property
    def columns(self) -> range:
        """Numbers of its columns in the sheet."""
        return range(self.area.first_column, self.area.last_column + 1)


class Tables:
    """The tables of a workbook by name; what Excel said once is not asked again.

    Args:
        book: The workbook.
    """

    def __init__(self, book: xlwings.Book) -> None:
        self._book = book
        self._handles: dict[str, tuple[str, str, xlwings.main.Table]] | None = None
        self._found: dict[str, OpenTable] = {}

    def find(self, name: str) -> OpenTable | None:
        """The table of that name, without regard to case; None if there is none."""
        key = name.casefold()
        if key not in self._found:
            handle = self._all().get(key)
            if handle is None:
                return None
            self._found[key] = _described(*handle)
        return self._found[key]

    def at(self, sheet: str, row: int, column: int) -> OpenTable | None:
        """The table of those asked for so far that holds a cell in its data."""
        for one in self._found.values():
            if one.sheet.casefold() == sheet.casefold() and (row, column) in one.area:
                return one
        return None

    def _all(self) -> dict[str, tuple[str, str, xlwings.main.Table]]:
        if self._handles is None:
            self._handles = {}
            for sheet in self._book.sheets:
                title = sheet.name
                for table in sheet.tables:
                    name = table.name
                    self._handles[name.casefold()] = (name, title, table)
        return self._handles


def _described(name: str, sheet: str, table: xlwings.main.Table) -> OpenTable:
    cells = table.range
    row, column, (rows, columns) = cells.row, cells.column, cells.shape
    area = Area(row, column, row + rows - 1, column + columns - 1)
    return OpenTable(name, sheet, area, bool(table.show_totals), table)
