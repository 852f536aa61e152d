"""The workbook a button was pressed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings

_NOT_FOUND = (
    "kpibook could not reach the workbook in Excel. Finish typing in the cell you are in, close "
    "any Excel window that waits for an answer, and press the button again. [workbook-not-reached]"
)


def calling_book(arguments: Sequence[str]) -> xlwings.Book:
    """The workbook that was active when the button was pressed.

    Args:
        arguments: The process's own, in which the add-in says the workbook's name.

    Raises:
        SystemExit: There is none to be reached, and so no Excel that could show a dialog. What
            it says goes to standard error, which the add-in shows in a window of its own.
    """
    import xlwings

    try:
        return xlwings.Book.caller()
    except Exception as error:
        # xlwings lets Excel's own errors through, of another class on each platform. It also
        # cuts the name at an equals sign; then the active workbook is the one, if it is.
        book = _active(arguments)
        if book is None:
            raise SystemExit(_NOT_FOUND) from error
        return book


def _active(arguments: Sequence[str]) -> xlwings.Book | None:
    """The active workbook, if it is called what the add-in said."""
    import contextlib

    import xlwings

    said = next((a.partition("=")[2].strip() for a in arguments if a.startswith("--wb=")), "")
    with contextlib.suppress(Exception):
        book = xlwings.books.active
        if said and book.name.casefold() == said.casefold():
            return book
    return None
