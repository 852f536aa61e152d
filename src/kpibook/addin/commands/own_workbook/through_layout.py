"""A council's own workbook that is open in Excel: read through its layout, written in Excel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kpibook.addin.open_book.open_book import OpenBook
from kpibook.errors import LayoutError
from kpibook.workbook.layout import ADDED_TABLES
from kpibook.workbook.mapped.book import MappedBook
from kpibook.workbook.protocol import TableRows, Value
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import cell_at

if TYPE_CHECKING:
    import xlwings


class ThroughLayout(OpenBook):
    """An open workbook whose tables are made from the council's cells, through a layout.

    Only sheets that kpibook adds (the return, the findings) are written as in its own workbooks.

    Args:
        book: The workbook in Excel.
        platform: A value of `sys.platform`.
        mapped: The same workbook, read through its layout.
    """

    def __init__(self, book: xlwings.Book, platform: str, mapped: MappedBook) -> None:
        super().__init__(book, platform)
        self.mapped = mapped

    def table(self, name: str) -> TableRows | None:
        """Return a table made from the council's cells, or of a sheet that kpibook added."""
        return super().table(name) if name in ADDED_TABLES else self.mapped.table(name)

    def named_cell(self, name: str) -> tuple[str, Cell] | None:
        """Return a setting as a cell without a place; None for a name that is none."""
        return self.mapped.named_cell(name)

    def append(
        self,
        table: str,
        rows: Sequence[Mapping[str, Value]],
        number_formats: Sequence[Mapping[str, str]],
    ) -> None:
        """Refuse to add rows.

        Raises:
            LayoutError: ``layout-read-only``.
        """
        del table, rows, number_formats
        raise LayoutError(
            "is a council's own workbook, to which no rows are added.",
            code="layout-read-only",
            where=self.name,
            fix="A figure in doubt that is right is settled in the layout, under [[settled]]. "
            "Choose Open for it on the sheet Findings.",
        )

    def ref_at(self, sheet: str, row: int, column: int) -> str:
        """Return the reference of the measure that a cell belongs to; "" if it belongs to none.

        The cell itself counts first, then its row, then its column: a sheet may hold a column a
        measure.
        """
        own = [
            (measure.ref, cell_at(place.address))
            for measure in self.mapped.reading.rows
            for place in measure.places.values()
            if not place.file and place.sheet.casefold() == sheet.casefold()
        ]
        at_cell = {ref for ref, at in own if at == (row, column)}
        in_row = {ref for ref, at in own if at[0] == row}
        in_column = {ref for ref, at in own if at[1] == column}
        alone = (refs.pop() for refs in (at_cell, in_row, in_column) if len(refs) == 1)
        return next(alone, "")
