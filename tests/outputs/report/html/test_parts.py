from __future__ import annotations

from kpibook.domain.report.block import Word
from kpibook.domain.report.figure import Field, Figure
from kpibook.domain.report.report import Paragraph, Section
from kpibook.outputs.report.html.parts import Row, figure, section, table, word
from tests.outputs.report.pages import Page


def test_a_status_is_its_word_and_the_symbol_is_for_the_eye_alone() -> None:
    markup = word(Word("Off target", "off", "▲", "#8A1220", "#FBDADD"))

    assert '<span aria-hidden="true">▲ </span>Off target</span>' in markup
    assert "color:#8A1220;background:#FBDADD" in markup


def test_a_figure_carries_its_exact_value_and_a_withheld_one_nothing() -> None:
    shown = Figure("m-a.b.actual", "B", "Q3", Field.ACTUAL, "72.1%", "72.1")
    withheld = Figure("m-a.c.actual", "C", "Q3", Field.ACTUAL, "[c]")

    assert figure(shown) == '<data id="m-a.b.actual" value="72.1">72.1%</data>'
    assert figure(withheld) == "[c]"


def test_a_table_has_a_caption_and_headings_with_their_scope() -> None:
    page = Page(table("About <it>", ("A", "B"), [Row(("x", "1"))], numbers=(1,)).encode())

    scopes = [known["scope"] for tag, known in page.tags if tag == "th"]
    assert scopes == ["col", "col", "row"]
    assert page.tables == [[["A", "B"], ["x", "1"]]]
    assert "About <it>" in page.text


def test_a_wide_table_scrolls_by_itself_and_can_be_reached_with_the_keyboard() -> None:
    page = Page(table("About", ("A", "B"), [Row(("x", "1"))], kind="glance").encode())

    (region,) = [known for tag, known in page.tags if tag == "div"]
    assert (region["tabindex"], region["role"], region["aria-label"]) == ("0", "region", "About")


def test_a_section_has_paragraphs_and_lists() -> None:
    written = Section("Law & order", (Paragraph("One."), Paragraph(items=("a", "b"))))

    assert section(written) == ("<h2>Law &amp; order</h2><p>One.</p><ul><li>a</li><li>b</li></ul>")
