"""Lists of quarters, other nouns and rough figures are left alone."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.facts import MeasureFacts
from tests.domain.commentary.given import contradictions
from tests.domain.commentary.second_look.given import CASUALTIES, HOMES, PLANS, RECYCLED


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (PLANS, "Relief, where we did 34%, is another story."),
        (PLANS, "Annual reviews, for which we managed 44%, are not in these figures."),
        (PLANS, "It was 63.9% when this indicator was last looked at in depth, a year ago."),
        (PLANS, "52.4% in Q2, 63.9% in Q3 last year: the 58.1% is between the two."),
        (PLANS, "Q2 52.4%, Q3 last year 63.9%, now 58.1%."),
        (PLANS, "58.1%, 52.4%, 55.8%, 61.0%, 63.9% (latest first)."),
        (HOMES, "Latest first: 127, 71, 31."),
        (CASUALTIES, "Twelve-month rates, newest first: 29.1, 30.5, 28.8, 27.2, 26.7."),
        (PLANS, "Staffing is up (58 posts, from 52 in Q2). 58.1% were in time."),
        (PLANS, "58.1% were in time. Requests: 140 (up on 122 in Q1)."),
        (
            PLANS,
            (
                "Complaints about delay: 12, up from 9 in Q2 and down on 15 a year ago. "
                "58.1% of plans were in time."
            ),
        ),
        (
            CASUALTIES,
            "Motorcyclists: 19, up on 15 in Q2. The rate of 29.1 is 1.4 below that in September.",
        ),
        (RECYCLED, "More than half, 54.7%, was thrown away; in Q2 it was 54.1%."),
    ],
)
def test_what_reads_like_the_measures_figure_is_left_alone(
    measure: MeasureFacts, text: str
) -> None:
    assert contradictions(text, measure) == []
