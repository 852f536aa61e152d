"""Periods in front of what they are of."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.facts import MeasureFacts
from tests.domain.commentary.given import contradictions
from tests.domain.commentary.second_look.given import PLANS, RECYCLED


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (RECYCLED, "Over the year we've gained 1.2 points, over the quarter we've lost 0.6."),
        (RECYCLED, "On the year we are up 1.2 points, on the quarter down 0.6."),
        (RECYCLED, "Compared with a year ago the rate has risen, compared with Q2 it has fallen."),
        (RECYCLED, "Since Q2 it has fallen, since last December it has risen."),
        (PLANS, "Over the year it fell, over the quarter it rose."),
        (PLANS, "On Q2 we are better, on last year worse."),
    ],
)
def test_a_period_in_front_belongs_to_what_follows(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure) == []


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (PLANS, "58.1% were in time, up from 63.9% a year ago."),
    ],
)
def test_a_movement_against_its_own_period_is_told(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure)
