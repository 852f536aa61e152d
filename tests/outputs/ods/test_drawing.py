"""The report's tables as an OpenDocument spreadsheet."""

from __future__ import annotations

import zipfile
from io import BytesIO

from kpibook.outputs.drawing import Document
from kpibook.outputs.ods.drawing import MEDIA_TYPE, draw_ods
from kpibook.outputs.page import Page, PageCell
from tests.outputs.ods.given import attribute, faults, part

PAGE = Page(
    "Children's",
    "Children & <families>",
    ("Two  spaces.",),
    "Measures",
    ("Ref", "Now"),
    (10, 8),
    [[PageCell("PI.1"), PageCell(0.721, "0.0%", "72.1%")]],
)


def _drawn(*pages: Page, language: str = "en-GB") -> bytes:
    return draw_ods(pages or (PAGE,), Document("Title & <more>", "Council"), language)


def test_the_type_comes_first_and_is_not_packed() -> None:
    with zipfile.ZipFile(BytesIO(_drawn())) as package:
        first = package.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert package.read("mimetype").decode() == MEDIA_TYPE
        assert package.testzip() is None


def test_the_checklist_has_nothing_against_a_page_with_marks_of_xml_in_its_names() -> None:
    assert faults(_drawn()) == []


def test_the_checklist_notices_a_blank_cell_and_a_table_without_headings() -> None:
    blank = Page("A", "T", (), "X", ("Ref", "Now"), (10, 8), [[PageCell("PI.1"), PageCell("")]])
    bare = Page("B", "T")
    assert any("blank" in fault for fault in faults(_drawn(blank)))
    assert any("header rows" in fault for fault in faults(_drawn(bare)))


def test_the_text_has_the_language_of_the_council() -> None:
    ods = _drawn(language="cy")
    assert "".join(part(ods, "meta.xml").itertext()).endswith("cy")
    assert attribute(part(ods, "styles.xml").find(".//{*}text-properties"), "fo:language") == "cy"
