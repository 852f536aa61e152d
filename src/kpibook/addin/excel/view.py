"""Excel's state while a button works, and the officer's view, restored afterwards."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kpibook.addin.excel.window import Window

if TYPE_CHECKING:
    import xlwings

UNDO = (
    "Undo in Excel does not take back what a button changed. Take back on the ribbon does, also "
    "after you have saved."
)
"""The sentence in a dialog that reports a change; Check changes only its own list."""

NOT_KEPT = (
    "Neither Undo in Excel nor Take back on the ribbon can take this back, because what it changed "
    "was not kept: {}"
)
"""The sentence in its place where Take back is not available."""

IN_CLOUD = "In OneDrive and SharePoint use File, Info, Version History."

_STAYS = {
    "screen_updating": "Excel did not begin to draw its window again: save, and start Excel again.",
    "display_alerts": "Excel's own warnings are still off: save, and start Excel again.",
    "enable_events": "Macros that run at a change are still off: save, and start Excel again.",
    "calculation": "Excel still calculates by hand: choose Formulas > Calculation Options > "
    "Automatic.",
}
"""Sentences for the officer on a setting that Excel would not take back."""

# In xlwings' names. With automatic calculation Excel would calculate after each write.
_QUIET = {
    "screen_updating": False,
    "display_alerts": False,
    "enable_events": False,
    "calculation": "manual",
}


@contextlib.contextmanager
def kept_view(book: xlwings.Book, platform: str = sys.platform) -> Iterator[list[str]]:
    """Keep Excel quiet while the block runs, then restore its settings and the officer's view.

    Quiet means that the screen does not flicker, Excel asks nothing, no event macro of another
    add-in runs and nothing is calculated between two writes. Afterwards, also after a failure,
    the same sheet is in front with the same cells selected, if they still exist, and scrolled to
    the same place.

    Args:
        book: The workbook.
        platform: A value of `sys.platform`.

    Yields:
        A list that, after the block, holds a sentence on each setting that Excel did not take back.
    """
    app = book.app
    before = {name: getattr(app, name) for name in _QUIET}
    sheet, selected = _looking_at(book)
    scrolled = _scrolled(book, platform)
    stays: list[str] = []
    try:
        for name, value in _QUIET.items():
            setattr(app, name, value)
        yield stays
    finally:
        with contextlib.suppress(Exception):  # the sheet may have been renamed or hidden
            if _looking_at(book) != (sheet, selected):
                _look_at(book, sheet, selected)
                _scroll(book, platform, scrolled)
        for name, value in before.items():
            # Each by itself: calculation left by hand must not leave the warnings off too.
            try:
                setattr(app, name, value)
            except Exception:  # noqa: BLE001 the class differs by platform
                stays.append(_STAYS[name])


def selected_cell(book: xlwings.Book) -> tuple[str, str] | None:
    """Return sheet and address of the first selected cell; None for a chart or a picture."""
    sheet, selected = _looking_at(book)
    first = selected.replace("$", "").partition(",")[0].partition(":")[0]
    return (sheet, first) if first else None


def show(book: xlwings.Book, sheet: str, address: str = "A1") -> None:
    """Bring a sheet to the front with a cell of it selected."""
    _look_at(book, sheet, address)


def _looking_at(book: xlwings.Book) -> tuple[str, str]:
    """Return the sheet in front and the address selected on it; "" if no cell is selected."""
    # `selection` belongs to the application, so it can be on a sheet of another workbook.
    sheet = book.sheets.active.name
    chosen = book.app.selection
    if chosen is None or chosen.sheet.name != sheet:
        return sheet, ""
    return sheet, chosen.address


def _scrolled(book: xlwings.Book, platform: str) -> dict[str, int]:
    """Return the row and column that the window is scrolled to; empty if Excel does not tell."""
    with contextlib.suppress(Exception):  # a chart sheet is not scrolled
        window = Window(book, platform)
        return {name: int(window.get(name)) for name in ("ScrollRow", "ScrollColumn")}
    return {}


def _scroll(book: xlwings.Book, platform: str, scrolled: Mapping[str, int]) -> None:
    # Selecting a cell scrolls to it, and the officer may have looked at another place.
    window = Window(book, platform)
    for name, place in scrolled.items():
        if window.get(name) != place:
            window.set(name, place)


def _look_at(book: xlwings.Book, sheet: str, address: str) -> None:
    # Not xlwings' own `Book.activate`: it also brings Excel to the front, which fails when a second
    # Excel is there already. The officer has this Excel in front anyway.
    book.impl.activate()
    target = book.sheets[sheet]
    target.impl.activate()
    if address:
        target.range(address).select()
