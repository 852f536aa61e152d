from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.docx.word_file import open_word_file, word_file_from
from kpibook.errors import PackageError, RefusedFile
from kpibook.workbook.template import report_template_bytes, template_path
from tests.support.packages import members_of, packed


def a_document(path: Path, *changes: tuple[bytes, bytes]) -> Path:
    """The shipped template with its list of content types changed."""
    path.write_bytes(report_template_bytes())
    members = members_of(path)
    for old, new in changes:
        assert old in members["[Content_Types].xml"]
        members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(old, new)
    path.write_bytes(packed(members))
    return path


def refused(path: Path) -> PackageError:
    with pytest.raises(PackageError) as raised:
        open_word_file(path)
    assert "workbook" not in str(raised.value)
    assert "Excel" not in str(raised.value)
    return raised.value


def test_a_document_s_text_is_in_the_part_that_the_package_names() -> None:
    word = word_file_from(report_template_bytes(), "report.docx")

    assert word.main == "word/document.xml"
    assert b"<w:body>" in word.source()


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"<html><p>x</p></html>", b"%PDF-1.7\0"])
def test_a_file_of_another_format_is_refused_in_words_for_word(
    content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(content)

    assert refused(path).code == "not-a-word-document"


def test_a_workbook_under_a_document_s_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(template_path().read_bytes())

    assert refused(path).code == "not-a-word-document"


def test_a_zip_archive_under_a_document_s_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(packed({"a.txt": "a"}))

    assert refused(path).code == "not-a-word-document"


def test_a_document_that_needs_a_password_says_how_to_take_it_off(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 2
    )

    assert refused(path).code == "document-encrypted"


def test_a_document_with_macros_is_refused(tmp_path: Path) -> None:
    path = a_document(
        tmp_path / "report.docm",
        (
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
    )

    assert refused(path).code == "document-has-macros"


def test_a_damaged_part_keeps_its_code_and_is_told_of_a_document(tmp_path: Path) -> None:
    path = a_document(tmp_path / "report.docx")
    path.write_bytes(packed({**members_of(path), "word/document.xml": b"<w:document"}))
    word = open_word_file(path)

    with word.package, pytest.raises(RefusedFile, match="well-formed") as raised:
        word.source()

    assert raised.value.code == "xml-not-well-formed"
    assert "open it in Word" in raised.value.fix


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackageError) as raised:
        open_word_file(tmp_path / "gone.docx")

    assert raised.value.code == "file-missing"
