"""Tables of the pretended Excel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from openpyxl.cell.cell import Cell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table as TablePart
from openpyxl.worksheet.table import TableStyleInfo
from xlwings import base_classes

from tests.support.openpyxl_places import Box, Refused, spelled
from tests.support.openpyxl_ranges import Range

if TYPE_CHECKING:
    from tests.support.openpyxl_sheets import Sheet


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
        self.part.autoFilter = AutoFilter(ref=self.part.ref) if value else None
        if not value:
            self._show_all()

    def _show_all(self) -> None:
        """Rows that the filter hid (Microsoft Support, "Clear or remove a filter")."""
        _, top, _, bottom = range_boundaries(self.part.ref)
        for number in range(top, bottom + 1):
            self.parent.ws.row_dimensions[number].hidden = False

    def resize(self, range: Any) -> None:  # noqa: A002 as in xlwings
        self._excel.write("table resized")
        target: Range = range.impl
        if target.box[0] != range_boundaries(self.part.ref)[1]:
            raise Refused("the headings must stay in the same row")
        set_ref(self.part, target.box)
        for column in self.parent.range(self.part.ref).box[1:4:2]:
            if self.parent.ws.cell(target.box[0], column).value is None:
                self.parent.ws.cell(target.box[0], column).value = f"Column{column}"


def holds(table: TablePart, cell: Cell) -> bool:
    left, top, right, bottom = range_boundaries(table.ref)
    return bool(top < cell.row <= bottom and left <= cell.column <= right)


def set_ref(table: TablePart, box: Box) -> None:
    _, left, _, right = box
    table.ref = spelled(box).replace("$", "")
    if table.autoFilter is not None:
        table.autoFilter.ref = table.ref
    wanted = right - left + 1
    if len(table.tableColumns) != wanted:
        kept = table.tableColumns[:wanted]
        table.tableColumns = []
        table._initialise_columns()
        for new, old in zip(table.tableColumns, kept, strict=False):
            new.name = old.name


def free_name(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    return next(f"{name}_{n}" for n in range(1, 100) if f"{name}_{n}" not in taken)
