"""Page setup and window of the pretended Excel, as Windows and a Mac name their members.

Microsoft Learn, "PageSetup object (Excel)" and "Window object (Excel)"; on a Mac the terms of
xlwings' dictionary. A member that is not listed here does not exist.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter, range_boundaries

if TYPE_CHECKING:
    from tests.support.openpyxl_engine import App
    from tests.support.openpyxl_sheets import Sheet

_MARGINS = {f"{side.capitalize()}Margin": side for side in
            ("left", "right", "top", "bottom", "header", "footer")}  # fmt: skip
_SECTIONS = {f"{side}{part}": (f"odd{part}", side.lower())
             for part in ("Header", "Footer") for side in ("Left", "Center", "Right")}  # fmt: skip
_TITLES = {"PrintTitleRows": "print_title_rows", "PrintTitleColumns": "print_title_cols"}
_ORIENTATIONS = {"portrait": 1, "landscape": 2}


class _Setting:
    """A property as Apple events hand it over: `get` fetches it, `set` changes it."""

    def __init__(self, owner: Any, name: str) -> None:
        self._owner, self._name = owner, name

    def get(self) -> object:
        return getattr(self._owner, self._name)

    def set(self, value: object) -> None:
        setattr(self._owner, self._name, value)


class Terms:
    """An object as a Mac names its properties."""

    def __init__(self, owner: Any, names: dict[str, str]) -> None:
        self._owner, self._names = owner, names

    def __getattr__(self, term: str) -> _Setting:
        if term not in self._names:
            raise AttributeError(term)
        return _Setting(self._owner, self._names[term])


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


class PageSetup:
    """A sheet's page setup; each member read or set is a call."""

    def __init__(self, sheet: Sheet) -> None:
        self.__dict__["sheet"] = sheet

    def __getattr__(self, name: str) -> object:
        self.sheet.book.excel.read(f"page {name}")
        ws = self.sheet.ws
        fits = bool(ws.sheet_properties.pageSetUpPr and ws.sheet_properties.pageSetUpPr.fitToPage)
        if name in _MARGINS:
            return (getattr(ws.page_margins, _MARGINS[name]) or 0.0) * 72
        if name in _SECTIONS:
            part, side = _SECTIONS[name]
            return getattr(getattr(ws, part), side).text or ""
        if name in _TITLES:
            return getattr(ws, _TITLES[name]) or ""
        if name == "PrintArea":
            return (ws.print_area or "").rpartition("!")[2]
        return {
            "Orientation": _ORIENTATIONS[ws.page_setup.orientation or "portrait"],
            "PaperSize": int(ws.page_setup.paperSize or 1),
            "Zoom": False if fits else int(ws.page_setup.scale or 100),
            "FitToPagesWide": _pages(ws.page_setup.fitToWidth),
            "FitToPagesTall": _pages(ws.page_setup.fitToHeight),
        }[name]

    def __setattr__(self, name: str, value: Any) -> None:
        self.sheet.book.excel.write(f"page {name}")
        ws = self.sheet.ws
        if name in _MARGINS:
            setattr(ws.page_margins, _MARGINS[name], value / 72)
        elif name in _SECTIONS:
            part, side = _SECTIONS[name]
            getattr(getattr(ws, part), side).text = value or None
        elif name in _TITLES:
            setattr(ws, _TITLES[name], value.replace("$", "") or None)
        elif name == "PrintArea":
            ws.print_area = value or None
        elif name == "Zoom":
            ws.sheet_properties.pageSetUpPr.fitToPage = value is False
            ws.page_setup.scale = None if value is False else value
        else:
            members = {"FitToPagesWide": "fitToWidth", "FitToPagesTall": "fitToHeight",
                       "PaperSize": "paperSize", "Orientation": "orientation"}  # fmt: skip
            by_number = {number: word for word, number in _ORIENTATIONS.items()}
            given = by_number[value] if name == "Orientation" else int(value)
            setattr(ws.page_setup, members[name], given)


def _pages(count: Any) -> object:
    return False if count == 0 else int(count or 1)


_PAGE = [*_MARGINS, *_SECTIONS, *_TITLES, "PrintArea", "Zoom", "FitToPagesWide", "FitToPagesTall"]
PAGE_TERMS = {snake(name): name for name in _PAGE} | {"page_orientation": "MacOrientation"}


class MacPageSetup(PageSetup):
    """The same with the orientation as a term and no paper size."""

    def __getattr__(self, name: str) -> object:
        if name != "MacOrientation":
            return super().__getattr__(name)
        return f"k.{'landscape' if super().__getattr__('Orientation') == 2 else 'portrait'}"

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "MacOrientation":
            name, value = "Orientation", 2 if str(value).endswith("landscape") else 1
        super().__setattr__(name, value)


class Window:
    """The window in front: what is frozen and scrolled belongs to the sheet in it."""

    def __init__(self, app: App) -> None:
        self.__dict__["app"] = app

    @property
    def _view(self) -> Any:
        return self.app.books.active.wb.active.sheet_view

    def _split(self) -> tuple[int, int]:
        held = self.app.books.active.wb.active.freeze_panes
        left, top, _, _ = range_boundaries(held) if held else (1, 1, 1, 1)
        return top - 1, left - 1

    def __getattr__(self, name: str) -> object:
        self.app.excel.read(f"window {name}")
        if name == "DisplayGridlines":
            return self._view.showGridLines is not False
        rows, columns = self.__dict__.get("split") or self._split()
        sheet = self.app.books.active.sheets.active
        found = {"SplitRow": rows, "SplitColumn": columns, "ScrollRow": sheet.scrolled[0],
                 "ScrollColumn": sheet.scrolled[1], "FreezePanes": any(self._split())}  # fmt: skip
        return found[name]

    def __setattr__(self, name: str, value: Any) -> None:
        self.app.excel.write(f"window {name}")
        rows, columns = self.__dict__.get("split") or self._split()
        if name == "DisplayGridlines":
            self._view.showGridLines = bool(value)
        elif name == "SplitRow":
            self.__dict__["split"] = (int(value), columns)
        elif name == "SplitColumn":
            self.__dict__["split"] = (rows, int(value))
        elif name == "FreezePanes":
            ws = self.app.books.active.wb.active
            where = f"{get_column_letter(columns + 1)}{rows + 1}"
            ws.freeze_panes = where if value and where != "A1" else None
        else:
            sheet = self.app.books.active.sheets.active
            row, column = sheet.scrolled
            sheet.scrolled = {"ScrollRow": (value, column), "ScrollColumn": (row, value)}[name]


WINDOW_TERMS = {snake(name): name for name in
                ("SplitRow", "SplitColumn", "ScrollRow", "ScrollColumn", "FreezePanes",
                 "DisplayGridlines")}  # fmt: skip


class AppApi:
    """The native application: what `kpibook.addin.excel` asks of it."""

    PrintCommunication = True

    def __init__(self, app: App) -> None:
        self.ActiveWindow = Window(app)
        self.active_window = Terms(Window(app), WINDOW_TERMS)
