from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpibook.domain.measures.measure import Basis
from kpibook.domain.report.block import Block
from kpibook.domain.report.words.labels import Labels
from kpibook.outputs.report.chart import HEIGHT, WIDTH, _n, svg_chart
from tests.domain.given import a_measure
from tests.domain.reported import a_block, a_reported_row

SVG = "{http://www.w3.org/2000/svg}"


def drawn(block: Block) -> ET.Element:
    return ET.fromstring(svg_chart(block, Labels()))


def texts(svg: ET.Element) -> list[str]:
    return [element.text or "" for element in svg.iter(f"{SVG}text")]


def lines(svg: ET.Element) -> list[int]:
    return [len(line.attrib["points"].split()) for line in svg.iter(f"{SVG}polyline")]


def test_every_figure_is_printed_at_its_point() -> None:
    words = texts(drawn(a_block(a_reported_row("PI.1", "90", "70", "75", "80"))))

    assert [word for word in words if "%" in word and "Target" not in word] == [
        "70.0%", "75.0%", "80.0%", "90.0%",
    ]  # fmt: skip
    assert "Target 80.0%" in words
    assert [word for word in words if word.startswith("Q")] == ["Q4", "Q1", "Q2", "Q3"]


def test_too_few_figures_get_no_chart() -> None:
    assert svg_chart(a_block(a_reported_row("PI.1", "90", "75", "80")), Labels()) == ""


def test_the_line_is_broken_at_a_gap_whose_reason_is_printed() -> None:
    svg = drawn(a_block(a_reported_row("PI.1", "90", "70", "75", "[c]", "80", "85")))

    assert lines(svg) == [2, 3]
    assert "[c]" in texts(svg)


def test_the_line_is_broken_where_a_year_begins_again() -> None:
    row = a_reported_row(
        "PI.1", "30", "10", "20", "30", "40", "10", "20", measure=a_measure(basis=Basis.CUMULATIVE)
    )

    assert lines(drawn(a_block(row))) == [4, 3]


def test_each_quarter_has_the_dash_of_its_own_target() -> None:
    row = a_reported_row("PI.1", "90", "70", "75", "80")
    history = tuple(replace(past, target=(past.actual or 0) + 5) for past in row.history)
    svg = drawn(a_block(replace(row, history=history)))

    dashes = [line.attrib for line in svg.iter(f"{SVG}line") if "stroke-dasharray" in line.attrib]

    assert len({dash["y1"] for dash in dashes}) == 4
    assert all(dash["y1"] == dash["y2"] for dash in dashes)


def test_a_withheld_figure_has_no_place_on_the_chart() -> None:
    shown = a_block(a_reported_row("PI.1", "90", "70", "75", "80", "85"))
    withheld = a_block(a_reported_row("PI.1", "90", "70", "75", "[c]", "85"))

    assert len(list(drawn(shown).iter(f"{SVG}circle"))) == 5
    assert len(list(drawn(withheld).iter(f"{SVG}circle"))) == 4


def test_its_name_and_description_say_all_of_it() -> None:
    block = a_block(a_reported_row("PI.1", "90", "70", "75", "80"))
    svg = drawn(block)

    named = {element.attrib["id"]: element.text for element in svg if "id" in element.attrib}
    assert svg.attrib["role"] == "img"
    assert [named[each] for each in svg.attrib["aria-labelledby"].split()] == [
        "Trend: PI.1",
        block.alt_text,
    ]


@pytest.mark.parametrize(
    "figures",
    [
        pytest.param(("70", "75", "80"), id="rising"),
        pytest.param(("90", "90", "90"), id="level"),
        pytest.param(("0", "0", "0"), id="zeros"),
        pytest.param(("-5", "1000000", "3"), id="wide"),
        pytest.param(("12500000", "12500001", "12500002", "1", "2", "3", "4"), id="long figures"),
    ],
)
def test_nothing_lies_outside_the_chart(figures: tuple[str, ...]) -> None:
    measure = a_measure(target="80", decimals=2)
    svg = drawn(a_block(a_reported_row("PI.1", "90", *figures, measure=measure)))

    for element in svg.iter():
        for name in ("x", "x1", "x2", "cx"):
            assert 0 <= float(element.attrib.get(name, 0)) <= WIDTH
        for name in ("y", "y1", "y2", "cy"):
            assert 0 <= float(element.attrib.get(name, 0)) <= HEIGHT
    for label in svg.iter(f"{SVG}text"):
        width = len(label.text or "") * float(label.attrib.get("font-size", 14)) * 0.55
        x, anchor = float(label.attrib["x"]), label.attrib["text-anchor"]
        left = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
        assert left >= -1, label.text
        assert left + width <= WIDTH + 1, label.text


def test_labels_of_the_latest_figure_and_its_target_do_not_lie_on_each_other() -> None:
    svg = drawn(a_block(a_reported_row("PI.1", "80.1", "70", "75", "80")))

    places = {label.text: float(label.attrib["y"]) for label in svg.iter(f"{SVG}text")}

    assert abs(places["80.1%"] - places["Target 80.0%"]) >= 17


def test_words_from_a_workbook_are_no_markup() -> None:
    row = a_reported_row("<b>&", "90", "70", "75", "80")

    markup = svg_chart(a_block(row), Labels(target='"Aim" <i>'))

    assert "<b>" not in markup
    assert "<i>" not in markup
    assert re.search("&lt;b&gt;&amp;", markup)


def test_a_label_is_on_white_and_nothing_is_drawn_over_its_letters() -> None:
    """LibreOffice draws a white outline over the letters, and typst over the letter before."""
    block = a_block(a_reported_row("PI.1", "90", "70", "75", "80", "85"))

    parts = list(drawn(block))
    assert not [part for part in parts if "paint-order" in part.attrib]
    label = next(part for part in parts if part.text == "75.0%")
    behind = parts[parts.index(label) - 1]
    assert (behind.tag, behind.get("fill")) == (f"{SVG}rect", "#ffffff")
    top, height = float(behind.attrib["y"]), float(behind.attrib["height"])
    assert top < float(label.attrib["y"]) - 10
    assert top + height > float(label.attrib["y"])


@given(st.decimals(-2000, 2000, places=27))
@example(Decimal("0.05"))
@example(Decimal("0.15"))
@example(Decimal("-0.04"))
@example(Decimal("1E+2"))
@example(Decimal("0E-9"))
def test_places_are_written_as_formatting_writes_them(number: Decimal) -> None:
    assert _n(number) == f"{number:.1f}"
