"""Tables of an open workbook made longer, and their columns made calculated columns."""

from __future__ import annotations

from collections.abc import Callable

from kpibook.addin.excel.cell_cache import CellCache
from kpibook.addin.excel.hidden_rows import parts_of
from kpibook.addin.excel.range_reader import range_of
from kpibook.addin.excel.rectangles import Place
from kpibook.addin.excel.tables import OpenTable
from kpibook.addin.open_book.cell_writer import put_back
from kpibook.addin.open_book.checks.read_back import ReadBack
from kpibook.addin.open_book.commit_record import TableGrowth
from kpibook.addin.open_book.pending_changes import Pending
from kpibook.addin.open_book.undo_log import Undo
from kpibook.on_use.replacing import replace
from kpibook.workbook.protocol import CellWrite
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import Area, address


class TableChanges:
    """New rows and calculated columns of a commit.

    Args:
        cache: The cache of the workbook's cells.
        pending: The changes.
        undo: The log that gets a step back for each.
        read_back: What cells are to hold at the end.
    """

    def __init__(self, cache: CellCache, pending: Pending, undo: Undo, read_back: ReadBack) -> None:
        self._cache, self._pending, self._undo, self._asked = cache, pending, undo, read_back

    def table(self, name: str) -> OpenTable:
        """Return a table of the workbook.

        Raises:
            LookupError: It has gone since the changes were gathered.
        """
        table = self._cache.tables.find(name)
        if table is None:
            raise LookupError(f"the table {name} has gone")
        return table

    def grow(self, name: str, rows: int) -> TableGrowth:
        """Make a table longer; new rows get the formats of its last row that is shown."""
        table, area = self.table(name), self.table(name).area
        sheet = self._cache.book.sheets[table.sheet]
        longer = replace(area, last_row=area.last_row + rows)
        added = replace(longer, first_row=area.last_row + 1)

        def shorter() -> None:
            range_of(sheet, added).clear()
            table.handle.resize(range_of(sheet, area))

        self._undo.add(f"'{table.sheet}'!{added}", shorter)
        table.handle.resize(range_of(sheet, longer))
        self._give_formats(table, added)
        return TableGrowth(table.name, table.sheet, str(area), str(longer))

    def _give_formats(self, table: OpenTable, added: Area) -> None:
        sheet, last = self._cache.book.sheets[table.sheet], table.area.last_row
        hidden = self._cache.hidden(table.sheet, table.first_row, last)
        shown = [row for row in range(table.first_row, last) if row not in hidden]
        model = last
        if last in hidden and shown:
            # Excel fills down from shown rows only, so a shown row comes next to the new rows.
            model = added.first_row
            source = range_of(sheet, replace(added, first_row=shown[-1], last_row=shown[-1]))
            first = range_of(sheet, replace(added, last_row=model))
            source.copy(first)
            first.clear_contents()
        if model < added.last_row:
            formatted = range_of(sheet, replace(added, first_row=model))
            whole_row = replace(added, first_row=model, last_row=model)
            range_of(sheet, whole_row).autofill(formatted, "fill_formats")

    def fill(self, name: str, heading: str, formula: str) -> Callable[[], None]:
        """Return a function that makes a column a calculated column.

        Excel makes it calculated when a formula is written into all its cells. Cells that hold
        something else are written back afterwards and stay exceptions, so they join the pending
        writes; cells that were to get this formula leave the pending writes.
        """
        table = self.table(name)
        key = table.sheet.casefold()
        writes = self._pending.writes.setdefault(key, {})
        area = self._body(table, heading)
        places = [(row, area.first_column) for row in range(area.first_row, area.last_row + 1)]
        cells = {at: self._cache.cell(table.sheet, at) for at in places}
        after = {
            at: writes.get(at) or _as_write(table.sheet, at, cell) for at, cell in cells.items()
        }
        if all(_bare(write.formula) == _bare(formula) for write in after.values()):
            return lambda: None
        typed = [at for at in places if at not in writes and after[at].formula is not None]
        self._pending.spilling.setdefault(key, {}).update(self._cache.spilling(table.sheet, typed))
        for at, write in after.items():
            writes[at] = write
            if _bare(write.formula) == _bare(formula) and write.number_format is None:
                del writes[at]

        def fill() -> None:
            back = put_back(self._cache, table.sheet, places)
            self._undo.add(f"'{table.sheet}'!{area}", back)
            self._asked.expect(table.sheet, dict.fromkeys(places, formula))
            hidden = self._cache.hidden(table.sheet, area.first_row, area.last_row)
            for part in parts_of(area, hidden):
                range_of(self._cache.book.sheets[table.sheet], part).formula = formula

        return fill

    def _body(self, table: OpenTable, heading: str) -> Area:
        """Return the data cells under a heading, new rows included."""
        cells = self._cache.area(table.sheet, table.area)
        top, growth = table.area.first_row, self._pending.growth.get(table.name.casefold())
        column = next(c for c in table.columns if cells[top, c].value == heading)
        last = table.last_row + (growth.rows if growth else 0)
        return Area(table.first_row, column, last, column)


def _as_write(sheet: str, at: Place, cell: Cell | None) -> CellWrite:
    """Return the write that leaves a cell as it is; a cell below the table is blank."""
    if cell is None:
        return CellWrite(sheet, address(*at), None)
    return CellWrite(sheet, cell.address, cell.value, formula=cell.formula)


def _bare(formula: str | None) -> str | None:
    # Excel keeps the spaces of a formula as typed, and they change nothing.
    return None if formula is None else "".join(formula.removeprefix("=").split())
