"""The workbook a button was pressed in."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpibook.errors import KpibookError

if TYPE_CHECKING:
    import xlwings

CLICKED = "'kpibook.xlam'!KpiClickedBook"
"""The add-in's function that says which workbook was active at the click. Its name is not part
of the command line, where a workbook's name would be part of a shell command."""

_BY_THE_ADDIN = "--from_xl=1"
_WINDOW = "--hwnd="


def calling_book(arguments: Sequence[str]) -> xlwings.Book:
    """The workbook that was active when the button was pressed.

    Args:
        arguments: The process's own. Started by the add-in, they name Excel's window; the helper
            that runs all the time is handed the workbook itself.

    Raises:
        KpibookError: ``workbook-not-reached``: there is no Excel that could show a dialog either.
    """
    import xlwings

    try:
        if _BY_THE_ADDIN not in arguments:
            return xlwings.Book.caller()
        app = _excel(arguments)
        return app.books[str(app.macro(CLICKED)())]
    except Exception as error:
        # xlwings lets Excel's own errors through, of another class on each platform.
        raise KpibookError(
            "kpibook could not reach the workbook in Excel.",
            code="workbook-not-reached",
            fix="Finish typing in the cell you are in, answer any question Excel asks, and press "
            "the button again.",
        ) from error


def _excel(arguments: Sequence[str]) -> xlwings.App:
    """The Excel whose button was pressed: of several on Windows, the one with that window."""
    import xlwings

    window = next((a.removeprefix(_WINDOW) for a in arguments if a.startswith(_WINDOW)), "")
    if sys.platform == "win32" and window:
        return xlwings.App(impl=xlwings._xlwindows.App(xl=int(window)))  # noqa: SLF001 as caller()
    running = xlwings.apps.active
    if running is None:
        raise LookupError("no Excel is running")
    return running
