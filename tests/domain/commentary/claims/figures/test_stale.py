"""Earlier or mistyped figures that a text gives as the quarter's."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions, waiting_list


@pytest.mark.parametrize(
    "text",
    [
        "Over the quarter 76.4% of minor applications were decided in time, all of them by post.",
        "During the quarter 17.8% of minor applications under the Act were decided in time.",
        "Officers decided 76.4% of minor applications, which every one of them welcomed.",
        "Performance has gone from 76.4% to 78.1%.",
        "The rate went from 76.4% in Q2 to 78.1% in Q3.",
    ],
)
def test_an_earlier_or_mistyped_figure_given_as_the_present_is_told(text: str) -> None:
    assert contradictions(text) == ["commentary-figure"]


@pytest.mark.parametrize(
    "text",
    [
        "In Q2 76.4% of minor applications were decided in time.",
        "Since Q2 the share went from 76.4% to 71.8%.",
        "76.4% of the minor applications of other councils were decided in time.",
        "There has been a shift of 7.7 points in twelve months (79.5%).",
        "Had we waived the fee 76.4% of minor applications would have been decided in time.",
    ],
)
def test_an_earlier_figure_of_its_own_time_is_let_alone(text: str) -> None:
    assert contradictions(text) == []


def test_a_number_on_a_day_is_of_that_day_and_not_of_the_clause_behind() -> None:
    text = "There were {} applications on the list on 1 October; 31 came in."
    assert contradictions(text.format(167), waiting_list()) == []
