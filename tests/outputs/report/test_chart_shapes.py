"""Shapes of a chart; what is drawn of them is tested with the SVG and the PDF."""

from __future__ import annotations

from decimal import Decimal

from kpibook.domain.report.words.labels import Labels
from kpibook.outputs.report.chart_shapes import Dot, Level, Run, Words, shapes_of
from tests.domain.reported import a_block, a_reported_row

BLOCK = a_block(a_reported_row("PI.1", "90", "70", "75", "[c]", "80", "85"))


def test_too_few_figures_give_no_shapes() -> None:
    assert shapes_of(a_block(a_reported_row("PI.1", "90", "75", "80")), Labels()) == ()


def test_every_figure_has_a_dot_and_its_words_and_one_that_is_withheld_words_alone() -> None:
    shapes = shapes_of(BLOCK, Labels())

    words = [shape.text for shape in shapes if isinstance(shape, Words)]
    assert sum(isinstance(shape, Dot) for shape in shapes) == 5
    assert [word for word in words if "%" in word and "Target" not in word] == [
        "70.0%", "75.0%", "80.0%", "85.0%", "90.0%",
    ]  # fmt: skip
    assert "[c]" in words
    assert [len(shape.points) for shape in shapes if isinstance(shape, Run)] == [2, 3]


def test_dots_are_on_the_line_and_a_better_figure_is_higher() -> None:
    shapes = shapes_of(BLOCK, Labels())

    dots = [(shape.x, shape.y) for shape in shapes if isinstance(shape, Dot)]
    assert dots == [place for shape in shapes if isinstance(shape, Run) for place in shape.points]
    assert [y for _, y in dots] == sorted((y for _, y in dots), reverse=True)


def test_white_is_behind_the_letters_and_as_wide_as_they_are() -> None:
    left, top, width, height = Words(Decimal(100), Decimal(50), "70.0%").white

    assert (left, left + width) == (100 - width / 2, 100 + width / 2)
    assert top < 50 < top + height
    start = Words(Decimal(100), Decimal(50), "70.0%", is_centred=False).white[0]
    assert start == 100


def test_the_bottom_line_is_no_target() -> None:
    levels = [shape for shape in shapes_of(BLOCK, Labels()) if isinstance(shape, Level)]

    assert [level.is_target for level in levels].count(False) == 1
