"""Workbooks with a password to open, by way of the optional library msoffcrypto-tool."""

from __future__ import annotations

import io
from typing import BinaryIO

from kpibook.errors import Location, PackageError, RefusedFile, SaveError


def unlock(stream: BinaryIO, password: str, file: str) -> bytes:
    """Decrypt an encrypted workbook and return its package.

    Raises:
        PackageError: ``password-support-missing`` when the library is not installed.
        RefusedFile: ``password-wrong``, ``workbook-encrypted`` for a way of encrypting that the
            library does not know.
    """
    office = _library(file)
    try:
        book = office.OfficeFile(stream)
        book.load_key(password=password, verify_password=True)
        opened = io.BytesIO()
        book.decrypt(opened)
    except Exception as error:  # noqa: BLE001 - the library raises whatever its parsers raise
        if type(error).__name__ == "InvalidKeyError":
            raise RefusedFile(
                "the password is not the workbook's.",
                code="password-wrong",
                where=Location(file),
                fix="Try it in Excel.",
            ) from None
        raise RefusedFile(
            "the workbook is encrypted in a way that cannot be read.",
            code="workbook-encrypted",
            where=Location(file),
            fix="Take the password off in Excel: File, Info, Protect Workbook.",
        ) from None
    return opened.getvalue()


def lock(package: BinaryIO, password: str, target: BinaryIO, file: str) -> None:
    """Write a package encrypted with a password.

    Raises:
        SaveError: ``encryption-failed`` when what the library made cannot be opened again.
    """
    _library(file)
    from msoffcrypto.format.ooxml import OOXMLFile

    package.seek(0)
    encrypted = io.BytesIO()
    OOXMLFile(package).encrypt(password, encrypted)
    package.seek(0)
    try:
        opened = unlock(encrypted, password, file)
    except RefusedFile:
        opened = b""
    # Version 6.1 of the library spoils packages under 4 kB: look before the old file is replaced.
    if opened != package.read():
        raise SaveError(
            "the workbook could not be encrypted again.",
            code="encryption-failed",
            where=Location(file),
            fix="Take the password off in Excel first: File, Info, Protect Workbook.",
        )
    target.write(encrypted.getvalue())


def _library(file: str):  # type: ignore[no-untyped-def]
    try:
        import msoffcrypto
    except ImportError as error:
        raise PackageError(
            "opening a workbook with a password needs a library that is not installed.",
            code="password-support-missing",
            where=Location(file),
            fix='Run: pip install "kpibook[encrypted]".',
        ) from error
    return msoffcrypto
