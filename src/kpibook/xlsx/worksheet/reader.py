"""One worksheet as it is read: its cells, its used range, what stands before and after its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kpibook.errors import KpibookError, Location
from kpibook.xlsx.cells.reader import Cell, CellReader
from kpibook.xlsx.cells.references import MAX_ROW, address, cell_at
from kpibook.xlsx.cells.row_scanner import attributes_of, cells_in
from kpibook.xlsx.opc.opc_package import Piece
from kpibook.xlsx.workbook_part.sheets import SheetEntry
from kpibook.xlsx.worksheet.row_patcher import column_styles, style_around
from kpibook.xlsx.worksheet.source import Found, HeldText, StreamedText
from kpibook.xlsx.worksheet.stream import SheetStream

if TYPE_CHECKING:
    from kpibook.xlsx.worksheet.owner import WorksheetOwner

LARGE = 16 * 1024 * 1024
"""A sheet part above this many bytes is never held whole. What stands in the way of an edit to it
(merged ranges, array formulas) is then found in the pass that writes it, when the book is saved."""


class SheetReader:
    """The reading half of `kpibook.xlsx.worksheet.worksheet.Sheet`."""

    def __init__(self, book: WorksheetOwner, entry: SheetEntry) -> None:
        self._book = book
        self.entry = entry
        self.name = entry.name
        self.part = entry.part
        self._base: HeldText | StreamedText | None = None
        self._source: Callable[[], Iterator[Piece]] | None = None

    @property
    def prefix(self) -> bytes:
        """Namespace prefix of the sheet's elements, colon included, or empty."""
        return self._original().prefix

    def cell(self, place: str) -> Cell:
        """The cell at an address, pending edits included; blank when there is none.

        Raises:
            RefusedEdit: ``address-not-a-cell``.
            RefusedFile: ``rows-damaged``, ``string-missing``, ``part-damaged``.
        """
        row, column = cell_at(place)
        found = self.row(row).get(column)
        return found if found is not None else self._blank(row, column)

    def row(self, number: int) -> dict[int, Cell]:
        """The cells of a row by column number, pending edits included; empty when there is none."""
        with self._placed():
            return self._cells(self._row_found(number), self._original())

    def rows(
        self, first: int = 1, last: int | None = None
    ) -> Iterator[tuple[int, dict[int, Cell]]]:
        """Each row that is there as its number and its cells by column number, in file order.

        One pass, memory flat whatever the size of the sheet.
        """
        with self._placed():
            text = self._text()
            for found in text.rows(first, MAX_ROW if last is None else last):
                yield found[1].number, self._cells([found], text)

    def head(self) -> bytes:
        """From the start of the part up to and including ``<sheetData>``."""
        return self._text().head

    def style_at(self, row: int, column: int) -> int:
        """Style index that a cell has, or would have if it were made: its row's or column's."""
        original = self._original()
        found = self._row_found(row)
        for block, span in found:
            for cell in cells_in(block, span, original.prefix):
                if cell.column == column:
                    given = attributes_of(cell.attributes).get(b"s", b"")
                    return int(given) if given.isdigit() else 0
        tag = start_tag(found) if found else self._model_tag(row)
        return style_around(tag, column, column_styles(original.head))

    # Within

    def _original(self) -> HeldText | StreamedText:
        """The sheet as it was opened."""
        if self._base is None:
            with self._placed():
                large = self._is_large()
                self._base = StreamedText(self._stream) if large else HeldText.read(self._stream())
        return self._base

    def _text(self) -> HeldText | StreamedText:
        """The sheet as it is to be read."""
        return self._original()

    def _stream(self) -> SheetStream:
        if self._source is None:
            self._source = self._book.container.reader(self.part)
        return SheetStream(self._source(), part=self.part, file=self._book.name)

    def _is_large(self) -> bool:
        return self._book.container.size(self.part) > LARGE

    def _model_tag(self, number: int) -> bytes:  # noqa: ARG002 - a sheet with edits knows of some
        """Start tag of the row that a row to be made will be like; empty when there is none."""
        return b""

    def _row_found(self, number: int) -> list[Found]:
        """A row as it is to be read."""
        return self._original().row(number)

    def _cells(self, found: list[Found], text: HeldText | StreamedText) -> dict[int, Cell]:
        cells: dict[int, Cell] = {}
        reading = self._reading(text.prefix)
        for block, row in found:
            cells.update(reading.cells(block, row, text.masters))
        return cells

    def _reading(self, prefix: bytes) -> CellReader:
        book = self._book
        return CellReader(prefix, book.styles, book.strings, book.epoch_1904, book.name, self.name)

    def _blank(self, row: int, column: int) -> Cell:
        style = self.style_at(row, column)
        shown = self._book.styles.number_format(style)
        return Cell(address(row, column), "blank", None, None, shown, style)

    def _where(self, row: int = 0, column: int = 0) -> Location:
        cell = address(row, column) if row else ""
        return Location(self._book.name, sheet=self.name, cell=cell)

    @contextmanager
    def _placed(self) -> Iterator[None]:
        """Say in which sheet an error happened, where the reader of its bytes did not know."""
        try:
            yield
        except KpibookError as error:
            if not error.where.sheet:
                error.where = self._where()
            raise


def start_tag(found: list[Found]) -> bytes:
    """The start tag of a row that was found, or nothing."""
    return found[0][0][found[0][1].start : found[0][1].open_end] if found else b""
