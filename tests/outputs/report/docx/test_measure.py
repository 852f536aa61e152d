from __future__ import annotations

from dataclasses import replace

import pytest
from defusedxml.ElementTree import fromstring

from kpibook.docx.styles import Styles, styles_of
from kpibook.docx.word_file import MAIN, word_file_from
from kpibook.domain.report.block import Block, Comparison
from kpibook.domain.report.figure import Field, Figure
from kpibook.domain.report.words.labels import Labels
from kpibook.outputs.report.docx.measure import measure
from kpibook.outputs.report.docx.pen import Pen
from kpibook.outputs.report.docx.style_set import StyleSet
from kpibook.workbook.template import report_template_bytes
from tests.domain.reported import a_block, a_reported_row
from tests.outputs.report.docx.word import W, rows, text

WIDTH = 9412


def drawn(block: Block, width: int = WIDTH, *, with_chart: bool = False):  # type: ignore[no-untyped-def]
    pen = Pen(StyleSet(Styles({}, {})), "en-GB")
    markup = measure(pen, block, Labels(), width, with_chart=with_chart)
    return fromstring(f'<w:body xmlns:w="{MAIN}">{markup}</w:body>'), pen


def test_figures_are_next_to_each_other_with_the_status_last() -> None:
    body, _ = drawn(a_block(a_reported_row("PI.1", "60", "70")))

    assert rows(body.find(f"{W}tbl")) == [
        ["Target", "Q2 2021/22 position", "Q3 2021/22 position", "Status"],
        ["80.0%", "70.0%", "60.0%", "× Off target"],
    ]


@pytest.mark.parametrize("figure", ["£12,500,000.00", "£1,234,567,890.12"])
def test_figures_too_wide_for_the_page_are_below_each_other(figure: str) -> None:
    block = a_block(a_reported_row("PI.1", "60", "70"))
    wide = [replace(f, text=figure) for f in (block.target, block.previous, block.actual)]
    block = replace(block, target=wide[0], previous=wide[1], actual=wide[2])

    narrow, _ = drawn(block, 6000)

    table = rows(narrow.find(f"{W}tbl"))
    assert [row[1] for row in table[:3]] == [figure] * 3
    assert table[-1] == ["Status", "× Off target"]
    assert len(rows(drawn(block, 14000)[0].find(f"{W}tbl"))) == 2


@pytest.mark.parametrize("width", [WIDTH, 2000])
def test_each_entry_has_the_number_of_its_paragraph_in_either_table(width: int) -> None:
    body, pen = drawn(a_block(a_reported_row("PI.1", "60", "70")), width)

    numbers = {
        tag.get(f"{W}val"): str(number)
        for number, paragraph in enumerate(body.iter(f"{W}p"))
        for tag in paragraph.iter(f"{W}tag")
    }

    assert (len(rows(body.find(f"{W}tbl"))) > 2) == (width == 2000)
    assert {entry.name: entry.paragraph for entry in pen.entries} == numbers


def test_the_actual_against_the_comparator_is_in_its_cell() -> None:
    block = a_block(a_reported_row("PI.1", "60", "70"))
    figure = Figure("x.c", "PI.1", "2020/21", Field.COMPARATOR, "85.4%", "85.4")
    block = replace(block, comparison=Comparison("England 2020/21", figure, "Worse by 25.4 points"))

    table = rows(drawn(block)[0].find(f"{W}tbl"))

    assert table[0][1] == "England 2020/21"
    assert table[1][1] == "85.4% / Worse by 25.4 points"


def test_status_direction_reason_and_notes_are_kept_track_of_with_their_cell() -> None:
    block = replace(a_block(a_reported_row("PI.1", "60", "70")), notes=("Provisional.",))

    _, pen = drawn(block)

    parts = [entry.part for entry in pen.entries]
    assert parts == ["target", "previous", "actual", "status", "direction", "reason", "note"]
    assert {entry.ref for entry in pen.entries} == {"PI.1"}


def test_a_measure_off_target_without_an_action_says_so() -> None:
    body, _ = drawn(a_block(a_reported_row("PI.1", "60")))
    texts = [text(each) for each in body.iter(f"{W}p")]
    assert texts[-2:] == ["Action", "No action is stated."]

    met, _ = drawn(a_block(a_reported_row("PI.1", "90")))
    assert "Action" not in [text(each) for each in met.iter(f"{W}p")]


def test_commentary_keeps_its_paragraphs() -> None:
    body, _ = drawn(a_block(a_reported_row("PI.1", "90", commentary="One.\n\nTwo.")))

    texts = [text(each) for each in body.iter(f"{W}p")]
    assert texts[-3:] == ["Commentary", "One.", "Two."]


def test_there_is_no_chart_under_four_figures() -> None:
    few, _ = drawn(a_block(a_reported_row("PI.1", "90", "80", "70")), with_chart=True)
    enough, pen = drawn(a_block(a_reported_row("PI.1", "90", "80", "70", "75")), with_chart=True)

    assert not list(few.iter(f"{W}drawing"))
    assert len(pen.charts) == 1
    assert len(list(enough.iter(f"{W}drawing"))) == 2, "a chart, and a picture in its place"


def test_a_direction_has_no_arrow_and_stays_with_its_table_and_the_commentary() -> None:
    body, _ = drawn(a_block(a_reported_row("PI.1", "60", "70")))

    paragraphs = list(body.iter(f"{W}p"))
    said = [text(each) for each in paragraphs]
    place = said.index("Direction: Declined, down from 70.0% in Q2 2021/22")
    end = said.index("Commentary")
    assert not any(letter in "".join(said) for letter in "↑↓→")
    for each in paragraphs[: end + 1]:
        assert each.find(f"{W}pPr/{W}keepNext") is not None, text(each)
    assert place < end


def test_only_the_figure_of_the_quarter_is_in_bold() -> None:
    block = a_block(a_reported_row("PI.1", "60", "70"))
    figures = {figure.text for _, figure in block.positions(Labels())}

    body, _ = drawn(block)
    bold = {text(run) for run in body.iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None}

    assert figures == {"80.0%", "70.0%", "60.0%"}
    assert bold & figures == {"60.0%"}


def test_the_shipped_template_has_a_style_for_the_other_figures() -> None:
    word = word_file_from(report_template_bytes(), "t.docx")
    pen = Pen(StyleSet(styles_of(word)), "en-GB")
    block = a_block(a_reported_row("PI.1", "60", "70"))
    source = word.source_of("word/styles.xml").decode()

    markup = measure(pen, block, Labels(), WIDTH, with_chart=False)

    assert markup.count('w:val="ReportOtherFigure"') == 2
    assert markup.count('w:val="ReportFigure"') == 1
    styles = {
        ident: source[source.index(f'w:styleId="{ident}"') :].split("</w:style>")[0]
        for ident in ("ReportFigure", "ReportOtherFigure")
    }
    assert {ident: "<w:b/>" in style for ident, style in styles.items()} == {
        "ReportFigure": True,
        "ReportOtherFigure": False,
    }
