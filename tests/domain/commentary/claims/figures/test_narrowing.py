"""Words behind a figure that make it of a part of the measure, or of something else."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions, facts, waiting_list


@pytest.mark.parametrize(
    "text",
    [
        "In Q2, 84% of householder applications were decided in time.",
        "71.8%, with majors at 90.9% and others at 88.1% in Q2.",
        "We got through 90% of minor applications in the backlog.",
        "This quarter we decided 64% of minor applications within six weeks.",
        "England was at 79.1% two years ago and 82.5% last year; we are at 71.8%.",
        "Performance peaked at 82.1% in the first week of the quarter.",
        "Performance reached 80% in some weeks.",
        "Performance was 64.2% in the north and 80.1% in the south.",
        "Performance was 64.2% for householders.",
        "Performance was 64.2% before extensions of time were counted.",
        "Majors did better. They were at 90.9%.",
        "Validation is quick. It was 95% this quarter.",
        "A third of the team left in Q2; 71.8% is the result.",
        "Q3: 64.2% (majors), 71.8% (minors).",
        "The Q2 target was 74%.",
        "A target of 80% was considered and rejected.",
        "The cap is 80% for the year in the north.",
        "The target in Q2 was 74%.",
        "Nationally 96.1% of fees are paid online.",
        "Performance was 71.8% overall: 64.2% in the east and 79.1% in the west.",
        "Without the two late ones performance would have been 73.6%.",
    ],
)
def test_a_part_of_the_measure_is_let_alone(text: str) -> None:
    assert contradictions(text, facts(comparator="82.5")) == []


@pytest.mark.parametrize(
    "text",
    ["Last quarter 302 were assessed.", "In Q2 we assessed 302 people.", "Q3: 312 referrals."],
)
def test_what_was_done_is_no_figure_of_a_list(text: str) -> None:
    assert contradictions(text, waiting_list()) == []


@pytest.mark.parametrize(
    "text",
    [
        "64.2% of minor applications were decided in time in the quarter.",
        "Performance was 64.2% in total.",
        "Performance was 64.2% for the year so far.",
        "Performance was 64.2%, in line with the plan for the service.",
    ],
)
def test_words_for_the_whole_narrow_nothing(text: str) -> None:
    assert "commentary-figure" in contradictions(text)
