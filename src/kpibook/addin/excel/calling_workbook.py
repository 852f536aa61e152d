"""The workbook a button was pressed in."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpibook.addin import light_xlwings
from kpibook.addin.excel.excel_error import NO_NUMBER, Refusal, excel_error
from kpibook.addin.excel.windows_engine import make_patient
from kpibook.errors import KpibookError

if TYPE_CHECKING:
    import xlwings

CLICKED = "'kpibook.xlam'!KpiClickedBook"
"""The add-in's function that returns the workbook active at the click. Python asks for it, because
a workbook's name on the command line would be part of a shell command."""

_BY_THE_ADDIN = "--from_xl=1"
_WINDOW = "--hwnd="
#: xlwings' module for Excel on a system; it needs pywin32 or appscript.
_ENGINES = {"win32": "xlwings._xlwindows", "darwin": "xlwings._xlmac"}


def calling_book(arguments: Sequence[str]) -> xlwings.Book:
    """Return the workbook that was active when the button was pressed.

    Args:
        arguments: The process's arguments. If the add-in started it, they name Excel's window;
            to the helper, which keeps running, xlwings hands the workbook itself.

    Raises:
        KpibookError: ``workbook-not-reached``: no Excel answers, not even to show a dialog;
            ``library-missing``: xlwings cannot reach any.
    """
    light_xlwings.load()
    _need_engine(sys.platform)
    import xlwings

    make_patient()
    try:
        if _BY_THE_ADDIN not in arguments:
            return xlwings.Book.caller()
        app = _excel(arguments)
        return app.books[str(app.macro(CLICKED)())]
    except Exception as error:
        # xlwings does not wrap Excel's errors: pywintypes.com_error on Windows, appscript's
        # CommandError on a Mac.
        raise not_reached(error) from error


def _need_engine(platform: str) -> None:
    """Refuse to go on if xlwings could not load its engine: it passes that over without a word."""
    engine = _ENGINES.get(platform)
    if engine is not None and engine not in sys.modules:
        raise KpibookError(
            "A part of kpibook's Python is missing or may not be loaded, so Excel cannot be "
            "reached.",
            code="library-missing",
            why="An antivirus program may have taken it.",
            fix="Run `kpibook addin status`: it names the command that puts it back.",
        )


def not_reached(error: Exception) -> KpibookError:
    """Return the error for an Excel that does not answer, with the reason if it gave one."""
    found = excel_error(error) or NO_NUMBER
    # Without a reason, a cell being edited is by far the most likely.
    refusal = Refusal.BUSY if found.refusal is Refusal.OTHER else found.refusal
    return KpibookError(
        "kpibook could not reach the workbook in Excel.",
        code="workbook-not-reached",
        why=found.why,
        fix=refusal.fix,
    )


def _excel(arguments: Sequence[str]) -> xlwings.App:
    """Return the Excel whose button was pressed; on Windows, where several may run, by window."""
    import xlwings

    window = next((a.removeprefix(_WINDOW) for a in arguments if a.startswith(_WINDOW)), "")
    if sys.platform == "win32" and window:
        # With several Excels running, `apps.active` need not be the Excel of the click.
        return xlwings.App(impl=xlwings._xlwindows.App(xl=int(window)))  # noqa: SLF001 as caller()
    running = xlwings.apps.active
    if running is None:
        raise LookupError("no Excel is running")
    return running
