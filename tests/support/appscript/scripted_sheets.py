"""Worksheets, tables and protection as Excel on a Mac has them."""

from __future__ import annotations

from typing import Any

from tests.support.appscript.references import Keyword, Step, k
from tests.support.appscript.scripted import Elements, Scripted, native
from tests.support.appscript.scripted_cells import CellElements, Cells, Lines, _As, rows_of
from tests.support.appscript.scripted_pages import Named
from tests.support.openpyxl_native import SheetApi
from tests.support.openpyxl_places import MAX_COLUMN, MAX_ROW
from tests.support.openpyxl_sheets import Sheet
from tests.support.openpyxl_tables import Table


class Worksheet(Scripted):
    """A worksheet."""

    def __init__(self, steps: tuple[Step, ...], sheet: Sheet) -> None:
        super().__init__(steps)
        self.sheet = sheet

    def get_name(self) -> str:
        return self.sheet.name

    def set_name(self, value: str) -> None:
        self.sheet.name = value

    def get_entry_index(self) -> int:
        return self.sheet.index

    def get_visible(self) -> Keyword:
        return k.sheet_visible if self.sheet.ws.sheet_state == "visible" else k.sheet_hidden

    def get_used_range(self) -> Cells:
        return Cells((*self.steps, ("property", "used_range")), self.sheet.used_range)

    def get_page_setup_object(self) -> Named:
        steps = (*self.steps, ("property", "page_setup_object"))
        return Named(steps, SheetApi(self.sheet).page_setup_object, "page setup")

    # Parts

    def each_cells(self) -> CellElements:
        return CellElements((*self.steps, ("element", "cells")), self.sheet)

    def each_rows(self) -> Lines:
        return rows_of(self.steps, self.sheet)

    def each_list_objects(self) -> Elements:
        steps = (*self.steps, ("element", "list_objects"))
        return Elements(
            steps,
            [ListObject((*steps, ("name", t.part.displayName)), t) for t in self.sheet.tables],
        )

    def each_named_items(self) -> Elements:
        # The model has no names of a sheet.
        return Elements((*self.steps, ("element", "named_items")), ())

    # Protection

    def played(self, kind: str, name: str) -> Any:
        return native(kind, name, SheetApi(self.sheet)) or super().played(kind, name)

    def get_protection_object(self) -> Protection:
        steps = (*self.steps, ("property", "protection_object"))
        return Protection(steps, SheetApi(self.sheet).protection_object)

    def do_unprotect(self, password: str = "") -> None:
        SheetApi(self.sheet).unprotect(password)

    def do_protect_worksheet(self, **given: bool) -> None:
        SheetApi(self.sheet).protect_worksheet(**given)

    # Doing

    def do_show_all_data(self) -> None:
        SheetApi(self.sheet).show_all_data()

    def do_count(self, each: Keyword) -> int:
        if each == k.list_object:
            return len(self.sheet.tables)
        return {k.row: MAX_ROW, k.column: MAX_COLUMN}[each]

    def do_activate_object(self) -> None:
        self.sheet.activate()

    def do_select(self) -> None:
        self.sheet.select()

    def do_delete(self) -> None:
        self.sheet.delete()

    def do_make(self, new: Keyword, at: Worksheet, with_properties: dict[Keyword, Any]) -> Any:
        wanted = (new, with_properties[k.source_type], with_properties[k.header_row])
        assert wanted == (k.list_object, k.src_range, k.header_yes)
        source = with_properties[k.range_object].range
        taken = {t.part.displayName for s in self.sheet.book.sheets for t in s.tables}
        name = next(f"Table{n}" for n in range(1, 1000) if f"Table{n}" not in taken)
        source.impl = source
        table = at.sheet.tables.add(source=source, has_headers=True, name=name)
        return ListObject((*at.steps, ("element", "list_objects"), ("name", name)), table)


class Protection(Scripted):
    """What a protected sheet allows."""

    def __init__(self, steps: tuple[Step, ...], allowed: Any) -> None:
        super().__init__(steps)
        self._allowed = allowed

    def played(self, kind: str, name: str) -> Any:
        if kind == "get" and hasattr(self._allowed, name):
            return getattr(self._allowed, name).get
        return super().played(kind, name)


class ListObject(Scripted):
    """A table."""

    def __init__(self, steps: tuple[Step, ...], table: Table) -> None:
        super().__init__(steps)
        self.table = table

    def get_name(self) -> str:
        return self.table.name

    def set_name(self, value: str) -> None:
        self.table.name = value

    def get_range_object(self) -> Cells:
        return Cells((*self.steps, ("property", "range_object")), self.table.range)

    def get_total(self) -> bool:
        return self.table.show_totals

    def get_show_headers(self) -> bool:
        return self.table.show_headers

    def get_table_style(self) -> TableStyle:
        return TableStyle((*self.steps, ("property", "table_style")), self.table.table_style)

    def set_table_style(self, name: str) -> None:
        self.table.table_style = name

    def get_show_autofilter(self) -> bool:
        return self.table.show_autofilter

    def set_show_autofilter(self, value: bool) -> None:
        self.table.show_autofilter = value

    def do_resize(self, range: Cells) -> None:  # noqa: A002 Excel's name
        self.table.resize(_As(range.range))


class TableStyle(Scripted):
    """The style of a table."""

    def __init__(self, steps: tuple[Step, ...], name: str) -> None:
        super().__init__(steps)
        self._name = name

    def get_properties(self) -> dict[Keyword, str]:
        return {k.name: self._name}
