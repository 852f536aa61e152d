"""Movements: rose, fell, improved, with what they are against."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions, waiting_list


@pytest.mark.parametrize(
    "text",
    [
        "Performance has dropped since Q2.",
        "Performance did not improve this quarter.",
        "Calls about bins went up from 5,100 to 7,200.",
        "We expect performance to improve next quarter.",
        "71.8%, down on the quarter and on the year.",
    ],
)
def test_a_movement_that_agrees_or_cannot_be_told_is_silent(text: str) -> None:
    assert contradictions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Performance improved on the previous quarter to 71.8%.",
        "Performance is better than a year ago.",
        "71.8%, up from 76.4% in Q2.",
        "Performance has not fallen since Q2.",
    ],
)
def test_a_movement_that_the_figures_contradict_is_told(text: str) -> None:
    assert "commentary-direction" in contradictions(text)


def test_a_number_that_rose_says_nothing_of_a_share() -> None:
    text = "The number of applications rose by 12% on Q2 and the proportion dropped to 71.8%."
    assert contradictions(text) == []
    assert contradictions("Applications received increased on Q2.") == []


def test_a_lower_figure_is_better_where_low_is_good() -> None:
    of = waiting_list()
    assert contradictions("The number has improved since Q2, to 134.", of) == []
    assert contradictions("The number has worsened since Q2, to 134.", of) == [
        "commentary-direction"
    ]
