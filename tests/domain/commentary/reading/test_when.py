"""Periods that a text names, seen from the quarter that it is about."""

from __future__ import annotations

import re

import pytest

from kpibook.domain.commentary.reading.when import PERIOD, when_of
from kpibook.domain.measures.period import Quarter

NOW = Quarter(2024, 3)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("q3", "NOW"),
        ("31 december 2024", "NOW"),
        ("this quarter", "NOW"),
        ("q2", "PREVIOUS"),
        ("1 october", "PREVIOUS"),
        ("the end of september", "PREVIOUS"),
        ("last quarter", "PREVIOUS"),
        ("q4", "EARLIER"),
        ("a year ago", "PREVIOUS_YEAR"),
        ("this time last year", "PREVIOUS_YEAR"),
        ("the same quarter of last year", "PREVIOUS_YEAR"),
        ("q3 last year", "PREVIOUS_YEAR"),
        ("2023/24", "PREVIOUS_YEAR"),
        ("the start of the quarter", "EARLIER"),
        ("beginning of the period", "EARLIER"),
        ("november", "OTHER"),
        ("17 january 2021", "OTHER"),
        ("31 february 2024", "OTHER"),
        ("next year", "OTHER"),
    ],
)
def test_a_period_is_seen_from_the_quarter(text: str, relation: str) -> None:
    match = re.compile(PERIOD).search(text)
    assert match is not None
    assert match[0] == text
    assert when_of(match, NOW).relation.name == relation
