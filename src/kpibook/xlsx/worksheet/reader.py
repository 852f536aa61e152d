"""Reader of a worksheet: its cells, its used range, and the source around its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kpibook.errors import KpibookError, Location
from kpibook.on_use.regex import regex
from kpibook.xlsx.cells.plain_rows import PlainRows, plain_row
from kpibook.xlsx.cells.reader import Cell, CellReader
from kpibook.xlsx.cells.references import MAX_COLUMN, MAX_ROW, address, cell_at
from kpibook.xlsx.cells.row_scanner import attributes_of, cells_in, twice, usual_styles
from kpibook.xlsx.opc.well_formed import Piece
from kpibook.xlsx.workbook_part.sheets import SheetEntry
from kpibook.xlsx.worksheet.row_patcher import column_styles, style_around
from kpibook.xlsx.worksheet.source import HeldText, LocatedRow, StreamedText
from kpibook.xlsx.worksheet.stream import SheetStream
from kpibook.xlsx.worksheet.texts_at_once import texts_at_once
from kpibook.xlsx.xml import elements as xml

if TYPE_CHECKING:
    from kpibook.xlsx.worksheet.owner import WorksheetOwner

# In most sheets no row is hidden, and a sheet may have a million rows.
_MAY_HIDE = regex(rb"""\shidden\s*=|\sht\s*=\s*["']\s*[0.]""")

LARGE = 16 * 1024 * 1024
"""Bytes above which a sheet part is never held whole. Obstacles to an edit (merged ranges, array
formulas) are then found in the pass that writes the part, when the workbook is saved."""


class SheetReader:
    """Reading half of the class `kpibook.xlsx.worksheet.worksheet.Sheet`."""

    def __init__(self, book: WorksheetOwner, entry: SheetEntry) -> None:
        self._book = book
        self.entry = entry
        self.name = entry.name
        self.part = entry.part
        self._base: HeldText | StreamedText | None = None
        self._source: Callable[[], Iterator[Piece]] | None = None
        #: The row that was last asked for a format, and the formats of its cells.
        self._row_styles: tuple[LocatedRow, dict[int, int]] | None = None

    @property
    def prefix(self) -> bytes:
        """Return the namespace prefix of the sheet's elements, colon included, or empty."""
        return self._original().prefix

    def cell(self, reference: str) -> Cell:
        """Return the cell at an address, pending edits included; a blank cell if it does not exist.

        Raises:
            RefusedEdit: ``address-not-a-cell``.
            RefusedFile: ``rows-damaged``, ``string-missing``, ``part-damaged``.
        """
        row, column = cell_at(reference)
        cell = self.row(row).get(column)
        return cell if cell is not None else self.blank_cell(row, column)

    def row(self, number: int) -> Mapping[int, Cell]:
        """Return the cells of a row by column number, pending edits included; empty for no row."""
        with self._located():
            text, spans = self._original(), self._row_spans(number)
            reader = self._cell_reader(text.prefix)
            plain = plain_row(*spans[0], reader, text.head) if len(spans) == 1 else None
            return self._cells(spans, text) if plain is None else plain

    def rows(
        self, first: int = 1, last: int | None = None
    ) -> Iterator[tuple[int, Mapping[int, Cell]]]:
        """Yield the number of each existing row and its cells by column number, in file order.

        It takes one pass, and its use of memory does not grow with the sheet.
        """
        with self._located():
            text = self._text()
            plain_rows = PlainRows(self._cell_reader(text.prefix), text.head)
            for span in text.rows(first, MAX_ROW if last is None else last):
                plain = plain_rows.row(*span)
                yield span[1].number, self._cells([span], text) if plain is None else plain

    def rows_with_formulas(self) -> Iterator[tuple[int, Mapping[int, Cell]]]:
        """Yield as `rows` does, passing over rows in which no cell has a formula."""
        with self._located():
            text = self._text()
            formula = b"<" + text.prefix + b"f"
            for block, row in text.rows(1, MAX_ROW):
                if block.find(formula, row.open_end, row.inner_end) >= 0:
                    yield row.number, self._cells([(block, row)], text)

    def texts_at_once(self, shortest: int, most: int) -> list[tuple[str, str]] | None:
        """Return the texts of the first cells; see `worksheet.texts_at_once`. None: read `rows`."""
        with self._located():
            text = self._text()
            if not isinstance(text, HeldText):
                return None
            return texts_at_once(text, self._book.strings, shortest, most)

    def hidden_rows(self, last: int = MAX_ROW, first: int = 1) -> frozenset[int]:
        """Return the numbers of the rows from `first` to `last` that Excel does not show."""
        with self._located():
            text = self._text()
            return frozenset(
                span.number
                for block, span in text.rows(first, last, _MAY_HIDE)
                if is_hidden(attributes_of(block[span.start : span.open_end]), b"ht")
            )

    def hidden_columns(self) -> frozenset[int]:
        """Return the numbers of the columns that Excel does not show."""
        hidden: set[int] = set()
        for tag in xml.tags(self.head(), "col", prefix=self.prefix):
            first, last = tag.get("min"), tag.get("max")
            raw = {name.encode(): tag.get(name).encode() for name in ("hidden", "width")}
            if first.isdigit() and last.isdigit() and is_hidden(raw, b"width"):
                hidden.update(range(int(first), min(int(last), MAX_COLUMN) + 1))
        return frozenset(hidden)

    def head(self) -> bytes:
        """Return the source up to and including ``<sheetData>``."""
        return self._text().head

    def plain_text(self) -> object | None:
        """Return what the sheet is read from: the same object until the sheet is changed.

        None for a sheet with formulas, whose figures may change with other sheets, and for one
        that is too large to be held in memory.
        """
        with self._located():
            text = self._text()
            return text if isinstance(text, HeldText) and not text.has_formulas else None

    def style_at(self, row: int, column: int) -> int:
        """Return the format index of a cell, or the index it would take from its row or column."""
        return self._style_in(self._row_spans(row), row, column)

    def blank_cell(self, row: int, column: int) -> Cell:
        """Return the cell at a place where the sheet has no cell, in the look it would take."""
        style = self.style_at(row, column)
        shown = self._book.styles.number_format(style)
        return Cell(address(row, column), "blank", None, None, shown, style)

    # Private methods

    def _original(self) -> HeldText | StreamedText:
        """Return the sheet as it was opened."""
        if self._base is None:
            with self._located():
                large = self._is_large()
                self._base = StreamedText(self._stream) if large else HeldText.read(self._stream())
        return self._base

    def _text(self) -> HeldText | StreamedText:
        """Return the sheet as it has to be read."""
        return self._original()

    def _stream(self) -> SheetStream:
        if self._source is None:
            self._source = self._book.container.reader(self.part)
        return SheetStream(self._source(), part=self.part, file=self._book.name)

    def _is_large(self) -> bool:
        return self._book.container.size(self.part) > LARGE

    def _style_in(self, row_spans: list[LocatedRow], row: int, column: int) -> int:
        """Return the format index of a cell in the source of its row; see `style_at`."""
        original = self._original()
        for row_span in row_spans:
            styles = self._styles_of(row_span, original.prefix)
            if column in styles:
                return styles[column]
        tag = start_tag(row_spans) if row_spans else self._model_tag(row)
        return style_around(tag, column, column_styles(original.head))

    def _styles_of(self, row_span: LocatedRow, prefix: bytes) -> dict[int, int]:
        """Return the format indexes of the cells of a row; a row is mostly asked for many."""
        if self._row_styles is None or self._row_styles[0] is not row_span:
            usual = usual_styles(*row_span, prefix)
            styles = {column: int(style or 0) for column, style in (usual or {}).items()}
            for cell in cells_in(*row_span, prefix) if usual is None else ():
                index = attributes_of(cell.attributes).get(b"s", b"")
                styles.setdefault(cell.column, int(index) if index.isdigit() else 0)
            self._row_styles = row_span, styles
        return self._row_styles[1]

    def _model_tag(self, number: int) -> bytes:  # noqa: ARG002 - Sheet overrides it
        """Return the start tag of the row that a new row takes its look from, or an empty tag."""
        return b""

    def _row_spans(self, number: int) -> list[LocatedRow]:
        """Return a row as it has to be read."""
        return self._original().row(number)

    def _cells(self, row_spans: list[LocatedRow], text: HeldText | StreamedText) -> dict[int, Cell]:
        cells: dict[int, Cell] = {}
        reader = self._cell_reader(text.prefix)
        for block, row in row_spans:
            for column, cell in reader.cells(block, row, text.masters):
                if column in cells:
                    raise twice(f"cell {cell.address}")
                cells[column] = cell
        return cells

    def _cell_reader(self, prefix: bytes) -> CellReader:
        book = self._book
        return CellReader(prefix, book.styles, book.strings, book.epoch_1904, book.name, self.name)

    def _where(self, row: int = 0, column: int = 0) -> Location:
        cell = address(row, column) if row else ""
        return Location(self._book.name, sheet=self.name, cell=cell)

    @contextmanager
    def _located(self) -> Iterator[None]:
        """Add the sheet to an error of a function that does not know which sheet it reads."""
        try:
            yield
        except KpibookError as error:
            # An error that names its cell already names its sheet.
            if not error.where.sheet:
                error.where = self._where()
            raise


def is_hidden(attributes: dict[bytes, bytes], size: bytes) -> bool:
    """Return True if the attributes of a row or column hide it: by name, or by no height or width.

    Args:
        attributes: As written.
        size: The name of the attribute for its height or width.
    """
    if attributes.get(b"hidden", b"0").strip() in (b"1", b"true"):
        return True
    extent = attributes.get(size, b"").strip()
    return bool(extent) and not extent.strip(b"0.")


def start_tag(row_spans: list[LocatedRow]) -> bytes:
    """Return the start tag of a row; empty if `row_spans` is empty."""
    return row_spans[0][0][row_spans[0][1].start : row_spans[0][1].open_end] if row_spans else b""
