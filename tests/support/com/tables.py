"""Tables of the pretended Excel."""

# ruff: noqa: N802, N803
# The names are those of Excel.

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from tests.support.com.dispatch import Dispatch
from tests.support.com.ranges import Range, spelled_areas
from tests.support.openpyxl_places import Refused
from tests.support.openpyxl_tables import free_name


class ListObjects(Dispatch):
    """The tables of a sheet."""

    _type = "ListObjects"

    @property
    def Count(self) -> int:
        return len(self._model)

    def Item(self, Index: int | str) -> ListObject:
        try:
            return ListObject(self._model(Index), self._excel)
        except (IndexError, StopIteration):
            raise Refused("Subscript out of range") from None

    _default = Item

    def _items(self) -> list[Any]:
        return [ListObject(table, self._excel) for table in self._model]

    def Add(
        self,
        SourceType: int = 1,
        Source: Any = None,
        LinkSource: object = None,
        XlListObjectHasHeaders: int = 0,
        Destination: object = None,
        TableStyleName: object = None,
    ) -> ListObject:
        assert XlListObjectHasHeaders == 1, "Excel would put a row of headings above"
        book = self._model._sheet.book
        taken = {name for ws in book.wb.worksheets for name in ws.tables}
        source = SimpleNamespace(address=spelled_areas(Source._model), impl=Source._model)
        made = self._model.add(source=source, name=free_name("Table", {*taken, "Table"}))
        return ListObject(made, self._excel)


class ListObject(Dispatch):
    """A table."""

    _type = "ListObject"

    @property
    def Name(self) -> str:
        return self._model.name

    @Name.setter
    def Name(self, value: str) -> None:
        self._model.name = value

    @property
    def Range(self) -> Range:
        return Range(self._model.range, self._excel)

    @property
    def ShowTotals(self) -> bool:
        return self._model.show_totals

    @property
    def ShowHeaders(self) -> bool:
        return self._model.show_headers

    @property
    def ShowAutoFilter(self) -> bool:
        return self._model.show_autofilter

    @ShowAutoFilter.setter
    def ShowAutoFilter(self, value: bool) -> None:
        self._model.show_autofilter = value

    @property
    def TableStyle(self) -> str:
        return self._model.table_style

    @TableStyle.setter
    def TableStyle(self, value: str) -> None:
        self._model.table_style = value

    @property
    def Parent(self) -> Dispatch:
        from tests.support.com.sheets import Worksheet

        return Worksheet(self._model.parent, self._excel)

    def Resize(self, Range: Any) -> None:
        self._model.resize(SimpleNamespace(impl=Range._model))
