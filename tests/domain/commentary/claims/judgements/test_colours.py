"""Colours of a rating, against the target."""

from __future__ import annotations

import pytest

from kpibook.domain.rules.outcomes import Status
from tests.domain.commentary.given import contradictions, facts


@pytest.mark.parametrize("text", ["At 71.8% this indicator is green.", "71.8%, RAG green."])
def test_green_of_a_missed_target_is_told(text: str) -> None:
    assert contradictions(text) == ["commentary-target"]


def test_red_of_a_met_target_is_told() -> None:
    met = facts(target="70", status=Status.MET)

    assert contradictions("The measure is rated red at 71.8%.", met) == ["commentary-target"]


def test_green_a_little_short_of_the_target_is_as_the_scheme_rates_it() -> None:
    met_within = facts(target="73", status=Status.MET)

    assert contradictions("At 71.8% this indicator is green.", met_within) == []


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
