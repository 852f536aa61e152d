"""Native objects of the pretended Excel: only what `kpibook.addin.excel.platform_api` asks of them.

Each answers as on Windows and as on a Mac.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.support.openpyxl_pages import PAGE_TERMS, MacPageSetup, PageSetup, Terms
from tests.support.openpyxl_places import Refused

if TYPE_CHECKING:
    from tests.support.openpyxl_engine import Book
    from tests.support.openpyxl_sheets import Sheet

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


class SheetApi:
    """The native sheet: what `kpibook.addin.excel.platform_api` asks of it on either system."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.FilterMode = bool(sheet.filtered_rows())
        self.filter_mode = Got(self.FilterMode)
        self.PageSetup = PageSetup(sheet)
        self.page_setup_object = Terms(MacPageSetup(sheet), PAGE_TERMS)
        held = sheet.ws.protection
        self.ProtectContents = bool(held.sheet)
        self.ProtectDrawingObjects, self.ProtectScenarios = held.objects, held.scenarios
        self.protect_contents = Got(held.sheet)
        self.protect_drawing_objects = Got(held.objects)
        self.protect_scenarios = Got(held.scenarios)
        self.ProtectionMode = sheet.interface_only
        self.protection_mode = Got(sheet.interface_only)
        self.Protection, self.protection_object = SimpleNamespace(), SimpleNamespace()
        for windows, (mac, part) in _ALLOWED.items():
            allowed = not getattr(held, part)  # the file says what is locked
            setattr(self.Protection, f"Allow{windows}", allowed)
            setattr(self.protection_object, f"allow_{mac}", Got(allowed))

    def ShowAllData(self) -> None:  # noqa: N802 the name is Excel's
        """Show what a filter hides; fails where none does.

        Microsoft Learn, "Worksheet.ShowAllData method (Excel)".
        """
        self._sheet.book.excel.write("all shown")
        if not self.FilterMode:
            raise Refused("ShowAllData method of Worksheet class failed")
        for row in self._sheet.filtered_rows():
            self._sheet.ws.row_dimensions[row].hidden = False
        self._sheet.ws.auto_filter.filterColumn = []
        self._sheet.advanced_filter = None

    def show_all_data(self) -> None:
        self.ShowAllData()

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
                  "worksheet_contents": "Contents",
                  "user_interface_only": "UserInterfaceOnly"}  # fmt: skip
        self._protect({names[name]: value for name, value in given.items()})

    def _protect(self, given: dict[str, bool]) -> None:
        self._sheet.book.excel.write("protect")
        held = self._sheet.ws.protection
        assert given.pop("Contents")
        self._sheet.interface_only = given.pop("UserInterfaceOnly", False)
        held.enable()
        held.objects, held.scenarios = given.pop("DrawingObjects"), given.pop("Scenarios")
        for name, allowed in given.items():
            setattr(held, _ALLOWED[name][1], not allowed)


class Got:
    """A property as Apple events hand it over: `get` fetches it."""

    def __init__(self, value: object) -> None:
        self._value = value

    def get(self) -> object:
        return self._value


class BookApi:
    """The native book: only what `kpibook.addin.excel.platform_api` asks of it."""

    def __init__(self, book: Book) -> None:
        where = f"https://council.sharepoint.com/sites/{book.path.name}"
        self.Path = "https://council.sharepoint.com/sites" if book.cloud else str(book.path.parent)
        self._book = book
        self.ReadOnly, self.AutoSaveOn = book.read_only, book.auto_save
        self.ProtectStructure = bool(book.wb.security and book.wb.security.lockStructure)
        self.read_only, self.protect_structure = Got(self.ReadOnly), Got(self.ProtectStructure)
        self.Saved, self.saved = book.saved, Got(book.saved)
        self.Date1904 = book.wb.epoch == CALENDAR_MAC_1904
        self.date_1904 = Got(self.Date1904)
        self.FullName = where if book.cloud else str(book.path)
        self.full_name = Got(self.FullName)

    def SaveCopyAs(self, name: str) -> None:  # noqa: N802 the name is Excel's
        self._book.excel.read("copy saved")
        self._book.wb.save(name)
