"""Figures of another stretch of time than the measure's own are left alone."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.facts import MeasureFacts
from tests.domain.commentary.given import contradictions
from tests.domain.commentary.second_look.given import PLANS, RATES, RECYCLED


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (PLANS, "At the half year 54.1% had been in time; it is 55.6% for the year to date."),
        (
            PLANS,
            (
                "So far this year 180 of 324 plans were in time, 55.6%, which compares with "
                "54.1% after six months."
            ),
        ),
        (PLANS, "Since April we have issued 55.6% in time. The first half gave 54.1%."),
        (PLANS, "For the nine months the figure is 55.6%, up from 54.1% at the half-year point."),
        (
            PLANS,
            "Cumulatively the rate is 55.6%, down from 61.2% in the same nine months of last year.",
        ),
        (PLANS, "58.1% in the quarter. The year-to-date figure is 55.6%, up from 54.1% at Q2."),
        (PLANS, "Over calendar 2024 it was 56.9%, and 49.9% in 2023."),
        (PLANS, "The twelve months to December gave 56.9%. That is down from 60.3% a year ago."),
        (
            PLANS,
            (
                "Taking April to December together, performance was 55.6%, against 62.0% in "
                "April to December 2023."
            ),
        ),
        (PLANS, "Our annual figure was 61.7% in 2023/24."),
        (RATES, "We collected 97.2% in 2023/24 and stand at 82.17% now."),
        (RATES, "82.17% is in. In 2023/24 we ended the year on 97.2%."),
        (
            RATES,
            (
                "26.54% was collected in the quarter alone, against 26.3% in the same "
                "quarter last year."
            ),
        ),
        (RATES, "82.17% by December. For 2023/24 as a whole it was 97.2%."),
        (
            RECYCLED,
            (
                "In the quarter itself only 41.8% was recycled compared with 44.0% in "
                "October to December 2023."
            ),
        ),
        (
            RECYCLED,
            "The quarter on its own was 41.8%, against 44.0% in the same quarter last year.",
        ),
        (RECYCLED, "October to December alone gave 41.8%. This is down from 44.2% in Q2."),
        (
            RECYCLED,
            "The rolling figure is 45.3%. The in-quarter figure was 41.8%, down on 46.9% in Q2.",
        ),
        (RECYCLED, "Year to date it is 46.2%, and was 46.9% at the half year."),
        (RECYCLED, "So far this year 46.2% has been recycled, down from 47.0% in Q2."),
        (
            RECYCLED,
            "Taken alone, the quarter had a rate of 41.8%, worse than the 44.0% of a year ago.",
        ),
        (RECYCLED, "Since April 46.2% has been recycled. That is less than the 46.9% in Q2."),
    ],
)
def test_a_figure_of_another_stretch_is_left_alone(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure) == []


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (PLANS, "Performance was 58.1% for the quarter; it was 54.1% in Q2."),
        (PLANS, "58.1% were in time, up from 54.4% in Q2. For the year to date it is 55.6%."),
        (RATES, "82.17% against 84.94% at the same point of 2023/24."),
        (
            RECYCLED,
            "45.3%, up from 45.9% in Q2. In the quarter itself it was 41.8%.",
        ),
        (PLANS, "We missed the target of 65% at 58.1%."),
    ],
)
def test_a_figure_of_the_measures_own_stretch_is_told(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure)
