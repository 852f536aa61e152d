"""Sheets, tables and defined names of the pretended Excel."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import TYPE_CHECKING, Any

from openpyxl.cell.cell import Cell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet
from xlwings import base_classes

from tests.support import openpyxl_cells as cells
from tests.support.openpyxl_names import Names
from tests.support.openpyxl_native import SheetApi
from tests.support.openpyxl_places import MAX_COLUMN, MAX_ROW, Box, Refused, boxes_of
from tests.support.openpyxl_ranges import Range
from tests.support.openpyxl_tables import Tables, free_name, holds, set_ref

if TYPE_CHECKING:
    from tests.support.openpyxl_engine import Book


class Sheets(base_classes.Sheets):
    def __init__(self, book: Book) -> None:
        self.book = book

    @property
    def active(self) -> Sheet:
        return self.book.sheet_of(self.book.wb.active)

    def __call__(self, key: int | str) -> Sheet:
        self.book.excel.read("sheet")
        if isinstance(key, int):
            return self.book.sheet_of(self.book.wb.worksheets[key - 1])
        for ws in self.book.wb.worksheets:
            if ws.title.casefold() == key.casefold():
                return self.book.sheet_of(ws)
        raise Refused(f"no sheet {key!r}")

    def __len__(self) -> int:
        self.book.excel.read("sheets")
        return len(self.book.wb.worksheets)

    def __iter__(self) -> Iterator[Sheet]:
        self.book.excel.read("sheets")
        return (self.book.sheet_of(ws) for ws in self.book.wb.worksheets)

    def __contains__(self, key: str) -> bool:
        return any(ws.title.casefold() == key.casefold() for ws in self.book.wb.worksheets)

    def add(self, before: Any = None, after: Any = None, name: str | None = None) -> Sheet:
        self.book.excel.write("sheet added")
        self.book.needs_structure()
        wb = self.book.wb
        place = wb.index(before.ws) if before else wb.index(after.ws) + 1 if after else 0
        wb.active = place
        ws = wb.create_sheet(name, place)
        wb.active = place
        return self.book.sheet_of(ws)


class Sheet(base_classes.Sheet):
    book: Any = None

    def __init__(self, book: Book, ws: Worksheet) -> None:
        self.book, self.ws = book, ws
        #: Results of formulas, by row and column.
        self.results: dict[tuple[int, int], object] = {}
        self._known: dict[tuple[int, int, str], object] = {}
        #: Cells whose formula is worked out as an array, by row and column.
        self.spilling: set[tuple[int, int]] = set()
        #: The first row and column that the window shows.
        self.scrolled = (1, 1)
        #: Rows of an advanced filter in place, as first and last row.
        self.advanced_filter: tuple[int, int] | None = None
        #: Protected against people only. No file holds this: a workbook that is opened again is
        #: protected against macros too (Microsoft Learn, "Worksheet.Protect method (Excel)",
        #: UserInterfaceOnly).
        self.interface_only = False

    @property
    def api(self) -> SheetApi:
        return SheetApi(self)

    @property
    def name(self) -> str:
        self.book.excel.read("sheet name")
        return self.ws.title

    @name.setter
    def name(self, value: str) -> None:
        self.book.excel.write("sheet name")
        self.book.needs_structure()
        self.ws.title = value

    @property
    def index(self) -> int:
        return self.book.wb.worksheets.index(self.ws) + 1

    def range(self, first: Any, last: Any = None) -> Range:
        if isinstance(first, str):
            boxes = boxes_of(first)
        elif isinstance(first, Range):
            boxes = [first.box]
        elif len(first) == 4:
            row, column, rows, columns = first
            boxes = [(row, column, row + rows - 1, column + columns - 1)]
        else:
            boxes = [(*first, *first)]
        if last is not None:
            end = last.box[2:] if isinstance(last, Range) else last
            boxes = [(*boxes[0][:2], *end)]
        return Range(self, boxes)

    @property
    def cells(self) -> Range:
        return Range(self, [(1, 1, MAX_ROW, MAX_COLUMN)])

    @property
    def used_range(self) -> Range:
        # It begins at the first cell in use (Microsoft Learn, "Worksheet.UsedRange property").
        self.book.excel.read("used_range")
        ws = self.ws
        return Range(self, [(ws.min_row, ws.min_column, ws.max_row, ws.max_column)])

    @property
    def tables(self) -> Tables:
        return Tables(self)

    @property
    def names(self) -> Names:
        return Names(self.book)

    def activate(self) -> None:
        # "Activate method of Worksheet class failed", run-time error 1004.
        if self.ws.sheet_state != "visible":
            raise Refused("a hidden sheet cannot be activated")
        self.book.activate()
        self.book.wb.active = self.book.wb.index(self.ws)
        self.book.excel.selection = Range(self, [(1, 1, 1, 1)])

    select = activate

    def copy(self, before: Any = None, after: Any = None) -> None:
        self.book.excel.write("sheet copied")
        self.book.needs_structure()
        wb = self.book.wb
        made = self.book.sheet_of(wb.copy_worksheet(self.ws))
        made.results = dict(self.results)
        made.take_tables(self, (1, 1, MAX_ROW, MAX_COLUMN), 0, 0)
        place = wb.index(before.ws) if before else wb.index(after.ws) + 1
        wb.move_sheet(made.ws, place - wb.index(made.ws))

    def move(self, before: Any = None, after: Any = None) -> None:
        self.book.excel.write("sheet moved")
        wb = self.book.wb
        active = wb.active
        place = wb.index(before.ws) if before else wb.index(after.ws) + 1
        at = wb.index(self.ws)
        wb.move_sheet(self.ws, place - at - (at < place))
        wb.active = wb.index(active)

    def delete(self) -> None:
        self.book.excel.write("sheet deleted")
        self.book.needs_structure()
        wb, active = self.book.wb, self.book.wb.active
        wb.remove(self.ws)
        wb.active = 0 if active is self.ws else wb.index(active)

    def filtered_rows(self) -> frozenset[int]:
        """The rows that a filter of the sheet or of a table hides, by hand hidden ones excepted."""
        filters = [self.ws.auto_filter, *(t.autoFilter for t in self.ws.tables.values())]
        spans = [range_boundaries(f.ref)[1::2] for f in filters if f and f.ref and f.filterColumn]
        spans += [self.advanced_filter] if self.advanced_filter else []
        rows = (row for first, last in spans for row in range(first, last + 1))
        return frozenset(row for row in rows if self.ws.row_dimensions[row].hidden)

    def formula2_of(self, cell: Cell) -> str:
        """What `Range.Formula2` says."""
        shown = cells.formula_shown(cell)
        dynamic = (cell.row, cell.column) in self.spilling
        return shown if dynamic or cells.formula_of(cell) is None else cells.intersected(shown)

    def type_into(self, cell: Cell, value: object, *, spilling: bool = False) -> None:
        """Type into a cell; a formula that stood here before has its result at once.

        Args:
            cell: The cell.
            value: The value, or a formula with its equals sign.
            spilling: True if a formula is worked out as an array, as `Range.Formula2` has it.
        """
        place = (cell.row, cell.column)
        self.spilling.discard(place)
        if isinstance(value, str) and value.startswith("="):
            if spilling and cells.intersected(value) != value:
                self.spilling.add(place)
            value = cells.without_at(value)
        if (before := cells.formula_of(cell)) is not None:
            self._known[(*place, before)] = self.results.get(place)
        if isinstance(value, str) and value.startswith("="):
            value = self._in_file(cell, value)
        cells.type_into(cell, value)
        self.results.pop(place, None)
        if (after := cells.formula_of(cell)) is not None:
            self.results[place] = self._known.get((*place, after), cells.worked_out(after))
        self._name_heading(cell)

    def _in_file(self, cell: Cell, formula: str) -> str:
        from kpibook.domain.excel_formula.syntax import in_file

        within = next((t for t in self.ws.tables.values() if holds(t, cell)), None)
        return in_file(formula, within.displayName) if within is not None else formula

    def _name_heading(self, cell: Cell) -> None:
        for table in self.ws.tables.values():
            left, top, right, _ = range_boundaries(table.ref)
            if cell.row == top and left <= cell.column <= right and cell.value is not None:
                table.tableColumns[cell.column - left].name = str(cell.value)

    def shift_rows(self, at: int, by: int) -> None:
        """Push rows down, or pull up those below rows that are deleted."""
        kept = {number: held.height for number, held in self.ws.row_dimensions.items()}
        if by > 0:
            self.ws.insert_rows(at, by)
        else:
            self.ws.delete_rows(at, -by)
        for number in kept:
            self.ws.row_dimensions[number].height = None
        moved = {n + by if n >= at else n: v for n, v in kept.items() if not at <= n < at - by}
        for number, height in moved.items():
            self.ws.row_dimensions[number].height = height
        self.results = {(r + by if r >= at else r, c): v for (r, c), v in self.results.items()}
        for table in self.ws.tables.values():
            left, top, right, bottom = range_boundaries(table.ref)
            top, bottom = (n + by if n >= at else n for n in (top, bottom))
            set_ref(table, (top, left, bottom, right))

    def take_tables(self, source: Sheet, box: Box, rows: int, columns: int) -> None:
        """Copies of the tables that lie whole in `box`; a taken name gets a number behind it."""
        for table in list(source.ws.tables.values()):
            left, top, right, bottom = range_boundaries(table.ref)
            if not (box[0] <= top and box[1] <= left and bottom <= box[2] and right <= box[3]):
                continue
            made = copy(table)
            taken = {n for ws in self.book.wb.worksheets for n in ws.tables}
            made.name = made.displayName = free_name(table.displayName, taken)
            set_ref(made, (top + rows, left + columns, bottom + rows, right + columns))
            self.ws.add_table(made)
