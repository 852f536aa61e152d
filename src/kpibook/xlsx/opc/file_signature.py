"""File signatures: the real format of a file that is not a zip package, for a clear refusal."""

from __future__ import annotations

from typing import BinaryIO

from kpibook.errors import RefusedFile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOOK_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))


def is_ole(head: bytes) -> bool:
    """Return True for the OLE container of old .xls files and of encrypted workbooks."""
    return head.startswith(_OLE)


def refusal(stream: BinaryIO, file: str) -> RefusedFile:
    """Return the refusal for a file that does not begin as a zip package does."""
    stream.seek(0)
    head = stream.read(4096)
    if not head:
        return RefusedFile(
            "the file is empty.",
            code="file-empty",
            where=file,
            fix="If it is kept in OneDrive or SharePoint, let it finish downloading.",
        )
    if is_ole(head):
        stream.seek(0)
        return _ole_refusal(stream.read(), file)
    return _foreign_refusal(head, file)


def _ole_refusal(content: bytes, file: str) -> RefusedFile:
    # Excel wraps an encrypted .xlsx in an OLE container, whose streams have names in UTF-16.
    if _ENCRYPTED in content:
        return RefusedFile(
            "the workbook is protected by a password to open.",
            code="workbook-encrypted",
            where=file,
            fix="Take the password off in Excel: File, Info, Protect Workbook.",
        )
    # BIFF8 files (Excel 97 and later) call their stream Workbook, BIFF5 files (Excel 5 and 95)
    # Book.
    if any(stream in content for stream in _BOOK_STREAMS):
        return RefusedFile(
            "the workbook is in the old .xls format, whatever its name says.",
            code="workbook-legacy",
            where=file,
            fix="Open it in Excel and save it as an Excel Workbook (.xlsx).",
        )
    return RefusedFile(
        "the file is not readable as an .xlsx workbook: it is protected by a password or by rights "
        "(a sensitivity label), or it is an old Office document.",
        code="not-a-workbook",
        where=file,
        fix="Open it in Excel, take a password off (File, Info, Protect Workbook), and save it as "
        "an Excel Workbook (.xlsx).",
    )


def _foreign_refusal(head: bytes, file: str) -> RefusedFile:
    # Many systems "export to Excel" by saving an HTML table or a CSV file under the ending .xls or
    # .xlsx.
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<html", b"<!doctype html", b"<table")):
        kind = "a web page"
    elif text.startswith(b"<?xml"):
        kind = "an XML document"
    # Self-extracting archives and files with two formats in one have bytes before the zip.
    elif b"PK\3\4" in head:
        kind = "a zip file with something else glued in front"
    elif b"\0" not in head:
        kind = "plain text, perhaps CSV,"
    else:
        kind = "of another format"
    return RefusedFile(
        f"the file is {kind} under a workbook's name.",
        code="not-a-workbook",
        where=file,
        fix="Open it in Excel and save it as an Excel Workbook (.xlsx).",
    )
