"""The few things that xlwings does not offer alike on Windows and on a Mac, each in one place.

Everything else in the add-in uses xlwings' portable interface. What stands here is what only a
person with Excel can confirm; `docs/excel-checklist.md` lists it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import xlwings

WINDOWS = "win32"
_ALLOWED = (
    "FormattingCells",
    "FormattingColumns",
    "FormattingRows",
    "InsertingColumns",
    "InsertingRows",
    "InsertingHyperlinks",
    "DeletingColumns",
    "DeletingRows",
    "Sorting",
    "Filtering",
    "UsingPivotTables",
)
_SPLIT = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MAC_SANDBOX = Path("~/Library/Containers/com.microsoft.Excel/Data")


def stored(cells: xlwings.Range, platform: str) -> Any:
    """What cells hold, in one read: a bare value for one cell, else rows.

    On Windows dates come as serial numbers and money unrounded (`Value2`); `Value` would give
    money to four decimals only. On a Mac dates come as dates, and errors as their text.
    """
    if platform == WINDOWS:
        return cells.api.Value2
    return cells.options(err_to_str=True).raw_value


def save_copy(book: xlwings.Book, path: Path) -> None:
    """Let Excel on Windows save the workbook as it is now under another name.

    The workbook keeps its name and goes on having unsaved changes.
    """
    book.api.SaveCopyAs(str(path))


def counts_from_1904(book: xlwings.Book, platform: str) -> bool:
    """Whether the workbook counts its days from 1904, as old ones from a Mac do."""
    if platform == WINDOWS:
        return bool(book.api.Date1904)
    return bool(book.api.date_1904.get())


def folder_of(book: xlwings.Book, platform: str) -> Path | None:
    """The folder of a workbook on this machine; None when it is in a cloud or never saved.

    Asks Excel for the text alone. `Book.fullname` would look for a synchronised copy of a cloud
    workbook, which blocks or fails.
    """
    if platform == WINDOWS:
        text = str(book.api.Path)
    else:
        text = str(book.api.full_name.get()).rpartition("/")[0]
    return None if not text or "://" in text else Path(text)


def protection_of(sheet: xlwings.Sheet, platform: str) -> dict[str, bool] | None:
    """What is protected on a sheet and what is allowed all the same; None when nothing is."""
    if platform == WINDOWS:
        if not sheet.api.ProtectContents:
            return None
        allowed = sheet.api.Protection
        held = {f"Allow{name}": bool(getattr(allowed, f"Allow{name}")) for name in _ALLOWED}
        held["DrawingObjects"] = bool(sheet.api.ProtectDrawingObjects)
        return held | {"Scenarios": bool(sheet.api.ProtectScenarios)}
    if not sheet.api.protect_contents.get():
        return None
    names = [_SPLIT.sub("_", f"Allow{name}").lower() for name in _ALLOWED]
    names = [name.replace("pivot_tables", "pivot_table") for name in names]
    held = {n: bool(getattr(sheet.api.protection_object, n).get()) for n in names}
    held["drawing_objects"] = bool(sheet.api.protect_drawing_objects.get())
    return held | {"scenarios": bool(sheet.api.protect_scenarios.get())}


def unprotect(sheet: xlwings.Sheet, platform: str) -> None:
    """Take a sheet's protection off; Excel refuses when it has a password, and asks nobody."""
    if platform == WINDOWS:
        sheet.api.Unprotect(Password="")
    else:
        sheet.api.unprotect(password="")


def protect(sheet: xlwings.Sheet, held: dict[str, bool], platform: str) -> None:
    """Protect a sheet as `protection_of` found it."""
    if platform == WINDOWS:
        sheet.api.Protect(Contents=True, **held)
    else:
        sheet.api.protect_worksheet(worksheet_contents=True, **held)


def show_word_as(rule: xlwings.ConditionalFormat, number_format: str, platform: str) -> bool:
    """Let a conditional format show a sign before its word; False on a Mac, which cannot."""
    if platform != WINDOWS:
        return False
    rule.impl.api.NumberFormat = number_format
    return True


def exchange_folder(platform: str) -> Path | None:
    """Where Excel may open a file without asking: its own folder on a Mac; None for any."""
    folder = _MAC_SANDBOX.expanduser()
    return folder if platform != WINDOWS and folder.is_dir() else None
