"""A cache of an open workbook's cells, so that Excel is asked for each area once."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kpibook.addin.excel import platform_api
from kpibook.addin.excel.number_formats import Formats
from kpibook.addin.excel.range_reader import read_area
from kpibook.addin.excel.rectangles import Place
from kpibook.addin.excel.tables import Tables
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import Area

if TYPE_CHECKING:
    import xlwings

_LARGE = 20_000  # cells; beyond it, cells far apart are read singly


class CellCache:
    """A workbook's cells as Excel has them, each area read once.

    Args:
        book: The workbook.
        platform: A value of `sys.platform`.

    Attributes:
        tables: The workbook's tables.
    """

    def __init__(self, book: xlwings.Book, platform: str) -> None:
        self.book = book
        self.platform = platform
        self.tables = Tables(book)
        self._formats = Formats(book, platform)
        self._areas: dict[tuple[str, Area], dict[Place, Cell]] = {}
        self._cells: dict[tuple[str, Place], Cell] = {}

    @functools.cached_property
    def epoch_1904(self) -> bool:
        """True if the workbook counts days from 1904."""
        return platform_api.counts_from_1904(self.book, self.platform)

    def area(self, sheet: str, area: Area) -> dict[Place, Cell]:
        """Return the cells of an area, blank cells included."""
        key = (sheet.casefold(), area)
        if key not in self._areas:
            table = self.tables.at(sheet, area.first_row, area.first_column)
            cells = read_area(
                self.book.sheets[sheet],
                area,
                self.platform,
                self._formats.of,
                table=table.name if table else "",
                epoch_1904=self.epoch_1904,
            )
            self._areas[key] = cells
            # Excel takes sheet names without regard to case, hence the folded key.
            self._cells |= {(key[0], place): cell for place, cell in cells.items()}
        return self._areas[key]

    def contents(self, sheet: str, area: Area) -> None:
        """Read what the cells of an area hold, without their number formats."""
        # A format costs calls where a column is mixed; taking a sheet back needs none.
        cells = read_area(
            self.book.sheets[sheet], area, self.platform, _no_formats, epoch_1904=self.epoch_1904
        )
        self._cells |= {(sheet.casefold(), place): cell for place, cell in cells.items()}

    def cell(self, sheet: str, place: Place) -> Cell | None:
        """Return a cell that was read; None if it was not."""
        return self._cells.get((sheet.casefold(), place))

    def learn(self, sheet: str, places: Iterable[Place]) -> None:
        """Read those of some cells that are not in the cache, in one call if close together."""
        missing = [place for place in places if self.cell(sheet, place) is None]
        if not missing:
            return
        rows, columns = [row for row, _ in missing], [column for _, column in missing]
        around = Area(min(rows), min(columns), max(rows), max(columns))
        if around.size <= _LARGE:
            self.area(sheet, around)
            return
        for row, column in missing:
            self.area(sheet, Area(row, column, row, column))


def _no_formats(_: xlwings.Sheet, __: list[Place]) -> dict[Place, str]:
    return {}
