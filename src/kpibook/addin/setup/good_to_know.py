"""Notes on the install: the mode, what a Mac asks, and the last fault of a button."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kpibook.addin.fault_log import last_fault, log_path
from kpibook.addin.machine.machine import Machine
from kpibook.addin.setup.paths import Places
from kpibook.domain.finding import Finding
from kpibook.errors import Location

# Apple event errors: not permitted, and a question that may not be asked now.
_REFUSED_ON_A_MAC = frozenset({"-1743", "-1744"})

_AUTOMATION = (
    "Open System Settings, Privacy & Security, Automation, and turn on Microsoft Excel under "
    "Excel, Python and Terminal. If nothing is listed there, run 'tccutil reset AppleEvents' in "
    "Terminal and press the button again: macOS then asks again."
)


def notes(machine: Machine, where: Places, *, helper: bool) -> Iterator[Finding]:
    """Yield what is good to know and needs no act: the mode, the last fault, a Mac's questions.

    Args:
        machine: The computer.
        where: The paths of the add-in's files.
        helper: True if Excel uses a helper.
    """
    if helper:
        at_login = where.login is not None and where.login.is_file()
        yield Finding(
            "helper-mode",
            "Excel starts no Python: it uses a helper, which "
            + ("starts at login." if at_login else "you start with 'kpibook addin helper'."),
        )
    if machine.is_mac:
        yield Finding(
            "no-functions-on-a-mac",
            "Worksheet functions need Windows; the ribbon's buttons work on a Mac too. What your "
            "organisation allows is not looked up on a Mac.",
        )
        yield Finding(
            "mac-automation",
            "At the first click macOS asks whether Microsoft Excel may be controlled, and whether "
            "files may be read: choose OK both times. A program cannot look up what you chose.",
            fix=f"If a button says that it was refused (error -1743): {_AUTOMATION}",
        )
    yield from _fault_note(machine)


def _fault_note(machine: Machine) -> Iterator[Finding]:
    home = Path(machine.env.get("USERPROFILE" if machine.is_windows else "HOME", ""))
    path = log_path(machine.platform, machine.env, home)
    fault = last_fault(path)
    if fault is None:
        return
    number = f"; Excel's number for it is {fault.number}" if fault.number else ""
    yield Finding(
        "fault-logged",
        f"The last fault of a button ({fault.task}) was on {fault.when[:19].replace('T', ' at ')}"
        f"{number}.",
        Location(str(path)),
        _AUTOMATION
        if fault.number in _REFUSED_ON_A_MAC
        else "If it comes back, send this file to the person who looks after kpibook. It holds "
        "nothing of your workbook.",
    )
