"""The straight line through a series of quarters."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.rules.regression_slope import FEWEST_POINTS, goodness_slope

SERIES = st.lists(st.decimals(-1000, 1000, places=3), min_size=FEWEST_POINTS, max_size=20)


@pytest.mark.parametrize(
    ("series", "slope"),
    [
        pytest.param("1 2 3", "1", id="one a quarter"),
        pytest.param("3 2 1", "-1", id="down"),
        pytest.param("5 5 5 5", "0", id="level"),
        pytest.param("1 9 1", "0", id="up and back"),
        pytest.param("1 2 4", "1.5", id="not on the line"),
        pytest.param("0 0 0 10", "3", id="the last quarter alone"),
        pytest.param("1 2", None, id="two points are no trend"),
        pytest.param("", None, id="none"),
    ],
)
def test_the_slope_of_a_series(series: str, slope: str | None) -> None:
    found = goodness_slope([Decimal(value) for value in series.split()])

    assert found == (None if slope is None else Decimal(slope))


@given(st.decimals(-1000, 1000, places=3), st.integers(FEWEST_POINTS, 30))
def test_a_level_series_has_a_slope_of_exactly_nought(value: Decimal, count: int) -> None:
    assert goodness_slope([value] * count) == 0


@given(SERIES)
def test_the_slope_is_the_textbook_s(series: list[Decimal]) -> None:
    count = len(series)
    mean_x, mean_y = Decimal(count - 1) / 2, sum(series, Decimal(0)) / count
    top = sum((x - mean_x) * (y - mean_y) for x, y in enumerate(series))
    bottom = sum((x - mean_x) ** 2 for x in range(count))

    found = goodness_slope(series)

    assert found is not None
    assert abs(found - top / bottom) < Decimal("1e-20") * (1 + abs(found))


@given(SERIES, st.decimals(-1000, 1000, places=3))
def test_the_slope_turns_with_the_series_and_does_not_move_with_its_level(
    series: list[Decimal], level: Decimal
) -> None:
    slope = goodness_slope(series)

    assert slope is not None
    assert goodness_slope([-value for value in series]) == -slope
    assert goodness_slope(series[::-1]) == -slope
    assert goodness_slope([value + level for value in series]) == slope
