"""Figures said to be of an earlier period."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("71.8%, against 86.4% in Q2.", ["commentary-figure"]),
        ("71.8%, against 76.4% in Q2.", []),
        ("71.8%, against 86.4% in Q1.", []),
        ("Performance was lower than in Q2: 71.8%.", []),
        ("Performance fell on the same quarter of 2023/24; it is now 71.8%.", []),
        ("Compared with Q2, performance was down at 71.8%.", []),
        ("71.8%, down on the 76.4% we reported in Q2.", []),
        ("In Q2, when it was 76.4%, performance was better.", []),
    ],
)
def test_an_earlier_figure_is_held_against_the_one_of_its_period(
    text: str, told: list[str]
) -> None:
    assert contradictions(text) == told
