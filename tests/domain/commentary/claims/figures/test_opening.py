"""Figures that a sentence begins with and judges."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("78.1%, below the target.", ["commentary-figure"]),
        ("71.8%, below the target.", []),
        ("78.1% of majors, below the target for them.", []),
    ],
)
def test_a_figure_that_opens_the_text_is_held_against_the_actual(
    text: str, told: list[str]
) -> None:
    assert contradictions(text) == told
