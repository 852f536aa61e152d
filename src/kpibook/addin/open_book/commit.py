"""The commit of pending changes in Excel: all of them or none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from kpibook.addin.excel.cell_cache import CellCache
from kpibook.addin.excel.excel_error import NO_NUMBER, excel_error
from kpibook.addin.excel.range_reader import range_of
from kpibook.addin.excel.rectangles import Place
from kpibook.addin.excel.tables import OpenTable
from kpibook.addin.open_book.cell_writer import SheetWrites, put_back
from kpibook.addin.open_book.conditional_formats import give_looks
from kpibook.addin.open_book.pending_changes import Pending
from kpibook.addin.open_book.protection import unlocked
from kpibook.addin.open_book.replace_sheet import put_sheet
from kpibook.addin.open_book.undo_log import Undo
from kpibook.errors import KpibookError, WorkbookError
from kpibook.workbook.protocol import CellWrite
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import Area, address, cell_at

if TYPE_CHECKING:
    import xlwings


class Commit:
    """A commit of pending changes; use it once.

    Args:
        cache: The cache of the workbook's cells.
        pending: The changes.

    Attributes:
        notes: Sentences for the officer on what Excel could not do.
    """

    def __init__(self, cache: CellCache, pending: Pending) -> None:
        self._cache, self._pending, self._undo = cache, pending, Undo()
        self._book: xlwings.Book = cache.book
        # Asked before the first write: an Excel that is gone cannot be asked for a message.
        self._name: str = cache.book.name
        self.notes: list[str] = []

    def run(self) -> None:
        """Make the changes; if a change fails, take back those made before it.

        Raises:
            WorkbookError: ``excel-refused``, or the code of a `Refusal`; ``sheet-protected``.
            RefusedEdit: ``cell-merged``.
        """
        with unlocked(self._changed(), self._name, self._cache.platform) as left_open:
            try:
                self._make()
            except KpibookError:
                self._undo.run()
                raise
            except Exception as error:
                raise self._refusal(error, self._undo.run()) from error
            except BaseException:
                # Ctrl+C in the helper's window, for example: the workbook must not stay half done.
                self._undo.run()
                raise
        for name in left_open:
            self._note(f"'{name}' could not be protected again: use Review > Protect Sheet.")

    def _changed(self) -> list[xlwings.Sheet]:
        """Return the existing sheets that a change writes to."""
        pending = self._pending
        names = {
            *pending.writes,
            *pending.sheets,
            *(sheet.casefold() for sheet, _ in pending.looks),
            *(growth.sheet.casefold() for growth in pending.growth.values()),
        }
        for table, _ in pending.formulas:
            names.add(self._table(table).sheet.casefold())
        return [sheet for sheet in self._book.sheets if sheet.name.casefold() in names]

    def _make(self) -> None:
        pending = self._pending
        # Everything that can be refused is worked out and checked before the first write.
        fills = [self._fill(*column, formula) for column, formula in pending.formulas.items()]
        staying = [key for key in pending.writes if key not in pending.sheets]
        sheets = [self._writes_of(self._cache, key) for key in staying]
        for sheet in sheets:
            sheet.check()
        for name, growth in pending.growth.items():
            self._grow(name, growth.rows)
        for fill in fills:
            fill()
        for sheet in sheets:
            sheet.make()
        for title, package, scratch in pending.sheets.values():
            self._note(put_sheet(self._cache, title, package, scratch, self._undo))
        # The cache holds the cells from before the sheets were replaced.
        after = CellCache(self._book, self._cache.platform)
        for key in pending.writes.keys() - set(staying):
            self._writes_of(after, key).make()
        for place, formats in pending.looks.items():
            self._note(give_looks(*self._column(*place), formats, self._cache.platform))

    def _writes_of(self, cache: CellCache, key: str) -> SheetWrites:
        title = next(sheet.name for sheet in self._book.sheets if sheet.name.casefold() == key)
        return SheetWrites(cache, title, self._pending.writes[key], self._undo)

    def _note(self, note: str) -> None:
        if note and note not in self.notes:
            self.notes.append(note)

    # Tables

    def _table(self, name: str) -> OpenTable:
        table = self._cache.tables.find(name)
        if table is None:
            raise LookupError(f"the table {name} has gone")
        return table

    def _grow(self, name: str, rows: int) -> None:
        """Make a table longer; new rows get the formats of its last row."""
        table, area = self._table(name), self._table(name).area
        sheet = self._book.sheets[table.sheet]
        longer = replace(area, last_row=area.last_row + rows)
        last = replace(area, first_row=area.last_row)
        added = replace(longer, first_row=area.last_row + 1)

        def shorter() -> None:
            range_of(sheet, added).clear()
            table.handle.resize(range_of(sheet, area))

        self._undo.add(f"'{table.sheet}'!{added}", shorter)
        table.handle.resize(range_of(sheet, longer))
        formatted = range_of(sheet, replace(longer, first_row=area.last_row))
        range_of(sheet, last).autofill(formatted, "fill_formats")

    def _fill(self, name: str, heading: str, formula: str) -> Callable[[], None]:
        """Return a function that makes a column a calculated column.

        Excel makes it calculated when a formula is written into all its cells. Cells that hold
        something else are written back afterwards and stay exceptions, so they join the pending
        writes; cells that were to get this formula leave the pending writes.
        """
        table = self._table(name)
        writes = self._pending.writes.setdefault(table.sheet.casefold(), {})
        area = self._body(table, heading)
        cells = {
            (row, area.first_column): self._cache.cell(table.sheet, (row, area.first_column))
            for row in range(area.first_row, area.last_row + 1)
        }
        after = {
            at: writes.get(at) or _as_write(table.sheet, at, cell) for at, cell in cells.items()
        }
        if all(_bare(write.formula) == _bare(formula) for write in after.values()):
            return lambda: None
        for at, write in after.items():
            writes[at] = write
            if _bare(write.formula) == _bare(formula) and write.number_format is None:
                del writes[at]

        def fill() -> None:
            back = put_back(self._cache, table.sheet, area)
            self._undo.add(f"'{table.sheet}'!{area}", back)
            range_of(self._book.sheets[table.sheet], area).formula = formula

        return fill

    def _body(self, table: OpenTable, heading: str) -> Area:
        """Return the data cells under a heading, new rows included."""
        cells = self._cache.area(table.sheet, table.area)
        top, growth = table.area.first_row, self._pending.growth.get(table.name.casefold())
        column = next(c for c in table.columns if cells[top, c].value == heading)
        last = table.last_row + (growth.rows if growth else 0)
        return Area(table.first_row, column, last, column)

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

    def _refusal(self, error: Exception, failed: list[str]) -> WorkbookError:
        """Return the error for a refusal by Excel, with the state that the workbook is in."""
        found = excel_error(error) or NO_NUMBER
        fix = found.refusal.fix
        if failed:
            state = f"These cells could not be put back: {', '.join(failed)}."
            fix = "Close the workbook without saving, and open it again."
        elif self._undo.looks_lost:
            looks = ", ".join(self._undo.looks_lost)
            state = f"Everything written before that was put back, except the look of {looks}."
        else:
            state = "Everything written before that was put back: the workbook is as it was."
        return WorkbookError(
            f"Excel did not take the changes. {state}",
            code=found.refusal.code,
            where=self._name,
            why=found.why,
            fix=fix,
        )


def _as_write(sheet: str, at: Place, cell: Cell | None) -> CellWrite:
    """Return the write that leaves a cell as it is; a cell below the table is blank."""
    if cell is None:
        return CellWrite(sheet, address(*at), None)
    return CellWrite(sheet, cell.address, cell.value, formula=cell.formula)


def _bare(formula: str | None) -> str | None:
    # Excel keeps the spaces of a formula as typed, and they change nothing.
    return None if formula is None else "".join(formula.removeprefix("=").split())
