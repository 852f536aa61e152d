"""Typed reports in PDF: paragraphs, and what a file is refused for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kpibook.errors import KpibookError, SourceError
from kpibook.sources.report_text.pdf_text import pdf_paragraphs, put_together
from kpibook.sources.report_text.read import read_report_text

pypdf = pytest.importorskip("pypdf", reason="the extra `text` is not installed")


def refused(path: Path) -> str:
    with pytest.raises(SourceError) as told:
        read_report_text(path)
    assert told.value.fix
    return told.value.code


def a_blank(path: Path, password: str = "") -> Path:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(path)
    return path


def test_lines_that_go_on_are_one_paragraph() -> None:
    lines = [
        "Our performance has declined over Quarter 3 as a direct result of",
        "Increased workload, and of a grow-",
        "ing number of cases.",
        "Target: 85.5%",
        "Q3 position: 72.1%",
    ]
    whole = " ".join([*lines[:2], "cases."]).replace("grow- cases", "growing number of cases")
    assert list(put_together(lines)) == [
        whole,
        "Target: 85.5%",
        "Q3 position: 72.1%",
    ]


def test_no_lines_are_no_paragraph() -> None:
    assert list(put_together([])) == []
    assert list(put_together(["", ""])) == []


def test_a_scan_without_text_is_refused(tmp_path: Path) -> None:
    assert refused(a_blank(tmp_path / "scan.pdf")) == "typed-report-no-text"


def test_a_file_with_a_password_is_refused(tmp_path: Path) -> None:
    assert refused(a_blank(tmp_path / "locked.pdf", "secret")) == "typed-report-encrypted"


@pytest.mark.parametrize("content", [b"", b"nothing", b"%PDF-1.7\nnothing"])
def test_what_is_no_pdf_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(content)
    assert refused(tmp_path / "report.pdf") == "typed-report-unreadable"


def test_without_pypdf_the_message_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(SourceError, match="which is not installed") as told:
        list(pdf_paragraphs(a_blank(tmp_path / "report.pdf")))
    assert "pip install pypdf" in told.value.fix


def test_a_word_document_with_a_password_is_refused(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    (tmp_path / "report.docx").write_bytes(ole + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(KpibookError, match="password") as told:
        read_report_text(tmp_path / "report.docx")
    assert told.value.code == "document-encrypted"


def test_what_is_no_file_is_refused_as_any_other_file_is(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as gone:
        list(pdf_paragraphs(tmp_path / "gone.pdf"))
    with pytest.raises(SourceError) as folder:
        list(pdf_paragraphs(tmp_path))

    assert (gone.value.code, folder.value.code) == ("file-missing", "not-a-file")
