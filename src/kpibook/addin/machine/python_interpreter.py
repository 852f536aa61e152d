"""The Python that Excel is to start, and the checks that it can."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kpibook.addin.machine.library import library_findings
from kpibook.addin.machine.machine import Machine
from kpibook.addin.machine.python_answer import Answer, Incomplete
from kpibook.addin.machine.repair_commands import (
    environment_settings,
    package_command,
    wheel_command,
)
from kpibook.domain.finding import Finding
from kpibook.errors import AddinError, Location
from kpibook.on_use.regex import regex
from kpibook.version import __version__

# uvx and pipx run put a tool into a cache that a clean-up empties.
_CACHES = regex(
    r"[\\/](uv[\\/]cache|\.cache[\\/]uv|archive-v\d+|pipx[\\/]\.cache)[\\/]", re.IGNORECASE
)
_STORE = regex(
    r"[\\/](Microsoft[\\/]WindowsApps|PythonSoftwareFoundation\.[^\\/]+)[\\/]", re.IGNORECASE
)


def interpreter_of(machine: Machine) -> Path:
    """Return the full path of the Python to write into the configuration.

    It is python.exe even if pythonw.exe runs this: the runtime hides the window itself, and waits
    for python.exe to end before it looks for an error.

    Raises:
        AddinError: ``interpreter-temporary`` for a Python in a cache.
    """
    running = machine.executable
    if _CACHES.search(str(running)):
        raise AddinError(
            f"this Python lies in a cache ({running}), which is emptied without asking.",
            code="interpreter-temporary",
            why="Excel starts the same Python at each click, and would not find it.",
            fix=_from_wheel(running),
        )
    if machine.is_windows and running.name.casefold() == "pythonw.exe":
        return running.with_name("python.exe")
    return running


def windowless(interpreter: Path) -> Path:
    """Return pythonw.exe next to a python.exe, which opens no console; else the same Python."""
    quiet = interpreter.with_name("pythonw.exe")
    return quiet if quiet.is_file() else interpreter


def interpreter_findings(
    machine: Machine, interpreter: Path, version: str, xlwings: str, answer: Answer
) -> Iterator[Finding]:
    """Yield findings on the Python in the configuration.

    Args:
        machine: The computer.
        interpreter: The Python in the configuration.
        version: The kpibook that the add-in belongs to.
        xlwings: The xlwings that the add-in's runtime belongs to.
        answer: What that Python answered.
    """
    where = Location(str(interpreter))
    if not interpreter.is_file():
        yield Finding(
            "interpreter-missing",
            "Excel is to start this Python, and it is not there: it was moved or removed.",
            where,
            "Run 'kpibook addin install' again. If that command is gone too: "
            + _from_wheel(interpreter),
        )
        return
    if machine.is_windows and _STORE.search(str(interpreter)):
        yield Finding(
            "interpreter-from-store",
            "this Python is from the Microsoft Store, which keeps its files where Excel does not "
            "find xlwings' DLL.",
            where,
            _from_wheel(interpreter),
            "Worksheet functions and the helper need the DLL; the buttons may work.",
        )
    yield from _answer_findings(interpreter, version, xlwings, answer)
    for package in answer.incomplete:
        yield _incomplete(interpreter, package)
    if machine.is_windows:
        yield from library_findings(machine, interpreter, xlwings, version, answer)


def _answer_findings(
    interpreter: Path, version: str, xlwings: str, answer: Answer
) -> Iterator[Finding]:
    where = Location(str(interpreter))
    if answer.blocked:
        yield Finding(
            "interpreter-blocked",
            f"this Python may not run. {answer.problem}",
            where,
            "Ask IT to allow it by path or hash (docs/it-department.md), or to install Python "
            "where programs may run.",
        )
    elif answer.kpibook is None and (base := _base_gone(interpreter)):
        yield Finding(
            "interpreter-base-missing",
            f"this Python belongs to an environment whose own Python, {base}, was moved or "
            "removed.",
            where,
            _from_wheel(interpreter),
        )
    elif answer.kpibook is None:
        yield Finding(
            "interpreter-without-kpibook",
            f"this Python does not start kpibook. {answer.problem}",
            where,
            _from_wheel(interpreter),
        )
    elif (answer.kpibook, answer.xlwings) != (version, xlwings):
        yield Finding(
            "interpreter-of-another-version",
            f"this Python has kpibook {answer.kpibook} with xlwings {answer.xlwings}; the add-in "
            f"is of {version} with {xlwings}.",
            where,
            "Run 'kpibook addin install' again with that Python's kpibook.",
        )


def _incomplete(interpreter: Path, package: Incomplete) -> Finding:
    first, more = package.missing[0], len(package.missing) - 1
    again = package_command(interpreter, f"{package.package}=={package.version}", restore=True)
    return Finding(
        "package-incomplete",
        f"a file of {package.package} {package.version} is missing"
        + (f", and {more} more of it" if more else "")
        + ". Antivirus may have taken it.",
        Location(str(first)),
        "Look into the quarantine of your antivirus. "
        + (
            _from_wheel(interpreter)
            if package.package == "kpibook"
            else f"Close Excel and run: {again}"
        ),
        "A button needs it to start.",
    )


def _base_gone(interpreter: Path) -> str:
    """Return the folder of the Python an environment was made from if it is gone, else ""."""
    home = environment_settings(interpreter).get("home", "")
    return home if home and not Path(home).is_dir() else ""


def _from_wheel(interpreter: Path) -> str:
    return (
        f"Close Excel. In the folder of kpibook's wheel, run: "
        f"{wheel_command(interpreter, __version__)} Then run 'kpibook addin install' again."
    )
