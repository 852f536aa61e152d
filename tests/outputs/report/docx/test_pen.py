from __future__ import annotations

import re

from kpibook.docx.styles import Styles
from kpibook.domain.report.block import Word
from kpibook.domain.report.figure import Origin
from kpibook.domain.report.printed import Printed
from kpibook.outputs.report.docx.pen import Pen
from kpibook.outputs.report.docx.style_set import Kind, StyleSet

ITEM = Printed("m.actual", "PI.1", "actual", "Q3 2021/22", "72.1%", "72.1",
               Origin("a.xlsx", "This quarter", "H8", "00ff"))  # fmt: skip


def a_pen(language: str = "en-GB", template: str = "en-GB", **how: object) -> Pen:
    return Pen(StyleSet(Styles({"normal": "Normal"}, {}, template)), language, **how)  # type: ignore[arg-type]


def test_what_is_printed_is_remembered_with_its_cell() -> None:
    pen = a_pen()

    pen.printed(Kind.TEXT, ITEM)

    (entry,) = pen.entries
    assert (entry.id, entry.printed, entry.value) == ("m.actual", "72.1%", "72.1")
    assert (entry.workbook, entry.sheet, entry.cell) == ("a.xlsx", "This quarter", "H8")


def test_a_text_that_is_printed_twice_has_two_entries_of_one_id() -> None:
    pen = a_pen()

    markup = pen.printed(Kind.TEXT, ITEM) + pen.printed(Kind.TEXT, ITEM)

    assert [(entry.name, entry.id) for entry in pen.entries] == [
        ("f1", "m.actual"), ("f2", "m.actual")
    ]  # fmt: skip
    assert re.findall(r"/k:(f\d)\[1\]", markup) == ["f1", "f2"]


def test_an_id_that_the_template_uses_is_passed_over() -> None:
    pen = a_pen(used_ids={100_001, 100_002})

    assert '<w:id w:val="100003"/>' in pen.printed(Kind.TEXT, ITEM)


def test_a_control_is_named_in_words_that_word_can_hold() -> None:
    title = re.search(r'<w:alias w:val="([^"]*)"', a_pen().printed(Kind.TEXT, ITEM))
    assert title is not None
    assert title[1] == "PI.1 actual for Q3 2021/22"

    long = Printed("m", "R" * 90, "actual", "Q3 2021/22", "1")
    title = re.search(r'<w:alias w:val="([^"]*)"', a_pen().printed(Kind.TEXT, long))
    assert title is not None
    assert len(title[1]) == 64


def test_text_in_the_template_s_language_is_not_marked() -> None:
    assert "w:lang" not in a_pen().text(Kind.TEXT, "x")
    assert '<w:lang w:val="cy"/>' in a_pen("cy").text(Kind.TEXT, "x")
    assert '<w:lang w:val="en-GB"/>' in a_pen("en-GB", "en-US").text(Kind.TEXT, "x")


def test_sentences_made_from_figures_are_in_english_and_the_council_s_words_in_its_language() -> (
    None
):
    words = Printed("before.s1.p1", "", "words", "Q3 2021/22", "Chwarter 3")

    assert 'w:lang w:val="cy"' in a_pen("cy").printed(Kind.TEXT, words)
    assert "w:lang" not in a_pen("cy").printed(Kind.TEXT, ITEM)


def test_a_word_of_the_scheme_is_in_its_colours_with_its_symbol_outside_the_control() -> None:
    word = Word("Off target", "off", "▲", "#9C0006", "#FDE7E9")

    cell = a_pen().word_cell(ITEM, word)

    assert cell.fill == "FDE7E9"
    assert cell.paragraphs.index("▲") < cell.paragraphs.index("<w:sdt>")
    assert 'w:color w:val="9C0006"' in cell.paragraphs


def test_a_cell_of_nothing_has_a_paragraph_all_the_same() -> None:
    assert "<w:p>" in a_pen().cell().paragraphs
