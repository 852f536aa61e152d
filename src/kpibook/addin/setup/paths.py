"""The paths of the add-in and its files for a person, on Windows and on a Mac."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

from kpibook.addin.machine.machine import Machine
from kpibook.addin.xlam import mac_script
from kpibook.addin.xlam.xlwings_runtime import PROJECT
from kpibook.errors import AddinError
from kpibook.on_use.dataclass import dataclass

ADDIN = f"{PROJECT}.xlam"
CONFIG = f"{PROJECT}.conf"
RECORD = "addin.json"
LOGIN = f"{PROJECT} helper.cmd"

_STARTUP_MAC = "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized"
_DATA_MAC = "Library/Containers/com.microsoft.Excel/Data"
_SCRIPTS_MAC = "Library/Application Scripts/com.microsoft.Excel"
_STARTUP_WINDOWS = ("Microsoft", "Windows", "Start Menu", "Programs", "Startup")


@dataclass(frozen=True, slots=True)
class Places:
    """Paths of the files that install writes.

    Attributes:
        addin: The add-in, in the folder whose files Excel opens when it starts.
        config: The configuration, at the only path where xlwings' runtime in the add-in looks.
        record: The record of the install, for uninstall.
        login: The command that starts the helper at login; None on a Mac, which has no helper.
        scripts: Folder for the script through which Excel on a Mac may start a program; None
            on Windows.
        needed: Folders that only Excel should make; install refuses without them.
    """

    addin: Path
    config: Path
    record: Path
    login: Path | None
    scripts: Path | None
    needed: tuple[Path, ...] = ()

    def may_hold(self, path: Path) -> bool:
        """Return True if install could have put a file at this path."""
        # A damaged or forged record must not make uninstall delete a file anywhere else.
        names = (mac_script.NAME.format("*"), mac_script.OF_XLWINGS.format("*"))
        script = path.parent == self.scripts and any(fnmatch(path.name, name) for name in names)
        return script or path in (self.addin, self.login)


def places(machine: Machine) -> Places:
    """Return the paths on `machine`.

    Raises:
        AddinError: ``addin-needs-excel`` where Excel does not run, ``folder-unknown`` if the
            environment does not name the person's folders.
    """
    if machine.is_windows:
        return _on_windows(machine)
    if machine.is_mac:
        return _on_mac(machine)
    raise AddinError(
        "the add-in needs Excel on Windows or a Mac; this is neither.",
        code="addin-needs-excel",
        fix="Use the command line here, which does the same work: kpibook fill, kpibook check, "
        "kpibook return.",
    )


def _on_windows(machine: Machine) -> Places:
    roaming, home = _folder(machine, "APPDATA"), _folder(machine, "USERPROFILE") / f".{PROJECT}"
    return Places(
        addin=roaming / "Microsoft" / "Excel" / "XLSTART" / ADDIN,
        config=home / CONFIG,
        record=home / RECORD,
        login=roaming.joinpath(*_STARTUP_WINDOWS, LOGIN),
        scripts=None,
    )


def _on_mac(machine: Machine) -> Places:
    home = _folder(machine, "HOME")
    # Excel on a Mac runs in a sandbox: its macros can read the container, and may run scripts
    # only from Application Scripts.
    container = home / _DATA_MAC
    return Places(
        addin=home / _STARTUP_MAC / "Excel" / ADDIN,
        config=container / CONFIG,
        record=home / f".{PROJECT}" / RECORD,
        login=None,
        scripts=home / _SCRIPTS_MAC,
        needed=((home / _STARTUP_MAC).parents[1], container),
    )


def _folder(machine: Machine, variable: str) -> Path:
    named = machine.env.get(variable, "")
    if not named or not Path(named).is_absolute():
        raise AddinError(
            f"the environment variable {variable} does not name your folder.",
            code="folder-unknown",
            why="Excel's start-up folder is found from it.",
            fix="Run this in a window of your own login, not in a service's or a reduced one.",
        )
    return Path(named)
