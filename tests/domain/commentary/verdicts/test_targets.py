"""Verdicts on the target: by number, and by which way is good."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.check import verdicts
from kpibook.domain.measures.measure import Polarity
from kpibook.domain.rules.outcomes import Status
from tests.domain.commentary.given import contradictions, facts


def test_a_judgement_is_told_with_the_target_and_where_the_actual_is() -> None:
    (told,) = [v for v in verdicts("We met the target.", facts()) if v.contradicts]
    assert told.because == "the target is 75%, and the actual 71.8%"
    assert told.could_read == "below the target of 75%, which misses it"


@pytest.mark.parametrize(
    ("text", "higher", "lower"),
    [
        ("Performance is above the target.", True, True),
        ("Performance is below the target.", False, False),
        ("Performance is ahead of the target.", True, False),
        ("Performance is behind the target.", False, True),
        ("The target was met.", True, False),
        ("The target was missed.", False, True),
    ],
)
def test_above_is_of_the_number_and_ahead_of_what_is_good(
    text: str, higher: bool, lower: bool
) -> None:
    assert bool(contradictions(text)) == higher
    under = facts(polarity=Polarity.LOWER, status=Status.MET)
    assert bool(contradictions(text, under)) == lower


def test_nothing_is_told_without_a_target() -> None:
    assert contradictions("We met the target.", facts(target="")) == []
