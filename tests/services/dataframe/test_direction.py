"""Single cases of directions on arrays; that every case is right is tested on `rate_frame`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kpibook.domain.measures.measure import Tolerance
from kpibook.domain.rules.outcomes import Baseline, Direction
from kpibook.domain.rules.rule import DirectionRule, Method, StatusRule
from kpibook.services.dataframe.direction import DIRECTIONS, directions
from tests.services.dataframe.test_rows import rows
from tests.services.frames import STANDARD, a_scheme


@pytest.mark.parametrize(
    ("columns", "direction"),
    [
        pytest.param({"previous": [9.0]}, Direction.IMPROVED, id="more"),
        pytest.param({"previous": [9.0], "polarity": "lower"}, Direction.DECLINED, id="lower"),
        pytest.param({"previous": [10.0]}, Direction.NO_CHANGE, id="the same"),
        pytest.param({"previous": [None]}, Direction.NO_HISTORY, id="none"),
        pytest.param({"previous": [9.0], "basis": "annual"}, Direction.NOT_COMPARABLE, id="annual"),
        pytest.param({"previous": [9.0], "polarity": ""}, Direction.INCREASED, id="neutral"),
    ],
)
def test_the_direction_of_a_row(columns: dict[str, Any], direction: Direction) -> None:
    said = rows(actual=10.0, **{"polarity": "higher", **columns})

    (code,) = directions(said, STANDARD, Baseline.PREVIOUS)

    assert DIRECTIONS[code] is direction


@pytest.mark.parametrize(
    ("series", "direction"),
    [
        pytest.param("10; 11; 12", Direction.IMPROVED, id="one a quarter"),
        pytest.param("12.4; 12.4; 12.4", Direction.NO_CHANGE, id="less than the band"),
        pytest.param("11.5; 12; 12.5", Direction.NO_CHANGE, id="exactly the band"),
        pytest.param("11.4; 12; 12.5", Direction.IMPROVED, id="just more"),
        pytest.param("12", Direction.NO_HISTORY, id="two points make no trend"),
    ],
)
def test_a_slope_is_compared_with_the_band_to_the_last_unit(
    series: str, direction: Direction
) -> None:
    rule = DirectionRule(Method.REGRESSION, dead_band=Tolerance(Decimal("0.5")))
    said = rows(a_scheme(StatusRule(), rule), actual=[13.0], series=[series], polarity=["higher"])

    (code,) = directions(said, a_scheme(StatusRule(), rule), Baseline.PREVIOUS)

    assert DIRECTIONS[code] is direction
    assert not said.doubt.any()
