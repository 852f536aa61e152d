"""Limits around the target and distances from it, on either side of it."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.facts import MeasureFacts
from kpibook.domain.measures.measure import Polarity, Unit
from tests.domain.commentary.given import contradictions, facts
from tests.domain.commentary.measures import AGENCY, MINORS, REPAIRS
from tests.domain.commentary.second_look.given import CASUALTIES

#: A number that should be low: 934, was 871, 900 a year ago; at most 850.
HOMELESS = facts(
    "Households in temporary accommodation",
    *("934", "871", "900", "850"),
    Unit.COUNT,
    Polarity.LOWER,
    decimals=0,
)


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (HOMELESS, "934, 84 inside the target of 850."),
        (HOMELESS, "934 households, 84 inside the target."),
        (MINORS, "71.8%, within 1.2 points of target."),
        (MINORS, "71.8%, within 2 points of the 75% target."),
        (MINORS, "71.8%, within 1% of target."),
        (MINORS, "71.8%, just 0.3 off target."),
        (MINORS, "71.8%, off target by 1.1 points."),
        (MINORS, "71.8%, only 0.3 points off target."),
        (MINORS, "71.8%, 1.2 points away from target."),
        (MINORS, "71.8%, narrowly missed by 2.1 points."),
        (MINORS, "71.8%, narrowly missed by 0.2."),
        (HOMELESS, "934, within 10 of target."),
        (HOMELESS, "934, within 50 of the target of 850."),
        (HOMELESS, "934, just 3 off target."),
        (HOMELESS, "934, narrowly missed by 2."),
        (HOMELESS, "Target narrowly missed by 2."),
        (HOMELESS, "The target was narrowly missed by 2 households."),
        (MINORS, "The target was missed by just 0.5 points."),
        (REPAIRS, "24.6 days, within 2 days of target."),
        (REPAIRS, "24.6 days, 1.4 days off target."),
        (HOMELESS, "934, inside the target of 850 by 84."),
        (MINORS, "Performance is within 2 points of target."),
        (CASUALTIES, "29.1 per 100,000, within 0.5 of target."),
        (HOMELESS, "934, 12 from target."),
        (AGENCY, "Spend of £4,870,000 is within £100,000 of target."),
    ],
)
def test_a_limit_or_a_distance_that_is_not_the_targets_is_told(
    measure: MeasureFacts, text: str
) -> None:
    assert contradictions(text, measure)


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (MINORS, "71.8%, within 3.2 points of target."),
        (MINORS, "71.8%, within 4 points of the 75% target."),
        (MINORS, "71.8%, within 5% of target."),
        (MINORS, "71.8%, just 3.2 off target."),
        (MINORS, "71.8%, off target by 3.2 points."),
        (MINORS, "71.8%, 3.2 points away from target."),
        (MINORS, "71.8%, narrowly missed by 3.2 points."),
        (MINORS, "71.8%, narrowly missed by 2."),
        (MINORS, "71.8%, missed by 4 applications."),
        (HOMELESS, "934, 84 over the target of 850."),
        (HOMELESS, "934, within 100 of target."),
        (HOMELESS, "934, 84 off target."),
        (HOMELESS, "934, missed by 84."),
        (HOMELESS, "The target was missed by 84 households."),
        (MINORS, "71.8%. We were within 1.2 points of target in Q1."),
        (MINORS, "71.8%. We hope to be within 1 point of target by March."),
        (MINORS, "71.8%. Majors were within 1 point of target."),
        (MINORS, "71.8%. In the north it was within 0.5 points of target."),
        (MINORS, "71.8%, not within 2 points of target."),
        (MINORS, "71.8%, within 1 point of the stretch target."),
        (MINORS, "71.8%. Two cases missed by a day."),
        (REPAIRS, "24.6 days. All repairs were made within 5 days of the target date."),
        (REPAIRS, "24.6 days, 3.4 days inside the target of 28."),
        (REPAIRS, "24.6 days, within 3.5 days of target."),
        (MINORS, "71.8%, decided within 8 weeks of receipt, the target."),
        (MINORS, "71.8%. Budget spending is 0.3 off target."),
        (MINORS, "71.8%. Three of the late cases missed the deadline by 2 days."),
        (HOMELESS, "934. The number placed out of area was 3 off target."),
        (HOMELESS, "934, having narrowly missed by 2 in Q1."),
        (REPAIRS, "24.6 days. Six repairs were missed by the contractor."),
        (MINORS, "71.8%, 4.6 points from Q2 and 3.2 points from target."),
        (AGENCY, "Spend of £4,870,000 is within £400,000 of target."),
        (MINORS, "71.8% were decided within 8 weeks, 3.2 points off target."),
    ],
)
def test_a_true_limit_and_that_of_something_else_are_silent(
    measure: MeasureFacts, text: str
) -> None:
    assert contradictions(text, measure) == []


def test_a_title_with_the_word_within_does_not_hide_a_limit() -> None:
    """Many titles are of work done within so many days."""
    in_time = facts(
        "Single assessments completed within 45 working days",
        *("72.1", "90.3", "80", "85.5"),
        Unit.PERCENT,
        Polarity.HIGHER,
        decimals=1,
    )
    assert contradictions("Performance is within 1.2 points of target.", in_time)
    assert not contradictions("72.1%, within 13.4 points of target.", in_time)
    assert not contradictions("72.1% were completed within 45 working days.", in_time)
    assert not contradictions("Completion within 45 days was 72.1%, below target.", in_time)
