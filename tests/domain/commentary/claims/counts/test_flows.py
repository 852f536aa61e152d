"""Flows: so many at the start, in, out and at the end."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.measure import Polarity, Unit
from tests.domain.commentary.given import agreeing, contradictions, facts, waiting_list

STARTS = (
    "We had 167 waiting on 1 October",
    "There were 167 applications on the list at the start of the quarter",
    "167 applications were carried over from September",
    "We began the quarter with 167 waiting",
    "The list opened at 167",
)
MOVES = (
    "received another 298 and completed {}",
    "298 were received and {} were decided",
    "298 came in and {} were closed",
    "{} were withdrawn or signed off and a further 298 were referred",
    "there were 298 new referrals and {} decisions",
    "298 more arrived and we settled {}",
    "took on 298 and dealt with {}",
    "298 began and {} came to an end",
)
ENDS = (
    "so 134 were waiting on 31 December",
    "leaving 134 at the end of the quarter",
    "which brings us to 134 at quarter end",
    "making it 134",
)
TEXTS = [
    *(f"{start}, {MOVES[0]}, {ENDS[0]}." for start in STARTS),
    *(f"{STARTS[0]}; {move}, {ENDS[1]}." for move in MOVES),
    *(
        f"{STARTS[1]}. In the quarter {move}, {end}."
        for move, end in zip(MOVES, ENDS, strict=False)
    ),
    *(f"{STARTS[2]}. In the quarter {move}. 134 remained on 31 December." for move in MOVES),
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_flow_adds_up_to_its_end(text: str) -> None:
    assert contradictions(text.format("331"), waiting_list()) == []
    assert contradictions(text.format("313"), waiting_list()) == ["commentary-flow"]
    assert any(v.claim.says == "flow" for v in agreeing(text.format("331"), waiting_list()))


@pytest.mark.parametrize(
    "text",
    [
        "We had 167 waiting on 1 October and will receive 298 and decide 300 to reach 134.",
        "167 were waiting on 1 October, 298 came in, of which 12 were urgent; 134 wait now.",
        "167 were waiting at 12 sites on 1 October; 134 are now, and 40 of them came in December.",
        "167 were waiting in Q2 and 134 now. 298 calls were received and 12 staff left.",
        "The list fell from 167 to 134. The desk opened on 11 nights and 23 people used it.",
        "Did 298 come in and 313 leave between 167 and 134?",
    ],
)
def test_counts_that_are_no_whole_flow_are_let_alone(text: str) -> None:
    assert contradictions(text, waiting_list()) == []


def test_several_counts_that_left_are_added_up() -> None:
    text = (
        "167 were waiting on 1 October. 298 were received, 300 decided and {} withdrawn: 134 left."
    )
    assert contradictions(text.format("31"), waiting_list()) == []
    assert contradictions(text.format("51"), waiting_list()) == ["commentary-flow"]


def test_what_is_said_to_be_left_is_held_against_the_flow() -> None:
    text = "We had 167 waiting on 1 October, received another 298 and completed 331, leaving 143."
    assert "commentary-flow" in contradictions(text, waiting_list())


def test_a_flow_of_the_numbers_behind_a_rate() -> None:
    rate = facts(
        "Children subject to a plan per 10,000",
        *("49.2", "51.8", "46.9", ""),
        Unit.RATE_PER_10000,
        Polarity.NEUTRAL,
        parts=("341", "69300"),
    )
    text = (
        "359 children were on a plan on 1 October; {} plans began and 104 came to an end, so 341 "
        "were left."
    )
    assert contradictions(text.format("86"), rate) == []
    assert contradictions(text.format("96"), rate) == ["commentary-flow"]


@pytest.mark.parametrize(
    "text",
    [
        "56 were received and 46 left, a net increase of {}.",
        "46 left and 56 joined, a net rise of {}.",
        "There were 56 starters and 46 leavers, a net growth of {}.",
    ],
)
def test_a_net_change_is_the_difference_of_what_came_and_left(text: str) -> None:
    assert contradictions(text.format("ten"), waiting_list()) == []
    assert contradictions(text.format("twelve"), waiting_list()) == ["commentary-flow"]
