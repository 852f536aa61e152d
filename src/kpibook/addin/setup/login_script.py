"""The small command file that starts the helper when its owner logs in."""

from __future__ import annotations

from pathlib import Path

from kpibook.addin.machine.machine import Machine
from kpibook.addin.machine.python_interpreter import windowless
from kpibook.errors import AddinError


def login_command(machine: Machine, interpreter: Path) -> bytes:
    """Return the .cmd file for the Start menu's Startup folder.

    Where script files are forbidden (AppLocker), it does not run, and the helper is started by
    hand.

    Raises:
        AddinError: ``path-outside-code-page`` for letters the command prompt cannot read.
    """
    # Not a shortcut, which would have to be made through COM, nor a registry entry: these are
    # three lines that anyone can read.
    # -P: the folder it is started in must not come first on Python's path.
    # A .cmd file takes % for a variable, so it is doubled.
    program = str(windowless(interpreter)).replace("%", "%%")
    text = (
        "@echo off\r\n"
        "rem Put here by 'kpibook addin install'; 'kpibook addin uninstall' takes it out.\r\n"
        # start takes a first text in quotation marks for the window's title, hence the "".
        f'start "" "{program}" -P -m kpibook addin helper\r\n'
    )
    try:
        return text.encode(machine.batch_codec)
    except UnicodeEncodeError as error:
        raise AddinError(
            f"the path {interpreter} holds a letter ({text[error.start]!r}) that a command file "
            "cannot hold here.",
            code="path-outside-code-page",
            fix="Leave --start-at-login out, and start 'kpibook addin helper' yourself.",
        ) from error
