from __future__ import annotations

import math
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.measures.number import round_half_away, to_decimal
from kpibook.services.dataframe.exact import (
    TEN,
    Decimals,
    as_they_come,
    at_places,
    difference,
    whole,
    whole_of,
)

ordinary = st.floats(-1e12, 1e12) | st.decimals(-9999, 9999, places=3).map(float)
many = st.lists(ordinary, min_size=1, max_size=30).map(np.array)


def exactly(read: Decimals, row: int) -> Decimal:
    return Decimal(int(read.number[row])).scaleb(-int(read.places[row]))


@given(many)
def test_figures_are_the_decimals_of_15_digits_the_reference_takes_or_in_doubt(
    figures: np.ndarray,
) -> None:
    read = as_they_come(figures)

    for row in np.flatnonzero(~read.doubt):
        assert exactly(read, row) == to_decimal(float(figures[row]))


@given(many, st.integers(0, 6))
def test_rounding_is_the_references_or_in_doubt(figures: np.ndarray, places: int) -> None:
    read = at_places(figures, np.full(figures.shape, float(places)))

    for row in np.flatnonzero(~read.doubt):
        taken = to_decimal(float(figures[row]))
        assert taken is not None
        assert exactly(read, row) == round_half_away(taken, places)


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_figures_as_people_write_them_are_never_in_doubt(number: int, places: int) -> None:
    figure = np.array([float(Decimal(number).scaleb(-places))])

    for read in (as_they_come(figure), at_places(figure, np.array([float(places)]))):
        assert not read.doubt.any()
        assert exactly(read, 0) == Decimal(number).scaleb(-places)


@pytest.mark.parametrize(
    ("figure", "places", "rounded"),
    [
        pytest.param(2.5, 0, 3, id="a half away from zero"),
        pytest.param(-2.5, 0, -3, id="below zero too"),
        pytest.param(1.005, 2, 101, id="a half only in decimal"),
        pytest.param(2.675, 2, 268, id="another"),
        pytest.param(0.15000000000000002, 1, 2, id="noise above a half"),
        pytest.param(0.49999999999999994, 0, 1, id="noise below a half is the half"),
        pytest.param(2.4999999999, 0, 2, id="less than a half"),
        pytest.param(-0.04, 1, 0, id="nothing"),
    ],
)
def test_a_half_is_decided_in_decimal(figure: float, places: int, rounded: int) -> None:
    read = at_places(np.array([figure]), np.array([float(places)]))

    assert read.number.tolist() == [rounded]
    assert not read.doubt.any()


@given(many, many)
def test_a_difference_is_the_nearest_double_or_in_doubt(a: np.ndarray, b: np.ndarray) -> None:
    rows = min(len(a), len(b))
    a, b = a[:rows], b[:rows]

    apart, doubt = difference(as_they_come(a), as_they_come(b))

    for row in np.flatnonzero(~doubt):
        left, right = to_decimal(float(a[row])), to_decimal(float(b[row]))
        assert left is not None
        assert right is not None
        assert apart[row] == float(left - right)


integers = st.integers(-(10**9), 10**9)


@given(integers, integers, st.integers(-3, 3) | integers)
def test_what_is_sure_about_a_result_is_true(a: int, c: int, beside: int) -> None:
    b = a * c + beside
    left, right, factor = (whole([float(n)]) for n in (a, b, c))

    result = left * factor - right

    unsure = result.unsure()
    if unsure is None or not unsure[0]:
        assert np.sign(result.value[0]) == np.sign(a * c - b)


@pytest.mark.parametrize("beside", [-1, 1])
def test_what_a_double_does_not_hold_is_not_said_to_be_sure(beside: int) -> None:
    product = 94906267 * 94906267  # 2**53 and 16 million
    result = whole([94906267.0]) * whole([94906267.0]) - whole([float(product + beside)])

    unsure = result.unsure()
    assert unsure is not None
    assert unsure.all()


@pytest.mark.parametrize("beside", [-1, 0, 1])
def test_products_within_what_a_double_holds_are_decided_to_the_last_unit(beside: int) -> None:
    result = whole([94906265.0]) * whole([94906265.0]) - whole([94906265.0**2 + beside])

    assert result.unsure() is None
    assert result.value.tolist() == [-beside]


def test_missing_figures_stay_missing_and_raise_no_doubt() -> None:
    read = as_they_come(np.array([math.nan]))
    apart, doubt = difference(read, as_they_come(np.array([1.0])))

    assert np.isnan([read.number[0], apart[0]]).all()
    assert not doubt[0]
    assert not read.doubt[0]


@pytest.mark.parametrize(
    ("amount", "number", "places"),
    [("5", 5, 0), ("2.50", 25, 1), ("1E+3", 1000, 0), ("0", 0, 0), ("0.00001", 1, 5)],
)
def test_a_limit_is_a_whole_number_and_places(amount: str, number: int, places: int) -> None:
    size, found = whole_of(Decimal(amount))

    assert (float(size.value), found) == (number, places)


def test_every_power_is_exact() -> None:
    assert [Decimal(float(power)) for power in TEN] == [Decimal(10**n) for n in range(23)]
