"""The words that a contradiction offers, and those that it quotes."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.check import verdicts
from kpibook.domain.commentary.facts import MeasureFacts
from kpibook.domain.measures.measure import Unit
from tests.domain.commentary.given import agreeing, contradictions, facts

MINORS = facts()
#: A number: 196, was 210, 150 a year ago; to be 180.
VISITS = facts("Visits to leisure centres", "196", "210", "150", "180", Unit.COUNT, decimals=0)
#: A score: 8.1, was 8.3, 8.0 a year ago; to be 8.5.
CALLS = facts("Satisfaction with calls", "8.1", "8.3", "8.0", "8.5", Unit.SCORE)


@pytest.mark.parametrize(
    ("measure", "text", "could"),
    [
        (VISITS, "196, 20 over the target of 180.", "16 above the target of 180"),
        (VISITS, "196, 20 under the target.", "16 above the target of 180"),
        (MINORS, "71.8%, 16 points above the target.", "3.2 points below the target of 75%"),
        (VISITS, "Visits have halved since Q2.", "down by 14 (6.7%) from 210"),
        (VISITS, "Visits have doubled since Q2.", "down by 14 (6.7%) from 210"),
        (MINORS, "71.8%, down by 8.6 points on Q2.", "down by 4.6 points (6.0%) from 76.4%"),
        (CALLS, "Satisfaction was 8.1%.", "8.1"),
    ],
)
def test_the_words_offered_say_how_the_figure_is_to_the_other(
    measure: MeasureFacts, text: str, could: str
) -> None:
    assert could in [v.could_read for v in verdicts(text, measure) if v.contradicts]


def test_a_multiple_is_offered_where_it_is_one() -> None:
    more = facts("Visits", "450", "150", "150", "180", Unit.COUNT, decimals=0)
    told = [v.could_read for v in verdicts("Visits have doubled since Q2.", more) if v.contradicts]
    assert told == ["3.0 times 150"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("196, narrowly failed to hit the target.", "narrowly failed to hit the target"),
        ("196. We did not meet the target.", "not meet the target"),
        ("196, hitting the target.", "hitting the target"),
    ],
)
def test_the_words_that_deny_a_judgement_are_quoted_with_it(text: str, words: str) -> None:
    assert words in [v.claim.words for v in verdicts(text, VISITS)]


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (CALLS, "Satisfaction was 8.1%."),
        (CALLS, "Calls: 8.1% this quarter."),
        (VISITS, "Visits narrowly failed to hit the target."),
        (VISITS, "196, narrowly failing to reach the target."),
    ],
)
def test_what_these_words_say_falsely_is_told(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure)


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (CALLS, "Satisfaction was 8.1."),
        (CALLS, "Satisfaction was 8.1 out of 10."),
        (CALLS, "8.1. Calls rose by 12% on Q2."),
        (CALLS, "8.1. Only 8% of callers were unhappy."),
        (MINORS, "71.8%, narrowly failing to reach the target."),
        (VISITS, "196, and we did not fail to meet the target."),
    ],
)
def test_what_these_words_say_truly_is_left_alone(measure: MeasureFacts, text: str) -> None:
    assert contradictions(text, measure) == []


def test_a_denied_judgement_that_is_true_agrees_with_its_denial() -> None:
    words = [v.claim.words for v in agreeing("71.8%, narrowly failing to reach the target.")]
    assert "narrowly failing to reach the target" in words
