"""Table on a sheet of a council's workbook, found and ready to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from kpibook.on_use.dataclass import dataclass
from kpibook.workbook.mapped.council_layout import Orientation, TableLayout
from kpibook.workbook.mapped.grid import Grid
from kpibook.workbook.mapped.headings import Located
from kpibook.workbook.mapped.place import Place
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import address


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table on a sheet, to be read.

    Attributes:
        grid: The sheet.
        file: The file it is in, if it is not the workbook.
        name: The sheet's name for places; "" in a file of one table.
        table: The layout of the table.
        located: Its columns.
        ends: The first row that is no longer of it.
        anchors: The first cell of each cell that is merged with it.
    """

    grid: Grid
    file: str
    name: str
    table: TableLayout
    located: Located
    ends: int
    anchors: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def place(self, row: int, column: int) -> Place:
        """Return the place of a cell; of cells merged across a row, that of the first."""
        at = row, self._shows(row, column)
        is_turned = self.table.orientation is Orientation.COLUMNS
        return Place(self.file, self.name, address(*(reversed(at) if is_turned else at)))

    def cell(self, row: int, column: int, *, reaches_down: bool = False) -> Cell | None:
        """Return a cell; None if it is blank. Of merged cells, the first holds what all show.

        Args:
            row: The row.
            column: The column.
            reaches_down: Cells that are merged down several rows hold it for each of them.
        """
        anchor = self.anchors.get((row, column), (row, column))
        if reaches_down and anchor[1] == column:
            return self.grid.cell(*anchor)
        return self.grid.cell(row, self._shows(row, column))

    def _shows(self, row: int, column: int) -> int:
        """Return the first column of cells merged across a row, unless it has another role."""
        anchor = self.anchors.get((row, column), (row, column))
        is_taken = anchor[1] in self.located.columns.values()
        return anchor[1] if anchor[0] == row and not is_taken else column
