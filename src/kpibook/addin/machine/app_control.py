"""AppLocker and Smart App Control: what may refuse Python, xlwings' DLL or the login command."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kpibook.addin.machine.registry import LOCAL_MACHINE, Registry, number
from kpibook.domain.finding import Finding

_APPLOCKER = r"SOFTWARE\Policies\Microsoft\Windows\SrpV2"
_SMART = r"SYSTEM\CurrentControlSet\Control\CI\Policy"

ENFORCED = 1

_ALLOW = (
    "If worksheet functions or the helper do not work, ask IT to allow them by path or hash "
    "(docs/it-department.md)."
)


def app_control_notes(registry: Registry, interpreter: Path | None) -> Iterator[Finding]:
    """Yield notes on rules that are in force; whether they allow our files cannot be read.

    A Python that may not be started is a separate finding, because status starts it.

    Args:
        registry: The registry to read.
        interpreter: The Python that Excel is to start; None if it is not set.
    """
    asked = {
        "Exe": str(interpreter or "the Python that Excel is to start"),
        "Dll": "xlwings' DLL",
        "Script": "the command file that starts the helper at login",
    }
    for collection, ours in asked.items():
        key = rf"{_APPLOCKER}\{collection}"
        if number(registry.value(LOCAL_MACHINE, key, "EnforcementMode")) == ENFORCED:
            yield Finding(
                "applocker-enforces",
                f"AppLocker's {collection.upper()} rules are in force here. They have to allow "
                f"{ours}.",
                fix=_ALLOW,
            )
    if number(registry.value(LOCAL_MACHINE, _SMART, "VerifiedAndReputablePolicyState")) == ENFORCED:
        yield Finding(
            "smart-app-control-on",
            "Smart App Control is on, and may stop xlwings' DLL, which is not signed.",
            fix=_ALLOW,
        )
