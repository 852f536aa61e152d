"""Figures said to be those of the quarter."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Performance was 76.4% for the quarter.", ["commentary-figure"]),
        ("Performance was 71.8% for the quarter.", []),
        ("Performance was 76.4% in Q2.", []),
    ],
)
def test_a_present_figure_is_held_against_the_actual(text: str, told: list[str]) -> None:
    assert contradictions(text) == told
