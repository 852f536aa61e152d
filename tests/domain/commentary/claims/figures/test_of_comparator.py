"""Figures said to be the comparator's."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions, facts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("At 71.8% we are below England (85.2%).", ["commentary-figure"]),
        ("At 71.8% we are below England (82.5%).", []),
        ("At 71.8% we are below our neighbours (85.2%).", []),
    ],
)
def test_a_comparator_is_held_against_the_one_of_that_name(text: str, told: list[str]) -> None:
    assert contradictions(text, facts(comparator="82.5")) == told
