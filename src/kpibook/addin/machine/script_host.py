"""Windows Script Host, through which the macros of a button start Python."""

from __future__ import annotations

from kpibook.addin.machine.office_policies import Verdict
from kpibook.addin.machine.registry import CURRENT_USER, LOCAL_MACHINE, Registry, number
from kpibook.domain.finding import Finding

_SETTINGS = r"Software\Microsoft\Windows Script Host\Settings"
# A 32-bit Excel reads the settings of this computer here.
_SETTINGS_32 = r"Software\WOW6432Node\Microsoft\Windows Script Host\Settings"


def script_host_verdict(registry: Registry, *, helper: bool, bits: int) -> Verdict:
    """Return a finding if Windows Script Host is turned off, with the value that says so.

    Args:
        registry: The registry to read.
        helper: True if the add-in uses a helper, which needs no script host.
        bits: 64 or 32, as Excel is.
    """
    for hive, key in (
        (CURRENT_USER, _SETTINGS),
        (LOCAL_MACHINE, _SETTINGS_32 if bits == 32 else _SETTINGS),
    ):
        if number(registry.value(hive, key, "Enabled")) == 0:
            place = rf"{hive}\{key}, Enabled is 0"
            finding = _for_helper(place) if helper else _for_buttons(place)
            return Verdict((), (finding,)) if helper else Verdict((finding,), ())
    return Verdict((), ())


def _for_buttons(place: str) -> Finding:
    return Finding(
        "script-host-off",
        f"Windows Script Host is turned off ({place}), and Excel may then refuse to start Python "
        "(error 429, 'ActiveX component can't create object', or 70, 'Permission denied').",
        fix="Run 'kpibook addin install --helper', which does without it. Or ask IT to set "
        "Enabled to 1 there, or to remove it.",
    )


def _for_helper(place: str) -> Finding:
    return Finding(
        "script-host-off",
        f"Windows Script Host is turned off ({place}). The helper does without it, so this does "
        "not concern the add-in.",
    )
