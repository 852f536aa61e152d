"""Cells of an open workbook as a fill through a layout reads and writes them."""

from __future__ import annotations

from typing import Protocol

from kpibook.sources.grids.workbooks import grids_in
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.mapped.reading import SourceFile
from kpibook.workbook.protocol import CellWrite, Value
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import cell_at


class Cells(Protocol):
    """Cells of a council's file: a workbook's or a CSV's."""

    name: str

    def source(self, most_rows: int) -> SourceFile:
        """Return the file as it will be, to be read."""

    def cell(self, sheet: str, reference: str) -> Cell:
        """Return a cell."""

    def set(self, sheet: str, reference: str, value: Value, number_format: str | None) -> None:
        """Write a value into a cell."""

    def set_colours(
        self, sheet: str, reference: str, rgb: str | None, font: str, *, is_text: bool = False
    ) -> bool:
        """Give a cell a fill and a text colour; "" keeps the text's. False if there are none.

        With `is_text` the colour is that of the text, and the fill stays.
        """

    def is_merged_into(self, sheet: str, reference: str) -> bool:
        """Return True for a cell that is merged into another, which hides what it holds."""


class WorkbookCells:
    """Cells of an open workbook."""

    def __init__(self, book: ClosedBook) -> None:
        self.name = book.name
        self._book = book
        self._merged: dict[str, dict[tuple[int, int], tuple[int, int]]] = {}

    def source(self, most_rows: int) -> SourceFile:
        """Return the workbook as it will be, to be read."""
        grids = grids_in(self._book.package, most_rows)
        self._merged = {grid.name: grid.anchors() for grid in grids if grid.merged}
        return SourceFile(self.name, grids)

    def cell(self, sheet: str, reference: str) -> Cell:
        """Return a cell."""
        return self._book.package.sheet(sheet).cell(reference)

    def set(self, sheet: str, reference: str, value: Value, number_format: str | None) -> None:
        """Write a value into a cell; its format stays, but for another number format."""
        self._book.write([CellWrite(sheet, reference, value, number_format)])

    def set_colours(
        self, sheet: str, reference: str, rgb: str | None, font: str, *, is_text: bool = False
    ) -> bool:
        """Give a cell a fill and a text colour, or its text a colour alone."""
        page, looks = self._book.worksheet(sheet), self._book.package.looks
        style = page.style_at(*cell_at(reference))
        fill, text = (looks.fill(style), rgb) if is_text else (rgb, font or looks.font(style))
        page.set_colours(reference, fill, text)
        return True

    def is_merged_into(self, sheet: str, reference: str) -> bool:
        """Return True for a cell that is merged into another, which hides what it holds."""
        place = cell_at(reference)
        return self._merged.get(sheet, {}).get(place, place) != place
