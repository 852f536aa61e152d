"""Verdicts on figures: how near another must be to be meant, and which other it may be."""

from __future__ import annotations

from tests.domain.commentary.given import contradictions, facts


def test_a_figure_that_is_another_of_the_measures_is_let_alone() -> None:
    of = facts(comparator="82.5")
    assert contradictions("Performance was 75% this quarter.", of) == []
    assert contradictions("Performance was 74% this quarter.", of) == ["commentary-figure"]


def test_a_figure_that_is_too_far_off_is_of_something_else() -> None:
    assert contradictions("71.8%, against 3.1% in Q2.") == []
    assert contradictions("71.8%, against 7.64% in Q2.") == ["commentary-figure"]
