"""A rate behind the measure's own count is held against the actual."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions
from tests.domain.commentary.second_look.given import VISITS


@pytest.mark.parametrize(
    "text",
    [
        "148,700 visits were made by 212,000 residents, or 761.4 per 1,000.",
        "148,700 visits, giving a rate of 710.4 per 1,000.",
        "There were 148,700 visits, which is 704.1 per 1,000.",
    ],
)
def test_another_rate_is_told(text: str) -> None:
    assert contradictions(text, VISITS)


@pytest.mark.parametrize(
    "text",
    [
        "148,700 visits were made by 212,000 residents, or 701.4 per 1,000.",
        "148,700 visits; with the mobile library that makes about 710 per 1,000.",
        "148,700 visits. In Q2 there were 157,500, or 742.9 per 1,000.",
        "148,700 visits, against a rate of 742.9 per 1,000 in Q2.",
        "148,700 visits, or 1,204.1 per 1,000 of those aged under 16 alone.",
    ],
)
def test_the_rate_itself_and_those_of_others_are_left_alone(text: str) -> None:
    assert contradictions(text, VISITS) == []
