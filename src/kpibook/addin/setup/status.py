"""The state of the install, and the findings that keep the add-in from working."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from kpibook.addin.machine.defender_rules import defender_verdict
from kpibook.addin.machine.machine import Machine
from kpibook.addin.machine.office_policies import macro_verdict
from kpibook.addin.machine.python_interpreter import TIMEOUT_SECONDS, interpreter_findings
from kpibook.addin.machine.requirements import require, wanted_xlwings
from kpibook.addin.setup.addin_file import AddinFile, described, is_marked, packaged
from kpibook.addin.setup.install_record import Record, read_record
from kpibook.addin.setup.login_script import login_command
from kpibook.addin.setup.paths import SCRIPT, Places, places
from kpibook.addin.setup.xlwings_config import (
    INTERPRETER_MAC,
    INTERPRETER_WINDOWS,
    OWN_SERVER,
    USE_SERVER,
    WORKBOOK_ON_PATH,
    value_of,
)
from kpibook.domain.finding import Finding, finding_from
from kpibook.errors import AddinError, Location
from kpibook.files.reading import read_regular
from kpibook.version import __version__

_AGAIN = "Run 'kpibook addin install' again."


class Copy(Enum):
    """The kind of add-in file that is installed."""

    NONE = "none"
    PACKAGED = "as packaged"
    SIGNED = "signed copy of the packaged one"
    NAMED = "the file named at install"
    OTHER = "another file"


@dataclass(frozen=True, slots=True)
class InstallStatus:
    """The state of the install on a computer.

    Attributes:
        places: The paths of the add-in's files.
        copy: The kind of add-in file that is installed.
        installed: The installed add-in file; None if it is not installed.
        packaged: The add-in file that comes with this kpibook.
        interpreter: The Python that Excel is to start; None if it is not set.
        helper: True if Excel uses a helper that the person starts.
        starts_at_login: True if that helper starts at login.
        findings: Problems to put right before the add-in works.
        notes: Facts that are good to know.
    """

    places: Places
    copy: Copy
    installed: AddinFile | None
    packaged: AddinFile
    interpreter: Path | None
    helper: bool
    starts_at_login: bool
    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the status for ``--json``."""
        installed = self.installed
        return {
            "kpibook": __version__,
            "xlwings": wanted_xlwings(),
            "addin": str(self.places.addin),
            "copy": self.copy.value,
            "sha256": installed.sha256 if installed else None,
            "signed": installed.signed if installed else None,
            "packaged_sha256": self.packaged.sha256,
            "config": str(self.places.config),
            "interpreter": str(self.interpreter) if self.interpreter else None,
            "helper": self.helper,
            "starts_at_login": self.starts_at_login,
            "findings": [finding.as_dict() for finding in self.findings],
            "notes": [note.as_dict() | {"severity": "note"} for note in self.notes],
        }


def status(machine: Machine, timeout_seconds: float = TIMEOUT_SECONDS) -> InstallStatus:
    """Check everything the add-in needs. Changes nothing; starts the configured Python once.

    Args:
        machine: The computer.
        timeout_seconds: How long to wait for the Python.

    Raises:
        AddinError: ``addin-needs-excel``, ``folder-unknown``, ``addin-not-packaged``.
    """
    where = places(machine)
    packaged_file = described(packaged(machine))
    installed = described(read_regular(where.addin)) if where.addin.is_file() else None
    record = read_record(where.record) or Record()
    copy = _which(installed, packaged_file, _named(record, where))
    config = read_regular(where.config) if where.config.is_file() else b""
    interpreter = _interpreter(machine, config)
    # The runtime uses a running helper only with both settings on.
    helper = _says(machine, config, USE_SERVER) and _says(machine, config, OWN_SERVER)
    findings = [*_file_findings(where, copy), *_requirement_findings(machine)]
    if helper and not machine.helper_runs():
        findings.append(_no_helper(where))
    if installed is not None:
        findings += _config_findings(machine, where, config, interpreter, timeout_seconds)
    notes = [*_notes(machine, where, helper=helper)]
    for verdict in (
        macro_verdict(machine.registry, signed=bool(installed and installed.signed)),
        defender_verdict(machine.registry, helper=helper),
    ):
        findings += verdict.findings
        notes += verdict.notes
    login = where.login is not None and where.login.is_file()
    return InstallStatus(
        where,
        copy,
        installed,
        packaged_file,
        interpreter,
        helper,
        login,
        tuple(findings),
        tuple(notes),
    )


def _which(installed: AddinFile | None, ours: AddinFile, named: str | None) -> Copy:
    if installed is None:
        return Copy.NONE
    if installed.sha256 == ours.sha256:
        return Copy.PACKAGED
    if installed.is_signed_copy_of(ours):
        return Copy.SIGNED
    return Copy.NAMED if installed.sha256 == named else Copy.OTHER


def _named(record: Record, where: Places) -> str | None:
    """Return the SHA-256 of an add-in file that the person named at install, else None."""
    # Only of this version: after an update the named file is out of date.
    accepted = record.named and record.version == __version__
    return record.files.get(str(where.addin)) if accepted else None


def _interpreter(machine: Machine, config: bytes) -> Path | None:
    key = INTERPRETER_WINDOWS if machine.is_windows else INTERPRETER_MAC
    value = value_of(config, key, machine.config_codec)
    return Path(value) if value else None


def _no_helper(where: Places) -> Finding:
    at_login = where.login is not None and where.login.is_file()
    return Finding(
        "helper-not-running",
        "Excel is to use a helper, and none is running.",
        fix="Start it with 'kpibook addin helper'"
        + (", or log in again: it starts with your login." if at_login else "."),
    )


def _says(machine: Machine, config: bytes, key: str) -> bool:
    return (value_of(config, key, machine.config_codec) or "").casefold() == "true"


def _file_findings(where: Places, copy: Copy) -> Iterator[Finding]:
    place = Location(str(where.addin))
    if copy is Copy.NONE:
        yield Finding(
            "addin-not-installed",
            "the add-in is not installed.",
            place,
            "Run 'kpibook addin install', and start Excel again.",
        )
        return
    if copy is Copy.OTHER:
        yield Finding(
            "addin-of-another-version",
            "this is not the add-in that came with this kpibook, nor a signed copy of it.",
            place,
            f"{_AGAIN} If IT signed it in Excel, name their file with --addin once.",
            "Excel writes the macros again when it signs, so they cannot be compared.",
        )
    if is_marked(where.addin):
        yield Finding(
            "marked-from-internet",
            "Windows holds this file to come from the internet, and Excel may block its macros.",
            place,
            _AGAIN,
        )


def _requirement_findings(machine: Machine) -> Iterator[Finding]:
    try:
        require(machine)
    except AddinError as error:
        yield finding_from(error)


def _config_findings(
    machine: Machine, where: Places, config: bytes, interpreter: Path | None, timeout_seconds: float
) -> Iterator[Finding]:
    place = Location(str(where.config))
    if interpreter is None:
        yield Finding("config-missing", "it does not say which Python to start.", place, _AGAIN)
        return
    if (value_of(config, WORKBOOK_ON_PATH, machine.config_codec) or "").casefold() != "false":
        yield Finding(
            "workbook-folder-on-path",
            f"{WORKBOOK_ON_PATH} is not False.",
            place,
            _AGAIN,
            "A Python file in a workbook's folder could then run in place of Python's own.",
        )
    if where.scripts is not None:
        yield from _script_findings(where.scripts / SCRIPT.format(wanted_xlwings()))
    if where.login is not None and where.login.is_file():
        yield from _login_findings(machine, where.login, interpreter)
    yield from interpreter_findings(
        machine, interpreter, __version__, wanted_xlwings(), timeout_seconds
    )


def _script_findings(script: Path) -> Iterator[Finding]:
    if not script.is_file():
        yield Finding(
            "script-missing",
            "the script through which Excel on a Mac starts Python is not there.",
            Location(str(script)),
            _AGAIN,
        )


def _login_findings(machine: Machine, login: Path, interpreter: Path) -> Iterator[Finding]:
    if read_regular(login) != login_command(machine, interpreter):
        yield Finding(
            "login-command-outdated",
            "it does not start the Python that Excel's configuration names.",
            Location(str(login)),
            "Run 'kpibook addin install --helper --start-at-login' again.",
        )


def _notes(machine: Machine, where: Places, *, helper: bool) -> Iterator[Finding]:
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
