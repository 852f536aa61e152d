"""Figures matched with the periods, targets and comparators that say what they are."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.claims.example import in_context
from kpibook.domain.commentary.claims.figures.bonds import bonds
from kpibook.domain.measures.measure import Unit
from tests.domain.commentary.given import facts


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Against 79.5% a year ago, it was 71.8%.", [("79.5%", "a year ago")]),
        ("Q2 76.4%, Q3 71.8%.", [("76.4%", "q2"), ("71.8%", "q3")]),
        ("It was 71.8% (Q2: 76.4%).", [("76.4%", "q2")]),
        (
            "It was 71.8% (76.4% in Q2, 79.5% a year ago).",
            [("76.4%", "q2"), ("79.5%", "a year ago")],
        ),
        ("71.8%, with 75% the target.", [("75%", "target")]),
        ("The target set by members is 75%.", [("75%", "target")]),
        ("The England average (82.5%) is above our 71.8%.", [("82.5%", "england")]),
        ("It rose by 5% on last year.", []),
        ("It was 5% above the target.", []),
        ("Of the calls in Q2 we answered most.", []),
    ],
)
def test_each_label_is_of_the_nearest_figure(text: str, pairs: list[tuple[str, str]]) -> None:
    context = in_context(text)
    found = sorted((bond.figure, bond.label) for bond in bonds(context))
    assert [(context.word(figure), context.word(label)) for figure, label in found] == pairs


def test_a_whole_number_is_no_figure_of_a_rate_with_decimals() -> None:
    rate = facts("People hurt on the roads per 100,000", "29.1", unit=Unit.RATE_PER_100000)
    assert bonds(in_context("It was 29.1 (87 people in Q2).", rate)) == ()
