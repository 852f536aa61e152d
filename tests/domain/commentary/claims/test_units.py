"""Figures of the measure in another unit."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.measure import Polarity, Unit
from tests.domain.commentary.given import contradictions, facts

RATE = facts(
    "Children looked after per 10,000",
    *("82.7", "81.3", "78.6", ""),
    Unit.RATE_PER_10000,
    Polarity.NEUTRAL,
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The rate is 82.7 per 10,000.", []),
        ("82.7% of children were looked after.", ["commentary-unit"]),
        ("The rate is 82.7 per 100,000.", ["commentary-unit"]),
        ("Placements outside the county: 31%.", []),
    ],
)
def test_a_figure_of_the_measure_has_its_unit(text: str, codes: list[str]) -> None:
    assert contradictions(text, RATE) == codes
