"""Figures said to be the quarter's, an earlier one's, the target or the comparator."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions, facts


@pytest.mark.parametrize(
    "text",
    [
        "71.8% of minor applications were decided in time, against 76.4% in Q2.",
        "The 75% target was missed; it was 79.5% a year ago.",
        "In October 66% were in time and in December 80%.",
        "Majors were at 90.9% this quarter.",
        "We expect to be at 80% by next quarter.",
        "Performance was nearly 72%.",
    ],
)
def test_a_figure_that_agrees_or_cannot_be_told_is_silent(text: str) -> None:
    assert contradictions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "71.8% of minor applications were decided in time, against 86.4% in Q2.",
        "71.8% were decided in time against a target of 57%.",
        "Performance was 76.4% for the quarter.",
        "78.1% of minor applications were decided in time.",
        "Performance fell to 71.8% from 79.9% a year ago.",
    ],
)
def test_a_figure_that_the_figures_contradict_is_told(text: str) -> None:
    assert "commentary-figure" in contradictions(text)


def test_the_comparator_is_held_against_its_own_figure() -> None:
    of = facts(comparator="82.5")
    assert contradictions("At 71.8% we are below England (82.5%).", of) == []
    assert contradictions("At 71.8% we are below England (85.2%).", of) == ["commentary-figure"]
