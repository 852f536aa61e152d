"""What a word of movement is about: the measure, or something beside it."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.measure import Polarity, Unit
from tests.domain.commentary.given import contradictions, facts, waiting_list

_TURNOVER = facts("Voluntary staff turnover", "12.3", "13.4", "10.9", "12", polarity=Polarity.LOWER)
_POTHOLES = facts("Potholes repaired", "2316", "1874", "2910", "", Unit.COUNT, decimals=0)


@pytest.mark.parametrize(
    "text",
    [
        "71.8% of them were decided in time (better than in Q2).",
        "71.8% were decided in time, and that is better than in Q2.",
        "71.8% were decided in time, and performance is therefore better than in Q2.",
        "Performance was 71.8%: a clear improvement since Q2.",
        "71.8%. An improvement on Q2.",
    ],
)
def test_a_movement_behind_the_actual_is_the_measures(text: str) -> None:
    assert contradictions(text) == ["commentary-direction"]


def test_a_noun_that_is_a_rate_by_itself_moves_as_the_measure() -> None:
    assert contradictions("Staff turnover rose on Q2.", _TURNOVER) == ["commentary-direction"]
    assert contradictions("Staff turnover fell on Q2.", _TURNOVER) == []
    assert contradictions("Leavers rose on Q2.", _TURNOVER) == []


def test_how_many_were_counted_is_a_movement_of_a_number() -> None:
    fewer, more = (f"{word} potholes were repaired than in Q2." for word in ("Fewer", "More"))
    assert contradictions(fewer, _POTHOLES) == ["commentary-direction"]
    assert contradictions(more, _POTHOLES) == []
    assert contradictions("Fewer applications were decided than in Q2.") == []


@pytest.mark.parametrize(
    "text",
    [
        "134, though in November alone we were up (128 to 134).",
        "Despite a bad November (128 up to 134), the list has shortened.",
        "134 are waiting. Referrals rose on Q2.",
        "134 are waiting. A rise in referrals since Q2 has been met by overtime.",
    ],
)
def test_what_moved_beside_the_measure_is_let_alone(text: str) -> None:
    assert contradictions(text, waiting_list()) == []


def test_those_who_wait_longer_wait_longer_than_then() -> None:
    of = facts("Average days to repair", "11.3", "13.9", "10.8", "12", Unit.DAYS, Polarity.LOWER)
    for who in ("Tenants waited", "Customers had to wait", "It took tenants"):
        text = f"{who} {{}} for a repair than they did in Q2, at 11.3 days."
        assert contradictions(text.format("longer"), of) == ["commentary-direction"]
        assert contradictions(text.format("less time"), of) == []


def test_a_size_in_front_of_a_noun_makes_it_another() -> None:
    of = facts(
        "People killed or seriously injured on our roads",
        *("27", "31", "24", "25", Unit.COUNT, Polarity.LOWER),
    )
    for size in ("Slight", "Minor", "Small"):
        assert contradictions(f"{size} injuries fell on last year.", of) == []
    assert contradictions("27, so fewer people were killed or injured than last year.", of) == [
        "commentary-direction"
    ]


def test_a_better_job_is_a_better_figure() -> None:
    assert contradictions("71.8%: the team did a better job than in Q2.") == [
        "commentary-direction"
    ]
    assert contradictions("71.8%: the team did a better job than its neighbours.") == []
