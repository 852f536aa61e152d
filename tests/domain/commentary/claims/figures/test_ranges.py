"""Ranges that a figure is said to lie in."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Performance was between 70 and 75% this quarter.", []),
        ("Performance was between 74 and 80% this quarter.", ["commentary-figure"]),
        ("Performance was between 60% and 70%.", ["commentary-figure"]),
        ("Performance was between 71.8% and 80%.", []),
        ("In Q2 the rate was between 75 and 80%.", []),
        ("In Q2 the rate was between 80 and 85%.", ["commentary-figure"]),
        ("Since 2019 performance has been between 74 and 80%.", []),
        ("Performance was between 80 and 90% in the north.", []),
        ("Between 80 and 90 calls came in each day.", []),
        ("We expect performance to be between 80 and 85%.", []),
        ("Performance on majors was between 85 and 95%.", []),
    ],
)
def test_a_range_is_held_against_the_figure_that_lies_in_it(text: str, told: list[str]) -> None:
    assert contradictions(text) == told
