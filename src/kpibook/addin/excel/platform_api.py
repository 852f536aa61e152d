"""Calls that xlwings does not offer in the same way on Windows and on a Mac.

Everything else in the add-in uses xlwings' portable interface. Only a person with Excel can
confirm these calls; `docs/excel-checklist.md` lists them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpibook.addin.excel import mac_values
from kpibook.addin.excel.cell_values import matrix
from kpibook.on_use.regex import regex
from kpibook.xlsx.cells.references import Area

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
_SPLIT = regex(r"(?<=[a-z])(?=[A-Z])")
_MAC_SANDBOX = Path("~/Library/Containers/com.microsoft.Excel/Data")


def stored(cells: xlwings.Range, area: Area, platform: str) -> list[list[Any]]:
    """Read the values of cells as rows.

    On Windows dates come as serial numbers and errors as Excel's numbers; on a Mac dates come as
    dates, and errors as `CellError`.

    Args:
        cells: The cells.
        area: Where they are.
        platform: A value of `sys.platform`.
    """
    if platform == WINDOWS:
        # Not `Value`, which gives money to four decimals only.
        return matrix(cells.api.Value2, area.rows, area.columns)
    return mac_values.with_errors(cells, area)


def save_copy(book: xlwings.Book, path: Path) -> None:
    """Let Excel on Windows save the workbook as it is now under another name.

    The workbook keeps its name and goes on having unsaved changes.
    """
    book.api.SaveCopyAs(str(path))


def open_for_reading(app: xlwings.App, path: Path, platform: str) -> xlwings.Book:
    """Open a workbook read-only and without a place in the officer's list of recent files."""
    if platform == WINDOWS:
        return app.books.open(path, update_links=False, read_only=True, add_to_mru=False)
    # Not `Books.open` of xlwings: to bring Excel to the front it asks System Events, and macOS
    # would ask the officer to allow that too (xlwings #1966).
    app.api.open_workbook(workbook_file_name=str(path), read_only=True, add_to_mru=False)
    return app.books[path.name]


def counts_from_1904(book: xlwings.Book, platform: str) -> bool:
    """Return True if the workbook counts days from 1904, as old workbooks from a Mac do."""
    if platform == WINDOWS:
        return bool(book.api.Date1904)
    return bool(book.api.date_1904.get())


def folder_of(book: xlwings.Book, platform: str) -> Path | None:
    """Return the folder of a workbook on this machine; None if in a cloud or never saved."""
    # Not `Book.fullname` of xlwings: for a workbook in a cloud it looks for a synchronised copy,
    # which blocks or fails. Excel gives a web address ("://") for such a workbook.
    if platform == WINDOWS:
        text = str(book.api.Path)
    else:
        text = str(book.api.full_name.get()).rpartition("/")[0]
    return None if not text or "://" in text else Path(text)


def full_name_of(book: xlwings.Book, platform: str) -> str:
    """Return a workbook's path or web address; "" if it was never saved."""
    # Not `Book.fullname` of xlwings, as in `folder_of`. A workbook that was never saved has a name
    # without a folder.
    text = str(book.api.FullName if platform == WINDOWS else book.api.full_name.get())
    return text if "/" in text or "\\" in text else ""


def has_path(book: xlwings.Book, platform: str) -> bool:
    """Return True if the workbook was saved before, on this computer or in a cloud."""
    if platform == WINDOWS:
        return bool(book.api.Path)
    return "/" in str(book.api.full_name.get())


def is_read_only(book: xlwings.Book, platform: str) -> bool:
    """Return True if the workbook is open read-only."""
    return bool(book.api.ReadOnly if platform == WINDOWS else book.api.read_only.get())


def is_saved(book: xlwings.Book, platform: str) -> bool:
    """Return True if nothing was changed since the workbook was last saved."""
    return bool(book.api.Saved if platform == WINDOWS else book.api.saved.get())


def has_fixed_structure(book: xlwings.Book, platform: str) -> bool:
    """Return True if the workbook's structure is protected, so that no sheet can be added."""
    if platform == WINDOWS:
        return bool(book.api.ProtectStructure)
    return bool(book.api.protect_structure.get())


def saves_itself(book: xlwings.Book, platform: str) -> bool:
    """Return True if AutoSave is on; False on a Mac and in older Excels, which do not tell."""
    # Excel 2016 and 2019 have no such property, and Excel on a Mac no term for it.
    try:
        return platform == WINDOWS and bool(book.api.AutoSaveOn)
    except Exception:  # noqa: BLE001 each engine has its own
        return False


def protection_of(sheet: xlwings.Sheet, platform: str) -> dict[str, bool] | None:
    """Return what a sheet's protection covers and allows; None if it is not protected."""
    if platform == WINDOWS:
        if not sheet.api.ProtectContents:
            return None
        allowed = sheet.api.Protection
        options = {f"Allow{name}": bool(getattr(allowed, f"Allow{name}")) for name in _ALLOWED}
        options["DrawingObjects"] = bool(sheet.api.ProtectDrawingObjects)
        # Protected against people only, until the file is opened again: a council's macro set it.
        options["UserInterfaceOnly"] = bool(sheet.api.ProtectionMode)
        return options | {"Scenarios": bool(sheet.api.ProtectScenarios)}
    if not sheet.api.protect_contents.get():
        return None
    names = [_SPLIT.sub("_", f"Allow{name}").lower() for name in _ALLOWED]
    # The Mac's term is `allow_using_pivot_table`, in the singular.
    names = [name.replace("pivot_tables", "pivot_table") for name in names]
    options = {n: bool(getattr(sheet.api.protection_object, n).get()) for n in names}
    options["drawing_objects"] = bool(sheet.api.protect_drawing_objects.get())
    options["user_interface_only"] = bool(sheet.api.protection_mode.get())
    return options | {"scenarios": bool(sheet.api.protect_scenarios.get())}


def unprotect(sheet: xlwings.Sheet, platform: str) -> None:
    """Take off a sheet's protection; Excel raises an error if it has a password."""
    # With an empty password Excel fails at once; without the argument it would show its own
    # password window over the button's work.
    if platform == WINDOWS:
        sheet.api.Unprotect(Password="")
    else:
        sheet.api.unprotect(password="")


def protect(sheet: xlwings.Sheet, options: dict[str, bool], platform: str) -> None:
    """Protect a sheet again with what `protection_of` returned."""
    if platform == WINDOWS:
        sheet.api.Protect(Contents=True, **options)
    else:
        sheet.api.protect_worksheet(worksheet_contents=True, **options)


def show_all_rows(sheet: xlwings.Sheet, platform: str) -> bool:
    """Clear the filter of a sheet that hides rows, a table's excepted; False if there is none."""
    if platform == WINDOWS:
        if not sheet.api.FilterMode:
            return False
        sheet.api.ShowAllData()
        return True
    if not sheet.api.filter_mode.get():
        return False
    sheet.api.show_all_data()
    return True


def rows_hidden(cells: xlwings.Range, platform: str) -> bool | None:
    """Return True if all rows of a range are hidden, False if all are shown, None if mixed."""
    # A height would tell too, but heights differ from row to row where texts are wrapped.
    if platform == WINDOWS:
        # Null is Excel's answer for a mixed range.
        hidden = cells.api.EntireRow.Hidden
        return bool(hidden) if isinstance(hidden, bool | int) else None
    answers = cells.api.entire_row.rows.hidden.get()
    # A list of all rows, or a single value.
    each = {bool(answer) for answer in answers} if isinstance(answers, list) else {bool(answers)}
    return each.pop() if len(each) == 1 else None


def show_word_as(rule: xlwings.ConditionalFormat, number_format: str, platform: str) -> bool:
    """Let a conditional format show a sign before its word; return False on a Mac, which cannot."""
    if platform != WINDOWS:
        return False
    rule.impl.api.NumberFormat = number_format
    return True


def exchange_folder(platform: str) -> Path | None:
    """Return the folder Excel can open files from without asking; None if it can from any."""
    # Excel on a Mac runs in a sandbox and asks the officer before it opens a file outside it.
    folder = _MAC_SANDBOX.expanduser()
    return folder if platform != WINDOWS and folder.is_dir() else None
