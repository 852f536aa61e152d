"""Numbers in words: fractions and multiples."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpibook.domain.commentary.reading.number_words import fraction_of


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("half", "0.5"),
        ("a quarter of", "0.25"),
        ("nine in every ten", "0.9"),
        ("two-fifths", "0.4"),
        ("one in 20", "0.05"),
    ],
)
def test_a_share_in_words_is_a_number(text: str, share: str) -> None:
    found = fraction_of(text.split(), 0)
    assert found is not None
    assert found[0] == Decimal(share)


@pytest.mark.parametrize("text", ["a quarter ago", "third quarter", "two quarters", "six in one"])
def test_a_stretch_of_time_is_no_share(text: str) -> None:
    assert fraction_of(text.split(), 0) is None
