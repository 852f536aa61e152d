"""Excel's own records of add-ins: those it turned off, those it opens, and which Excel runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kpibook.addin.machine.registry import CURRENT_USER, LOCAL_MACHINE, OFFICE, Registry
from kpibook.domain.finding import Finding
from kpibook.errors import Location
from kpibook.on_use.regex import regex

_EXCEL = rf"Software\Microsoft\Office\{OFFICE}\Excel"
_DISABLED = rf"{_EXCEL}\Resiliency\DisabledItems"
_OPTIONS = rf"{_EXCEL}\Options"
_CURRENT = r"Software\Classes\Excel.Application\CurVer"

# Excel numbers the add-ins that it opens: OPEN, OPEN1, OPEN2.
_OPENED = regex(r"OPEN\d*", re.IGNORECASE)
_OLDER = {"14.0": "2010", "15.0": "2013"}


def startup_findings(registry: Registry, addin: Path) -> Iterator[Finding]:
    """Yield findings on what Excel's records hold about the add-in.

    Args:
        registry: The registry to read.
        addin: The installed add-in.
    """
    if any(
        _names(value, addin.name) for value in registry.values(CURRENT_USER, _DISABLED).values()
    ):
        yield Finding(
            "addin-disabled-by-excel",
            "Excel turned this add-in off after it ended unexpectedly, and does not load it.",
            Location(str(addin)),
            f"In Excel choose File, Options, Add-ins, then Manage: Disabled Items and Go; select "
            f"{addin.name}, choose Enable, and start Excel again.",
        )
    for name, value in registry.values(CURRENT_USER, _OPTIONS).items():
        # The file of the start-up folder may be ticked too; Excel then opens it once.
        if _OPENED.fullmatch(name) and _names(value, addin.name) and not _names(value, str(addin)):
            yield Finding(
                "addin-loaded-twice",
                f"Excel opens a second {addin.name} at its start ({value}), and the tab may be of "
                "either.",
                Location(str(addin)),
                "In Excel choose File, Options, Add-ins, then Manage: Excel Add-ins and Go, and "
                "take off the tick at it.",
            )


def version_findings(registry: Registry) -> Iterator[Finding]:
    """Yield a finding if the Excel that programs reach is not of the version that is looked at."""
    current = str(registry.value(LOCAL_MACHINE, _CURRENT, "") or "")
    number = current.rpartition(".")[2]
    if number.isdigit() and number != OFFICE.partition(".")[0]:
        yield Finding(
            "excel-of-another-version",
            f"the Excel that other programs reach is {current}, and policies are looked up for "
            f"Excel {OFFICE} (2016 and later).",
            fix="Repair or install Microsoft 365, or remove the other Office. Start Excel from the "
            "version that you mean.",
        )
        return
    for version, year in _OLDER.items():
        folder = rf"SOFTWARE\Microsoft\Office\{version}\Excel\InstallRoot"
        if registry.value(LOCAL_MACHINE, folder, "Path"):
            yield Finding(
                "excel-of-another-version",
                f"Excel {year} is installed here too. It opens the same start-up folder, and is "
                "out of support.",
                fix="Start the newer Excel, or have the older one removed.",
            )


def _names(value: object, name: str) -> bool:
    """Return True if a record of a file holds `name`."""
    # A record of a disabled file is binary: three numbers, then path and title in UTF-16. It is
    # not documented.
    text = value.decode("utf-16-le", errors="ignore") if isinstance(value, bytes) else str(value)
    return name.casefold() in text.casefold()
