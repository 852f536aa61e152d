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


def test_money_with_its_point_in_another_place_is_told_and_a_difference_is_not() -> None:
    spend = facts("Spend on temporary homes", *("232.5", "200", "190", "250"), Unit.CURRENCY)

    told = contradictions("Spend on temporary homes was £2,325 so far.", spend)
    assert "commentary-unit" in told
    assert contradictions("England: Better by £2,325.", spend) == []
