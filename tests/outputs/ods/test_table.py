"""A page's table in an OpenDocument spreadsheet."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from kpibook.outputs.drawing import Document
from kpibook.outputs.ods.drawing import draw_ods
from kpibook.outputs.ods.table import range_of
from kpibook.outputs.page import Page, PageCell, PageLine
from tests.outputs.ods.given import attribute, part, rows_of


def _drawn(page: Page) -> ET.Element:
    return part(draw_ods([page], Document("Title", "Council"), "en-GB"), "content.xml")


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
    content = _drawn(page)
    written = content.findall(".//{*}table-row")[-1][1]
    assert attribute(written, "office:value-type") == kind
    assert attribute(written, "office:value") == value
    assert rows_of(content)[-1][1][0] == shown


def test_the_declared_range_is_the_header_row_and_the_rows_below_it() -> None:
    page = Page("Children's", "T", ("A", "B"), "X", ("Ref", "Now"), (10, 8), [[PageCell("a")] * 2])
    assert "table:target-range-address=\"'Children''s'.A4:'Children''s'.B5\"" in range_of(page)
    assert range_of(Page("A", "T")) == ""


def test_lines_of_a_text_are_paragraphs_and_a_heading_of_a_section_is_a_heading() -> None:
    page = Page(
        "A", "T", (PageLine("Part", section=True),), "X", ("Ref",), (10,), [[PageCell("a\nb")]]
    )
    rows = rows_of(_drawn(page))
    assert rows[1][0] == ("Part", "Heading_20_2")
    assert rows[-1][0][0] == "a\nb"
