"""The add-in file that comes with kpibook, and how a copy of it is recognised."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kpibook.addin.machine.machine import Machine
from kpibook.errors import AddinError, PackageError
from kpibook.files.reading import read_regular
from kpibook.on_use.dataclass import dataclass

MARK = ":Zone.Identifier"
"""Windows' mark on a file from the internet, a stream next to the bytes. A new file with the same
bytes does not have it."""

_MACROS = "xl/vbaProject.bin"
_SIGNATURE = "vbaprojectsignature"


@dataclass(frozen=True, slots=True)
class AddinFile:
    """The facts about an add-in file that can be read without running it.

    Attributes:
        sha256: Of the whole file, as `certutil -hashfile` and `shasum -a 256` print it.
        macros: SHA-256 of its VBA project; "" if it has no macros or is no workbook.
        signed: True if the VBA project is signed. Only Excel can say if it trusts the signer.
    """

    sha256: str
    macros: str
    signed: bool

    def is_signed_copy_of(self, other: AddinFile) -> bool:
        """Return True if this is `other` with a signature added and the same macros."""
        # Excel writes the macros again when it signs, so a copy signed in Excel does not pass.
        return self.signed and bool(self.macros) and self.macros == other.macros


def packaged(machine: Machine) -> bytes:
    """Return the bytes of the add-in that comes with this kpibook.

    Raises:
        AddinError: ``addin-not-packaged`` in a checkout where it has not been built.
    """
    try:
        return read_regular(machine.packaged)
    except FileNotFoundError as error:
        raise AddinError(
            "this copy of kpibook came without its add-in.",
            code="addin-not-packaged",
            fix="Install kpibook again, or build the add-in with 'kpibook addin build' and name "
            "it with --addin.",
        ) from error


def read_addin(path: Path) -> bytes:
    """Return the bytes of an add-in that a person names, such as a copy signed by IT.

    Raises:
        AddinError: ``addin-unreadable``, or ``not-an-addin`` for a file without macros.
    """
    try:
        data = read_regular(path)
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
    """Describe `data` as an add-in; a file that the guard refuses counts as without macros."""
    from kpibook.xlsx.opc.opc_package import OpcPackage

    whole, macros, signed = hashlib.sha256(data).hexdigest(), "", False
    try:
        with OpcPackage.from_bytes(data, "kpibook.xlam") as parts:
            if _MACROS in parts:
                macros = hashlib.sha256(parts.read(_MACROS)).hexdigest()
            # A project can carry three signatures, each in a part named vbaProjectSignature...
            signed = any(_SIGNATURE in name.casefold() for name in parts.names())
    except PackageError:
        pass
    return AddinFile(whole, macros, signed)


def is_marked(path: Path) -> bool:
    """Return True if Windows marks the file as from the internet; False on other systems."""
    try:
        return path.with_name(path.name + MARK).exists()
    except OSError:  # the disk knows no streams
        return False
