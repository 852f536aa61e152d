"""A share in words that is far from the actual is told."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions
from tests.domain.commentary.measures import MINORS
from tests.domain.commentary.second_look.given import RECYCLED


@pytest.mark.parametrize(
    "text",
    [
        "Fewer than half of minor applications were decided in time.",
        "Nine in ten minor applications were decided in time.",
        "Less than two thirds of minor applications were decided in time this quarter.",
        "More than nine in ten minor planning applications were decided in time.",
    ],
)
def test_a_share_far_from_the_actual_is_told(text: str) -> None:
    assert contradictions(text, MINORS)


@pytest.mark.parametrize(
    "text",
    [
        "More than half of minor applications were decided in time.",
        "Seven in ten minor applications were decided in time.",
        "Fewer than half of minor applications were decided in time in Q2 last year.",
        "Fewer than half of minor applications were for houses.",
        "Fewer than half of the objections were decided in time.",
        "We hope that nine in ten minor applications will be decided in time.",
    ],
)
def test_a_share_near_it_or_of_something_else_is_left_alone(text: str) -> None:
    assert contradictions(text, MINORS) == []


def test_over_half_is_held_against_the_figure_behind_it() -> None:
    assert contradictions("Recycling is now over half, at 45.3%.", RECYCLED)
    assert contradictions("Recycling is still under half, at 45.3%.", RECYCLED) == []
