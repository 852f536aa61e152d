"""The checks of the add-in's configuration and of the files it names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kpibook.addin.machine.machine import Machine
from kpibook.addin.machine.python_answer import Answer
from kpibook.addin.machine.python_interpreter import interpreter_findings
from kpibook.addin.machine.requirements import wanted_xlwings
from kpibook.addin.setup.file_changes import read_if_there
from kpibook.addin.setup.login_script import login_command
from kpibook.addin.setup.paths import Places
from kpibook.addin.setup.xlwings_config import WORKBOOK_ON_PATH, value_of
from kpibook.addin.xlam.mac_script import NAME, mac_script
from kpibook.domain.finding import Finding
from kpibook.errors import Location
from kpibook.files.reading import read_regular
from kpibook.version import __version__

AGAIN = "Run 'kpibook addin install' again."


def config_findings(
    machine: Machine, where: Places, config: bytes, interpreter: Path | None, answer: Answer
) -> Iterator[Finding]:
    """Yield findings on the configuration and on the Python, script and command it names.

    Args:
        machine: The computer.
        where: The paths of the add-in's files.
        config: The bytes of the configuration file; b"" if it is missing.
        interpreter: The Python in it; None if it names none.
        answer: What that Python answered.
    """
    place = Location(str(where.config))
    if interpreter is None:
        yield Finding("config-missing", "it does not say which Python to start.", place, AGAIN)
        return
    if (value_of(config, WORKBOOK_ON_PATH, machine.config_codec) or "").casefold() != "false":
        yield Finding(
            "workbook-folder-on-path",
            f"{WORKBOOK_ON_PATH} is not False.",
            place,
            AGAIN,
            "A Python file in a workbook's folder could then run in place of Python's own.",
        )
    if where.scripts is not None:
        yield from _script_findings(where.scripts / NAME.format(wanted_xlwings()))
    if where.login is not None and where.login.is_file():
        yield from _login_findings(machine, where.login, interpreter)
    yield from interpreter_findings(machine, interpreter, __version__, wanted_xlwings(), answer)


def _script_findings(script: Path) -> Iterator[Finding]:
    if not script.is_file():
        yield Finding(
            "script-missing",
            "the script through which Excel on a Mac starts Python is not there.",
            Location(str(script)),
            AGAIN,
        )
    elif read_if_there(script) != mac_script(wanted_xlwings()):
        yield Finding(
            "script-changed",
            "this is not the script that came with kpibook, and Excel would run it.",
            Location(str(script)),
            f"{AGAIN} If it changes again, ask IT what changes it.",
        )


def _login_findings(machine: Machine, login: Path, interpreter: Path) -> Iterator[Finding]:
    if read_regular(login) != login_command(machine, interpreter):
        yield Finding(
            "login-command-outdated",
            "it does not start the Python that Excel's configuration names.",
            Location(str(login)),
            "Run 'kpibook addin install --helper --start-at-login' again.",
        )


def no_helper(where: Places) -> Finding:
    """Return the finding that no helper runs, with how this person starts it."""
    at_login = where.login is not None and where.login.is_file()
    return Finding(
        "helper-not-running",
        "Excel is to use a helper, and none is running.",
        fix="Start it with 'kpibook addin helper'"
        + (", or log in again: it starts with your login." if at_login else "."),
    )
