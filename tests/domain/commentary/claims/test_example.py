"""The measure of the examples in docstrings."""

from __future__ import annotations

from kpibook.domain.commentary.claims.example import read
from kpibook.domain.commentary.claims.figures.every import figure_claims
from kpibook.domain.commentary.claims.movements.directions import direction_claims


def test_an_example_says_what_a_claim_is_of_and_what_it_is_against() -> None:
    assert read(direction_claims, "71.8%, up on Q2.") == [
        "up on Q2: the figure of the quarter rose to the quarter before"
    ]


def test_an_example_marks_a_claim_that_is_not_sure() -> None:
    assert read(figure_claims, "The new target is 90%.") == ["target is 90%: target is?"]
