"""A list of quarters that goes round a year's end is read by its order."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions
from tests.domain.commentary.second_look.given import PLANS, VISITS


@pytest.mark.parametrize(
    "text",
    [
        "(Q2: 742.9, Q1: 715.6, Q4: 679.2, Q3: 664.2.) The first fall in a year.",
        "Q3 664.2, Q4 679.2, Q1 715.6, Q2 742.9, Q3 701.4.",
        "701.4. Before it: Q2 742.9, Q1 715.6, Q4 679.2, Q3 664.2, Q2 690.3.",
        "Q2 690.3, Q3 664.2, Q4 679.2, Q1 715.6, Q2 742.9 and now 701.4.",
        "The last four quarters were Q3 664.2, Q4 679.2, Q1 715.6 and Q2 742.9.",
    ],
)
def test_a_quarter_of_another_year_by_its_place_is_left_alone(text: str) -> None:
    assert contradictions(text, VISITS) == []


def test_a_list_within_the_year_is_told() -> None:
    assert contradictions("Q3: 58.1%, Q2: 57.4%, Q1: 55.8%.", PLANS) == ["commentary-figure"]


@pytest.mark.parametrize(
    "text",
    [
        "The rates by quarter are 664.2, 679.2, 715.6, 742.9 and 701.4 per 1,000.",
        "The number came down. As a rate that's 742.9, 715.6 and 701.4 per 1,000.",
        "Our rate was 742.9 and 701.4 in the last two quarters.",
    ],
)
def test_a_series_with_the_actual_in_it_is_left_alone(text: str) -> None:
    assert contradictions(text, VISITS) == []
