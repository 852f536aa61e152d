"""Excel on a Mac and its workbooks, as they answer Apple events."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any

from tests.support.appscript.references import EventError, Keyword, Step, k
from tests.support.appscript.scripted import (
    NO_SUCH_OBJECT,
    Elements,
    Place,
    Scripted,
    native,
    perform,
)
from tests.support.appscript.scripted_cells import Cells
from tests.support.appscript.scripted_names import named_items
from tests.support.appscript.scripted_pages import Named
from tests.support.appscript.scripted_sheets import Worksheet
from tests.support.appscript.terms import Terms, excel_terms
from tests.support.openpyxl_engine import App, Book
from tests.support.openpyxl_pages import AppApi

_CALCULATION = {
    "automatic": k.calculation_automatic,
    "manual": k.calculation_manual,
    "semiautomatic": k.calculation_semiautomatic,
}
#: Settings of the application that the model holds under the same name.
_SETTINGS = ("screen_updating", "display_alerts", "enable_events", "status_bar")


class MacExcel:
    """The process that Apple events are sent to.

    Attributes:
        events: Every Apple event that was sent, as command and last step of its path.
        error: The number of the error with which macOS or Excel answers every event; None while
            they work.
    """

    def __init__(self, app: App) -> None:
        self.terms: Terms = excel_terms()
        self.events: list[str] = []
        self.error: int | None = None
        self._app, self._root = app, Application(app)

    def alert(self, message: str, title: str) -> str:
        """Show an alert; return the button that was pressed."""
        self._sent("display_alert")
        return self._app.alert(message, title, None, None, None)

    def answer(self, path: tuple[Step, ...], command: str, arguments: Mapping[str, Any]) -> Any:
        """Answer an Apple event.

        Raises:
            EventError: Excel refused it, or it did not reach Excel.
        """
        self._sent(" ".join([command, *(str(which) for _, which in path[-1:])]))
        return perform(self._root, path, command, arguments)

    def _sent(self, event: str) -> None:
        self.events.append(event)
        if self.error is not None:
            raise EventError(self.error, MESSAGES[self.error])


#: What macOS says; appscript hands it over (Apple, AppleScript Language Guide, Error Numbers and
#: Error Messages; -1743 as in xlwings #1146).
MESSAGES = {
    -50: "Parameter error.",
    -600: "Application isn't running.",
    -609: "Connection is invalid.",
    -1712: "Apple event timed out.",
    -1743: "The user has declined permission.",
}


class Application(Scripted):
    """Excel."""

    def __init__(self, app: App) -> None:
        super().__init__(())
        self.app, self._api = app, AppApi(app)

    def played(self, kind: str, name: str) -> Any:
        if kind == "get" and name in _SETTINGS:
            return lambda: getattr(self.app, name)
        if kind == "set" and name in _SETTINGS:
            return lambda value: setattr(self.app, name, value)
        return super().played(kind, name)

    def get_name(self) -> str:
        return "Microsoft Excel"

    def get_version(self) -> str:
        return "16.89"

    def get_calculation(self) -> Keyword:
        return _CALCULATION[self.app.calculation]

    def set_calculation(self, value: Keyword) -> None:
        self.app.calculation = next(n for n, word in _CALCULATION.items() if word == value)

    def get_active_workbook(self) -> Workbook:
        return Workbook((("property", "active_workbook"),), self.app.books.active)

    def get_active_window(self) -> Named:
        return Named((("property", "active_window"),), self._api.active_window, "window")

    def get_selection(self) -> Cells:
        if self.app.selection is None:
            raise EventError(NO_SUCH_OBJECT, "Can't get selection.")
        return Cells((("property", "selection"),), self.app.selection)

    def each_workbooks(self) -> Elements:
        steps = (("element", "workbooks"),)
        return Elements(
            steps, [Workbook((*steps, ("name", book.name)), book) for book in self.app.books]
        )

    def do_count(self, each: Keyword) -> int:
        assert each == k.workbook
        return len(self.app.books)

    def do_activate(self) -> None:
        """Excel is in front already."""

    def do_calculate(self) -> None:
        self.app.calculate()

    def do_run_VB_macro(self, **given: Any) -> Any:  # noqa: N802 Excel's name
        macro = given.pop("")
        return self.app.run(macro, [given[f"arg{n}"] for n in range(1, len(given) + 1)])

    def do_open_workbook(self, workbook_file_name: str, **_: Any) -> Workbook:
        book = self.app.books.open(workbook_file_name)
        return Workbook((("element", "workbooks"), ("name", book.name)), book)


class Workbook(Scripted):
    """A workbook."""

    def __init__(self, steps: tuple[Step, ...], book: Book) -> None:
        super().__init__(steps)
        self.book = book

    def get_name(self) -> str:
        return self.book.name

    def played(self, kind: str, name: str) -> Any:
        return native(kind, name, self.book.api) or super().played(kind, name)

    def get_full_name(self) -> str:
        return str(self.book.api.full_name.get())

    def get_path(self) -> str:
        return str(FilePath(self.get_full_name()).parent)

    def get_properties(self) -> dict[Keyword, Any]:
        return {k.name: self.get_name(), k.full_name: self.get_full_name(), k.path: self.get_path()}

    def get_active_sheet(self) -> Worksheet:
        return self._sheet(self.book.sheets.active)

    def each_worksheets(self) -> Elements:
        steps = (*self.steps, ("element", "worksheets"))
        return Elements(steps, [self._sheet(sheet) for sheet in self.book.sheets])

    def each_sheets(self) -> Elements:
        return self.each_worksheets()

    def each_named_items(self) -> Elements:
        return named_items(self.steps, self.book)

    def do_count(self, each: Keyword) -> int:
        assert each == k.worksheet
        return len(self.book.sheets)

    def do_activate_object(self) -> None:
        self.book.activate()

    def do_close(self, saving: Keyword) -> None:
        assert saving == k.no
        self.book.close()

    def do_save(self) -> None:
        self.book.save()

    def do_make(self, new: Keyword, at: Place) -> Worksheet:
        assert new == k.worksheet
        assert isinstance(at.owner, Worksheet)
        beside = {at.side: at.owner.sheet}
        return self._sheet(self.book.sheets.add(**beside))

    def _sheet(self, sheet: Any) -> Worksheet:
        return Worksheet((*self.steps, ("element", "worksheets"), ("name", sheet.ws.title)), sheet)
