"""The packages that the add-in needs in Python besides kpibook, and their versions."""

from __future__ import annotations

import importlib.metadata

from kpibook.addin.machine.machine import Machine
from kpibook.addin.machine.repair_commands import package_command
from kpibook.errors import AddinError
from kpibook.on_use.regex import regex

_PIN = regex(r"xlwings==([0-9.]+)")


def wanted_xlwings() -> str:
    """Return the version of xlwings whose runtime the add-in holds, to which kpibook is pinned."""
    pins = (_PIN.match(line) for line in importlib.metadata.requires("kpibook") or ())
    return next(pin[1] for pin in pins if pin)


def require(machine: Machine) -> None:
    """Refuse a Python that lacks a package the add-in needs, or has another version of it.

    Raises:
        AddinError: ``xlwings-missing``, ``xlwings-mismatched``, ``pywin32-missing``,
            ``appscript-missing``.
    """
    wanted, installed = wanted_xlwings(), machine.version_of("xlwings")
    # Exactly this version: the macros are of it and name its DLL by it.
    if installed != wanted:
        raise AddinError(
            f"this Python has xlwings {installed}; the add-in needs exactly {wanted}."
            if installed
            else f"this Python has no xlwings; the add-in needs {wanted}.",
            code="xlwings-mismatched" if installed else "xlwings-missing",
            why="The macros in the add-in are of that version, and name its DLL by it.",
            fix=f"Run: {package_command(machine.executable, f'xlwings=={wanted}')}",
        )
    if machine.is_windows and not machine.has("pythoncom"):
        raise _without("pywin32", "pywin32-missing", machine)
    if machine.is_mac and not machine.has("appscript"):
        raise _without("appscript", "appscript-missing", machine)


def _without(package: str, code: str, machine: Machine) -> AddinError:
    return AddinError(
        f"this Python has no {package}, through which it speaks to Excel.",
        code=code,
        fix=f"Run: {package_command(machine.executable, package)}",
    )
