"""Verdicts: what the figures say, with the figure met and a mending."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.check import verdicts
from tests.domain.commentary.given import agreeing, facts


def test_a_contradiction_names_the_figure_its_cell_and_a_mending() -> None:
    told = next(
        v for v in verdicts("Performance was 76.4% for the quarter.", facts()) if v.contradicts
    )
    assert told.meets is not None
    assert told.meets.where.cell == "F9"
    assert told.because == "the actual of Q3 2024/25 is 71.8%"
    assert told.could_read == "71.8% in Q3 2024/25"


@pytest.mark.parametrize(
    "text", ["71.8% were decided in time.", "It is below the target.", "Performance has fallen."]
)
def test_a_true_claim_agrees(text: str) -> None:
    assert agreeing(text)


def test_nothing_is_told_of_a_measure_without_an_actual() -> None:
    of = facts(actual="")
    assert not [
        v for v in verdicts("We met the target and improved since Q2.", of) if v.contradicts
    ]
