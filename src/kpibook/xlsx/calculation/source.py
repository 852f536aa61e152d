"""Protocol through which a calculation asks for cells, tables and names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx.cells.reader import Cell
from kpibook.xlsx.cells.references import Area

MOST_CELLS = 50_000
"""Cells read for one result; a formula that reads more is not worked out."""

Place = tuple[str, int, int]
"""Sheet, row and column of a cell; the sheet's name in lower case."""


@dataclass(frozen=True, slots=True)
class TableCells:
    """Place of the data of a table.

    Attributes:
        sheet: Name of its sheet.
        first_row: First row below the headings.
        last_row: Last data row, before any totals.
        columns: Column numbers by heading, in lower case.
    """

    sheet: str
    first_row: int
    last_row: int
    columns: dict[str, int]

    @property
    def whole(self) -> Area:
        """Return its data with the rows above and below, where headings and totals may be."""
        columns = self.columns.values()
        return Area(self.first_row - 1, min(columns), self.last_row + 1, max(columns))


class Cells(Protocol):
    """The cells of a workbook, as a calculation asks for them."""

    def cell(self, sheet: str, row: int, column: int) -> Cell | None:
        """Return a cell as stored; None if it is empty.

        Raises:
            NotPlain: There is no such sheet.
        """

    def filled(self, sheet: str, area: Area) -> Iterable[tuple[int, int, Cell]]:
        """Yield row, column and cell of the filled cells of an area, row by row."""

    def table(self, name: str, place: Place) -> TableCells | None:
        """Return where a table is, by name or, for "", the table around `place`; None if none."""

    def named(self, name: str, sheet: str) -> str | None:
        """Return the formula of a defined name as a sheet knows it; None if it is not defined."""
