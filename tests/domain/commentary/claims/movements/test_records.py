"""Records: the highest since a year ago, the best for over a year."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions, facts, waiting_list


@pytest.mark.parametrize(
    "text",
    [
        "71.8%, the highest figure in over a year.",
        "71.8% is the best result since Q3 last year.",
        "71.8%, our best performance for two years.",
    ],
)
def test_a_record_that_an_earlier_quarter_beats_is_told(text: str) -> None:
    assert contradictions(text) == ["commentary-direction"]


@pytest.mark.parametrize(
    "text",
    [
        "71.8%, the lowest figure in over a year.",
        "71.8%, the worst result since Q3 last year.",
        "71.8%. The highest number of applications in two years came in.",
        "71.8%, the highest in the region.",
        "71.8%, the best figure since Q2.",
        "We hope for the best result in two years, up from 71.8%.",
    ],
)
def test_a_record_that_is_one_or_is_of_others_is_silent(text: str) -> None:
    assert contradictions(text) == []


def test_the_best_of_a_figure_that_should_be_low_is_the_lowest() -> None:
    assert contradictions("134, our best figure for over a year.", waiting_list()) == []
    assert contradictions("134, our worst figure for over a year.", waiting_list()) == [
        "commentary-direction"
    ]


def test_a_history_that_does_not_reach_back_cannot_bear_a_record_out() -> None:
    assert (
        contradictions("71.8%, the highest for years.", facts(previous="", previous_year="")) == []
    )


def test_months_in_words_are_months_and_not_years() -> None:
    measure = facts(previous="60", previous_year="90.3")

    assert contradictions("71.8%, the highest figure for three months.", measure) == []
    assert contradictions("71.8%, the highest figure for three years.", measure) == [
        "commentary-direction"
    ]
