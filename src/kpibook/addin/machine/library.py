"""xlwings' DLL, which Excel loads for worksheet functions and for the helper.

A library that antivirus took away is told from a library that never came: the record of xlwings'
package says which files it had, where, and with which SHA-256.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from kpibook.addin.machine.machine import Machine
from kpibook.addin.machine.python_answer import Answer
from kpibook.addin.machine.registry import LOCAL_MACHINE, OFFICE
from kpibook.addin.machine.repair_commands import X64_PYTHON, package_command, wheel_command
from kpibook.domain.finding import Finding
from kpibook.errors import Location
from kpibook.files.reading import read_regular
from kpibook.on_use.dataclass import dataclass

ARM = "win-arm64"

_NEEDED = "Worksheet functions and the helper need it; the buttons work without."
_THEN = "Then run 'kpibook addin install' again."
_SYSTEM = r"SYSTEM\CurrentControlSet\Control\Session Manager\Environment"


@dataclass(frozen=True, slots=True)
class Library:
    """xlwings' DLL for this Excel.

    Attributes:
        name: The name of the file.
        path: The file where Excel looks for it; None if it is not there.
        sha256: Of that file; "" if it is missing or may not be read.
        recorded: The path that the record of xlwings' package names; None if it names none.
        expected: The SHA-256 in that record; "" if it has none.
    """

    name: str
    path: Path | None
    sha256: str
    recorded: Path | None
    expected: str

    def as_dict(self) -> dict[str, str | None]:
        """Return the library for ``--json``."""
        return {
            "path": str(self.path) if self.path else None,
            "sha256": self.sha256 or None,
            "expected_sha256": self.expected or None,
        }


def library_of(interpreter: Path, xlwings: str, bits: int) -> Path | None:
    """Return xlwings' DLL if it is where the runtime looks for it, else None.

    The runtime looks next to the Python (an installation) and one folder up (an environment, where
    Python is in Scripts). `pip install --user` puts the DLL in neither.

    Args:
        interpreter: The Python in the configuration.
        xlwings: The version, which is in the DLL's name.
        bits: 64 or 32, as Excel is: Excel loads the DLL, so Python's bits do not matter.
    """
    paths = (folder / _name(xlwings, bits) for folder in _searched(interpreter))
    return next((path for path in paths if path.is_file()), None)


def library(machine: Machine, interpreter: Path, xlwings: str, answer: Answer) -> Library:
    """Look at the DLL that Excel would load, and at what the package's record says of it."""
    bits = excel_bits(machine)
    name = _name(xlwings, bits)
    path = library_of(interpreter, xlwings, bits)
    known = next((item for item in answer.dlls.items() if item[0].name == name), None)
    recorded, expected = known or (None, "")
    return Library(name, path, _digest(path), recorded, expected)


def library_findings(
    machine: Machine, interpreter: Path, xlwings: str, version: str, answer: Answer
) -> Iterator[Finding]:
    """Yield findings on the DLL, each with the command that mends it.

    Args:
        machine: The computer.
        interpreter: The Python in the configuration.
        xlwings: The version of xlwings that the add-in belongs to.
        version: The version of kpibook.
        answer: What the Python answered.
    """
    file = library(machine, interpreter, xlwings, answer)
    again = package_command(interpreter, f"xlwings=={xlwings}", restore=True)
    if file.path is not None:
        if file.expected and file.sha256 != file.expected:
            yield _changed(file, file.path, again)
    elif file.recorded is not None and _is_searched(file.recorded, interpreter):
        yield _taken(file, file.recorded, again)
    elif answer.platform == ARM:
        yield _arm(file, interpreter, version)
    else:
        yield _missing(machine, file, interpreter, version)


def excel_bits(machine: Machine) -> int:
    """Return 64 or 32, as Excel is, from the records of Office's installer; 64 without a record."""
    # Click-to-Run writes Platform, an MSI installation Bitness.
    office = r"SOFTWARE\Microsoft\Office"
    platform = machine.registry.value(
        LOCAL_MACHINE, rf"{office}\ClickToRun\Configuration", "Platform"
    ) or machine.registry.value(LOCAL_MACHINE, rf"{office}\{OFFICE}\Outlook", "Bitness")
    return 32 if str(platform).casefold() == "x86" else 64


def is_arm(machine: Machine) -> bool:
    """Return True for Windows on ARM, whatever processor the running Python was built for."""
    # An x64 program on ARM is told that the processor is AMD64; the system's own setting is not.
    processor = machine.registry.value(LOCAL_MACHINE, _SYSTEM, "PROCESSOR_ARCHITECTURE")
    return str(processor).casefold() == "arm64"


def _name(xlwings: str, bits: int) -> str:
    return f"xlwings{bits}-{xlwings}.dll"


def _searched(interpreter: Path) -> tuple[Path, Path]:
    return interpreter.parent, interpreter.parent.parent


def _is_searched(path: Path, interpreter: Path) -> bool:
    # uv names a Python through a junction to its version, so paths are compared resolved.
    return path.parent.resolve() in {folder.resolve() for folder in _searched(interpreter)}


def _digest(path: Path | None) -> str:
    try:
        return hashlib.sha256(read_regular(path)).hexdigest() if path else ""
    except OSError:
        return ""


def _taken(file: Library, path: Path, again: str) -> Finding:
    hashed = f"its SHA-256 is {file.expected}" if file.expected else "its hash is not recorded"
    return Finding(
        "library-taken",
        f"{file.name} came with this Python and is not there any more. Antivirus or a policy may "
        "have taken it.",
        Location(str(path)),
        f"Look into the quarantine of your antivirus and restore it, or ask IT to allow the file "
        f"({hashed}). If it was not quarantined, run: {again}",
        _NEEDED,
    )


def _changed(file: Library, path: Path, again: str) -> Finding:
    now = f"its SHA-256 is {file.sha256}" if file.sha256 else "it cannot be read"
    return Finding(
        "library-changed",
        f"this is not the file that came with xlwings: {now}, and should be {file.expected}.",
        Location(str(path)),
        f"Close Excel and run: {again} If it comes back, ask IT whether antivirus changes it.",
        _NEEDED,
    )


def _arm(file: Library, interpreter: Path, version: str) -> Finding:
    return Finding(
        "python-for-arm",
        f"this Python is built for ARM processors, and xlwings has no {file.name} for it.",
        Location(str(interpreter)),
        f"Close Excel. Run: uv python install {X64_PYTHON} (Windows on ARM runs it). "
        f"Then: {wheel_command(interpreter, version, f'--python {X64_PYTHON}')} {_THEN}",
        _NEEDED,
    )


def _missing(machine: Machine, file: Library, interpreter: Path, version: str) -> Finding:
    what = f"{file.name} is neither next to this Python nor one folder up."
    if file.recorded is not None:
        what += f" It belongs at {file.recorded}, where Excel does not look."
    python = f"--python {X64_PYTHON}" if is_arm(machine) else "--managed-python"
    return Finding(
        "dll-missing",
        what,
        Location(str(interpreter)),
        f"Close Excel. Run: {wheel_command(interpreter, version, python)} {_THEN}",
        f"{_NEEDED} 'pip install --user' and conda put it elsewhere.",
    )
