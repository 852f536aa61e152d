"""Records of all time: false where the history beats them, and never borne out."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.check import verdicts
from kpibook.domain.commentary.verdict import Outcome
from kpibook.domain.measures.measure import Basis, Polarity
from tests.domain.commentary.given import contradictions, facts, waiting_list


@pytest.mark.parametrize(
    "text",
    [
        "71.8%, a record high.",
        "71.8% is the best since reporting began.",
        "71.8%, the highest since records began.",
        "At 71.8% this is our best ever result.",
        "71.8%, our highest ever result.",
        "71.8%, an all-time high.",
        "Performance is at a record high.",
        "This is our best ever result.",
        "A record high of 71.8%.",
        "71.8%, the best on record.",
        "71.8%, better than ever.",
        "71.8%. Performance has never been better.",
        "At 71.8%, performance has never been higher.",
        "Performance reached a new record high of 71.8%.",
        "71.8%, our best result ever.",
        "71.8% is the highest we have ever recorded.",
        "71.8%, the best in our history.",
        "Performance, at 71.8%, is the best we have ever reported.",
        "71.8%, the best performance since the council started recording it.",
        "We achieved our best ever result of 71.8%.",
    ],
)
def test_a_record_that_the_history_beats_is_told(text: str) -> None:
    assert contradictions(text) == ["commentary-direction"]


@pytest.mark.parametrize(
    "text",
    [
        "71.8%, a record low.",
        "71.8%, the worst since reporting began.",
        "71.8%, down from a record high of 79.5% a year ago.",
        "71.8% despite a record number of applications.",
        "71.8%, with a record number of applications.",
        "71.8% in the quarter with the highest number of applications ever.",
        "71.8%, short of our best ever result.",
        "71.8% was decided; staff morale is at a record high.",
        "Demand is at a record high. 71.8% were decided.",
        "Applications are at a record high and 71.8% were decided in time.",
        "71.8%. We record the highest level of detail.",
        "71.8%, not our best ever result.",
        "71.8%. Our best ever result was in Q3 last year.",
        "71.8%, against an all-time high of 79.5%.",
        "It was at a record high a year ago and is 71.8% now.",
        "71.8%, the second best ever.",
        "71.8%, one of the best on record.",
        "71.8%, close to a record high.",
        "71.8%, after a record high last year.",
        "71.8%, our best ever quarter for majors.",
        "71.8%, our track record of high performance goes on.",
        "We expect our best ever result in Q4.",
        "71.8%, our lowest ever.",
        "71.8%: performance has never been lower.",
        "71.8%, and it has never been worse.",
        "71.8%. Website visits were the highest on record.",
        "71.8%, a record high for majors.",
        "71.8%, after the best ever summer for recruitment.",
        "Record high temperatures meant that 71.8% were decided in time.",
    ],
)
def test_a_record_that_may_be_true_or_is_of_something_else_is_silent(text: str) -> None:
    assert contradictions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "134, a record high.",
        "134 waiting, the worst since reporting began.",
        "134, our worst ever result.",
        "The list is at 134, an all-time high.",
        "134, the highest number on record.",
    ],
)
def test_a_false_record_of_a_number_that_should_be_low_is_told(text: str) -> None:
    assert contradictions(text, waiting_list()) == ["commentary-direction"]


@pytest.mark.parametrize(
    "text",
    [
        "134, a record low.",
        "134 waiting, the best since reporting began.",
        "134, the fewest ever.",
        "134 are waiting in spite of a record number of new applications.",
        "134, the best ever.",
    ],
)
def test_a_true_record_of_a_number_that_should_be_low_is_silent(text: str) -> None:
    assert contradictions(text, waiting_list()) == []


def test_a_record_that_the_history_bears_out_cannot_be_told_and_says_how_far_it_reaches() -> None:
    (record,) = [v for v in verdicts("71.8%, a record low.", facts()) if v.claim.says == "lowest"]

    assert record.outcome is Outcome.CANNOT_TELL
    assert record.because == "no figure since Q3 2023/24 is against it"


def test_the_best_of_a_measure_without_a_good_way_is_no_record() -> None:
    neutral = facts(polarity=Polarity.NEUTRAL)

    assert contradictions("71.8%, our best ever result.", neutral) == []
    assert contradictions("71.8%, our highest ever result.", neutral) == ["commentary-direction"]


def test_a_figure_that_begins_again_each_year_breaks_no_record() -> None:
    running = facts(basis=Basis.CUMULATIVE)

    assert contradictions("71.8%, a record high.", running) == []
