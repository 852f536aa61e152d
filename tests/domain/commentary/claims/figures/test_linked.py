"""Figures that words for the measure are linked with, in a sentence without the actual."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions, waiting_list

_LINKED = """
Between October and December performance came to {}.
The quarter closed with performance at {}.
Performance for the quarter works out at {}.
Performance has settled at {}.
In the third quarter the rate reached {}.
At {}, performance is a concern for the directorate.
With performance at {}, the board meets monthly.
Storms were bad for performance, which was {}.
Performance: {}.
Q3: {}.
Q3 performance {}.
We got through {} of minor applications in time.
This quarter we decided {} of minor applications in time.
During the quarter {} of minor applications were decided in time, and the team is full.
Last quarter we reported 76.4%, and this quarter {}.
It was 76.4% last quarter and {} this quarter.
Against a target of 75%, performance was {}.
Against 79.5% a year ago, performance was {}.
Compared with 76.4% in Q2, the rate was {}.
Performance was {} (Q2: 76.4%; Q3 last year 79.5%).
The target is 75% and performance was {}.
"""


@pytest.mark.parametrize("text", _LINKED.strip().split("\n"))
def test_a_figure_linked_with_the_measure_is_held_against_the_actual(text: str) -> None:
    assert contradictions(text.format("71.8%")) == []
    assert "commentary-figure" in contradictions(text.format("78.1%"))
    assert "commentary-figure" in contradictions(text.format("64.2%"))


@pytest.mark.parametrize(
    "text",
    [
        "October 71%, November 64% and December 80%.",
        "In 2019 performance came to 64.2%.",
        "Last December it was 79.5%.",
        "It was 79.5% when we began to count a year ago.",
        "Majors came to 64.2%.",
        "Performance on majors came to 64.2%.",
        "At 64.2%, majors are a concern.",
        "Q3: 64.2% of majors.",
        "In the third quarter calls reached 5,100.",
        "The rest, 28.2%, was late.",
        "We want performance to reach 90%.",
        "Performance was 6% above that of the county.",
        "Applications rose by 12% in the quarter.",
        "Q3: 64.2% in the north alone.",
    ],
)
def test_a_figure_of_something_else_is_let_alone(text: str) -> None:
    assert contradictions(text) == []


def test_a_number_with_a_thing_behind_it_is_of_that_thing() -> None:
    assert contradictions("In Q3 14 assessors were trained.", waiting_list()) == []
    assert contradictions("Q3: 143.", waiting_list()) == ["commentary-figure"]
