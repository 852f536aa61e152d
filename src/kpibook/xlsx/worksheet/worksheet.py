"""Worksheet: it collects edits, and writes its part with them when the workbook is saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kpibook.errors import Location
from kpibook.on_use.replacing import replace
from kpibook.xlsx.cells.references import cell_at
from kpibook.xlsx.cells.row_scanner import rows_in
from kpibook.xlsx.cells.values import CellValue, Stored, formula_content, stored, stored_result
from kpibook.xlsx.workbook_part.sheets import SheetEntry
from kpibook.xlsx.worksheet.column_widths import with_widths
from kpibook.xlsx.worksheet.cursor import with_cursor
from kpibook.xlsx.worksheet.edit_obstacles import EditObstacles
from kpibook.xlsx.worksheet.edits import Edit, Edits, Results
from kpibook.xlsx.worksheet.patcher import Patcher, with_dimension
from kpibook.xlsx.worksheet.protected_areas import Regions
from kpibook.xlsx.worksheet.reader import SheetReader, start_tag
from kpibook.xlsx.worksheet.row_patcher import column_styles, out_of_order
from kpibook.xlsx.worksheet.source import HeldText, LocatedRow, StreamedText
from kpibook.xlsx.worksheet.stream import SheetStream

if TYPE_CHECKING:
    from kpibook.xlsx.worksheet.owner import WorksheetOwner

_DATE, _DATE_TIME, _TIME = "mm-dd-yy", "m/d/yy h:mm", "h:mm:ss"
"""Codes of Excel's built-in date formats, which each user sees in the order of their country."""


class Sheet(SheetReader):
    """A worksheet of an open `Workbook`, which makes it."""

    def __init__(self, book: WorksheetOwner, entry: SheetEntry) -> None:
        super().__init__(book, entry)
        self.edits = Edits()
        self._edited_text: HeldText | StreamedText | None = None
        self._obstacles: EditObstacles | None = None
        self._regions: Regions | None = None

    @property
    def protected(self) -> bool:
        """Return True if the sheet is protected in Excel; it can be written all the same."""
        # Sheet protection encrypts nothing: it tells Excel's user interface what to refuse.
        return self._survey().protected

    def tail(self) -> bytes:
        """Return the source after ``</sheetData>``, pending edits included."""
        if self.edits.tail is not None:
            return self.edits.tail
        return _after_close(self._original().tail)

    def set(
        self,
        reference: str,
        value: CellValue,
        number_format: str | None = None,
        style_from: str | None = None,
    ) -> None:
        """Write a value into a cell; its format stays.

        Args:
            reference: Address of the cell.
            value: Number, text, bool, date, time, `CellError`, or None to clear the cell. Text is
                text, whatever it begins with.
            number_format: New number format code; the rest of the cell's format stays.
            style_from: Address of the cell whose format it takes.

        Raises:
            RefusedEdit: ``address-not-a-cell``, ``cell-merged``, ``cell-in-array``,
                ``cell-in-data-table``, ``cell-in-pivot``, ``cell-is-heading``,
                ``cell-in-totals``, ``workbook-signed``, ``rows-out-of-order``, and for the value
                those of `kpibook.xlsx.cells.values.stored`. In a sheet of many megabytes some come
                from `Workbook.save` instead; nothing is written then either.
        """
        row, column = cell_at(reference)
        where = self._where(row, column)
        self._region().check(row, column, value, where)
        style = None if style_from is None else self.style_at(*cell_at(style_from))
        self.put(row, column, value, style=style, number_format=number_format, where=where)

    def set_formula(self, reference: str, formula: str, cached: CellValue = None) -> None:
        """Write a formula into a cell.

        Args:
            reference: Address of the cell.
            formula: As typed in an English Excel, with or without ``=``.
            cached: Its result if the caller knows it; None leaves it to be calculated.

        Raises:
            RefusedEdit: As for `set`, and ``formula-empty``, ``formula-too-long``.
        """
        row, column = cell_at(reference)
        self._region().check(row, column, None, self._where(row, column))
        self.put(row, column, None, formula=formula, cached=cached)

    def set_colours(self, reference: str, fill: str | None, font: str | None) -> None:
        """Give a cell a background and a text colour; content and other format stay.

        Args:
            reference: Address of the cell.
            fill: RGB such as "C6EFCE"; None for no background.
            font: RGB; None for the automatic colour.

        Raises:
            RefusedEdit: ``address-not-a-cell``, ``workbook-signed``, ``too-many-styles``.
        """
        row, column = cell_at(reference)
        present = self.style_at(row, column)
        style = self._book.looks.with_colours(present, fill, font)
        if style == present:
            return
        self._book.about_to_edit()
        if self._has_cell(row, column):
            self.edits.put_look(row, column, style)
        else:
            self.edits.put(row, column, Edit(b"", style=style))
        self._edited_text = None

    def _has_cell(self, row: int, column: int) -> bool:
        """Return True for a cell that the sheet has, or that has an edit."""
        if column in self.edits.cells.get(row, {}):
            return True
        text = self._original()
        return any(column in self._styles_of(span, text.prefix) for span in text.row(row))

    def put(
        self,
        row: int,
        column: int,
        value: CellValue,
        *,
        style: int | None = None,
        number_format: str | None = None,
        formula: str | None = None,
        cached: CellValue = None,
        where: Location | None = None,
    ) -> None:
        """Write a value or a formula by row and column, headings of tables included.

        It is `set` and `set_formula` for code that moves a table's edges itself. `style` is the
        index of the cell's new format; None keeps the format. `where` is the cell for messages.
        """
        where = self._where(row, column) if where is None else where
        p, epoch_1904 = self.prefix, self._book.epoch_1904
        if formula is None:
            stored_value, shown = stored(value, p, epoch_1904=epoch_1904, where=where), value
        else:
            stored_value, shown = (
                stored_result(cached, p, epoch_1904=epoch_1904, where=where),
                cached,
            )
            text = b"<%bf>%b</%bf>" % (p, formula_content(formula, where), p)
            stored_value = replace(stored_value, content=text + stored_value.content)
        new = style
        if style is not None or self._needs_style(stored_value, number_format, formula):
            present = self.style_at(row, column) if style is None else style
            suitable = self._style(present, number_format, stored_value, shown)
            new = suitable if suitable != present else style
        edit = Edit(stored_value.content, stored_value.kind, new, formula is not None)
        self._queue(row, column, edit, where)

    def style_at(self, row: int, column: int) -> int:
        """Return the format index of a cell, or the index it would take from its row or column."""
        edit = self.edits.cells.get(row, {}).get(column)
        if edit is not None and edit.style is not None:
            return edit.style
        look = self.edits.looks.get(row, {}).get(column)
        if look is not None:
            return look
        # No other edit changes a format: the row need not be patched to be asked for one.
        row_spans = self._original().row(row)
        return self._style_in(row_spans or self._row_spans(row), row, column)

    def like_row(self, row: int, model: int) -> None:
        """Give `row` the height and style of the row `model`, should it have to be made."""
        self.edits.models[row] = model

    def fit_row(self, row: int, points: float) -> None:
        """Set the height of a row, unless a person has set it.

        Excel fits the height of a row to text that wraps as it opens a workbook; previews and
        LibreOffice do not.
        """
        self._book.about_to_edit()
        self.edits.heights[row] = points
        self._edited_text = None

    def widen_columns(self, at_least: Mapping[int, float]) -> None:
        """Make columns at least so wide, unless they are hidden.

        Args:
            at_least: Widths in characters, by column from 1.
        """
        if with_widths(self._original().head, at_least, self.prefix) == self._original().head:
            return
        self._book.about_to_edit()
        for column, width in at_least.items():
            self.edits.widths[column] = max(width, self.edits.widths.get(column, 0))
        self._edited_text = None

    def put_cursor(self, reference: str) -> None:
        """Select a cell, which is then in sight as the sheet opens."""
        head = self._original().head
        if with_cursor(head, reference) == head and not self.edits.cursor:
            return
        self._book.about_to_edit()
        self.edits.cursor = reference
        self._edited_text = None

    def set_tail(self, tail: bytes) -> None:
        """Replace the source after ``</sheetData>``."""
        self._book.about_to_edit()
        self.edits.tail = tail
        self._obstacles = None
        self._edited_text = None

    def show_results(self, results: Results) -> None:
        """Have the part written with these results of formulas; empty for those that are stored."""
        if results or self.edits.results:
            self.edits.results = results
            self._edited_text = None

    def undo_to(self, edits: Edits) -> None:
        """Go back to an earlier copy of `edits`."""
        self.edits = edits
        self._edited_text = None

    def rebase(self) -> None:
        """Read the part again after it was rewritten, and keep the pending edits."""
        self._base = self._edited_text = self._source = self._obstacles = None

    def refresh(self) -> None:
        """Read the sheet's tables again after one of their parts was written."""
        self._regions = self._obstacles = None

    def content(self) -> list[bytes] | None:
        """Return the part with its edits if it is small enough to be held in memory; else None."""
        text = self._text()
        return text.pieces() if isinstance(text, HeldText) else None

    def patched(self) -> Iterator[bytes]:
        """Yield the part with its edits, in a single pass from the part as it was opened."""
        edits = self.edits.copy()
        stream = self._stream()
        patcher = Patcher(edits, stream.prefix, column_styles(stream.head), self._where())
        survey = EditObstacles(stream.prefix)
        yield _with_head(stream.head, edits, stream.prefix)
        for block in stream.blocks():
            survey.see_block(block)
            yield from patcher.block(block)
        yield from patcher.rest()
        survey.see_tail(stream.tail)
        survey.check_all(edits, self._book.name, self.name)
        if survey.has_password:
            self._book.note(_protected_note(self.name), of_run=True)
        yield _with_tail(stream.tail, edits.tail)

    # Private methods

    def _queue(self, row: int, column: int, edit: Edit, where: Location) -> None:
        self._book.about_to_edit()
        text = self._original()
        if isinstance(text, HeldText):
            if not text.in_order:
                raise out_of_order(None, self._where())
            survey = self._survey()
            survey.check(row, column, edit, where)
            if survey.has_password:
                self._book.note(_protected_note(self.name), of_run=True)
        self.edits.put(row, column, edit)
        self._edited_text = None

    def _needs_style(
        self, stored_value: Stored, number_format: str | None, formula: str | None
    ) -> bool:
        """Return True if the new format of a cell depends on its present format."""
        if number_format is not None or stored_value.date or stored_value.quoted:
            return True
        # A number may keep a quotePrefix, which has no effect on it: not worth a search through a
        # large sheet. A formula may not keep it, or Excel shows the formula's text.
        return self._book.quotes_text and (formula is not None or not self._is_large())

    def _style(
        self, present: int, number_format: str | None, stored_value: Stored, value: CellValue
    ) -> int:
        """Return the format index for a stored value, derived from the cell's present format."""
        styles, new = self._book.styles, present
        if number_format is not None:
            new = styles.with_number_format(new, number_format)
        elif stored_value.date and not styles.is_date(new):
            new = styles.with_number_format(new, _date_format(value))
        if stored_value.quoted:
            new = styles.with_quote_prefix(new)
        elif stored_value.content:
            new = styles.without_quote_prefix(new)
        return new

    def _text(self) -> HeldText | StreamedText:
        """Return the sheet with pending edits."""
        if not self.edits:
            return self._original()
        if self._edited_text is None:
            original = self._original()
            if isinstance(original, HeldText):
                self._edited_text = self._patched_text(original)
            else:
                self._edited_text = StreamedText(self._patched_stream)
        return self._edited_text

    def _row_spans(self, number: int) -> list[LocatedRow]:
        """Return a row with its edits, without patching the whole sheet."""
        original = self._original()
        row_spans = original.row(number)
        if number not in self.edits.cells and number not in self.edits.looks:
            return row_spans
        only = self.edits.of_row(number)
        columns = column_styles(original.head)
        patcher = Patcher(only, original.prefix, columns, self._where(), before=number - 1)
        if number in self.edits.models and not row_spans:
            patcher.know_model(self.edits.models[number], self._model_tag(number))
        parts = [
            part for block, row in row_spans for part in patcher.block(block[row.start : row.end])
        ]
        made = b"".join([*parts, *patcher.rest()])
        return [(made, row) for row in rows_in(made, original.prefix, number - 1)]

    def _model_tag(self, number: int) -> bytes:
        model = self.edits.models.get(number)
        return b"" if model is None else start_tag(self._original().row(model))

    def _patched_text(self, original: HeldText) -> HeldText:
        with self._located():
            columns = column_styles(original.head)
            patcher = Patcher(self.edits, original.prefix, columns, self._where())
            blocks = [b"".join(patcher.block(block)) for block in original.blocks]
            blocks.append(b"".join(patcher.rest()))
        head = _with_head(original.head, self.edits, original.prefix)
        tail = _with_tail(original.tail, self.edits.tail)
        return HeldText(head, blocks, tail, original.prefix)

    def _patched_stream(self) -> SheetStream:
        return SheetStream(self.patched(), part=self.part, file=self._book.name)

    def _survey(self) -> EditObstacles:
        if self._obstacles is None:
            text = self._original()
            survey = EditObstacles(text.prefix)
            if isinstance(text, HeldText):
                for block in text.blocks:
                    survey.see_block(block)
            tail = text.tail if self.edits.tail is None else self.edits.tail
            survey.see_tail(tail)
            self._obstacles = survey
        return self._obstacles

    def _region(self) -> Regions:
        if self._regions is None:
            self._regions = Regions.of(self._book.container, self.part)
        return self._regions

    def reset(self, entry: SheetEntry) -> None:
        """Drop the edits and all cached reads: the part has been written or replaced."""
        self.entry, self.name, self.part = entry, entry.name, entry.part
        self.edits = Edits()
        self._base = self._edited_text = self._source = self._obstacles = self._regions = None


def _with_head(head: bytes, edits: Edits, prefix: bytes) -> bytes:
    head = with_widths(with_dimension(head, edits.made_area()), edits.widths, prefix)
    return with_cursor(head, edits.cursor)


def _after_close(tail: bytes) -> bytes:
    return tail[tail.find(b">") + 1 :]


def _with_tail(tail: bytes, new: bytes | None) -> bytes:
    return tail if new is None else tail[: tail.find(b">") + 1] + new


def _protected_note(name: str) -> str:
    return (
        f"'{name}' is protected with a password. Cells on it were changed; the protection and its "
        "password stay."
    )


def _date_format(value: CellValue) -> str:
    if isinstance(value, dt.time):
        return _TIME
    return _DATE_TIME if isinstance(value, dt.datetime) and value.time() != dt.time() else _DATE
