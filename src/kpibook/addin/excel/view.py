"""Excel's state while a button works, and what the officer was looking at given back."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings

UNDO = (
    "Undo in Excel does not take back what a button changed. "
    "To go back, close the workbook without saving."
)
"""What a dialog says that reports a change; Check changes no sheet but its own list."""

_QUIET = {
    "screen_updating": False,
    "display_alerts": False,
    "enable_events": False,
    "calculation": "manual",
}


@contextlib.contextmanager
def kept_view(book: xlwings.Book) -> Iterator[None]:
    """Quiet for as long as the block runs; afterwards everything is as it was, failure or not.

    Quiet means that nothing flickers, asks, runs other people's macros or is calculated between
    two writes. Afterwards the same sheet is in front with the same cells selected, as far as they
    are still there.
    """
    app = book.app
    before = {name: getattr(app, name) for name in _QUIET}
    sheet, selected = _looking_at(book)
    try:
        for name, value in _QUIET.items():
            setattr(app, name, value)
        yield
    finally:
        with contextlib.suppress(Exception):  # the sheet may have been renamed or hidden
            if _looking_at(book) != (sheet, selected):
                _look_at(book, sheet, selected)
        for name, value in before.items():
            setattr(app, name, value)


def selected_cell(book: xlwings.Book) -> tuple[str, str] | None:
    """Sheet and address of the first selected cell; None when a chart or a picture is selected."""
    sheet, selected = _looking_at(book)
    first = selected.replace("$", "").partition(",")[0].partition(":")[0]
    return (sheet, first) if first else None


def show(book: xlwings.Book, sheet: str, address: str = "A1") -> None:
    """Bring a sheet to the front with a cell of it selected."""
    _look_at(book, sheet, address)


def _looking_at(book: xlwings.Book) -> tuple[str, str]:
    """The sheet in front, and the address selected on it; "" when that is not a range."""
    sheet = book.sheets.active.name
    chosen = book.app.selection
    if chosen is None or chosen.sheet.name != sheet:
        return sheet, ""
    return sheet, chosen.address


def _look_at(book: xlwings.Book, sheet: str, address: str) -> None:
    # `activate` of xlwings itself also brings Excel to the front, and fails when a second Excel is
    # there already; the officer has this one before them.
    book.impl.activate()
    there = book.sheets[sheet]
    there.impl.activate()
    if address:
        there.range(address).select()
