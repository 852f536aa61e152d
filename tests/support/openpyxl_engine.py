"""A pretended Excel for xlwings: its BSD base classes over openpyxl, with no licence key.

It reads back its own writes, takes text the way Excel takes typing, and counts every call that
would cross to Excel. It hands over what COM does on Windows; for a Mac, xlwings' own engine and
the Apple events of `tests.support.appscript` are between it and the add-in. It calculates nothing
but plain arithmetic; other formulas keep the result the file had.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import openpyxl
import xlwings
from openpyxl.worksheet.worksheet import Worksheet
from xlwings import base_classes

from tests.support.openpyxl_cells import formula_of, worked_out
from tests.support.openpyxl_names import Names
from tests.support.openpyxl_native import BookApi
from tests.support.openpyxl_pages import AppApi
from tests.support.openpyxl_places import Busy, Refused
from tests.support.openpyxl_ranges import Range
from tests.support.openpyxl_sheets import Sheet, Sheets

if TYPE_CHECKING:
    from tests.support.appscript.scripted_excel import MacExcel

Flavour = Literal["windows", "mac"]


@dataclass
class Excel:
    """One running Excel, as tests see it.

    Attributes:
        flavour: Whose Excel it is.
        reads: Calls that only look.
        writes: Calls that change something.
        fail_at: The number of the write that Excel refuses, counted from one; None for none.
        answers: What the officer presses in the next dialogs; "ok" when there are no more.
        alerts: What dialogs said.
        macros: What VBA macros of the running add-in do.
        selection: What is selected.
        bar: What the status bar was set to, in order; False is Excel's own text.
        undo: What Excel's own Undo would take back. A macro empties it (Microsoft Learn,
            "Application.OnUndo method (Excel)": the list is cleared when a procedure changes a
            sheet), so each write of the add-in does.
        meanwhile: What colleagues do while the officer works: before the next call of that name
            (``"alert"`` is a dialog) the function runs, once. In a workbook shared for
            co-authoring, Excel merges a colleague's edit as it arrives (Microsoft Support,
            "Collaborate on Excel workbooks at the same time with co-authoring").
        knows_formula2: False for Excel 2016 and 2019, which have no `Range.Formula2` (Microsoft
            Learn, "Formula vs Formula2").
        shows_texts_of_ranges: False for an Excel on a Mac that gives no `string value` for several
            cells, as VBA's `Range.Text` gives none (Microsoft Learn, "Range.Text property").
        free: How many calls it takes before it is busy.
        busy: How many more calls Excel rejects because it is busy; -1 rejects them all.
        busy_hresult: The number that it rejects them with on Windows.
        crossings: How many calls crossed to Excel, as COM counts them.
    """

    flavour: Flavour = "windows"
    reads: list[str] = field(default_factory=list)
    writes: list[str] = field(default_factory=list)
    fail_at: int | None = None
    answers: list[str] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)
    macros: dict[str, Callable[..., object]] = field(default_factory=dict)
    selection: Range | None = None
    bar: list[object] = field(default_factory=list)
    undo: list[str] = field(default_factory=list)
    meanwhile: list[tuple[str, Callable[[], object]]] = field(default_factory=list)
    knows_formula2: bool = True
    shows_texts_of_ranges: bool = True
    free: int = 0
    busy: int = 0
    busy_hresult: int = -2_147_418_111
    crossings: int = 0

    @property
    def calls(self) -> int:
        """How often something crossed to Excel."""
        if self.flavour == "mac":
            return len(self.mac.events)
        return len(self.reads) + len(self.writes)

    def forget_calls(self) -> None:
        """Count afresh."""
        self.reads.clear()
        self.writes.clear()
        self.mac.events.clear()
        self.crossings = 0

    def read(self, what: str) -> None:
        self.happen(what)
        self.reads.append(what)

    def happen(self, what: str) -> None:
        """Let colleagues do what they do before a call."""
        due = [edit for edit in self.meanwhile if edit[0] == what][:1]
        for edit in due:
            self.meanwhile.remove(edit)
            edit[1]()

    def answer_call(self) -> None:
        """Take a call, or reject it."""
        self.crossings += 1
        if self.free > 0:
            self.free -= 1
        elif self.busy:
            self.busy -= 1
            raise Busy(self.busy_hresult)

    def busy_from(self, call: int, times: int, hresult: int) -> None:
        """Take `call` calls, and reject the `times` calls after them."""
        self.free, self.busy, self.busy_hresult = call, times, hresult

    def answer(self, text: str) -> str:
        """Show a message; return the button that the officer presses."""
        self.alerts.append(text)
        self.happen("alert")
        return self.answers.pop(0) if self.answers else "ok"

    def write(self, what: str) -> None:
        self.happen(what)
        self.writes.append(what)
        self.undo.clear()
        if len(self.writes) == self.fail_at:
            raise Refused(f"write {self.fail_at} ({what})")

    @property
    def platform(self) -> str:
        """`sys.platform` of the machine it runs on."""
        return "win32" if self.flavour == "windows" else "darwin"

    def open(self, path: Path, *, cloud: bool = False) -> xlwings.Book:
        """A workbook opened in it, active, as the officer sees it.

        Args:
            path: The file.
            cloud: It lives in SharePoint, so that its full name cannot be resolved.
        """
        book = self._app.books.load(path, cloud=cloud)
        if self.flavour == "mac":
            return self.front.books[book.name]
        if self.flavour == "windows":
            from tests.support.com import windows_engine

            return windows_engine.book(book)
        return xlwings.Book(impl=book)

    @functools.cached_property
    def mac(self) -> MacExcel:
        """This Excel as the process that Apple events reach."""
        from tests.support.appscript.scripted_excel import MacExcel

        return MacExcel(self._app)

    @functools.cached_property
    def front(self) -> xlwings.App:
        """This Excel through xlwings' own engine for a Mac."""
        from tests.support.appscript.engine import mac_app

        return mac_app(self.mac)

    def model(self, book: xlwings.Book) -> Book:
        """The pretended workbook behind one of xlwings' books."""
        return self._app.books(book.name)

    def workbook(self, book: xlwings.Book) -> openpyxl.Workbook:
        """The file behind one of xlwings' books, as openpyxl has it."""
        return self.model(book).wb

    def __post_init__(self) -> None:
        self._app = App(self)


class Engine:
    name, type = "excel", "desktop"

    @staticmethod
    def prepare_xl_data_element(x: object, options: object) -> object:
        return "" if x is None else x

    @staticmethod
    def clean_value_data(data: Any, *_: object) -> list[list[object]]:
        return [[None if c == "" else c for c in row] for row in data]


class App(base_classes.App):
    engine = Engine()
    pid = 1
    # Plain attributes in place of the base class's properties.
    screen_updating = display_alerts = enable_events = True
    calculation = "automatic"

    def __init__(self, excel: Excel) -> None:
        self.excel = excel
        self._books = Books(self)

    @property
    def api(self) -> AppApi:
        return AppApi(self)

    @property
    def books(self) -> Books:
        return self._books

    @property
    def status_bar(self) -> object:
        return self.excel.bar[-1] if self.excel.bar else False

    @status_bar.setter
    def status_bar(self, value: object) -> None:
        self.excel.bar.append(value)

    @property
    def selection(self) -> Range | None:
        return self.excel.selection

    def alert(self, prompt: str, title: str | None, buttons: Any, mode: Any, callback: Any) -> str:
        return self.excel.answer(prompt)

    def run(self, macro: str, args: Any) -> object:
        bare = macro.rpartition("!")[2]
        if bare not in self.excel.macros:
            raise Refused(f"cannot run the macro {bare}")
        return self.excel.macros[bare](*args)

    def calculate(self) -> None:
        self.excel.write("calculate")

    def activate(self, steal_focus: bool = False) -> None:
        return None


class Books(base_classes.Books):
    def __init__(self, app: App) -> None:
        self.app = app
        self._open: list[Book] = []
        self._active: Book | None = None

    @property
    def active(self) -> Book:
        assert self._active is not None
        return self._active

    def load(self, path: Path, *, cloud: bool = False) -> Book:
        book = Book(self.app, path, cloud=cloud)
        self._open.append(book)
        book.activate()
        return book

    def open(self, fullname: str, *_: object, **__: object) -> Book:
        assert not self.app.display_alerts, "Excel would ask the officer"
        self.app.excel.read("book opened")
        return self.load(Path(fullname))

    def __iter__(self) -> Iterator[Book]:
        return iter(list(self._open))

    def __len__(self) -> int:
        return len(self._open)

    def __call__(self, key: int | str) -> Book:
        if isinstance(key, int):
            return self._open[key - 1]
        for book in self._open:
            if book.name.casefold() == key.casefold():
                return book
        raise KeyError(key)


class Book(base_classes.Book):
    def __init__(self, app: App, path: Path, *, cloud: bool) -> None:
        self._app, self.excel, self.path, self.cloud = app, app.excel, path, cloud
        #: Opened read-only, as Excel offers where a colleague has the file open.
        self.read_only = False
        #: Whether AutoSave is on (Microsoft Learn, "Workbook.AutoSaveOn property (Excel)").
        self.auto_save = False
        #: Whether nothing was changed since the last save.
        self.saved = True
        self.wb = openpyxl.load_workbook(path)
        self._sheets = {id(ws): Sheet(self, ws) for ws in self.wb.worksheets}
        self._load_results(path)

    def _load_results(self, path: Path) -> None:
        held = openpyxl.load_workbook(path, data_only=True)
        for ws in self.wb.worksheets:
            for row in ws.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        result = held[ws.title].cell(cell.row, cell.column).value
                        if result is None:  # Excel calculates what has no result
                            result = worked_out(formula_of(cell) or "")
                        self.sheet_of(ws).results[cell.row, cell.column] = result
        held.close()

    def needs_structure(self) -> None:
        """Refuse where the structure is protected.

        Microsoft Support, "Protect a workbook": sheets can then not be added, deleted, moved,
        renamed or copied; the cells are not protected by it.
        """
        if self.wb.security and self.wb.security.lockStructure:
            raise Refused("the structure of the workbook is protected")

    def sheet_of(self, ws: Worksheet) -> Sheet:
        return self._sheets.setdefault(id(ws), Sheet(self, ws))

    @property
    def api(self) -> BookApi:
        return BookApi(self)

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def fullname(self) -> str:
        if self.cloud:
            raise xlwings.XlwingsError("Couldn't find the local path of your workbook.")
        return str(self.path)

    @property
    def app(self) -> App:
        return self._app

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    def activate(self) -> None:
        self._app.books._active = self
        ws = self.wb.active
        self.excel.selection = self.sheet_of(ws).range(
            (ws.sheet_view.selection[0].sqref or "A1").split()[0]
        )

    def save(self, path: str | None = None, password: str | None = None) -> None:
        if self.read_only and path is None:
            raise Refused("the workbook is open read-only")
        self.wb.save(path or self.path)
        self.saved = True

    def close(self) -> None:
        books = self._app.books
        books._open.remove(self)
        if books._active is self and books._open:
            books._open[0].activate()
