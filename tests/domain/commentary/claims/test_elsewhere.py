"""Comparators by their names: what is said of another is not held against the measure's own."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions, facts

_ENGLAND = facts(comparator="82.5")


@pytest.mark.parametrize(
    "of",
    [
        "England",
        "the English average",
        "the average across England",
        "the national rate",
        "the national figure of 82.5%",
        "that of England",
    ],
)
def test_a_comparison_with_the_comparator_is_held_against_it(of: str) -> None:
    for better in ("is better than", "compares well with", "exceeds", "outperforms"):
        assert contradictions(f"At 71.8%, performance {better} {of}.", _ENGLAND) == [
            "commentary-direction"
        ]
    for worse in ("is worse than", "compares poorly with", "trails"):
        assert contradictions(f"At 71.8%, performance {worse} {of}.", _ENGLAND) == []


@pytest.mark.parametrize("of", ["London", "our nearest neighbours", "the region", "our peers"])
def test_a_comparison_with_another_is_let_alone(of: str) -> None:
    assert contradictions(f"At 71.8%, performance is better than {of}.", _ENGLAND) == []
