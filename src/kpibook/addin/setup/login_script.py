"""The small command file that starts the helper when its owner logs in."""

from __future__ import annotations

from pathlib import Path

from kpibook.addin.machine.machine import Machine
from kpibook.addin.machine.python_interpreter import windowless
from kpibook.errors import AddinError


def login_command(machine: Machine, interpreter: Path) -> bytes:
    """The .cmd file for the Start menu's Startup folder.

    A shortcut would have to be made through COM, and a registry entry would be one; this is a
    file of three lines that anybody can read. Where script files are forbidden (AppLocker), it
    will not run, and the helper is started by hand.

    Raises:
        AddinError: ``path-outside-code-page`` for letters the command prompt cannot read.
    """
    # -P: the folder it is started in must not come first on Python's path.
    program = str(windowless(interpreter)).replace("%", "%%")
    text = (
        "@echo off\r\n"
        "rem Put here by 'kpibook addin install'; 'kpibook addin uninstall' takes it out.\r\n"
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
