"""Figures of earlier quarters, distances from their position, and "only 80.2% were in time"."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.facts import MeasureFacts
from tests.domain.commentary.claims.judgements.test_near import HOMELESS as LISTED
from tests.domain.commentary.given import contradictions, facts, with_past

#: 71.8%, was 76.4%, 74% in Q1, 78% before, and 79.5% a year ago.
MINORS = with_past(facts(), "76.4", "74.0", "78", "79.5", "70")
#: 934 that should be low, was 871, 906 in Q1, 920 before, and 900 a year ago.
HOMELESS = with_past(LISTED, "871", "906", "920", "900")


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (HOMELESS, "934, compared to 809 at quarter one."),
        (HOMELESS, "934 households, against 960 in Q1."),
        (MINORS, "71.8%, compared to 79.6% at quarter one."),
        (MINORS, "71.8%, compared with 70% in Q1."),
        (MINORS, "71.8%, 7 points above the position in Q2."),
        (HOMELESS, "934, 7 above the position in September."),
        (HOMELESS, "934, 7 above the position at the end of June."),
        (HOMELESS, "934, 7 above the position in June."),
        (HOMELESS, "934, 7 below the level in Q2."),
        (HOMELESS, "934, 163 above the figure at quarter two."),
        (MINORS, "71.8%, 2.6 points below the position at the end of September."),
        (MINORS, "Only 70.2% of applications were decided in time this quarter."),
        (MINORS, "Only 72.8% were decided in time this quarter."),
        (MINORS, "Only 70.2% of minor applications were decided in time in the quarter."),
        (MINORS, "Just 78.1% of applications were decided in time in Q3."),
        (HOMELESS, "934, 40 higher than at quarter one."),
        (
            HOMELESS,
            "Only 943 households were in temporary accommodation at the end of the quarter.",
        ),
    ],
)
def test_a_figure_or_a_distance_of_a_known_quarter_that_is_wrong_is_told(
    measure: MeasureFacts, text: str
) -> None:
    assert contradictions(text, measure)


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (HOMELESS, "934, compared to 906 at quarter one."),
        (HOMELESS, "934 households, against 871 in Q2."),
        (MINORS, "71.8%, compared to 74% at quarter one."),
        (MINORS, "71.8%, 4.6 points below the position in Q2."),
        (HOMELESS, "934, 63 above the position in September."),
        (HOMELESS, "934, 28 above the position at the end of June."),
        (HOMELESS, "934, 28 above the position in June."),
        (HOMELESS, "934, 63 above the level in Q2."),
        (HOMELESS, "934, 9 above the position in October."),
        (HOMELESS, "934, 34 above the position a year ago."),
        (MINORS, "Only 71.8% of applications were decided in time this quarter."),
        (MINORS, "Only 28.2% of applications were late this quarter."),
        (
            MINORS,
            "71.8%. Only 40.2% of applications from agents were decided in time this quarter.",
        ),
        (MINORS, "71.8%. Only 72% of staff posts were filled this quarter."),
        (MINORS, "Only 70.2% of applications in the north were decided in time this quarter."),
        (MINORS, "Only 70.2% of applications decided in time this quarter were minor works."),
        (MINORS, "Only 72% of applications were decided in time this quarter."),
        (HOMELESS, "934. Only 12 of the households were placed out of area this quarter."),
        (HOMELESS, "934, and 7 above the position in the neighbouring borough in Q2."),
        (HOMELESS, "934 households, compared to 209 at quarter one in bed and breakfast."),
        (MINORS, "71.8%. Only 70.2% of applications were valid this quarter."),
        (MINORS, "Only 76.4% of applications were decided in time in Q2 and 71.8% this quarter."),
        (MINORS, "We decided only 71.8% of minor applications in time this quarter."),
        (
            HOMELESS,
            "Only 934 households were in temporary accommodation at the end of the quarter.",
        ),
    ],
)
def test_a_true_figure_and_that_of_something_else_are_silent(
    measure: MeasureFacts, text: str
) -> None:
    assert contradictions(text, measure) == []
