"""How far the figure is said to be from its target."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions


@pytest.mark.parametrize(
    "text",
    [
        "71.8%, which misses the target by {} points.",
        "71.8%. The gap to the target is {} points.",
        "71.8%, and the gap to target has narrowed to {} points.",
        "71.8%, a shortfall of {} points against the target.",
    ],
)
def test_a_distance_is_that_of_the_figures(text: str) -> None:
    assert contradictions(text.format("3.2")) == []
    assert contradictions(text.format("5.2")) == ["commentary-change"]


def test_the_gap_of_another_quarter_is_let_alone() -> None:
    assert contradictions("The gap to target was 1.4 points ahead in Q2 and is 3.2 now.") == []
