"""Dialogs in Excel: messages, questions and windows to choose files.

Messages go through xlwings. The file windows are Excel's, opened by the add-in's VBA module
KpiDialogs, because xlwings has none and Excel's know the officer's recent folders.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from kpibook.addin.excel.excel_error import NO_NUMBER, Refusal, excel_error
from kpibook.addin.excel.status_bar import StatusBar, officer_asked
from kpibook.domain.wording import shortened
from kpibook.errors import KpibookError, SourceError

if TYPE_CHECKING:
    import xlwings

TITLE = "KPI Book"
MODULE = "'kpibook.xlam'!KpiDialogs."
"""The VBA module that opens file windows, as ``Application.Run`` names it."""

WORKBOOKS = "Excel workbooks (*.xlsx;*.xlsm),*.xlsx;*.xlsm"
ACTUALS = "Actuals: CSV or Excel (*.csv;*.xlsx;*.xlsm),*.csv;*.xlsx;*.xlsm"
NEW_WORKBOOK = "Excel workbook (*.xlsx),*.xlsx"

_LONGEST_QUESTION = 900  # characters; InputBox cuts a question at about 1,024


class Buttons(Enum):
    """The buttons under a question, as xlwings names them."""

    OK_CANCEL = "ok_cancel"
    YES_NO_CANCEL = "yes_no_cancel"


class Reply(Enum):
    """The button that the officer pressed; CANCEL also for a closed window."""

    OK = "ok"
    YES = "yes"
    NO = "no"
    CANCEL = "cancel"


class Dialogs:
    """Dialogs over one running Excel.

    Args:
        app: The Excel of the click.
    """

    def __init__(self, app: xlwings.App) -> None:
        self._app = app
        self._after: Callable[[], None] = _nothing

    def after_each(self, call: Callable[[], None]) -> None:
        """Call a function after each question that the officer was asked."""
        self._after = call

    def status_bar(self) -> StatusBar:
        """Return the status bar of this Excel, for the time of a click."""
        return StatusBar(self._app)

    def say(self, text: object, *, serious: bool = False) -> None:
        """Show a message and wait until it is closed."""
        self._app.alert(printable(text), TITLE, "ok", "critical" if serious else "info")

    def ask(self, question: str, buttons: Buttons) -> Reply:
        """Ask a question and wait for the answer."""
        with officer_asked():
            pressed = self._app.alert(printable(question), TITLE, buttons.value, "info")
        self._after()
        replies = {reply.value: reply for reply in Reply}
        # An answer that is no button's name counts as CANCEL, so that nothing is changed.
        return replies.get(str(pressed), Reply.CANCEL)

    def choose_file(self, title: str, kinds: str) -> Path | None:
        """Ask for a file that exists; None if the officer cancelled.

        Args:
            title: The window's title.
            kinds: The file types to offer, in Excel's notation ("Name (*.csv),*.csv").

        Raises:
            KpibookError: ``dialog-missing``, ``file-in-cloud``.
        """
        return next(iter(self._paths("ChooseFile", title, kinds)), None)

    def choose_files(self, title: str, kinds: str) -> tuple[Path, ...]:
        """Ask for several files, in the order Excel gives them; () if the officer cancelled.

        Raises:
            KpibookError: As `choose_file`.
        """
        return self._paths("ChooseFiles", title, kinds)

    def save_name(self, title: str, suggested: Path) -> Path | None:
        """Ask for the name of a new workbook; None if cancelled. The file may exist already.

        Args:
            title: The window's title.
            suggested: The name to offer, with its folder.

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

    def choose_name(self, question: str, names: Sequence[str]) -> str | None:
        """Ask for one of several names, by its number in a list or typed; None if cancelled.

        Args:
            question: The question above the list.
            names: The names; the first is offered. A long list is cut: a name not shown is typed.

        Returns:
            The name, or another text that the officer typed.

        Raises:
            KpibookError: ``dialog-missing``.
        """
        lines = [f"{n}  {shortened(name, 60)}" for n, name in enumerate(names, start=1)]
        shown = list(accumulate(lines, "{}\n{}".format))
        most = sum(len(text) + len(question) < _LONGEST_QUESTION for text in shown)
        more = "" if most == len(names) else f"\n... and {len(names) - most} more: type the name."
        text = printable(f"{question}\n\n{shown[most - 1]}{more}")
        answer = str(self._call("ChooseName", TITLE, text, "1") or "").strip()
        if answer.isdecimal() and 0 < int(answer) <= len(names):
            return names[int(answer) - 1]
        return answer or None

    def type_text(self, question: str, offered: str = "") -> str | None:
        """Ask for a text; None if the officer cancelled or typed nothing.

        Args:
            question: The question, of at most 1,000 characters.
            offered: The text that is in the field already.

        Raises:
            KpibookError: ``dialog-missing``.
        """
        # InputBox gives an empty text for Cancel too, so a question cannot be left unanswered.
        answer = self._call("ChooseName", TITLE, printable(question), printable(offered))
        return str(answer or "").strip() or None

    def _paths(self, function: str, *arguments: str) -> tuple[Path, ...]:
        """Call a function of the add-in's VBA module and return its lines as paths."""
        lines = str(self._call(function, *arguments) or "").splitlines()
        return tuple(_on_this_computer(line) for line in lines if line)

    def _call(self, function: str, *arguments: str) -> object:
        """Call a function of the add-in's VBA module."""
        try:
            with officer_asked():
                answer: object = self._app.macro(MODULE + function)(*arguments)
        except Exception as error:
            # xlwings does not wrap Excel's errors, and their class differs by platform.
            found = excel_error(error) or NO_NUMBER
            unknown = found.refusal is Refusal.OTHER
            raise KpibookError(
                "Excel could not open the window for choosing.",
                code="dialog-missing",
                why=f"{'The add-in in Excel does not answer.' if unknown else ''} {found.why}",
                fix="Run `kpibook addin install` again and start Excel again."
                if unknown
                else found.refusal.fix,
            ) from error
        self._after()
        return answer


def _nothing() -> None:
    return None


def printable(text: object) -> str:
    """Replace the control characters of a text, which a cell may hold and no dialog can show."""
    return "".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in str(text))


def _on_this_computer(name: str) -> Path:
    """Return a chosen file as a path, or refuse the web address that Excel gives for SharePoint."""
    if "://" not in name:
        return Path(name)
    raise SourceError(
        "is in OneDrive or SharePoint, where only Excel can reach it.",
        code="file-in-cloud",
        where=name.rsplit("/", 1)[-1],
        fix="Choose it in your synced folder, or save a copy on this computer and choose that.",
    )
