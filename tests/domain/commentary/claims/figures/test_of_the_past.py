"""Figures said to be of an earlier period."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("71.8%, against 86.4% in Q2.", ["commentary-figure"]),
        ("71.8%, against 76.4% in Q2.", []),
        ("71.8%, against 86.4% in Q1.", []),
    ],
)
def test_an_earlier_figure_is_held_against_the_one_of_its_period(
    text: str, told: list[str]
) -> None:
    assert contradictions(text) == told
