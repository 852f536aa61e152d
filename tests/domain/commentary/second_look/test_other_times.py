"""Targets and figures of another time are left alone."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.facts import MeasureFacts
from tests.domain.commentary.given import contradictions
from tests.domain.commentary.second_look.given import HOMES, PLANS, RATES


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (HOMES, "Last year ended on 171; the target then was 160. We are at 127."),
        (HOMES, "A year ago we had 134 against a target at the time of 115."),
        (HOMES, "In 2023/24 the target had been 160, and 171 were completed."),
        (HOMES, "Last year's target was 110 at this point; it is 120 now and we have 127."),
        (HOMES, "The target was 110 in the same quarter last year."),
        (PLANS, "The target used to be 50%. It is now 60%, and we are at 58.1%."),
        (PLANS, "We had a target of 55% last year; with 58.1% we would have met it."),
        (PLANS, "Until April the target was 55%."),
        (PLANS, "58.1%, which would have met the old target of 55%."),
        (PLANS, "Last year we reached 63.9% against a then target of 55%."),
        (PLANS, "The previous year's target was 55%, this year's is 60%; 58.1% were in time."),
    ],
)
def test_a_target_of_another_time_is_left_alone(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure) == []


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (PLANS, "58.1% is above the target of 60%. Since April it is 55.6%."),
        (RATES, "82.17% has been collected, short of the target of 81.5%."),
        (PLANS, "We missed the target of 65% at 58.1%."),
        (PLANS, "58.1% were in time. The target was 55%."),
    ],
)
def test_the_present_target_is_told(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure)
