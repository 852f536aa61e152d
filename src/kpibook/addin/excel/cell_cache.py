"""What Excel has said of the workbook's cells, so that nothing is asked twice."""

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

_LARGE = 20_000  # cells; beyond it far-apart places are read one by one


class KnownCells:
    """The cells of a workbook as Excel has them, each area read once.

    Args:
        book: The workbook.
        platform: As `sys.platform`.

    Attributes:
        tables: Its tables.
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
        """Whether the workbook counts days from 1904."""
        return platform_api.counts_from_1904(self.book, self.platform)

    def area(self, sheet: str, area: Area) -> dict[Place, Cell]:
        """The cells of an area, blank ones included."""
        key = (sheet.casefold(), area)
        if key not in self._areas:
            table = self.tables.at(sheet, area.first_row, area.first_column)
            found = read_area(
                self.book.sheets[sheet],
                area,
                self.platform,
                self._formats.of,
                table=table.name if table else "",
                epoch_1904=self.epoch_1904,
            )
            self._areas[key] = found
            self._cells |= {(key[0], place): cell for place, cell in found.items()}
        return self._areas[key]

    def contents(self, sheet: str, area: Area) -> None:
        """Learn what the cells of an area hold, without a look at how numbers are shown."""
        found = read_area(
            self.book.sheets[sheet], area, self.platform, _as_they_are, epoch_1904=self.epoch_1904
        )
        self._cells |= {(sheet.casefold(), place): cell for place, cell in found.items()}

    def cell(self, sheet: str, place: Place) -> Cell | None:
        """A cell that was read; None for one that was not."""
        return self._cells.get((sheet.casefold(), place))

    def learn(self, sheet: str, places: Iterable[Place]) -> None:
        """Read what is not known yet of some cells: all in one go if they are not far apart."""
        unknown = [place for place in places if self.cell(sheet, place) is None]
        if not unknown:
            return
        rows, columns = [row for row, _ in unknown], [column for _, column in unknown]
        around = Area(min(rows), min(columns), max(rows), max(columns))
        if around.size <= _LARGE:
            self.area(sheet, around)
            return
        for row, column in unknown:
            self.area(sheet, Area(row, column, row, column))


def _as_they_are(_: xlwings.Sheet, __: list[Place]) -> dict[Place, str]:
    return {}
