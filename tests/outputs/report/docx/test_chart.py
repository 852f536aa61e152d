from __future__ import annotations

from dataclasses import replace
from typing import Any

from defusedxml.ElementTree import fromstring

from kpibook.docx.styles import Styles
from kpibook.domain.report.block import Block
from kpibook.domain.report.words.labels import Labels
from kpibook.outputs.report.docx.chart import chart
from kpibook.outputs.report.docx.pen import Pen
from kpibook.outputs.report.docx.style_set import StyleSet
from tests.domain.reported import a_block, a_reported_row

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def drawn(block: Block) -> tuple[str, Any]:
    """The paragraph and the chart's part."""
    pen = Pen(StyleSet(Styles({}, {})), "en-GB")
    markup = chart(pen, block, Labels(), 9412)
    return markup, fromstring(pen.charts[0].chart)


def series(root: Any) -> list[tuple[str, dict[int, str]]]:
    """Name and points of each series."""
    return [
        (
            each.findtext(f"{C}tx/{C}v"),
            {int(p.get("idx")): p.findtext(f"{C}v") for p in each.find(f"{C}val").iter(f"{C}pt")},
        )
        for each in root.iter(f"{C}ser")
    ]


def labels(root: Any) -> list[str]:
    return [each.text for each in root.iter(f"{A}t")]


def test_the_line_holds_the_figures_that_are_printed() -> None:
    block = a_block(a_reported_row("PI.1", "60", "70", "75.5", "80"))

    _, root = drawn(block)

    assert series(root)[-1] == ("Actual", {0: "70", 1: "75.5", 2: "80", 3: "60"})
    assert {"70.0%", "75.5%", "80.0%", "60.0%"} <= set(labels(root))


def test_no_line_leads_over_a_quarter_without_a_figure() -> None:
    _, root = drawn(a_block(a_reported_row("PI.1", "60", "70", "75", "", "80", "85")))

    lines = [points for name, points in series(root) if name == "Actual"]
    assert lines == [{0: "70", 1: "75"}, {3: "80", 4: "85", 5: "60"}]


def test_no_line_leads_over_the_end_of_a_year_where_figures_begin_again() -> None:
    block = a_block(a_reported_row("PI.1", "60", "70", "75", "80", "85", "90"))
    points = tuple(
        replace(point, starts=number == 3) for number, point in enumerate(block.trend.points)
    )
    block = replace(block, trend=replace(block.trend, points=points))

    lines = [points for name, points in series(drawn(block)[1]) if name == "Actual"]

    assert [list(line) for line in lines] == [[0, 1, 2], [3, 4, 5]]


def test_each_quarter_has_a_dash_at_the_target_that_applied_then() -> None:
    block = a_block(a_reported_row("PI.1", "60", "70", "75", "80"))
    aims = [point.target.value for point in block.trend.points]

    name, points = series(drawn(block)[1])[0]

    assert name == "Target"
    assert points == {place: aim for place, aim in enumerate(aims) if aim}
    assert "Target 80.0%" in labels(drawn(block)[1])


def test_a_withheld_quarter_has_no_coordinate_and_says_why() -> None:
    block = a_block(a_reported_row("PI.1", "60", "70", "72", "75", "80"))
    points = list(block.trend.points)
    points[1] = replace(points[1], actual=replace(points[1].actual, text="[c]", value=""))
    block = replace(block, trend=replace(block.trend, points=tuple(points)))

    _, root = drawn(block)

    assert all(1 not in points for name, points in series(root) if name == "Actual")
    quarters = [p.findtext(f"{C}v") for p in next(root.iter(f"{C}strLit")).iter(f"{C}pt")]
    assert quarters[1].endswith("[c]")


def test_the_chart_is_described_in_words_from_the_figures() -> None:
    block = a_block(a_reported_row("PI.1", "60", "70", "75", "80"))

    markup, _ = drawn(block)

    assert f'descr="{block.alt_text}"' in markup
    assert "80.0% in Q2 2021/22" in block.alt_text


def test_a_workbook_with_more_figures_is_not_behind_it() -> None:
    _, root = drawn(a_block(a_reported_row("PI.1", "60", "70", "75", "80")))

    assert not list(root.iter(f"{C}externalData"))


def test_equal_figures_still_have_a_scale() -> None:
    _, root = drawn(a_block(a_reported_row("PI.1", "0", "0", "0", "0", target=None)))

    low, high = (float(next(root.iter(f"{C}{end}")).get("val")) for end in ("min", "max"))
    assert low < 0 < high


def test_wide_figures_are_printed_at_the_ends_alone() -> None:
    block = a_block(a_reported_row("PI.1", "60", "70", "75", "80"))
    points = tuple(
        replace(point, actual=replace(point.actual, text=f"£12,500,000.0{number}"))
        for number, point in enumerate(block.trend.points)
    )
    block = replace(block, trend=replace(block.trend, points=points))

    shown = [words for words in labels(drawn(block)[1]) if words.startswith("£")]

    assert shown == ["£12,500,000.00", "£12,500,000.03"]


def test_word_gets_the_chart_and_a_program_that_does_not_know_it_the_same_as_a_picture() -> None:
    pen = Pen(StyleSet(Styles({}, {})), "en-GB")
    block = a_block(a_reported_row("PI.1", "60", "70", "75", "80"))

    markup = chart(pen, block, Labels(), 9412)

    choice, fallback = markup.split("<mc:Fallback>")
    assert 'r:id="rKpibookChart1"' in choice
    assert 'r:embed="rKpibookPicture1"' in fallback
    picture = pen.charts[0].picture
    assert all(point.actual.text in picture for point in block.trend.points)
    assert markup.count("descr=") == 2, "both are described"
