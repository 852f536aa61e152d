"""A click on a button: the workbook it was made in, and the dialogs to ask the officer with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kpibook.addin.excel.view import IN_CLOUD, NOT_KEPT, UNDO
from kpibook.errors import SchemeError
from kpibook.on_use.dataclass import dataclass
from kpibook.workbook.reader import read_settings

if TYPE_CHECKING:
    from kpibook.addin.excel.dialogs import Dialogs
    from kpibook.addin.open_book.open_book import OpenBook
    from kpibook.addin.take_back.keeper import Keeper

AUTO_SAVED = "AutoSave is on, so this is saved already and colleagues see it."

NO_FOLDER = Path("a folder that only Excel can reach")
"""Placeholder for the folder of a workbook that has no folder on this computer."""


@dataclass(frozen=True, slots=True)
class Click:
    """A click on a ribbon button, as its command receives it.

    Attributes:
        book: The workbook in front, and what the officer has selected in it.
        dialogs: The dialogs to ask the officer with.
        keeper: The keeper of what the button changes; None for a button that changes nothing.
    """

    book: OpenBook
    dialogs: Dialogs
    keeper: Keeper | None = None

    def __post_init__(self) -> None:
        # A colleague may have typed while a question was open: Excel is asked again after it.
        self.dialogs.after_each(self.book.refresh)

    @property
    def how_to_go_back(self) -> str:
        """Tell the officer how to take back what a button changed, and what is not saved yet."""
        saved = AUTO_SAVED if self.book.saves_itself else ""
        undo, unsaved = UNDO, ""
        if self.keeper is not None:
            unsaved = self.keeper.unsaved()
            if self.keeper.missing:
                # No folder means OneDrive, SharePoint or a new workbook.
                in_cloud = "" if self.book.folder() else IN_CLOUD
                undo = f"{NOT_KEPT.format(self.keeper.missing)} {in_cloud}".rstrip()
        return " ".join(filter(None, (saved, undo, unsaved)))

    def folder(self) -> Path:
        """Return the folder to look for the workbook's scheme file in.

        For a workbook in OneDrive or SharePoint, or never saved, it is a placeholder that is not
        looked into: such a workbook can only name a scheme that comes with kpibook, or the one that
        it keeps a copy of.

        Raises:
            SchemeError: ``scheme-file-unreachable``: such a workbook names a file.
            WorkbookError: The workbook has no settings.
        """
        folder = self.book.folder()
        if folder is not None:
            return folder
        settings = read_settings(self.book)
        copy = settings.scheme_copy
        if copy is not None and copy.is_of(settings.scheme) and copy.is_sound:
            return NO_FOLDER
        if not settings.scheme.casefold().endswith(".toml"):
            return Path()
        raise SchemeError(
            "the scheme is a file next to the workbook, and the workbook has no folder on this "
            "computer.",
            code="scheme-file-unreachable",
            where=settings.scheme_place or self.book.name,
            fix="Open the workbook from its synced folder or save it on this computer, or name a "
            "scheme that comes with kpibook.",
        )


def documents() -> Path:
    """Return the folder to offer for a workbook that has no folder on this computer."""
    home = Path.home()
    return home / "Documents" if (home / "Documents").is_dir() else home
