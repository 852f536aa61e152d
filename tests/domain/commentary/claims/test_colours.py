"""Colours of a rating, against the target."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions, facts


@pytest.mark.parametrize("text", ["At 71.8% this indicator is green.", "71.8%, RAG green."])
def test_green_of_a_missed_target_is_told(text: str) -> None:
    assert contradictions(text) == ["commentary-target"]


def test_red_of_a_met_target_is_told() -> None:
    assert contradictions("The measure is rated red at 71.8%.", facts(target="70")) == [
        "commentary-target"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "At 71.8% this indicator is red.",
        "71.8%. The green bins were late.",
        "The measure was rated green in Q2.",
        "71.8%. It has moved from green to red.",
        "The measure will be green by March.",
    ],
)
def test_a_colour_that_agrees_or_is_of_others_is_silent(text: str) -> None:
    assert contradictions(text) == []
