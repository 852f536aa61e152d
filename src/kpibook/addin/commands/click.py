"""One click on a button: the workbook it was made in, what was selected, and a way to ask."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kpibook.errors import WorkbookError
from kpibook.workbook import layout
from kpibook.workbook.protocol import Book

if TYPE_CHECKING:
    from kpibook.addin.dialogs import Dialogs
    from kpibook.addin.open_book import OpenBook


@dataclass(frozen=True, slots=True)
class Click:
    """What a button's command is given.

    Attributes:
        book: The workbook the officer has before them.
        dialogs: How to ask them.
        sheet: The sheet they are on; "" when none is active, as on a chart's own sheet.
        address: The selected cells, such as "H8" or "H8:H9"; "" when none are.
    """

    book: OpenBook
    dialogs: Dialogs
    sheet: str = ""
    address: str = ""


def needs_performance_workbook(book: Book) -> None:
    """Refuse any other workbook, before an officer is asked anything.

    One that has lost a single table or name is let through: the service says what is missing.

    Raises:
        WorkbookError: ``not-a-performance-workbook``.
    """
    if book.named_cell(layout.PERIOD_SETTING.name) or book.table(layout.THIS_QUARTER_TABLE):
        return
    raise WorkbookError(
        "this is not a performance workbook made by kpibook.",
        code="not-a-performance-workbook",
        where=book.name,
        fix="Go to your performance workbook and press the button there. To start one, run "
        "`kpibook new` with your register of measures; Help says where the guide is.",
    )


def documents() -> Path:
    """The folder offered where the workbook has none on this computer."""
    home = Path.home()
    return home / "Documents" if (home / "Documents").is_dir() else home
