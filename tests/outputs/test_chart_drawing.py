from __future__ import annotations

import re
from dataclasses import replace

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from kpibook.outputs.chart import ChartKind, ChartSeries, PageChart, Sparklines
from kpibook.outputs.chart_drawing import draw_chart, draw_scaled_sparklines, draw_sparklines
from kpibook.workbook.sizes.look import ACCENT, INK
from tests.outputs.sheets import drawn, part

LINE = ChartSeries("Actual", "'Sheet'!$A$1:$A$3", [1, None, 3.5], "#112233")
TARGET = ChartSeries("Target 2", "'Sheet'!$B$1:$B$3", [2, 2, 2], "#445566", dashed=True)


def a_chart(kind: ChartKind, *series: ChartSeries) -> PageChart:
    return PageChart(
        kind, "A title", "What it shows: 1, 3.5.", "'Sheet'!$C$1:$C$3", ["Q1", "Q2", "Q3"],
        series, row=5, column=1, width=400, height=200, number_format="0.0%",
    )  # fmt: skip


def drawn_chart(chart: PageChart) -> bytes:
    def draw(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        draw_chart(book, sheet, chart)

    return drawn(draw)


def test_a_line_chart_keeps_its_figures_for_previewers_and_its_gaps() -> None:
    data = part(drawn_chart(a_chart(ChartKind.LINES, LINE, TARGET)), "xl/charts/chart1.xml")

    cached = re.findall(r"<c:val>.*?</c:val>", data, re.DOTALL)
    assert re.findall(r'<c:pt idx="(\d)"><c:v>([^<]*)<', cached[0]) == [("0", "1"), ("2", "3.5")]
    assert "dispBlanksAs" not in data  # Excel's own choice is a gap
    assert "A title" in data
    assert 'formatCode="0.0%"' in data


def test_the_target_is_told_apart_by_its_dashes_and_not_by_colour_alone() -> None:
    data = part(drawn_chart(a_chart(ChartKind.LINES, LINE, TARGET)), "xl/charts/chart1.xml")

    actual, target = re.findall(r"<c:ser>.*?</c:ser>", data, re.DOTALL)
    assert '<c:symbol val="circle"/>' in actual
    assert '<c:symbol val="dash"/>' in target
    # No line joins the dashes: a target that changes would slope between two quarters.
    assert "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:marker>" in target.replace("w=", "")


def test_a_line_in_two_parts_is_in_the_legend_once() -> None:
    again = replace(LINE, cells="'Sheet'!$C$1:$C$3", continues=True)
    data = part(drawn_chart(a_chart(ChartKind.LINES, LINE, again, TARGET)), "xl/charts/chart1.xml")

    assert re.findall(r'<c:legendEntry><c:idx val="(\d)"/><c:delete val="1"/>', data) == ["1"]


def test_bars_of_shares_are_labelled_with_their_counts() -> None:
    data = part(drawn_chart(a_chart(ChartKind.SHARES, LINE, TARGET)), "xl/charts/chart1.xml")

    assert '<c:grouping val="percentStacked"/>' in data
    assert data.count('<c:showVal val="1"/>') == 2
    assert 'formatCode="0;;;"' in data  # a part of none has no label


def test_it_stands_where_it_should_with_its_alternative_text() -> None:
    data = part(drawn_chart(a_chart(ChartKind.LINES, LINE)), "xl/drawings/drawing1.xml")

    assert 'descr="What it shows: 1, 3.5."' in data
    assert "<xdr:from><xdr:col>1</xdr:col>" in data
    assert "<xdr:row>4</xdr:row>" in data


def test_small_lines_are_drawn_where_there_are_figures() -> None:
    data = drawn(lambda _, sheet: draw_sparklines(sheet, 3, 5, ["'T'!$A$1:$A$8", "", "'T'!A9:A16"]))

    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert re.findall(r"<xm:sqref>([^<]+)<", sheet) == ["D6", "D8"]
    assert re.findall(r"<xm:f>([^<]+)<", sheet) == ["'T'!A1:A8", "'T'!A9:A16"]


def test_no_small_lines_leave_the_sheet_alone() -> None:
    data = drawn(lambda _, sheet: draw_sparklines(sheet, 3, 5, ["", ""]))

    assert "sparkline" not in part(data, "xl/worksheets/sheet1.xml")


def test_small_lines_with_a_scale_each_are_those_that_xlsxwriter_draws_one_by_one() -> None:
    odd = "'5% @min@ & _x0041_''s'!A3:C3"
    lines = Sparklines("Trend", ["'T'!$A$1:$C$1", "", odd], [(0, 9.5), (0, 1), (-2.25, 8)])
    look = {"series_color": ACCENT, "markers": True, "markers_color": ACCENT, "weight": 1.5}
    last = {"last_point": True, "last_color": INK}

    def singly(_: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        for row, cells, (least, greatest) in zip(
            (5, 6, 7), lines.references, lines.spans, strict=True
        ):
            scale = {"min": least, "max": greatest}
            if cells:
                sheet.add_sparkline(row, 3, {"range": cells, **look, **last, **scale})

    together = drawn(lambda _, sheet: draw_scaled_sparklines(sheet, 3, 5, lines))

    name = "xl/worksheets/sheet1.xml"
    assert part(together, name) == part(drawn(singly), name)
    assert sorted(re.findall(r"<xm:sqref>([^<]+)<", part(together, name))) == ["D6", "D8"]
