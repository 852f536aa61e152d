"""What is not counted is left alone."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.facts import MeasureFacts
from tests.domain.commentary.given import contradictions
from tests.domain.commentary.second_look.given import PLANS, RECYCLED


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (RECYCLED, "54.7% was not recycled, up from 54.1% in Q2."),
        (RECYCLED, "54.7% still goes into the black bin. A year ago it was 55.9%."),
        (RECYCLED, "The share sent to landfill or burnt was 54.7%, against 54.1% in September."),
        (RECYCLED, "More than half, 54.7%, was thrown away; in Q2 it was 54.1%."),
        (
            RECYCLED,
            (
                "54.7% of what we collect cannot be recycled. This has risen from 54.1% in "
                "Q2 but fallen from 55.9% a year ago."
            ),
        ),
        (PLANS, "41.9% were late, down from 47.6% in Q2."),
        (PLANS, "41.9% missed the 20 weeks. It was 47.6% in Q2 and 36.1% a year ago."),
        (PLANS, "The proportion issued late fell to 41.9%, from 47.6% last quarter."),
        (PLANS, "41.9% took longer than 20 weeks, which is higher than the 36.1% of a year ago."),
        (PLANS, "Late plans were 41.9% of the total, compared with 47.6% in Q2."),
    ],
)
def test_what_is_left_of_a_share_is_left_alone(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure) == []


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (PLANS, "41.9% were late. At 58.1% performance fell from Q2."),
        (RECYCLED, "54.7% was not recycled. At 45.3% the rate has risen from 45.9% in Q2."),
    ],
)
def test_the_share_itself_is_told(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure)
