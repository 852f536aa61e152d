"""The report's tables as an OpenDocument spreadsheet."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from kpibook.outputs.drawing import Document
from kpibook.outputs.ods.drawing import MEDIA_TYPE, draw_ods
from kpibook.outputs.page import Page, PageCell
from tests.outputs.ods.given import attribute, faults, part, rows_of

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


@pytest.mark.parametrize(
    ("cell", "kind", "value", "shown"),
    [
        (PageCell(0.721, "0.0%", "72.1%"), "percentage", "0.721", "72.1%"),
        (PageCell(12_500_000.0, '"£"#,##0.00', "£12,500,000.00"), "currency", "12500000.0",
         "£12,500,000.00"),
        (PageCell(1234, "#,##0", "1,234"), "float", "1234", "1,234"),
        (PageCell(0.0625, "[h]:mm", "1:30"), "string", "", "1:30"),
        (PageCell("[c]"), "string", "", "[c]"),
    ],
)  # fmt: skip
def test_a_figure_is_a_number_that_reads_as_it_is_printed(
    cell: PageCell, kind: str, value: str, shown: str
) -> None:
    page = Page("A", "T", (), "X", ("Ref", "Now"), (10, 8), [[PageCell("PI.1"), cell]])
    content = part(_drawn(page), "content.xml")
    written = content.findall(".//{*}table-row")[-1][1]
    assert attribute(written, "office:value-type") == kind
    assert attribute(written, "office:value") == value
    assert rows_of(content)[-1][1][0] == shown


def test_the_text_has_the_language_of_the_council() -> None:
    ods = _drawn(language="cy")
    assert "".join(part(ods, "meta.xml").itertext()).endswith("cy")
    assert attribute(part(ods, "styles.xml").find(".//{*}text-properties"), "fo:language") == "cy"
