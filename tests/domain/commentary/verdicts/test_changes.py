"""Verdicts on changes: what the figures make of a size, and the words it could read."""

from __future__ import annotations

from kpibook.domain.commentary.check import verdicts
from tests.domain.commentary.given import contradictions, facts


def test_a_change_of_another_size_is_told_with_the_right_one() -> None:
    (told,) = [v for v in verdicts("71.8%, down by 8.6 points on Q2.", facts()) if v.contradicts]
    assert told.because == "the figure of Q2 2024/25 is 76.4%, and the actual 71.8%"
    assert told.could_read == "down by 4.6 points (6.0%) from 76.4%"


def test_points_and_per_cent_are_told_apart() -> None:
    assert contradictions("71.8%, down by 6% on Q2.") == []
    assert contradictions("71.8%, down by 4.6 points on Q2.") == []
    assert contradictions("71.8%, down by 6 percentage points on Q2.") == ["commentary-change"]
