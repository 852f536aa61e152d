"""Judgements against target: met, missed, above, within."""

from __future__ import annotations

import pytest

from kpibook.domain.rules.outcomes import Status
from tests.domain.commentary.given import contradictions, facts, waiting_list


@pytest.mark.parametrize(
    "text",
    [
        "71.8%, below the target of 75%.",
        "We did not meet the target.",
        "We aim to meet the target in Q4.",
        "To meet the target we would need 80%.",
        "The target was not reached.",
    ],
)
def test_a_judgement_that_agrees_or_cannot_be_told_is_silent(text: str) -> None:
    assert contradictions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "71.8% were decided in time, above the target.",
        "We met the target.",
        "Performance is ahead of target.",
        "71.8%, exceeding the 75% target.",
        "The target was met.",
    ],
)
def test_a_judgement_that_the_figures_contradict_is_told(text: str) -> None:
    assert "commentary-target" in contradictions(text)


def test_within_is_judged_by_which_way_is_good() -> None:
    assert contradictions(
        "134 are waiting, which is within the target of 120.", waiting_list()
    ) == ["commentary-target"]
    assert contradictions("134 are waiting, outside the target of 120.", waiting_list()) == []


@pytest.mark.parametrize(
    ("met", "missed"),
    [
        ("The target has been met again", "The target has not been met"),
        ("The target for Q3 was comfortably met", "The target for the quarter was narrowly missed"),
        ("The target of 75% was achieved", "The target of 75% remains out of reach"),
        ("We managed to meet the target", "We fell short of the service's target"),
        ("We continue to meet the 75% target", "We have failed to meet the 75% we aim for"),
        ("Performance is in excess of the 75% expected of us", "We did not reach the 75% required"),
        ("We met the 75% that we set ourselves", "Performance comes up short of the target"),
    ],
)
def test_ways_of_saying_that_a_target_is_met_or_missed(met: str, missed: str) -> None:
    over = facts(actual="77.8", status=Status.MET)
    for text in (f"{met}.", f"71.8% were decided in time. {met}.", f"{met}: 71.8%."):
        assert contradictions(text) == ["commentary-target"]
    for text in (f"{missed}.", f"77.8% were decided in time. {missed}.", f"{missed}: 77.8%."):
        assert contradictions(text, over) == ["commentary-target"]
    assert contradictions(f"{missed}: 71.8%.") == contradictions(f"{met}: 77.8%.", over) == []


def test_a_limit_is_a_target_that_is_not_to_be_passed() -> None:
    for text in ("We are over the limit.", "We are outside the upper limit of 120."):
        assert contradictions(text, waiting_list()) == []
    for text in ("We are within the upper limit of 120.", "We kept inside the cap of 120."):
        assert contradictions(text, waiting_list()) == ["commentary-target"]


@pytest.mark.parametrize(
    "text",
    [
        "We decided 79 of 110 in time and thereby surpassed the 75% target.",
        "79 of the 110 were decided in time, so we have risen above the target.",
        "71.8% after nine months, ahead of the target.",
        "71.8% were in time, exceeding the ministry-backed standard of 75%.",
        "It is not as good as the 76.4% of Q2, and at 71.8% it is ahead of the target.",
    ],
)
def test_a_judgement_behind_counts_spans_and_comparisons_is_read(text: str) -> None:
    assert "commentary-target" in contradictions(text, facts(parts=("79", "110")))
