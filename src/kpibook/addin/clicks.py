"""The entry point of the ribbon's buttons: ``clicks.run("fill")``.

The add-in passes one of the fixed names in `COMMANDS` and nothing else. Every click is answered
with a dialog in plain words, whatever happens; an officer never sees a traceback.
"""

from __future__ import annotations

import gc

# As in `kpibook.__main__`, and before the imports: each click is a separate process, and to look
# for circles after every 700 objects took a tenth of it.
gc.set_threshold(100_000, 20, 20)

import contextlib
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kpibook.addin.commands.answer import Answer, could_not
from kpibook.addin.commands.check import check
from kpibook.addin.commands.command_context import Click
from kpibook.addin.commands.consolidate import consolidate
from kpibook.addin.commands.explain import explain
from kpibook.addin.commands.fill import fill
from kpibook.addin.commands.help import help_
from kpibook.addin.commands.measures import measures
from kpibook.addin.commands.publish import publish
from kpibook.addin.commands.quarterly_return import quarterly_return
from kpibook.addin.commands.report import report
from kpibook.addin.commands.roll_forward import roll_forward
from kpibook.addin.commands.settings import settings
from kpibook.addin.commands.sign_off import sign_off
from kpibook.addin.commands.take_back import take_back
from kpibook.addin.excel.calling_workbook import calling_book, not_reached
from kpibook.addin.excel.dialogs import Dialogs
from kpibook.addin.excel.excel_error import Refusal, excel_error
from kpibook.addin.fault_log import log_fault, log_path
from kpibook.addin.machine import mac_alert
from kpibook.errors import KpibookError
from kpibook.on_use.replacing import replace
from kpibook.workbook import layout

if TYPE_CHECKING:
    from kpibook.addin.open_book.open_book import OpenBook

#: The command behind each button, by the name that the button's VBA passes to Python.
COMMANDS: dict[str, Callable[[Click], Answer]] = {
    "fill": fill,
    "check": check,
    "return": quarterly_return,
    "sign_off": sign_off,
    "publish": publish,
    "report": report,
    "consolidate": consolidate,
    "roll_forward": roll_forward,
    "measures": measures,
    "explain": explain,
    "take_back": take_back,
    "settings": settings,
    "help": help_,
}

#: Refusals that kpibook did not expect, so that they are logged like a fault.
_LOGGED = frozenset({Refusal.OTHER.code, "not-as-written"})

LOOK_FIRST = (
    "Look at the workbook before you save it. If the button changed something, press Take back. "
    "Closing without saving would also lose what you typed since your last save."
)

#: Buttons that work in any workbook.
ANYWHERE = frozenset({"help", "consolidate"})

#: Buttons that do the same in kpibook's workbooks and in a council's own.
IN_ANY = frozenset({*ANYWHERE, "take_back"})


def run(name: str) -> None:
    """Run a button's command on the workbook it was pressed in, and answer with a dialog.

    Args:
        name: A key of `COMMANDS`. An unknown name gets an answer too: the add-in in Excel is of
            another version.

    Raises:
        SystemExit: Excel cannot be reached for a dialog, before the work or after it. Its text
            goes to standard error, which the add-in shows. On a Mac it is shown without Excel.
    """
    try:
        _run(name)
    except KpibookError as error:
        if excel_error(error) is not None:
            _log(name, error)
        raise SystemExit(_told(str(error))) from error
    except Exception as error:
        # Excel is busy or gone. The class of its errors differs: pywintypes.com_error on Windows,
        # appscript's CommandError on a Mac, and neither can be imported on the other.
        _log(name, error)
        raise SystemExit(_told(str(not_reached(error)))) from error


def _told(text: str) -> str | int:
    """Return what to end Python with: the text, or 1 if the Mac has shown it already."""
    return 1 if sys.platform == "darwin" and mac_alert.show(text) else text


def _run(name: str) -> None:
    from kpibook.addin.open_book.open_book import OpenBook

    book = calling_book(sys.argv)
    dialogs = Dialogs(book.app)
    with OpenBook(book) as opened:
        answer = answer_to(name, Click(opened, dialogs))
        if answer.sheet:
            # The task is done. Excel refuses to activate a hidden sheet, which is no failure.
            with contextlib.suppress(Exception):
                opened.show(answer.sheet)
    dialogs.say(answer, serious=answer.serious)


def answer_to(name: str, click: Click) -> Answer:
    """Run the command and return what to tell the officer, whether or not it succeeded."""
    command = COMMANDS.get(name)
    if command is None:
        return _unknown()
    try:
        if name not in ANYWHERE:
            click = _keeping(name, click)
        with click.dialogs.status_bar():
            if name in IN_ANY or _is_kpibooks(click.book):
                return command(click)
            # Imported late: kpibook's own workbooks need nothing of layouts.
            from kpibook.addin.commands.own_workbook.press import press_own

            return press_own(name, click)
    except KpibookError as error:
        if excel_error(error) is not None or error.code in _LOGGED:
            _log(name, error)
        return could_not(_button(name), error)
    except Exception as error:  # noqa: BLE001 an officer is told in words, whatever it was
        return _refused_by_excel(name, error) or _fault(name, error, click)


def _is_kpibooks(book: OpenBook) -> bool:
    """Return True for a workbook that kpibook made, which may have lost a table or a name."""
    named = book.named_cell(layout.PERIOD_SETTING.name)
    return named is not None or book.table(layout.THIS_QUARTER_TABLE) is not None


def _keeping(name: str, click: Click) -> Click:
    """Return the click with a keeper of what its commits change."""
    # Imported late: the buttons that change nothing do without it.
    from kpibook.addin.take_back.keeper import Keeper

    keeper = Keeper(
        _button(name), click.book, lambda error: _log(name, error), offered=name != "take_back"
    )
    click.book.keeper = keeper
    return replace(click, keeper=keeper)


def _button(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _unknown() -> Answer:
    error = KpibookError(
        "This button is not one that the installed kpibook knows.",
        code="button-unknown",
        why="The add-in in Excel and kpibook are of different versions.",
        fix="Close Excel, run `kpibook addin install` and open Excel again.",
    )
    return could_not("That", error)


def _refused_by_excel(name: str, error: Exception) -> Answer | None:
    """Log an error of Excel's and return the answer with its reason; None if it is no such error.

    A reason that is not known counts as a fault of kpibook, which asked for what Excel refused.
    """
    found = excel_error(error)
    if found is None or found.refusal is Refusal.OTHER:
        return None
    _log(name, error)
    refused = KpibookError(
        "Excel did not answer.",
        code=found.refusal.code,
        why=found.why,
        fix=found.refusal.fix,
    )
    return could_not(_button(name), refused)


def _fault(name: str, error: Exception, click: Click) -> Answer:
    """Log a fault in kpibook and return an answer that names the log instead of a traceback."""
    path, logged = _log(name, error)
    where = f"What failed is in the log, without anything your workbook holds:\n{path}"
    return Answer(
        (
            f"{_button(name)} could not be done: this is a fault in kpibook.",
            f"{LOOK_FIRST} {click.keeper.unsaved() if click.keeper else ''}".rstrip(),
            where if logged else "The log of faults could not be written.",
            "Send it to the people who look after kpibook at your council. [fault]",
        ),
        serious=True,
    )


def _log(name: str, error: Exception) -> tuple[Path, bool]:
    """Write a fault to the log; return the log's path and whether the fault is in it."""
    path = log_path(sys.platform, os.environ, Path.home())
    return path, log_fault(path, name, error, datetime.now().astimezone())
