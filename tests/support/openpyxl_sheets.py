"""Sheets, tables and defined names of the pretended Excel."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from openpyxl.cell.cell import Cell
from openpyxl.utils import range_boundaries
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table as TablePart
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from xlwings import base_classes

from tests.support import openpyxl_cells as cells
from tests.support.openpyxl_ranges import MAX_COLUMN, MAX_ROW, Box, Range, Refused, boxes_of

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
        wb = self.book.wb
        place = wb.index(before.ws) if before else wb.index(after.ws) + 1 if after else 0
        wb.active = place
        ws = wb.create_sheet(name, place)
        wb.active = place
        return self.book.sheet_of(ws)


#: What protection can allow, as VBA and as AppleScript call it, and as the file does.
_ALLOWED = {
    "FormattingCells": ("formatting_cells", "formatCells"),
    "FormattingColumns": ("formatting_columns", "formatColumns"),
    "FormattingRows": ("formatting_rows", "formatRows"),
    "InsertingColumns": ("inserting_columns", "insertColumns"),
    "InsertingRows": ("inserting_rows", "insertRows"),
    "InsertingHyperlinks": ("inserting_hyperlinks", "insertHyperlinks"),
    "DeletingColumns": ("deleting_columns", "deleteColumns"),
    "DeletingRows": ("deleting_rows", "deleteRows"),
    "Sorting": ("sorting", "sort"),
    "Filtering": ("filtering", "autoFilter"),
    "UsingPivotTables": ("using_pivot_table", "pivotTables"),
}


class _SheetApi:
    """The native sheet: only what `kpibook.addin.native` asks of it, on Windows and on a Mac."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        held = sheet.ws.protection
        self.ProtectContents = bool(held.sheet)
        self.ProtectDrawingObjects, self.ProtectScenarios = held.objects, held.scenarios
        self.protect_contents = _Got(held.sheet)
        self.protect_drawing_objects = _Got(held.objects)
        self.protect_scenarios = _Got(held.scenarios)
        self.Protection, self.protection_object = SimpleNamespace(), SimpleNamespace()
        for windows, (mac, part) in _ALLOWED.items():
            allowed = not getattr(held, part)  # the file says what is locked
            setattr(self.Protection, f"Allow{windows}", allowed)
            setattr(self.protection_object, f"allow_{mac}", _Got(allowed))

    def Unprotect(self, Password: str) -> None:  # noqa: N802, N803 the names are Excel's
        self._sheet.book.excel.write("unprotect")
        if self._sheet.ws.protection.password and not Password:
            raise Refused("the password is wrong")
        self._sheet.ws.protection.disable()

    def unprotect(self, password: str) -> None:
        self.Unprotect(password)

    def Protect(self, **given: bool) -> None:  # noqa: N802 the name is Excel's
        self._protect({name.removeprefix("Allow"): value for name, value in given.items()})

    def protect_worksheet(self, **given: bool) -> None:
        names = {f"allow_{mac}": windows for windows, (mac, _) in _ALLOWED.items()}
        names |= {"drawing_objects": "DrawingObjects", "scenarios": "Scenarios",
                  "worksheet_contents": "Contents"}  # fmt: skip
        self._protect({names[name]: value for name, value in given.items()})

    def _protect(self, given: dict[str, bool]) -> None:
        self._sheet.book.excel.write("protect")
        held = self._sheet.ws.protection
        assert given.pop("Contents")
        held.enable()
        held.objects, held.scenarios = given.pop("DrawingObjects"), given.pop("Scenarios")
        for name, allowed in given.items():
            setattr(held, _ALLOWED[name][1], not allowed)


class _Got:
    """A property as Apple events hand it over: `get` fetches it."""

    def __init__(self, value: object) -> None:
        self._value = value

    def get(self) -> object:
        return self._value


class Sheet(base_classes.Sheet):
    book: Any = None

    def __init__(self, book: Book, ws: Worksheet) -> None:
        self.book, self.ws = book, ws
        #: Results of formulas, by row and column.
        self.results: dict[tuple[int, int], object] = {}
        self._known: dict[tuple[int, int, str], object] = {}

    @property
    def api(self) -> _SheetApi:
        return _SheetApi(self)

    @property
    def name(self) -> str:
        self.book.excel.read("sheet name")
        return self.ws.title

    @name.setter
    def name(self, value: str) -> None:
        self.book.excel.write("sheet name")
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
        self.book.excel.read("used_range")
        return Range(self, [(1, 1, self.ws.max_row, self.ws.max_column)])

    @property
    def tables(self) -> Tables:
        return Tables(self)

    @property
    def names(self) -> Names:
        return Names(self.book)

    def activate(self) -> None:
        self.book.activate()
        self.book.wb.active = self.book.wb.index(self.ws)
        self.book.excel.selection = Range(self, [(1, 1, 1, 1)])

    select = activate

    def delete(self) -> None:
        self.book.excel.write("sheet deleted")
        self.book.wb.remove(self.ws)

    def type_into(self, cell: Cell, value: object) -> None:
        """Type into a cell; a formula that stood here before has its result at once."""
        place = (cell.row, cell.column)
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
        from kpibook.domain.formula_parts import in_file

        within = next((t for t in self.ws.tables.values() if _holds(t, cell)), None)
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
            _set_ref(table, (top, left, bottom, right))

    def take_tables(self, source: Sheet, box: Box, rows: int, columns: int) -> None:
        """Copies of the tables that lie whole in `box`; a taken name gets a number behind it."""
        for table in list(source.ws.tables.values()):
            left, top, right, bottom = range_boundaries(table.ref)
            if not (box[0] <= top and box[1] <= left and bottom <= box[2] and right <= box[3]):
                continue
            made = copy(table)
            taken = {n for ws in self.book.wb.worksheets for n in ws.tables}
            made.name = made.displayName = _free(table.displayName, taken)
            _set_ref(made, (top + rows, left + columns, bottom + rows, right + columns))
            self.ws.add_table(made)


class Names(base_classes.Names):
    def __init__(self, book: Book) -> None:
        self.book = book

    def _found(self, key: str) -> DefinedName | None:
        names = self.book.wb.defined_names.items()
        return next((one for name, one in names if name.casefold() == key.casefold()), None)

    def contains(self, key: str) -> bool:
        self.book.excel.read("name there")
        return self._found(key) is not None

    def __call__(self, key: str) -> Name:
        self.book.excel.read("name")
        found = self._found(key)
        if found is None:
            raise Refused(f"no name {key!r}")
        return Name(self.book, found)

    def __len__(self) -> int:
        return len(self.book.wb.defined_names)


class Name(base_classes.Name):
    def __init__(self, book: Book, one: DefinedName) -> None:
        self.book, self.one = book, one

    @property
    def name(self) -> str:
        return self.one.name

    @property
    def refers_to(self) -> str:
        self.book.excel.read("refers_to")
        return f"={self.one.attr_text}"

    @property
    def refers_to_range(self) -> Range:
        self.book.excel.read("refers_to_range")
        (title, address), *_ = self.one.destinations
        return self.book.sheet_of(self.book.wb[title]).range(address)


class Tables(base_classes.Tables):
    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def __iter__(self) -> Iterator[Table]:
        self._sheet.book.excel.read("tables")
        return iter([Table(self._sheet, one) for one in self._sheet.ws.tables.values()])

    def __len__(self) -> int:
        self._sheet.book.excel.read("tables")
        return len(self._sheet.ws.tables)

    def __call__(self, key: int | str) -> Table:
        self._sheet.book.excel.read("table")
        every = list(self._sheet.ws.tables.values())
        if isinstance(key, int):
            return Table(self._sheet, every[key - 1])
        return Table(self._sheet, next(t for t in every if t.displayName == key))

    def add(self, source_type: Any = None, source: Any = None, link_source: Any = None,
            has_headers: Any = None, destination: Any = None, table_style_name: Any = None,
            name: str | None = None) -> Table:  # fmt: skip
        self._sheet.book.excel.write("table added")
        made = TablePart(displayName=name, ref=source.address.replace("$", ""))
        made.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
        made._initialise_columns()
        top, left, _, right = source.impl.box
        for column, one in zip(range(left, right + 1), made.tableColumns, strict=True):
            one.name = str(self._sheet.ws.cell(top, column).value)
        self._sheet.ws.add_table(made)
        return Table(self._sheet, made)


class Table(base_classes.Table):
    parent: Any = None

    def __init__(self, sheet: Sheet, part: TablePart) -> None:
        self.parent, self.part = sheet, part
        self._excel = sheet.book.excel

    @property
    def name(self) -> str:
        self._excel.read("table name")
        return self.part.displayName

    @name.setter
    def name(self, value: str) -> None:
        self._excel.write("table name")
        del self.parent.ws.tables[self.part.displayName]
        self.part.name = self.part.displayName = value
        self.parent.ws.add_table(self.part)

    @property
    def range(self) -> Range:
        self._excel.read("table range")
        return self.parent.range(self.part.ref)

    @property
    def show_totals(self) -> bool:
        self._excel.read("show_totals")
        return bool(self.part.totalsRowCount)

    @property
    def show_headers(self) -> bool:
        self._excel.read("show_headers")
        return self.part.headerRowCount != 0

    @property
    def table_style(self) -> str:
        self._excel.read("table_style")
        return (self.part.tableStyleInfo.name if self.part.tableStyleInfo else "") or ""

    @table_style.setter
    def table_style(self, name: str) -> None:
        self._excel.write("table_style")
        self.part.tableStyleInfo = TableStyleInfo(name=name) if name else None

    @property
    def show_autofilter(self) -> bool:
        self._excel.read("show_autofilter")
        return self.part.autoFilter is not None

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        self._excel.write("show_autofilter")
        assert not value
        self.part.autoFilter = None

    def resize(self, range: Any) -> None:  # noqa: A002 as in xlwings
        self._excel.write("table resized")
        target: Range = range.impl
        if target.box[0] != range_boundaries(self.part.ref)[1]:
            raise Refused("the headings must stay in the same row")
        _set_ref(self.part, target.box)
        for column in self.parent.range(self.part.ref).box[1:4:2]:
            if self.parent.ws.cell(target.box[0], column).value is None:
                self.parent.ws.cell(target.box[0], column).value = f"Column{column}"


def _holds(table: TablePart, cell: Cell) -> bool:
    left, top, right, bottom = range_boundaries(table.ref)
    return bool(top < cell.row <= bottom and left <= cell.column <= right)


def _set_ref(table: TablePart, box: Box) -> None:
    top, left, bottom, right = box
    from openpyxl.utils import get_column_letter as letter

    table.ref = f"{letter(left)}{top}:{letter(right)}{bottom}"
    if table.autoFilter is not None:
        table.autoFilter.ref = table.ref
    wanted = right - left + 1
    if len(table.tableColumns) != wanted:
        kept = table.tableColumns[:wanted]
        table.tableColumns = []
        table._initialise_columns()
        for new, old in zip(table.tableColumns, kept, strict=False):
            new.name = old.name


def _free(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    return next(f"{name}_{n}" for n in range(1, 100) if f"{name}_{n}" not in taken)
