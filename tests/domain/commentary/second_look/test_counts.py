"""Numbers behind a rate are left alone."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.facts import MeasureFacts
from tests.domain.commentary.given import contradictions
from tests.domain.commentary.second_look.given import CASUALTIES


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (
            CASUALTIES,
            (
                "83 people were killed or seriously hurt, four fewer than in the year to "
                "September (87)."
            ),
        ),
        (
            CASUALTIES,
            "83 people were hurt compared with 87 in the year to September and 76 a year ago.",
        ),
        (CASUALTIES, "The rate is 29.1 (83 people), against 87 people in Q2."),
        (CASUALTIES, "83 casualties, down from 87 in Q2 and up from 76 a year ago."),
        (CASUALTIES, "The number of casualties fell from 87 in Q2 to 83."),
    ],
)
def test_a_number_behind_a_rate_is_left_alone(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure) == []


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (CASUALTIES, "83 people were hurt, and the rate of 29.1 is up on the 30.5 in Q2."),
        (CASUALTIES, "The rate rose from 30.5 in Q2 to 29.1."),
    ],
)
def test_the_rate_itself_is_told(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure)
