from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpibook.domain.measures.measure import Basis, Polarity, Unit
from kpibook.domain.measures.number import parse_figure
from kpibook.errors import KpibookError, NotANumber
from kpibook.services.dataframe import values
from kpibook.services.dataframe.values import NotPlain, plain_value
from kpibook.services.rating.rate_table import read_series

typed = st.from_regex(r"-?[0-9]{1,11}(\.[0-9]{0,7})?%?", fullmatch=True) | st.text(max_size=6)


@given(typed)
@example("1E100")
def test_the_quick_reading_of_a_figure_is_the_references(text: str) -> None:
    try:
        wanted = parse_figure(text).value
    except NotANumber:
        with pytest.raises(NotANumber):
            values.figure(text)
        return

    if wanted is not None and abs(wanted) >= Decimal("1e30"):
        with pytest.raises(NotPlain):
            values.figure(text)
        return
    (said,) = values.figure(text)
    assert (said == float(wanted)) if wanted is not None else math.isnan(said)


@given(st.lists(st.decimals(-(10**6), 10**6, places=2), max_size=6), st.sampled_from("; "))
def test_the_quick_reading_of_a_series_is_the_references(figures: list[Decimal], mark: str) -> None:
    text = mark.join(map(str, figures))

    assert values.series(text) == tuple(map(float, read_series(text)))


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        pytest.param(np.float64(72.1), 72.1, id="numpy"),
        pytest.param(np.longdouble(1.5), 1.5, id="a long double, which has no plain form"),
        pytest.param(np.True_, True, id="numpy's true"),
        pytest.param(Polarity.LOWER, "lower", id="an enumeration"),
        pytest.param(np.array([1, 2]), "1; 2", id="an array"),
        pytest.param([], None, id="nothing in a list"),
        pytest.param("  ", None, id="spaces"),
        pytest.param(pd.NA, None, id="NA"),
        pytest.param(Decimal("sNaN"), None, id="a signalling NaN"),
    ],
)
def test_values_are_made_plain(value: object, plain: object) -> None:
    assert plain_value(value) == plain
    assert type(plain_value(value)) is type(plain)


@pytest.mark.parametrize(
    ("reader", "value", "said"),
    [
        (values.marked_figure, "[z]", (math.nan, 1)),
        (values.marked_figure, "[x]", (math.nan, 0)),
        (values.marked_figure, "84.9 [p]", (84.9, 0)),
        (values.target, "72.1%", (72.1, 0, -1)),
        (values.target, "fewer than 85", (85, 1, values.POLARITIES.index(Polarity.LOWER))),
        (values.target, ">= 90%", (90, 0, values.POLARITIES.index(Polarity.HIGHER))),
        (values.tolerance, "5%", (5, 1)),
        (values.tolerance, 2.5, (2.5, 0)),
        (values.tolerance, "n/a", (math.nan, 0)),
        (values.decimals, "2", (2,)),
        (values.polarity, " Closest ", (values.POLARITIES.index(Polarity.CLOSEST),)),
        (values.restarts, Basis.ANNUAL.value, (1,)),
        (values.restarts, "rolling  12 months", (0,)),
        (values.strict, True, (1,)),
        (values.strict, 0, (0,)),
        (values.unit, "percent", (values.UNITS.index(Unit.PERCENT),)),
    ],
)
def test_what_a_reader_says(reader: Any, value: object, said: tuple[float, ...]) -> None:
    assert reader(value) == pytest.approx(said, nan_ok=True, rel=0, abs=0)


@pytest.mark.parametrize(
    ("reader", "value"),
    [
        (values.figure, "six"),
        (values.figure, True),
        (values.figure, Decimal("1e31")),
        (values.target, "above the region average"),
        (values.target, "Additional 800"),
        (values.tolerance, -2),
        (values.decimals, "7"),
        (values.decimals, 0.5),
        (values.polarity, "sideways"),
        (values.restarts, "weekly"),
        (values.unit, "percantage"),
        (values.strict, "perhaps"),
        (values.series, "7; six"),
    ],
)
def test_what_is_for_the_reading_of_single_rows_is_refused(reader: Any, value: object) -> None:
    with pytest.raises(KpibookError):
        reader(value)


def test_what_does_not_fit_is_a_kind_of_not_a_number() -> None:
    assert NotPlain().code == "number-unreadable"


@pytest.mark.parametrize(
    ("refused", "numbers", "where"),
    [
        (values.too_large, [1e29, -1e30, math.inf, math.nan], [False, True, True, False]),
        (values.no_tolerance, [0.0, -0.1, math.nan, math.inf], [False, True, False, True]),
        (values.no_decimals, [0.0, 6.0, 7.0, -1.0, 0.5, math.nan], [0, 0, 1, 1, 1, 0]),
    ],
)
def test_what_of_a_column_of_numbers_is_refused(
    refused: Any, numbers: list[float], where: list[bool]
) -> None:
    assert refused(np.array(numbers)).tolist() == where
