"""The add-in as a file: the one that comes with kpibook, and what a copy of it is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from kpibook.addin.machine.machine import Machine
from kpibook.errors import AddinError, PackageError

MARK = ":Zone.Identifier"
"""Windows' mark on a file from the internet: a stream beside the bytes, which a copy made by
writing the bytes anew does not have."""

_MACROS = "xl/vbaProject.bin"
_SIGNATURE = "vbaprojectsignature"


@dataclass(frozen=True, slots=True)
class AddinFile:
    """What can be told of an add-in file without running it.

    Attributes:
        sha256: Of the whole file, as `certutil -hashfile` and `shasum -a 256` say it.
        macros: SHA-256 of its VBA project; "" if it has none or is no workbook.
        signed: Whether somebody signed that project. Whether Excel trusts the signer is Excel's
            to say.
    """

    sha256: str
    macros: str
    signed: bool

    def is_signed_copy_of(self, other: AddinFile) -> bool:
        """Whether this is `other` with a signature added and its macros as they were."""
        return self.signed and bool(self.macros) and self.macros == other.macros


def packaged(machine: Machine) -> bytes:
    """The add-in that comes with this kpibook.

    Raises:
        AddinError: ``addin-not-packaged`` in a checkout where it has not been built.
    """
    try:
        return machine.packaged.read_bytes()
    except FileNotFoundError as error:
        raise AddinError(
            "this copy of kpibook came without its add-in.",
            code="addin-not-packaged",
            fix="Install kpibook again, or build the add-in with 'kpibook addin build' and name "
            "it with --addin.",
        ) from error


def read_addin(path: Path) -> bytes:
    """The bytes of an add-in that somebody names, such as a copy signed by IT.

    Raises:
        AddinError: ``addin-unreadable``, or ``not-an-addin`` for a file without macros.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise AddinError(
            f"it cannot be read ({error.strerror or type(error).__name__}).",
            code="addin-unreadable",
            where=path.name,
            fix="Name a file that is there and that you may read.",
        ) from error
    if not described(data).macros:
        raise AddinError(
            "this is not an Excel add-in with macros.",
            code="not-an-addin",
            where=path.name,
            fix="Name kpibook.xlam, as 'kpibook addin build' makes it or as IT signed it.",
        )
    return data


def described(data: bytes) -> AddinFile:
    """What `data` is, as an add-in; a file the guard refuses has no macros for us."""
    from kpibook.xlsx.opc.opc_package import OpcPackage

    whole, macros, signed = hashlib.sha256(data).hexdigest(), "", False
    try:
        with OpcPackage.from_bytes(data, "kpibook.xlam") as parts:
            if _MACROS in parts:
                macros = hashlib.sha256(parts.read(_MACROS)).hexdigest()
            signed = any(_SIGNATURE in name.casefold() for name in parts.names())
    except PackageError:
        pass
    return AddinFile(whole, macros, signed)


def is_marked(path: Path) -> bool:
    """Whether Windows holds the file to come from the internet; False on other systems."""
    try:
        return path.with_name(path.name + MARK).exists()
    except OSError:  # the disk knows no streams
        return False
