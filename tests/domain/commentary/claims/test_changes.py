"""Changes with their size, in points, per cent, numbers and multiples."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions, waiting_list


@pytest.mark.parametrize(
    "text",
    [
        "71.8%, down by 4.6 percentage points since Q2.",
        "71.8%, down 7.7 points on the year.",
        "71.8%, a fall of 6% since Q2.",
        "Training reached 46 staff, 20% more than planned.",
    ],
)
def test_a_change_that_agrees_or_cannot_be_told_is_silent(text: str) -> None:
    assert contradictions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "71.8%, down by 7.7 percentage points since Q2.",
        "71.8%, down by 6.4 points from 76.4% in Q2.",
    ],
)
def test_a_change_that_the_figures_contradict_is_told(text: str) -> None:
    assert "commentary-change" in contradictions(text)


def test_a_change_of_a_count_is_taken_in_numbers_and_in_per_cent() -> None:
    of = waiting_list()
    assert contradictions("134 are waiting, 33 fewer than last quarter.", of) == []
    assert contradictions("134 are waiting, a 20% reduction since last quarter.", of) == []
    assert contradictions("134 are waiting, 43 fewer than last quarter.", of) == [
        "commentary-change"
    ]
