"""Dialogs in Excel: say something, ask something, choose files.

Messages go through xlwings. Excel's own file windows are opened by the add-in's VBA module
KpiDialogs, because xlwings has none and they know the officer's recent folders.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from kpibook.errors import KpibookError, SourceError

if TYPE_CHECKING:
    import xlwings

TITLE = "KPI Book"
MODULE = "'kpibook.xlam'!KpiDialogs."
"""Where the add-in's own file windows are, for ``Application.Run``."""

WORKBOOKS = "Excel workbooks (*.xlsx;*.xlsm),*.xlsx;*.xlsm"
ACTUALS = "Actuals: CSV or Excel (*.csv;*.xlsx;*.xlsm),*.csv;*.xlsx;*.xlsm"
NEW_WORKBOOK = "Excel workbook (*.xlsx),*.xlsx"


class Buttons(Enum):
    """The buttons under a question, as xlwings names them."""

    OK_CANCEL = "ok_cancel"
    YES_NO_CANCEL = "yes_no_cancel"


class Reply(Enum):
    """The button that was pressed; closing the window is CANCEL."""

    OK = "ok"
    YES = "yes"
    NO = "no"
    CANCEL = "cancel"


class Dialogs:
    """Dialogs over one running Excel.

    Args:
        app: The Excel that the button was pressed in.
    """

    def __init__(self, app: xlwings.App) -> None:
        self._app = app

    def say(self, text: object, *, serious: bool = False) -> None:
        """Show a message and wait until it is closed."""
        self._app.alert(printable(text), TITLE, "ok", "critical" if serious else "info")

    def ask(self, question: str, buttons: Buttons) -> Reply:
        """Ask a question and wait for the answer."""
        pressed = self._app.alert(printable(question), TITLE, buttons.value, "info")
        known = {reply.value: reply for reply in Reply}
        return known.get(str(pressed), Reply.CANCEL)

    def choose_file(self, title: str, kinds: str) -> Path | None:
        """A file that is there; None when the officer changed their mind.

        Args:
            title: What the window says above.
            kinds: What it offers, in Excel's notation ("What it is (*.csv),*.csv").

        Raises:
            KpibookError: ``dialog-missing``, ``file-in-cloud``.
        """
        return next(iter(self._paths("ChooseFile", title, kinds)), None)

    def choose_files(self, title: str, kinds: str) -> tuple[Path, ...]:
        """Several files, in the order Excel gives them; none when cancelled.

        Raises:
            KpibookError: As `choose_file`.
        """
        return self._paths("ChooseFiles", title, kinds)

    def save_name(self, title: str, suggested: Path) -> Path | None:
        """A name for a new workbook; None when cancelled. The file may be there already.

        Args:
            title: What the window says above.
            suggested: The name it offers, with its folder.

        Returns:
            The name with the ending .xlsx, added if the officer left it out.

        Raises:
            KpibookError: As `choose_file`.
        """
        chosen = self._paths("SaveName", title, str(suggested), NEW_WORKBOOK)
        if not chosen:
            return None
        name = chosen[0]
        return name if name.suffix.casefold() == ".xlsx" else name.with_name(f"{name.name}.xlsx")

    def _paths(self, function: str, *arguments: str) -> tuple[Path, ...]:
        """The lines that a function of the add-in's module returns, as paths."""
        try:
            said = self._app.macro(MODULE + function)(*arguments)
        except Exception as error:
            # xlwings lets Excel's own errors through, of another class on each platform.
            raise KpibookError(
                "Excel could not open the window for choosing a file.",
                code="dialog-missing",
                why="The add-in in Excel does not answer.",
                fix="Run `kpibook addin install` again and start Excel anew.",
            ) from error
        return tuple(_on_this_computer(line) for line in str(said or "").splitlines() if line)


def printable(text: object) -> str:
    """A text with what no dialog can show replaced: a cell may hold control characters."""
    return "".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in str(text))


def _on_this_computer(name: str) -> Path:
    """The path of a chosen file, which Excel gives as a web address for one in SharePoint."""
    if "://" not in name:
        return Path(name)
    raise SourceError(
        "is in OneDrive or SharePoint, where only Excel can reach it.",
        code="file-in-cloud",
        where=name.rsplit("/", 1)[-1],
        fix="Choose it in your synced folder, or save a copy on this computer and choose that.",
    )
