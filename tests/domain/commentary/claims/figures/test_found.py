"""Which figures can be the measure's."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.claims.example import in_context
from kpibook.domain.commentary.claims.figures.found import goes_from, is_difference, is_of_changes


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("5% more than in Q2.", 0, True),
        ("It rose 5% on last year.", 2, True),
        ("It was 71.8% in Q3.", 2, False),
    ],
)
def test_a_difference_is_no_figure_of_a_period(text: str, place: int, told: bool) -> None:
    assert is_difference(in_context(text), place) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The rate has gone from 76.4% to 71.8%.", True),
        ("Performance moved from 76.4% to 71.8%.", True),
        ("Officers came from 12% of councils.", False),
        ("The rate was read from 76.4% of files.", False),
    ],
)
def test_the_measure_goes_from_a_figure_by_a_verb_of_moving(text: str, told: bool) -> None:
    context = in_context(text)
    assert goes_from(context, context.parts.index("N")) is told


def test_a_stretch_in_which_things_change_has_no_figure() -> None:
    assert is_of_changes("over the past year")
    assert not is_of_changes("a year ago")
