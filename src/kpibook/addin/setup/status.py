"""The state of the install, and the findings that keep the add-in from working."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

from kpibook.addin.machine.app_control import app_control_notes
from kpibook.addin.machine.defender_rules import defender_verdict
from kpibook.addin.machine.excel_startup import startup_findings, version_findings
from kpibook.addin.machine.library import Library, excel_bits, library
from kpibook.addin.machine.machine import Machine
from kpibook.addin.machine.office_policies import Verdict, macro_verdict
from kpibook.addin.machine.python_answer import TIMEOUT_SECONDS, Answer, asked
from kpibook.addin.machine.requirements import require, wanted_xlwings
from kpibook.addin.machine.script_host import script_host_verdict
from kpibook.addin.setup.addin_file import AddinFile, described, is_marked, packaged
from kpibook.addin.setup.config_findings import AGAIN, config_findings, no_helper
from kpibook.addin.setup.file_changes import read_if_there
from kpibook.addin.setup.good_to_know import notes
from kpibook.addin.setup.install_record import Record, read_record
from kpibook.addin.setup.paths import Places, places
from kpibook.addin.setup.xlwings_config import (
    INTERPRETER_MAC,
    INTERPRETER_WINDOWS,
    OWN_SERVER,
    USE_SERVER,
    value_of,
)
from kpibook.domain.finding import Finding, finding_from
from kpibook.errors import AddinError, Location
from kpibook.on_use.dataclass import dataclass
from kpibook.version import __version__


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
        library: The DLL that Excel loads; None on a Mac and where no Python is set.
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
    library: Library | None
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
            "library": self.library.as_dict() if self.library else None,
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
    data, config = read_if_there(where.addin), read_if_there(where.config)
    installed = described(data) if data else None
    copy = _which(installed, packaged_file, _named(read_record(where.record) or Record(), where))
    interpreter = _interpreter(machine, config)
    # The runtime uses a running helper only with both settings on.
    helper = _says(machine, config, USE_SERVER) and _says(machine, config, OWN_SERVER)
    there = installed is not None and interpreter is not None and interpreter.is_file()
    answer = asked(interpreter, timeout_seconds) if there and interpreter else Answer(None, None)
    findings = [*_file_findings(where, copy), *_requirement_findings(machine)]
    if helper and not machine.helper_runs():
        findings.append(no_helper(where))
    if installed is not None:
        findings += config_findings(machine, where, config, interpreter, answer)
    policies = _policy_verdict(
        machine, where, signed=bool(installed and installed.signed), helper=helper
    )
    return InstallStatus(
        where,
        copy,
        installed,
        packaged_file,
        interpreter,
        _library(machine, interpreter, answer),
        helper,
        where.login is not None and where.login.is_file(),
        (*findings, *policies.findings),
        (
            *notes(machine, where, helper=helper),
            *policies.notes,
            *app_control_notes(machine.registry, interpreter),
        ),
    )


def _policy_verdict(machine: Machine, where: Places, *, signed: bool, helper: bool) -> Verdict:
    """Return what the organisation, Windows and Excel itself allow."""
    registry = machine.registry
    verdicts = (
        macro_verdict(registry, signed=signed),
        defender_verdict(registry, helper=helper),
        script_host_verdict(registry, helper=helper, bits=excel_bits(machine)),
        Verdict((*startup_findings(registry, where.addin), *version_findings(registry)), ()),
    )
    return Verdict(
        tuple(finding for verdict in verdicts for finding in verdict.findings),
        tuple(note for verdict in verdicts for note in verdict.notes),
    )


def _library(machine: Machine, interpreter: Path | None, answer: Answer) -> Library | None:
    if interpreter is None or not machine.is_windows:
        return None
    return library(machine, interpreter, wanted_xlwings(), answer)


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
            f"{AGAIN} If IT signed it in Excel, name their file with --addin once.",
            "Excel writes the macros again when it signs, so they cannot be compared.",
        )
    if is_marked(where.addin):
        yield Finding(
            "marked-from-internet",
            "Windows holds this file to come from the internet, and Excel may block its macros.",
            place,
            AGAIN,
        )


def _requirement_findings(machine: Machine) -> Iterator[Finding]:
    try:
        require(machine)
    except AddinError as error:
        yield finding_from(error)
