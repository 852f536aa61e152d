"""Comparisons said of the other figure: it was lower a year ago, England did better."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions, facts, waiting_list

OF = facts(comparator="70.2")


@pytest.mark.parametrize(
    "text",
    [
        "71.8%. It was lower a year ago.",
        "A year ago the figure was lower than the 71.8% we report today.",
        "71.8%, whereas it was lower in Q2.",
        "England did better, at 70.2%, than our 71.8%.",
        "Q2 was worse than this quarter's 71.8%.",
    ],
)
def test_what_is_said_of_the_other_figure_is_turned_round(text: str) -> None:
    assert contradictions(text, OF) == ["commentary-direction"]


@pytest.mark.parametrize(
    "text",
    [
        "71.8%. It was higher a year ago.",
        "71.8%. England did worse, at 70.2%.",
        "In Q2 we were better staffed, and 71.8% were decided in time.",
        "71.8%. It was lower in Q2 than in Q1.",
    ],
)
def test_a_turned_comparison_that_agrees_or_is_of_others_is_silent(text: str) -> None:
    assert contradictions(text, OF) == []


def test_a_number_that_was_higher_then_has_fallen() -> None:
    assert contradictions("It was higher in Q2, at 167.", waiting_list()) == []
