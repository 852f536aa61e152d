"""Judgements against target: met, missed, above, within."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions, waiting_list


@pytest.mark.parametrize(
    "text",
    [
        "71.8%, below the target of 75%.",
        "We did not meet the target.",
        "We aim to meet the target in Q4.",
        "To meet the target we would need 80%.",
        "The target was not reached.",
    ],
)
def test_a_judgement_that_agrees_or_cannot_be_told_is_silent(text: str) -> None:
    assert contradictions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "71.8% were decided in time, above the target.",
        "We met the target.",
        "Performance is ahead of target.",
        "71.8%, exceeding the 75% target.",
        "The target was met.",
    ],
)
def test_a_judgement_that_the_figures_contradict_is_told(text: str) -> None:
    assert "commentary-target" in contradictions(text)


def test_within_is_judged_by_which_way_is_good() -> None:
    assert contradictions(
        "134 are waiting, which is within the target of 120.", waiting_list()
    ) == ["commentary-target"]
    assert contradictions("134 are waiting, outside the target of 120.", waiting_list()) == []
