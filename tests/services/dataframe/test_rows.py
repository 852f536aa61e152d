from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

from kpibook.domain.measures.measure import Polarity, Tolerance
from kpibook.domain.rules.outcomes import Rounding, Status
from kpibook.domain.rules.rule import DirectionRule, Limit, Method, StatusRule
from kpibook.domain.rules.scheme import Scheme
from kpibook.services.dataframe.columns import read_columns
from kpibook.services.dataframe.rows import Rows, band_of, first_of, fits, outside, rows_of
from tests.services.frames import STANDARD, a_scheme


def rows(scheme: Scheme = STANDARD, **columns: Any) -> Rows:
    df = pd.DataFrame(columns)
    return rows_of(read_columns({str(n): df[n] for n in df}, len(df)), slice(None), scheme)


def test_all_figures_of_a_row_are_in_the_finest_unit_any_of_them_needs() -> None:
    said = rows(actual=[72.1, 5.0], target=[85.25, 6.0], previous=[3.0, 7.0])

    figures = {name: said.figures[name].value.tolist() for name in ("actual", "target", "previous")}
    assert figures == {"actual": [7210, 5], "target": [8525, 6], "previous": [300, 7]}
    assert said.unit.value.tolist() == [100, 1]


@pytest.mark.parametrize(
    ("rounding", "number", "unit"),
    [(Rounding.AS_REPORTED, [722, 7215], [10, 100]), (Rounding.FULL, [7215, 7215], [100, 100])],
)
def test_figures_are_rounded_where_the_scheme_and_the_row_say_so(
    rounding: Rounding, number: list[int], unit: list[int]
) -> None:
    scheme = a_scheme(StatusRule(), rounding=rounding)

    said = rows(scheme, actual=[72.15, 72.15], decimals=[1, np.nan])

    assert said.figures["actual"].value.tolist() == number
    assert said.unit.value.tolist() == unit


def test_a_series_is_read_only_where_the_rule_asks_for_one() -> None:
    regression = a_scheme(StatusRule(), DirectionRule(Method.REGRESSION))
    columns = {"actual": [1.0], "series": ["7; 8.5"]}

    assert rows(**columns).series == []
    assert [one.value.tolist() for one in rows(regression, **columns).series] == [[70], [85]]


def test_a_distance_is_compared_with_a_limit_without_dividing() -> None:
    said = rows(actual=[80.75, 80.74, 80.76], target=85.0, polarity="higher")
    target, actual = said.figures["target"], said.figures["actual"]

    past = said.beyond(target - actual, band_of(Tolerance(Decimal(5), of_target=True)), target)

    assert np.sign(past).tolist() == [0, 1, -1]
    assert not said.doubt.any()


def test_what_cannot_be_told_is_noted() -> None:
    full = a_scheme(StatusRule(tolerance=Limit(Tolerance(Decimal("33.3"), True))))
    said = rows(full, actual=[123456789.123456, 5.0], target=[123456789.123457, 6.0])

    said.beyond(*(said.figures[n] for n in ("actual",)), band_of(Tolerance(Decimal(100), True)),
                said.figures["actual"])  # fmt: skip

    assert said.doubt.tolist() == [True, False]


@pytest.mark.parametrize(
    ("amount", "whether"), [("5", True), ("0", True), ("1e20", False), ("1e-20", False)]
)
def test_limits_of_any_sensible_size_fit(amount: str, whether: bool) -> None:
    scheme = a_scheme(StatusRule(tolerance=Limit(Tolerance(Decimal(amount)))))

    assert fits(scheme) is whether


def test_outside_is_how_far_beyond_the_nearer_end() -> None:
    columns = {"range_low": [4.0, 4.0, np.nan, np.nan], "range_high": [6.0, 6.0, 6.0, np.nan]}
    said = rows(actual=[3.0, 5.0, 7.0, 7.0], polarity="range", **columns)

    far = outside(said, said.figures["actual"]).value

    assert np.nan_to_num(far, nan=-9).tolist() == [1, 0, 1, -9]


def test_the_first_that_holds_is_the_answer() -> None:
    first, second = np.array([True, False, False]), np.array([True, True, False])

    said = first_of([(first, Status.MET), (second, Status.WITHIN)], Status.OFF)

    assert [list(Status)[code] for code in said] == [Status.MET, Status.WITHIN, Status.OFF]


def test_polarities_are_asked_for_by_name() -> None:
    said = rows(actual=1.0, polarity=["higher", "lower", "closest", ""])

    assert said.of(Polarity.HIGHER, Polarity.CLOSEST).tolist() == [True, False, True, False]
    assert said.of(Polarity.NEUTRAL).tolist() == [False, False, False, True]
