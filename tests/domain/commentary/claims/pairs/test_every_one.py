"""All of a whole is told where the numerator is less."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions
from tests.domain.commentary.measures import GAS, MINORS


def test_all_of_a_whole_that_is_not_all_is_told() -> None:
    assert contradictions("All 8,200 homes had a valid certificate on 31 December.", GAS)


@pytest.mark.parametrize(
    "text",
    [
        "All 8,200 homes were visited by gas engineers on 31 December.",
        "All 8,200 homes will have a valid gas certificate by March.",
        "All 8,193 certificates are valid.",
        "Not all 8,200 homes had a valid gas certificate on 31 December.",
        "All 8,200 homes had a valid gas certificate or a warrant.",
    ],
)
def test_all_of_something_else_is_left_alone(text: str) -> None:
    assert contradictions(text, GAS) == []


@pytest.mark.parametrize(
    "text",
    [
        "71.8% were decided in time, better than in any quarter since last December.",
        "71.8%, higher than at any time in the last year.",
        "For a second quarter running performance has risen, to 71.8%.",
        "The gap to target narrowed to 2.1 points at 71.8%.",
        "71.8% falls short of the 80% we're aiming for.",
    ],
)
def test_more_ways_of_comparing_are_told(text: str) -> None:
    assert contradictions(text, MINORS)


@pytest.mark.parametrize(
    "text",
    [
        "71.8% were decided in time, lower than in any quarter since last December.",
        "71.8%, lower than at any time in the last year.",
        "For a second quarter running performance has fallen, to 71.8%.",
        "The gap to target widened to 3.2 points at 71.8%.",
        "71.8% falls short of the 75% we're aiming for.",
        "71.8%, and 80% is what the county's other councils are aiming for.",
        "Appeals have risen for a second quarter running.",
    ],
)
def test_more_ways_of_comparing_that_agree_are_silent(text: str) -> None:
    assert contradictions(text, MINORS) == []
