"""Page setup and frozen panes of a sheet that is open in Excel.

Excel asks the printer's driver at each setting, so only what differs is set.
"""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kpibook.addin.excel.platform_api import WINDOWS
from kpibook.addin.excel.window import Window, mac_term

if TYPE_CHECKING:
    import xlwings

LANDSCAPE, PORTRAIT = 2, 1
"""`XlPageOrientation`."""

# Excel's dictionary of terms on a Mac has no paper size, and calls the orientation so.
_NOT_ON_A_MAC = frozenset({"PaperSize"})
_MAC_NAMES = {"Orientation": "page_orientation"}


def set_page(sheet: xlwings.Sheet, settings: Mapping[str, object], platform: str) -> None:
    """Give a sheet settings of its page.

    Args:
        sheet: The sheet.
        settings: Values by the names of Excel's `PageSetup`, in the order to set them in.
        platform: A value of `sys.platform`.
    """
    if platform != WINDOWS:
        _set_on_a_mac(sheet.api.page_setup_object, settings)
        return
    page = sheet.api.PageSetup
    differing = [name for name, value in settings.items() if not _is(getattr(page, name), value)]
    if not differing:
        return
    with _printer_left_alone(sheet.book.app.api):
        for name in differing:
            setattr(page, name, settings[name])


def freeze(sheet: xlwings.Sheet, rows: int, columns: int, platform: str) -> None:
    """Freeze the first rows and columns of a sheet, and hide its gridlines.

    The sheet comes to the front, because only the window's sheet in front can be frozen.

    Args:
        sheet: The sheet.
        rows: How many rows; 0 for none.
        columns: How many columns; 0 for none.
        platform: A value of `sys.platform`.
    """
    sheet.book.impl.activate()
    sheet.impl.activate()
    window = Window(sheet.book, platform)
    if window.get("DisplayGridlines"):
        window.set("DisplayGridlines", False)
    frozen = bool(window.get("FreezePanes"))
    wanted = {"SplitRow": rows, "SplitColumn": columns}
    if frozen == bool(rows or columns) and (
        not frozen or all(window.get(name) == count for name, count in wanted.items())
    ):
        return
    window.set("FreezePanes", False)
    # Rows are frozen from the first that is shown, so the sheet is scrolled to its top.
    for name, count in {"ScrollRow": 1, "ScrollColumn": 1, **wanted}.items():
        window.set(name, count)
    window.set("FreezePanes", bool(rows or columns))


def _set_on_a_mac(page: Any, settings: Mapping[str, object]) -> None:
    for name, value in settings.items():
        if name in _NOT_ON_A_MAC:
            continue
        setting = getattr(page, _MAC_NAMES.get(name, mac_term(name)))
        wanted = _orientation(value) if name == "Orientation" else value
        if not _is(setting.get(), wanted):
            setting.set(wanted)


def _orientation(value: object) -> object:
    """Return the term for an orientation on a Mac."""
    # Only a Mac has it, so nothing else may need it to be there.
    terms: Any = importlib.import_module("appscript").k
    return terms.landscape if value == LANDSCAPE else terms.portrait


def _is(present: object, wanted: object) -> bool:
    if isinstance(wanted, bool) or isinstance(present, bool):
        return present is wanted
    if isinstance(wanted, int | float) and isinstance(present, int | float):
        return abs(present - wanted) < 0.05  # points; Excel rounds a margin
    return (present or "") == wanted


@contextlib.contextmanager
def _printer_left_alone(app: Any) -> Iterator[None]:
    """Let Excel gather the settings of a page and tell the printer's driver once."""
    # Excel 2010 and later have it; it fails where there is no printer.
    with contextlib.suppress(Exception):
        app.PrintCommunication = False
    try:
        yield
    finally:
        app.PrintCommunication = True
