from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.docx.body import control_ids, frame_of
from kpibook.docx.word_file import WordFile, word_file_from
from kpibook.errors import RefusedFile
from kpibook.workbook.template import report_template_bytes

BEFORE = "<w:p><w:r><w:t>Cover</w:t></w:r></w:p>"
PLACE = "<w:p><w:r><w:t>{rep</w:t></w:r><w:proofErr/><w:r><w:t>ort} </w:t></w:r></w:p>"


def a_document(body: str | None = None, root: str = "") -> WordFile:
    """The shipped template with another body; its section comes last."""
    word = word_file_from(report_template_bytes(), "t.docx")
    source = word.source().decode()
    start, end = source.index("<w:body>") + len("<w:body>"), source.index("<w:sectPr")
    if body is not None:
        source = source[:start] + body + source[end:]
    if root:
        source = source.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main", root
        )
    word.package.write(word.main, source.encode())
    return word


def test_without_a_place_for_the_report_the_whole_body_is_replaced() -> None:
    frame = frame_of(a_document(BEFORE))

    assert frame.before.endswith(b"<w:body>")
    assert frame.after.startswith(b"<w:sectPr>")
    assert frame.after.endswith(b"</w:body></w:document>")


def test_what_is_around_the_place_of_the_report_stays() -> None:
    frame = frame_of(a_document(BEFORE + PLACE + BEFORE))

    assert frame.before.endswith(BEFORE.encode())
    assert frame.after.startswith(BEFORE.encode() + b"<w:sectPr>")
    assert b"ort}" not in frame.before + frame.after


def test_the_width_of_the_text_is_that_of_the_template_s_page() -> None:
    assert frame_of(a_document()).width == 11906 - 2 * 1247
    landscape = a_document()
    source = landscape.source().replace(b'w:w="11906"', b'w:w="16838"')
    landscape.package.write(landscape.main, source)
    assert frame_of(landscape).width == 16838 - 2 * 1247


def test_a_template_without_a_section_is_a4() -> None:
    word = a_document(BEFORE)
    source = word.source().decode()
    start, end = source.index("<w:sectPr"), source.index("</w:body>")
    word.package.write(word.main, (source[:start] + source[end:]).encode())

    assert b'<w:pgSz w:w="11906" w:h="16838"/>' in frame_of(word).after


def test_a_template_in_the_strict_form_is_refused() -> None:
    strict = a_document(root="http://purl.oclc.org/ooxml/wordprocessingml/main")

    with pytest.raises(RefusedFile) as raised:
        frame_of(strict)

    assert raised.value.code == "template-strict"


def test_ids_of_controls_in_headers_and_text_are_known(tmp_path: Path) -> None:
    word = a_document('<w:sdt><w:sdtPr><w:id w:val="-7"/></w:sdtPr><w:sdtContent/></w:sdt>')
    footer = word.package.read("word/footer1.xml")
    control = b'<w:sdt><w:sdtPr><w:id w:val="100001"/></w:sdtPr><w:sdtContent/></w:sdt></w:ftr>'
    word.package.write("word/footer1.xml", footer.replace(b"</w:ftr>", control))

    assert control_ids(word) == {-7, 100001}
