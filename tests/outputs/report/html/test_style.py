from __future__ import annotations

import re

import pytest

from kpibook.domain.rules.colour_contrast import contrast
from kpibook.outputs.report import chart_shapes
from kpibook.outputs.report.html.style import STYLE


def full(colour: str) -> str:
    digits = colour.removeprefix("#")
    return "#" + ("".join(2 * digit for digit in digits) if len(digits) == 3 else digits)


RULES = re.findall(r"([^{}]+)\{([^{}]*)\}", STYLE)
COLOURED = [
    (selector.strip(), full(colour[1]), full(back[1]) if back else "#ffffff")
    for selector, rule in RULES
    if (colour := re.search(r"(?:^|;|\s)color:(#\w+)", rule))
    for back in [re.search(r"background:(#\w+)", rule)]
]


@pytest.mark.parametrize(("selector", "colour", "back"), COLOURED)
def test_words_can_be_told_from_what_is_behind_them(selector: str, colour: str, back: str) -> None:
    assert contrast(colour, back) >= 4.5


def test_the_rules_are_looked_at() -> None:
    assert len(COLOURED) >= 6


@pytest.mark.parametrize("name", ["INK", "LINE", "TARGET"])
def test_lines_of_a_chart_can_be_told_from_the_paper(name: str) -> None:
    assert contrast(getattr(chart_shapes, name), "#ffffff") >= 4.5


def test_nothing_is_loaded_from_elsewhere() -> None:
    assert "url(" not in STYLE
    assert "@import" not in STYLE
