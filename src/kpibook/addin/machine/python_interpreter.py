"""The Python that Excel is to start: which it is, and whether it will do."""

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

_CACHES = re.compile(
    r"[\\/](uv[\\/]cache|\.cache[\\/]uv|archive-v\d+|pipx[\\/]\.cache)[\\/]", re.IGNORECASE
)
_STORE = re.compile(
    r"[\\/](Microsoft[\\/]WindowsApps|PythonSoftwareFoundation\.[^\\/]+)[\\/]", re.IGNORECASE
)
_INSTALL_ANEW = "Run 'uv tool install kpibook', then 'kpibook addin install' again."
_ASK = (
    "import importlib.metadata as m, json, kpibook;"
    "print(json.dumps({'kpibook': kpibook.__version__, 'xlwings': m.version('xlwings')}))"
)


def interpreter_of(machine: Machine) -> Path:
    """The Python to write into the configuration, by its full path.

    python.exe rather than pythonw.exe: the runtime hides its window itself, and waits for
    python.exe to end before it looks at what went wrong.

    Raises:
        AddinError: ``interpreter-temporary`` for one in a cache that is emptied at will.
    """
    running = machine.executable
    if _CACHES.search(str(running)):
        raise AddinError(
            f"this Python lies in a cache ({running}), which is emptied without asking.",
            code="interpreter-temporary",
            why="Excel starts the same Python at each click, and would not find it.",
            fix=_INSTALL_ANEW,
        )
    if machine.is_windows and running.name.casefold() == "pythonw.exe":
        return running.with_name("python.exe")
    return running


def windowless(interpreter: Path) -> Path:
    """The same Python without a console window, where it has one."""
    quiet = interpreter.with_name("pythonw.exe")
    return quiet if quiet.is_file() else interpreter


def library_of(interpreter: Path, xlwings: str, bits: int) -> Path | None:
    """The DLL of xlwings where the runtime looks for it; None if it is in neither place.

    That is beside the Python (an installation) or one folder up (an environment, where Python
    is in Scripts). `pip install --user` puts it in neither.

    Args:
        interpreter: The Python in the configuration.
        xlwings: The version, which is in the DLL's name.
        bits: 64 or 32, as Excel is; what Python is does not matter.
    """
    name = f"xlwings{bits}-{xlwings}.dll"
    folders = (interpreter.parent, interpreter.parent.parent)
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the Python said when it was started as Excel starts it.

    Attributes:
        kpibook: Version of the kpibook it imports; None if it cannot.
        xlwings: Version of its xlwings; None if it has none.
        problem: Why there is no answer, a sentence; "" if there is one.
    """

    kpibook: str | None
    xlwings: str | None
    problem: str = ""


def asked(interpreter: Path, timeout_seconds: float = TIMEOUT_SECONDS) -> Answer:
    """Start `interpreter` as the runtime does, in its own folder, and ask it for kpibook."""
    try:
        done = subprocess.run(  # noqa: S603 - the file that this person's Excel starts anyway
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
        said = json.loads(done.stdout.splitlines()[-1])
        return Answer(str(said["kpibook"]), str(said["xlwings"]))
    except (IndexError, ValueError, TypeError, KeyError):
        lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        last = lines[-1][:120] if lines else f"it ended with code {done.returncode}"
        return Answer(None, None, f"It answered: {last.rstrip('.')}.")


def interpreter_findings(
    machine: Machine, interpreter: Path, version: str, xlwings: str, timeout_seconds: float
) -> Iterator[Finding]:
    """What is wrong with the Python in the configuration.

    Args:
        machine: Whose DLL and pywin32 are asked for.
        interpreter: The Python in the configuration.
        version: The kpibook that the add-in belongs to.
        xlwings: The xlwings that its runtime belongs to.
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
            _INSTALL_ANEW,
            "Worksheet functions and the helper need the DLL; the buttons may work.",
        )
    answer = asked(interpreter, timeout_seconds)
    if answer.kpibook is None:
        yield Finding(
            "interpreter-without-kpibook",
            f"this Python does not start kpibook. {answer.problem}",
            where,
            _INSTALL_ANEW,
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
            f"xlwings{bits}-{xlwings}.dll is neither beside this Python nor one folder up.",
            Location(str(interpreter)),
            _INSTALL_ANEW,
            "Worksheet functions and the helper need it; 'pip install --user' puts it elsewhere.",
        )


def excel_bits(machine: Machine) -> int:
    """64 or 32, as Excel is, from what Office's installer wrote down; 64 if it did not."""
    office = r"SOFTWARE\Microsoft\Office"
    said = machine.registry.value(
        LOCAL_MACHINE, rf"{office}\ClickToRun\Configuration", "Platform"
    ) or machine.registry.value(LOCAL_MACHINE, rf"{office}\{OFFICE}\Outlook", "Bitness")
    return 32 if str(said).casefold() == "x86" else 64
