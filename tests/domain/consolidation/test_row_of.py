from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kpibook.domain.consolidation.row_of import row_of
from kpibook.domain.measures.measure import Measure, Reading, Tolerance
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import rate_measure
from tests.domain.given import Q3, STANDARD, a_measure

LAST_YEAR = Quarter(2020, 3)


def the_tolerance_of(measure: Measure) -> str:
    reading = Reading(measure.ref, Q3, Decimal(88))
    history = {(measure.key, LAST_YEAR): Reading(measure.ref, LAST_YEAR, Decimal(80))}
    row = row_of(rate_measure(measure, reading, history, STANDARD), STANDARD, history)
    assert row.second_direction_word == "Improved"
    return row.tolerance_word


def test_a_row_has_the_tolerance_it_was_rated_with_and_its_second_direction() -> None:
    measure = a_measure("X", target="90")

    assert the_tolerance_of(replace(measure, tolerance=None)) == "5%"
    assert the_tolerance_of(replace(measure, tolerance=Tolerance(Decimal(2)))) == "2"
