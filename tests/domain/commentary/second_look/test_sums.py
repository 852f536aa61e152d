"""Sums that count more than the sentence lists are left alone."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.facts import MeasureFacts
from tests.domain.commentary.given import contradictions
from tests.domain.commentary.second_look.given import VISITS


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (
            VISITS,
            "We had 151,700 visits in Q1 and 157,500 in Q2, making 457,900 for the year to date.",
        ),
        (
            VISITS,
            (
                "148,700 visits, down from 157,500 in Q2. With 151,700 in Q1 that makes "
                "457,900 for the year so far."
            ),
        ),
        (VISITS, "Q1 151,700 and Q2 157,500: with this quarter's a total of 457,900."),
        (VISITS, "Adding 151,700 in Q1 to 157,500 in Q2 brings the year to date to 457,900."),
    ],
)
def test_a_sum_of_a_longer_stretch_is_left_alone(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure) == []


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (VISITS, "We had 151,700 visits in Q1 and 157,500 in Q2, making 319,200 at the half year."),
    ],
)
def test_a_sum_of_what_is_listed_is_told(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure)
