"""One click on a button: the workbook it was made in, and a way to ask the officer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kpibook.addin.excel.view import UNDO
from kpibook.errors import SchemeError, WorkbookError
from kpibook.workbook import layout
from kpibook.workbook.protocol import Book
from kpibook.workbook.reader import read_settings

if TYPE_CHECKING:
    from kpibook.addin.excel.dialogs import Dialogs
    from kpibook.addin.open_book.open_book import OpenBook


@dataclass(frozen=True, slots=True)
class Click:
    """What a button's command is given.

    Attributes:
        book: The workbook the officer has before them, and what they have selected in it.
        dialogs: How to ask them.
    """

    book: OpenBook
    dialogs: Dialogs

    @property
    def how_to_go_back(self) -> str:
        """How the officer takes back what a button changes, in a sentence or two."""
        if self.book.folder() is not None:
            return UNDO
        return f"{UNDO} Where AutoSave has saved it, use File, Info, Version History."

    def folder(self) -> Path:
        """The folder in which a scheme file of the workbook is looked for.

        Of a workbook in OneDrive or SharePoint, or never saved, it is a folder that is never
        looked into: such a workbook can only name a scheme that comes with kpibook.

        Raises:
            SchemeError: ``scheme-file-unreachable``: it names a file all the same.
            WorkbookError: It has no settings.
        """
        folder = self.book.folder()
        if folder is not None:
            return folder
        settings = read_settings(self.book)
        if not settings.scheme.casefold().endswith(".toml"):
            return Path()
        raise SchemeError(
            "the scheme is a file beside the workbook, and the workbook has no folder on this "
            "computer.",
            code="scheme-file-unreachable",
            where=settings.scheme_place or self.book.name,
            fix="Open the workbook from its synced folder or save it on this computer, or name a "
            "scheme that comes with kpibook.",
        )


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
