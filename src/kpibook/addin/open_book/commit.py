"""The commit of pending changes in Excel: all of them or none."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from kpibook.addin.excel.cell_cache import CellCache
from kpibook.addin.excel.excel_error import NO_NUMBER, excel_error
from kpibook.addin.excel.range_reader import range_of
from kpibook.addin.excel.status_bar import step
from kpibook.addin.open_book.cell_writer import SheetWrites
from kpibook.addin.open_book.checks.meanwhile import refuse_changed
from kpibook.addin.open_book.checks.read_back import ReadBack
from kpibook.addin.open_book.checks.writable import refuse_unwritable
from kpibook.addin.open_book.commit_record import CommitRecord
from kpibook.addin.open_book.looks.colours import give_colours
from kpibook.addin.open_book.looks.column_widths import widen_columns
from kpibook.addin.open_book.looks.conditional_formats import give_looks
from kpibook.addin.open_book.looks.page_look import give_look, look_of
from kpibook.addin.open_book.pending_changes import Pending
from kpibook.addin.open_book.protection import unlocked
from kpibook.addin.open_book.removals import delete_sheets, take_off_rows
from kpibook.addin.open_book.replace_sheet import put_sheet, sheet_contents
from kpibook.addin.open_book.table_changes import TableChanges
from kpibook.addin.open_book.undo_log import Undo
from kpibook.domain.wording import counted, listed
from kpibook.errors import KpibookError, WorkbookError
from kpibook.on_use.replacing import replace
from kpibook.xlsx.cells.references import Area, cell_at

if TYPE_CHECKING:
    import xlwings


_NAMED = 8  # places in a message


class Commit:
    """A commit of pending changes; use it once.

    Args:
        cache: The cache of the workbook's cells.
        pending: The changes.

    Attributes:
        notes: Sentences for the officer on what Excel could not do.
        left: Places that a commit that failed could not put back; empty if it put back all.
        not_put_back: What is in them; empty as well if Excel did not tell.
        left_open: Sentences for the officer on sheets that are no longer protected.
    """

    def __init__(self, cache: CellCache, pending: Pending) -> None:
        self._cache, self._pending, self._undo = cache, pending, Undo()
        self._book: xlwings.Book = cache.book
        # Asked before the first write: an Excel that is gone cannot be asked for a message.
        self._name = cache.name
        self._asked = ReadBack(cache)
        self._tables = TableChanges(cache, pending, self._undo, self._asked)
        self.notes: list[str] = []
        self.left: list[str] = []
        self.not_put_back = CommitRecord()
        self.left_open: list[str] = []

    def run(self) -> CommitRecord:
        """Make the changes; if a change fails, take back those made before it.

        Returns:
            What each cell held before, and what it holds now as read back.

        Raises:
            WorkbookError: ``changed-meanwhile``, ``not-as-written``, ``structure-protected``,
                ``sheet-protected``, ``excel-refused`` or the code of another `Refusal`.
            RefusedEdit: ``cell-merged``.
        """
        self._before()
        left_open: list[str] = []
        try:
            with unlocked(self._changed(), self._name, self._cache.platform) as left_open:
                return self._make_or_take_back()
        finally:
            self.left_open = [
                f"'{name}' could not be protected again: use Review > Protect Sheet."
                for name in left_open
            ]

    def _before(self) -> None:
        """Refuse, before anything is written, what must not or cannot be written."""
        try:
            new = self._pending.new_sheets(sheet.name for sheet in self._book.sheets)
            sheets = [*new, *self._pending.deleted]
            only_sheets = self._pending.only_replaces_sheets()
            refuse_unwritable(self._book, self._cache.platform, sheets, figures=not only_sheets)
            refuse_changed(self._cache)
        except KpibookError:
            raise
        except Exception as error:
            raise self._refusal(error) from error

    def _changed(self) -> list[xlwings.Sheet]:
        """Return the existing sheets that a change writes to."""
        pending = self._pending
        names = {
            *pending.writes,
            *pending.sheets,
            *(sheet.casefold() for sheet, _ in pending.looks),
            *(colours.sheet.casefold() for colours in pending.colours),
            *(growth.sheet.casefold() for growth in pending.growth.values()),
        }
        for table in (*(name for name, _ in pending.formulas), *pending.shorter):
            names.add(self._tables.table(table).sheet.casefold())
        return [sheet for sheet in self._book.sheets if sheet.name.casefold() in names]

    def _make_or_take_back(self) -> CommitRecord:
        try:
            return self._make()
        except KpibookError as error:
            self._back()
            self._say_state(error)
            raise
        except Exception as error:
            self._back()
            raise self._refusal(error) from error
        except BaseException:
            # Ctrl+C in the helper's window, for example: the workbook must not stay half done.
            self._back()
            raise

    def _make(self) -> CommitRecord:
        pending = self._pending
        # Everything that can be refused is worked out and checked before the first write.
        fills = [
            self._tables.fill(*column, formula) for column, formula in pending.formulas.items()
        ]
        staying = [key for key in pending.writes if key not in pending.sheets]
        sheets = [self._writes_of(self._cache, key) for key in staying]
        for sheet in sheets:
            sheet.check()
        present = {sheet.name.casefold() for sheet in self._book.sheets}
        grown = [self._tables.grow(name, growth.rows) for name, growth in pending.growth.items()]
        for fill in fills:
            fill()
        for sheet in sheets:
            self._write(sheet)
        for title, package, scratch in pending.sheets.values():
            step(f"making the sheet '{title}'")
            self._note(put_sheet(self._cache, title, package, scratch, self._undo))
            self._asked.expect(title, sheet_contents(self._cache, title, package))
        # The cache holds the cells from before the sheets were replaced.
        after = CellCache(self._book, self._cache.platform)
        for key in pending.writes.keys() - set(staying):
            self._write(self._writes_of(after, key))
        for name, widths in pending.widths.items():
            widen_columns(self._book.sheets[name], widths)
        coloured = give_colours(self._book, pending.colours, self._undo)
        for place, formats in pending.looks.items():
            self._note(give_looks(*self._column(*place), formats, self._cache.platform))
        step("reading back what was written")
        changes = self._asked.check()
        for name, rows in pending.shorter.items():
            take_off_rows(self._cache, name, rows, self._undo)
        # Last, because a roll-back would not take it back.
        for title, package, _ in pending.sheets.values():
            look = look_of(package, title)
            self._note(give_look(self._book.sheets[title], look, self._cache.platform))
        delete_sheets(self._book, pending.deleted, self._undo)
        titles = [title for title, _, _ in pending.sheets.values()]
        return CommitRecord(
            changes,
            tuple(grown),
            tuple(title for title in titles if title.casefold() not in present),
            tuple(title for title in titles if title.casefold() in present),
            tuple(coloured),
        )

    def _write(self, sheet: SheetWrites) -> None:
        step(f"writing {counted(len(sheet.asked), 'cell')} on '{sheet.name}'")
        self._asked.expect(sheet.name, sheet.asked)
        sheet.make()
        self._asked.expect(sheet.name, {}, sheet.formats)

    def _writes_of(self, cache: CellCache, key: str) -> SheetWrites:
        title = next(sheet.name for sheet in self._book.sheets if sheet.name.casefold() == key)
        spilling = self._pending.spilling.get(key, {})
        return SheetWrites(cache, title, self._pending.writes[key], self._undo, spilling)

    def _note(self, note: str) -> None:
        if note and note not in self.notes:
            self.notes.append(note)

    def _column(self, sheet: str, place: str) -> tuple[xlwings.Range, xlwings.Range]:
        """Return a cell, and its table column; the cell twice if it is in no table."""
        row, column = cell_at(place)
        table = self._cache.tables.at(sheet, row, column)
        area = Area(row, column, row, column)
        whole = area if table is None else replace(area, first_row=table.first_row,
                                                   last_row=table.last_row)  # fmt: skip
        target = self._book.sheets[sheet]
        return range_of(target, area), range_of(target, whole)

    # Failing

    def _back(self) -> None:
        """Take back every step that Excel lets us, and gather what it does not."""
        self.left = self._undo.run()
        if self.left:
            # Excel may be gone: what is left behind then cannot be asked.
            with contextlib.suppress(Exception):
                self.not_put_back = CommitRecord(self._asked.remaining())

    def _say_state(self, error: KpibookError) -> None:
        """Add to an error in what was written the state that the workbook is in."""
        if error.code != "not-as-written":
            return
        if not self.left and (remaining := self._asked.remaining()):
            self.left = [f"'{change.sheet}'!{change.address}" for change in remaining]
            self.not_put_back = CommitRecord(remaining)
        error.why = f"{error.why} {self._state()}"

    def _refusal(self, error: Exception) -> WorkbookError:
        """Return the error for a refusal by Excel, with the state that the workbook is in."""
        found = excel_error(error) or NO_NUMBER
        return WorkbookError(
            f"Excel did not take the changes. {self._state()}",
            code=found.refusal.code,
            where=self._name,
            why=found.why,
            fix=found.refusal.fix,
        )

    def _state(self) -> str:
        """Return the state that the workbook is in after a roll-back."""
        if self.left:
            # A dialog has room for few, and the advice comes after them.
            return f"These cells could not be put back: {listed(self.left, _NAMED)}."
        if self._undo.looks_lost:
            looks = ", ".join(self._undo.looks_lost)
            return f"Everything written before that was put back, except the look of {looks}."
        return "Everything written before that was put back: the workbook is as it was."
