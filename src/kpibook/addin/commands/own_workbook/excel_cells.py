"""Cells of a council's own workbook as a fill writes them: into Excel, as in the file."""

from __future__ import annotations

from kpibook.addin.open_book.checks.meanwhile import changed_meanwhile
from kpibook.addin.open_book.contents import content_of, same
from kpibook.addin.open_book.looks.colours import Colours
from kpibook.addin.open_book.open_book import OpenBook
from kpibook.services.layouts.filling.workbook_cells import WorkbookCells
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.protocol import CellWrite, Value


class ExcelCells(WorkbookCells):
    """Cells of a workbook: read from a copy of it, written into the copy and into Excel.

    The copy is never saved. It shows the fill what it has written so far.

    Args:
        copy: The workbook as a file, opened.
        book: The same workbook in Excel, whose changes wait for its commit.
    """

    def __init__(self, copy: ClosedBook, book: OpenBook) -> None:
        super().__init__(copy)
        self.name = book.name
        self._excel = book
        self._read: set[str] = set()
        self._written: set[tuple[str, str]] = set()

    def set(self, sheet: str, reference: str, value: Value, number_format: str | None) -> None:
        """Write a value into a cell of the copy and of Excel.

        Raises:
            WorkbookError: ``changed-meanwhile``: Excel has something else than the copy.
        """
        self._refuse_other(sheet, reference)
        super().set(sheet, reference, value, number_format)
        self._excel.write([CellWrite(sheet, reference, value, number_format)])

    def set_colours(
        self, sheet: str, reference: str, rgb: str | None, font: str, *, is_text: bool = False
    ) -> bool:
        """Give a cell a fill and a text colour, or its text a colour alone, in both."""
        super().set_colours(sheet, reference, rgb, font, is_text=is_text)
        fill, text = (None, rgb or "") if is_text else (rgb or "", font or None)
        self._excel.colour(Colours(sheet, reference, fill, text))
        return True

    def _refuse_other(self, sheet: str, reference: str) -> None:
        if (sheet, reference) in self._written:
            return
        self._written.add((sheet, reference))
        if sheet not in self._read:  # in one call, rather than one for each cell
            self._read.add(sheet)
            self._excel.filled_cells(sheet)
        before, now = self.cell(sheet, reference), self._excel.cell(sheet, reference)
        if before.formula is not None and now.formula is not None:
            return  # spelled otherwise in a file
        if not same(content_of(before), content_of(now), moment=before.kind == "date"):
            raise changed_meanwhile(self.name, [f"'{sheet}'!{reference}"])
