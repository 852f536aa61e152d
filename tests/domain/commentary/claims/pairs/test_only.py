"""What was so in one quarter only is not so now."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions


@pytest.mark.parametrize(
    "text",
    [
        "It was above 70% only in Q2.",
        "Performance was above 71% only in Q2, at 76.4%.",
        "Only in Q2 was performance above 70%.",
        "The rate was lower than 80% only in Q2.",
    ],
)
def test_what_is_so_now_too_is_told(text: str) -> None:
    assert contradictions(text) == ["commentary-direction"]


@pytest.mark.parametrize(
    "text",
    [
        "It was above 75% only in Q2, at 76.4%.",
        "Only in Q2 was performance above 75%.",
        "Performance is above 70% only this quarter.",
        "Major applications were above 70% only in Q2.",
        "It will be above 70% only in Q4.",
        "Was it above 70% only in Q2?",
        "There were above 20 only in Q2.",
    ],
)
def test_what_is_not_so_now_or_is_of_something_else_is_left_alone(text: str) -> None:
    assert contradictions(text) == []
