"""Application and workbooks of the pretended Excel."""

# ruff: noqa: N802, N803
# The names are those of Excel.

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.com.dispatch import Dispatch
from tests.support.com.pywin32 import MACHINE
from tests.support.openpyxl_places import Refused

_CALCULATION = {"automatic": -4105, "manual": -4135, "semiautomatic": 2}


class Application(Dispatch):
    """The running Excel. `_model` is the model's App."""

    _type = "Application"

    @property
    def Application(self) -> Application:
        return self

    @property
    def Hwnd(self) -> int:
        return MACHINE.window(self._model.pid, self._excel, self)

    @property
    def Version(self) -> str:
        return "16.0"

    @property
    def Workbooks(self) -> Workbooks:
        return Workbooks(self._model.books, self._excel)

    @property
    def ActiveWorkbook(self) -> Workbook:
        return Workbook(self._model.books.active, self._excel)

    @property
    def ActiveSheet(self) -> Dispatch:
        return self.ActiveWorkbook.ActiveSheet

    @property
    def Selection(self) -> Dispatch:
        from tests.support.com.ranges import Range

        chosen = self._model.selection
        # A chart is selected: its class has no Address.
        return Dispatch(None, self._excel) if chosen is None else Range(chosen, self._excel)

    @property
    def Calculation(self) -> int:
        return _CALCULATION[self._model.calculation]

    @Calculation.setter
    def Calculation(self, value: int) -> None:
        self._model.calculation = {number: name for name, number in _CALCULATION.items()}[value]

    @property
    def ScreenUpdating(self) -> bool:
        return self._model.screen_updating

    @ScreenUpdating.setter
    def ScreenUpdating(self, value: bool) -> None:
        self._model.screen_updating = value

    @property
    def DisplayAlerts(self) -> bool:
        return self._model.display_alerts

    @DisplayAlerts.setter
    def DisplayAlerts(self, value: bool) -> None:
        self._model.display_alerts = value

    @property
    def EnableEvents(self) -> bool:
        return self._model.enable_events

    @EnableEvents.setter
    def EnableEvents(self, value: bool) -> None:
        self._model.enable_events = value

    @property
    def StatusBar(self) -> object:
        return self._model.status_bar

    @StatusBar.setter
    def StatusBar(self, value: object) -> None:
        self._model.status_bar = value

    def Run(self, macro: str, *args: Any) -> object:
        return self._model.run(macro, args)

    def Calculate(self) -> None:
        self._model.calculate()


class Workbooks(Dispatch):
    """The open workbooks."""

    _type = "Workbooks"

    @property
    def Application(self) -> Application:
        return Application(self._model.app, self._excel)

    @property
    def Count(self) -> int:
        return len(self._model)

    def Open(self, Filename: str, UpdateLinks: object = None, *_: object, **__: object) -> Workbook:
        return Workbook(self._model.open(str(Path(Filename))), self._excel)

    def Item(self, Index: int | str) -> Workbook:
        try:
            return Workbook(self._model(Index), self._excel)
        except KeyError:
            raise Refused("Subscript out of range") from None

    _default = Item

    def _items(self) -> list[Any]:
        return [Workbook(book, self._excel) for book in self._model]


class Workbook(Dispatch):
    """A workbook. Its path, dates and protection are those of the model's `BookApi`."""

    _type = "Workbook"

    @property
    def Application(self) -> Application:
        return Application(self._model.app, self._excel)

    @property
    def Name(self) -> str:
        return self._model.name

    @property
    def FullName(self) -> str:
        return self._model.api.full_name.get()

    @property
    def FileFormat(self) -> int:
        return 51  # xlOpenXMLWorkbook

    @property
    def Worksheets(self) -> Dispatch:
        from tests.support.com.sheets import Sheets

        return Sheets(self._model.sheets, self._excel)

    Sheets = Worksheets

    @property
    def ActiveSheet(self) -> Dispatch:
        from tests.support.com.sheets import Worksheet

        return Worksheet(self._model.sheets.active, self._excel)

    @property
    def Names(self) -> Dispatch:
        from tests.support.com.sheets import Names

        return Names(self._model.names, self._excel)

    def Activate(self) -> None:
        self._model.activate()

    def Save(self) -> None:
        self._model.save()

    def SaveAs(self, Filename: str, FileFormat: int = 51, Password: str | None = None) -> None:
        self._model.save(Filename)

    def Close(self, SaveChanges: bool | None = None, **_: object) -> None:
        # Without an answer Excel asks, which no one sees.
        assert SaveChanges is False, "Excel would ask whether to save"
        self._model.close()
