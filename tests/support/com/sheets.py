"""Sheets and defined names of the pretended Excel."""

# ruff: noqa: N802, N803
# The names are those of Excel.

from __future__ import annotations

from typing import Any

from tests.support.com.application import Application, Workbook
from tests.support.com.dispatch import Dispatch
from tests.support.com.ranges import Range
from tests.support.com.tables import ListObjects
from tests.support.openpyxl_places import Refused


class Sheets(Dispatch):
    """The worksheets of a workbook."""

    _type = "Sheets"

    @property
    def Parent(self) -> Workbook:
        return Workbook(self._model.book, self._excel)

    @property
    def Count(self) -> int:
        return len(self._model)

    def Item(self, Index: int | str) -> Worksheet:
        try:
            return Worksheet(self._model(Index), self._excel)
        except IndexError:
            raise Refused("Subscript out of range") from None

    _default = Item

    def _items(self) -> list[Any]:
        return [Worksheet(sheet, self._excel) for sheet in self._model]

    def Add(self, Before: Any = None, After: Any = None) -> Worksheet:
        made = self._model.add(before=Before and Before._model, after=After and After._model)
        return Worksheet(made, self._excel)


class Worksheet(Dispatch):
    """A worksheet. Its protection is that of the model's `SheetApi`."""

    _type = "Worksheet"

    @property
    def Application(self) -> Application:
        return Application(self._model.book.app, self._excel)

    @property
    def Parent(self) -> Workbook:
        return Workbook(self._model.book, self._excel)

    @property
    def Name(self) -> str:
        return self._model.name

    @Name.setter
    def Name(self, value: str) -> None:
        self._model.name = value

    @property
    def Index(self) -> int:
        return self._model.index

    @property
    def Cells(self) -> Range:
        return Range(self._model.cells, self._excel)

    @property
    def UsedRange(self) -> Range:
        return Range(self._model.used_range, self._excel)

    @property
    def ListObjects(self) -> ListObjects:
        return ListObjects(self._model.tables, self._excel)

    @property
    def Names(self) -> Names:
        return Names(self._model.names, self._excel)

    def Range(self, Cell1: Any, Cell2: Any = None) -> Range:
        first = Cell1._model if isinstance(Cell1, Range) else Cell1
        last = Cell2._model if isinstance(Cell2, Range) else Cell2
        return Range(self._model.range(first, last), self._excel)

    def Activate(self) -> None:
        self._model.activate()

    Select = Activate

    def Move(self, Before: Any = None, After: Any = None) -> None:
        self._model.move(before=Before and Before._model, after=After and After._model)

    def Copy(self, Before: Any = None, After: Any = None) -> None:
        self._model.copy(before=Before and Before._model, after=After and After._model)

    def Delete(self) -> None:
        assert not self._model.book.app.display_alerts, "Excel would ask the officer"
        self._model.delete()


class Names(Dispatch):
    """The defined names of a workbook."""

    _type = "Names"

    @property
    def Count(self) -> int:
        return len(self._model)

    def Item(self, Index: str) -> Name:
        return Name(self._model(Index), self._excel)

    _default = Item


class Name(Dispatch):
    """A defined name."""

    _type = "Name"

    @property
    def Name(self) -> str:
        return self._model.name

    @property
    def RefersTo(self) -> str:
        return self._model.refers_to

    @property
    def RefersToRange(self) -> Range:
        return Range(self._model.refers_to_range, self._excel)
