"""A cache of an open workbook's cells, so that Excel is asked for each area once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from kpibook.addin.excel import platform_api
from kpibook.addin.excel.cell_values import matrix
from kpibook.addin.excel.hidden_rows import hidden_rows
from kpibook.addin.excel.number_formats import Formats
from kpibook.addin.excel.range_reader import range_of, read_area
from kpibook.addin.excel.rectangles import Place
from kpibook.addin.excel.status_bar import step
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
        self._hidden: dict[tuple[str, int, int], frozenset[int]] = {}

    @functools.cached_property
    def name(self) -> str:
        """Name of the workbook's file, for messages."""
        # Asked once: the name is in the place of each value that is written.
        return str(self.book.name)

    @functools.cached_property
    def epoch_1904(self) -> bool:
        """True if the workbook counts days from 1904."""
        return platform_api.counts_from_1904(self.book, self.platform)

    def area(self, sheet: str, area: Area) -> dict[Place, Cell]:
        """Return the cells of an area, blank cells included."""
        key = (sheet.casefold(), area)
        if key not in self._areas:
            step(f"reading '{sheet}'")
            cells = read_area(
                self.book.sheets[sheet],
                area,
                self.platform,
                self._formats.of,
                table_of=self._table_in(sheet),
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

    def now(self, sheet: str, area: Area) -> dict[Place, Cell]:
        """Return what Excel has in an area now, without number formats; the cache stays as it is.

        Two calls; a date is a number here.
        """
        return read_area(
            self.book.sheets[sheet],
            area,
            self.platform,
            _no_formats,
            table_of=self._table_in(sheet),
            epoch_1904=self.epoch_1904,
        )

    def _table_in(self, sheet: str) -> Callable[[Place], str]:
        def name(place: Place) -> str:
            table = self.tables.at(sheet, *place)
            return table.name if table else ""

        return name

    def cells_read(self) -> dict[str, dict[Place, Cell]]:
        """Return the cells that were read with their formats, by sheet in lower case."""
        sheets: dict[str, dict[Place, Cell]] = {}
        for (sheet, _), cells in self._areas.items():
            sheets.setdefault(sheet, {}).update(cells)
        return sheets

    def places_read(self, sheet: str) -> list[Place]:
        """Return rows and columns of the cells of a sheet that were read."""
        return [place for title, place in self._cells if title == sheet.casefold()]

    def hidden(self, sheet: str, first: int, last: int) -> frozenset[int]:
        """Return the rows from `first` to `last` that are hidden, each stretch asked once."""
        key = (sheet.casefold(), first, last)
        if key not in self._hidden:
            rows = hidden_rows(self.book.sheets[sheet], first, last, self.platform)
            self._hidden[key] = rows
        return self._hidden[key]

    @functools.cached_property
    def has_formula2(self) -> bool:
        """True if this Excel has formulas that spill (Microsoft 365, 2021 and later)."""
        try:
            _ = self.book.sheets[0].range((1, 1)).formula2
        except Exception:  # noqa: BLE001 each engine has its own, and older Excels lack it
            return False
        return True

    def spilling(self, sheet: str, places: Sequence[Place]) -> dict[Place, str]:
        """Return formulas of cells as they are worked out as arrays, which tells if they spill.

        One call for the cells around them; none for no cells, or in an Excel without such formulas.
        """
        if not places or not self.has_formula2:
            return {}
        rows, columns = [row for row, _ in places], [column for _, column in places]
        around = Area(min(rows), min(columns), max(rows), max(columns))
        cells = range_of(self.book.sheets[sheet], around)
        shown = matrix(cells.formula2, around.rows, around.columns)
        top, left = around.first_row, around.first_column
        return {(row, column): str(shown[row - top][column - left]) for row, column in places}

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
