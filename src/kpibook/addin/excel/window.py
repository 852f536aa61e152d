"""The window of an open workbook: what is scrolled to, and what is frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kpibook.addin.excel.platform_api import WINDOWS
from kpibook.on_use.regex import regex

if TYPE_CHECKING:
    import xlwings

_SPLIT = regex(r"(?<=[a-z])(?=[A-Z])")


class Window:
    """Excel's window in front, by the names of its properties on Windows.

    Args:
        book: A workbook of that Excel.
        platform: A value of `sys.platform`.
    """

    def __init__(self, book: xlwings.Book, platform: str) -> None:
        self._on_windows = platform == WINDOWS
        app = book.app.api
        self._window: Any = app.ActiveWindow if self._on_windows else app.active_window

    def get(self, name: str) -> Any:
        """Return a property, such as ``ScrollRow``."""
        if self._on_windows:
            return getattr(self._window, name)
        return getattr(self._window, mac_term(name)).get()

    def set(self, name: str, value: object) -> None:
        """Set a property."""
        if self._on_windows:
            setattr(self._window, name, value)
        else:
            getattr(self._window, mac_term(name)).set(value)


def mac_term(name: str) -> str:
    """Return the term on a Mac for the name of a property on Windows.

    >>> mac_term("FitToPagesWide")
    'fit_to_pages_wide'
    """
    return _SPLIT.sub("_", name).lower()
