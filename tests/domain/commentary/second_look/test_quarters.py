"""Quarters' own parts of a count that adds up through the year are left alone."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.facts import MeasureFacts
from tests.domain.commentary.given import contradictions
from tests.domain.commentary.second_look.given import HOMES


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (HOMES, "127 homes since April: 56 in the quarter, 40 in Q2 and 31 in Q1."),
        (HOMES, "127 so far, made up of 31 in Q1, 40 in Q2 and 56 in Q3."),
        (HOMES, "Of the 127, Q2 gave 40 and Q1 31."),
        (HOMES, "Completions by quarter were 31, 40 and 56, so 127 in all."),
        (HOMES, "In the quarter itself 56 were completed, compared with 40 in Q2."),
        (
            HOMES,
            "56 homes were completed in the quarter alone, up from 40 in the previous quarter.",
        ),
        (
            HOMES,
            (
                "The third quarter alone brought 56 homes. That compares with 63 in the "
                "same quarter last year."
            ),
        ),
        (HOMES, "Quarterly completions rose to 56 from 40 in Q2."),
        (HOMES, "We completed 171 in 2023/24 and 158 in 2022/23; nine months in we have 127."),
        (HOMES, "The stand-alone figure for October to December is 56 (Q2: 40)."),
    ],
)
def test_a_quarters_own_part_is_left_alone(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure) == []


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (HOMES, "127 homes since April, up on 143 in the same period last year."),
        (HOMES, "127 homes are below the profile of 120."),
    ],
)
def test_a_figure_of_the_year_so_far_is_told(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure)
