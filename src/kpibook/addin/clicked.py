"""The workbook a ribbon button was clicked in, without its name on any command line.

A file name may hold ``%CMDCMDLINE%``, which cmd.exe expands even between quotes, or ``$(...)`` on
a Mac: whoever names a workbook could run a program by the click of a button. So the add-in keeps
the name and gives it when it is asked over Excel's own interface.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings

WHICH = "'kpibook.xlam'!KpiClickedBook"
"""The add-in's function that names the workbook, for ``Application.Run``."""

_FROM_EXCEL, _WINDOW = "--from_xl=1", "--hwnd="


def clicked_book(arguments: Sequence[str]) -> xlwings.Book:
    """The workbook that was in front when the button was clicked.

    Args:
        arguments: The process's own, as the add-in's command line gave them; without
            ``--from_xl=1`` (helper mode, or xlwings' mock caller) xlwings knows the workbook.
    """
    import xlwings

    if _FROM_EXCEL not in arguments or hasattr(xlwings.Book, "_mock_caller"):
        return xlwings.Book.caller()
    app = _excel_of(arguments)
    return app.books[app.macro(WHICH)()]


def _excel_of(arguments: Sequence[str]) -> xlwings.App:
    """The running Excel that the click came from."""
    import xlwings

    window = next((a.removeprefix(_WINDOW) for a in arguments if a.startswith(_WINDOW)), "")
    if sys.platform == "win32" and window:  # one of several, told by its window
        return xlwings.App(impl=xlwings._xlwindows.App(xl=int(window)))  # noqa: SLF001
    return xlwings.apps.active
