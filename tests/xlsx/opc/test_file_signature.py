import io

import pytest

from kpibook.xlsx.opc.file_signature import refusal

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", "file-empty", "OneDrive"),
        (OLE + bytes(600) + ENCRYPTED, "workbook-encrypted", "password"),
        (OLE + bytes(600) + "Workbook".encode("utf-16-le"), "workbook-legacy", ".xls format"),
        (OLE + bytes(504), "not-a-workbook", "old Office"),
        (OLE + bytes(504), "not-a-workbook", "password"),
        (OLE + bytes(504), "not-a-workbook", "sensitivity label"),
        (b"<html><table>", "not-a-workbook", "web page"),
        (b"\xef\xbb\xbf <HTML>", "not-a-workbook", "web page"),
        (b"<?xml version='1.0'?><Workbook/>", "not-a-workbook", "XML"),
        (b"PI code,Actual\r\n", "not-a-workbook", "CSV"),
        (b"#!/bin/sh\nPK\3\4", "not-a-workbook", "glued"),
        (b"%PDF\0\1", "not-a-workbook", "another format"),
    ],
    ids=[
        "empty", "encrypted", "xls", "other ole", "ole with a password", "ole with rights", "html",
        "html with mark", "xml", "csv",
        "polyglot", "binary",
    ],
)  # fmt: skip
def test_what_the_file_really_is_is_said(content, code, said):
    error = refusal(io.BytesIO(content), "b.xlsx")

    assert error.code == code
    assert said in str(error)
    assert str(error).startswith("b.xlsx: ")
