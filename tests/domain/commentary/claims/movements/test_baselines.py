"""Baselines: the earlier figure, the target or the comparator that a movement is against."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions

# The measure fell to 71.8% from 76.4% in the quarter before and from 79.5% a year ago.
_BASES = [
    "since Q2",
    "on the 76.4% recorded in Q2",
    "on the 76.4% of the second quarter",
    "against 76.4% in the quarter before",
    "on Q2's 76.4%",
    "on last quarter (76.4%)",
    "from the 76.4% we reported in Q2",
    "in comparison with Q2",
    "relative to the previous quarter",
    "on the 79.5% of a year ago",
    "on Q3 last year (79.5%)",
    "compared with 79.5% in the same quarter of 2023/24",
]
_FRAMES = [
    "Performance {way} {base}.",
    "Performance {way} to 71.8% {base}.",
    "At 71.8%, performance {way} {base}.",
    "In Q3 performance {way} {base}, to 71.8%.",
]


@pytest.mark.parametrize("base", _BASES)
@pytest.mark.parametrize("frame", _FRAMES)
def test_a_movement_is_held_against_what_it_names(frame: str, base: str) -> None:
    assert contradictions(frame.format(way="dropped", base=base)) == []
    assert contradictions(frame.format(way="climbed", base=base)) == ["commentary-direction"]


@pytest.mark.parametrize(
    "text",
    [
        "Compared with Q2, performance rose to 71.8%.",
        "Against the same quarter last year, performance strengthened to 71.8%.",
        "Against 76.4% in Q2, performance rose to 71.8%.",
    ],
)
def test_a_baseline_in_front_is_read(text: str) -> None:
    assert contradictions(text) == ["commentary-direction"]


def test_a_quarter_that_is_set_in_front_is_no_baseline() -> None:
    assert contradictions("In Q2, when it was 76.4%, performance was better.") == []
