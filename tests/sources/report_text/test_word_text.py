"""Typed reports read as paragraphs with their places."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from kpibook.errors import KpibookError
from kpibook.sources.report_text.read import read_report_text

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = f"""<?xml version="1.0"?><Types
xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{_TYPE}"/></Types>"""
_RELATIONSHIPS = """<?xml version="1.0"?><Relationships
xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
Target="word/document.xml"/></Relationships>"""


def a_document(path: Path, body: str) -> Path:
    """A Word document of this body."""
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELATIONSHIPS)
        content = f'<w:document xmlns:w="{_MAIN}"><w:body>{body}</w:body></w:document>'
        package.writestr("word/document.xml", content)
    return path


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_a_word_document_gives_paragraphs_headings_and_rows(tmp_path: Path) -> None:
    heading = f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{run("Summary")}</w:p>'
    deleted = f"<w:p>{run('Target: ')}<w:del><w:r><w:t>70%</w:t></w:r></w:del>{run('80%')}</w:p>"
    cells = "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in ("PI.1", "80%"))
    path = a_document(tmp_path / "r.docx", f"{heading}{deleted}<w:tbl><w:tr>{cells}</w:tr></w:tbl>")

    read = read_report_text(path)

    assert [each.text for each in read] == ["Summary", "Target: 80%", "PI.1\t80%"]
    assert [each.is_heading for each in read] == [True, False, False]
    assert (read[2].cells, read[2].table) == (("PI.1", "80%"), 1)
    assert str(read[1].where) == "r.docx paragraph 2"


def test_markdown_gives_lines_headings_and_tables(tmp_path: Path) -> None:
    path = tmp_path / "r.md"
    path.write_text("# Summary\n\nAll is well.\n\n| Ref | Q3 |\n| --- | --- |\n| PI.1 | 80% |\n")

    read = read_report_text(path)

    assert [each.is_heading for each in read] == [True, False, False, False]
    assert read[3].cells == ("PI.1", "80%")
    assert str(read[1].where) == "r.md line 3"


def test_a_text_file_has_no_headings_and_no_tables(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text("# 5 staff\n| PI.1 | 80% |\n")

    assert [each.text for each in read_report_text(path)] == ["# 5 staff", "| PI.1 | 80% |"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("r.rtf", b"{\\rtf1", "typed-report-ending"),
        ("r.txt", b"a\n" * 20_001, "typed-report-too-long"),
        ("r.docx", b"no document", "not-a-word-document"),
    ],
)
def test_a_report_that_is_not_read_is_refused(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(KpibookError) as refused:
        read_report_text(tmp_path / name)

    assert refused.value.code == code
    assert refused.value.fix


def test_deeply_nested_elements_are_read(tmp_path: Path) -> None:
    deep = "<w:sdt>" * 5_000 + f"<w:p>{run('Deep')}</w:p>" + "</w:sdt>" * 5_000

    read = read_report_text(a_document(tmp_path / "r.docx", deep))

    assert [each.text for each in read] == ["Deep"]
