"""The Python that Excel is to start, and the checks that it can."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kpibook.addin.machine.machine import Machine
from kpibook.addin.machine.registry import LOCAL_MACHINE, OFFICE
from kpibook.domain.finding import Finding
from kpibook.errors import AddinError, Location

TIMEOUT_SECONDS = 30.0

# uvx and pipx run put a tool into a cache that a clean-up empties.
_CACHES = re.compile(
    r"[\\/](uv[\\/]cache|\.cache[\\/]uv|archive-v\d+|pipx[\\/]\.cache)[\\/]", re.IGNORECASE
)
_STORE = re.compile(
    r"[\\/](Microsoft[\\/]WindowsApps|PythonSoftwareFoundation\.[^\\/]+)[\\/]", re.IGNORECASE
)
_INSTALL_AGAIN = (
    "Install kpibook's wheel with 'uv tool install', then run 'kpibook addin install' again."
)
_ASK = (
    "import importlib.metadata as m, json, kpibook;"
    "print(json.dumps({'kpibook': kpibook.__version__, 'xlwings': m.version('xlwings')}))"
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
            fix=_INSTALL_AGAIN,
        )
    if machine.is_windows and running.name.casefold() == "pythonw.exe":
        return running.with_name("python.exe")
    return running


def windowless(interpreter: Path) -> Path:
    """Return pythonw.exe next to a python.exe, which opens no console; else the same Python."""
    quiet = interpreter.with_name("pythonw.exe")
    return quiet if quiet.is_file() else interpreter


def library_of(interpreter: Path, xlwings: str, bits: int) -> Path | None:
    """Return xlwings' DLL if it is where the runtime looks for it, else None.

    The runtime looks next to the Python (an installation) and one folder up (an environment, where
    Python is in Scripts). `pip install --user` puts the DLL in neither.

    Args:
        interpreter: The Python in the configuration.
        xlwings: The version, which is in the DLL's name.
        bits: 64 or 32, as Excel is: Excel loads the DLL, so Python's bits do not matter.
    """
    name = f"xlwings{bits}-{xlwings}.dll"
    folders = (interpreter.parent, interpreter.parent.parent)
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


@dataclass(frozen=True, slots=True)
class Answer:
    """The versions that a Python reports when it is started as Excel starts it.

    Attributes:
        kpibook: Version of kpibook; None if it cannot be imported.
        xlwings: Version of xlwings; None if it is not installed.
        problem: Reason for a missing answer, as a sentence; "" after an answer.
    """

    kpibook: str | None
    xlwings: str | None
    problem: str = ""


def asked(interpreter: Path, timeout_seconds: float = TIMEOUT_SECONDS) -> Answer:
    """Start `interpreter` as the runtime does, in its own folder, and ask it for kpibook."""
    try:
        process = subprocess.run(  # noqa: S603 - the file that this person's Excel starts anyway
            [interpreter, "-P", "-B", "-c", _ASK],
            cwd=interpreter.parent,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=timeout_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Answer(None, None, f"It did not answer within {timeout_seconds:g} seconds.")
    except OSError as error:
        return Answer(None, None, f"It cannot be started ({error.strerror}).")
    try:
        # The last line only: start-up files of this Python may print others before it.
        versions = json.loads(process.stdout.splitlines()[-1])
        return Answer(str(versions["kpibook"]), str(versions["xlwings"]))
    except (IndexError, ValueError, TypeError, KeyError):
        lines = [line.strip() for line in process.stderr.splitlines() if line.strip()]
        last = lines[-1][:120] if lines else f"it ended with code {process.returncode}"
        return Answer(None, None, f"It answered: {last.rstrip('.')}.")


def interpreter_findings(
    machine: Machine, interpreter: Path, version: str, xlwings: str, timeout_seconds: float
) -> Iterator[Finding]:
    """Yield findings on the Python in the configuration.

    Args:
        machine: The computer.
        interpreter: The Python in the configuration.
        version: The kpibook that the add-in belongs to.
        xlwings: The xlwings that the add-in's runtime belongs to.
        timeout_seconds: How long to wait for the Python.
    """
    where = Location(str(interpreter))
    if not interpreter.is_file():
        yield Finding(
            "interpreter-missing",
            "Excel is to start this Python, and it is not there.",
            where,
            "Run 'kpibook addin install' again.",
        )
        return
    if machine.is_windows and _STORE.search(str(interpreter)):
        yield Finding(
            "interpreter-from-store",
            "this Python is from the Microsoft Store, which keeps its files where Excel does not "
            "find xlwings' DLL.",
            where,
            _INSTALL_AGAIN,
            "Worksheet functions and the helper need the DLL; the buttons may work.",
        )
    answer = asked(interpreter, timeout_seconds)
    if answer.kpibook is None:
        yield Finding(
            "interpreter-without-kpibook",
            f"this Python does not start kpibook. {answer.problem}",
            where,
            _INSTALL_AGAIN,
        )
    elif (answer.kpibook, answer.xlwings) != (version, xlwings):
        yield Finding(
            "interpreter-of-another-version",
            f"this Python has kpibook {answer.kpibook} with xlwings {answer.xlwings}; the add-in "
            f"is of {version} with {xlwings}.",
            where,
            "Run 'kpibook addin install' again with that Python's kpibook.",
        )
    if machine.is_windows:
        yield from _library_findings(machine, interpreter, xlwings)


def _library_findings(machine: Machine, interpreter: Path, xlwings: str) -> Iterator[Finding]:
    bits = excel_bits(machine)
    if library_of(interpreter, xlwings, bits) is None:
        yield Finding(
            "dll-missing",
            f"xlwings{bits}-{xlwings}.dll is neither next to this Python nor one folder up.",
            Location(str(interpreter)),
            _INSTALL_AGAIN,
            "Worksheet functions and the helper need it; 'pip install --user' puts it elsewhere.",
        )


def excel_bits(machine: Machine) -> int:
    """Return 64 or 32, as Excel is, from the records of Office's installer; 64 without a record."""
    # Click-to-Run writes Platform, an MSI installation Bitness.
    office = r"SOFTWARE\Microsoft\Office"
    platform = machine.registry.value(
        LOCAL_MACHINE, rf"{office}\ClickToRun\Configuration", "Platform"
    ) or machine.registry.value(LOCAL_MACHINE, rf"{office}\{OFFICE}\Outlook", "Bitness")
    return 32 if str(platform).casefold() == "x86" else 64
