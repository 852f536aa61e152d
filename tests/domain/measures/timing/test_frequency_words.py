"""Words for frequencies, as councils write them."""

from __future__ import annotations

import csv

import pytest

from kpibook.domain.measures.measure import Frequency, QuarterFrom
from kpibook.domain.measures.timing.frequency_words import frequency_named, quarter_from_named
from tests.support.shared import SHARED, needs_shared


@pytest.mark.parametrize("frequency", Frequency)
def test_kpibooks_own_words_are_understood(frequency: Frequency) -> None:
    assert frequency_named(frequency.value) is frequency


@pytest.mark.parametrize("way", QuarterFrom)
def test_kpibooks_own_ways_are_understood(way: QuarterFrom) -> None:
    assert quarter_from_named(way.value) is way


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("Monthly", Frequency.MONTHLY),
        (" 6-monthly ", Frequency.HALF_YEARLY),
        ("Bi-annual", Frequency.HALF_YEARLY),
        ("Each term", Frequency.TERMLY),
        ("Yearly", Frequency.ANNUAL),
        ("Annual (year end)", None),
        ("weekly", None),
        ("biennial", None),
        ("", None),
    ],
)
def test_case_and_punctuation_do_not_matter(text: str, frequency: Frequency | None) -> None:
    assert frequency_named(text) is frequency


@needs_shared
def test_every_frequency_that_councils_were_seen_to_write_is_understood() -> None:
    assert SHARED is not None
    with (SHARED / "data" / "words.csv").open(encoding="utf-8") as file:
        rows = [list(row.values()) for row in csv.DictReader(file) if row["role"] == "frequency"]

    assert rows
    assert [row[1] for row in rows if frequency_named(row[1]) is None] == []
