"""Table on a sheet of a council's workbook, found and ready to be read."""

from __future__ import annotations

from kpibook.on_use.dataclass import dataclass
from kpibook.workbook.mapped.council_layout import TableLayout
from kpibook.workbook.mapped.grid import Grid
from kpibook.workbook.mapped.headings import Located
from kpibook.workbook.mapped.place import Place
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
    """

    grid: Grid
    file: str
    name: str
    table: TableLayout
    located: Located
    ends: int

    def place(self, row: int, column: int) -> Place:
        """Return the place of a cell."""
        return Place(self.file, self.name, address(row, column))
