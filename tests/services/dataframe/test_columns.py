from __future__ import annotations

import math
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from kpibook.services.dataframe.columns import read_columns


def read(**columns: object) -> tuple[pd.DataFrame, list[bool]]:
    """The figures that come out of columns, and which rows are left to be read one by one."""
    df = pd.DataFrame(columns)
    said = read_columns({str(name): df[name] for name in df}, len(df))
    return pd.DataFrame(said.figures), said.slow.tolist()


def test_plain_numbers_are_not_even_copied() -> None:
    df = pd.DataFrame({"actual": [1.5, math.nan]})

    said = read_columns({"actual": df["actual"]}, 2)

    assert np.shares_memory(said.figures["actual"], df["actual"].to_numpy())


def test_different_kinds_of_one_number_are_kept_apart() -> None:
    figures, slow = read(actual=pd.Series([1, True, 1.0, Decimal(1), "1", None], dtype=object))

    assert figures["actual"].fillna(-1).tolist() == [1, -1, 1, 1, 1, -1]
    assert slow == [False, True, False, False, False, False]


@pytest.mark.parametrize("dtype", [object, "string", "category"])
def test_a_text_is_read_once_and_blank_where_it_is_missing(dtype: str) -> None:
    figures, slow = read(actual=pd.Series(["72.1%", None, "six", "72.1%"], dtype=dtype))

    assert figures["actual"].fillna(-1).tolist() == [72.1, -1, -1, 72.1]
    assert slow == [False, False, True, False]


def test_values_that_cannot_be_looked_up_are_read_all_the_same() -> None:
    said = read_columns(
        {"series": pd.Series([[70, 71.5], [70, 71.5], None, ["six"]], dtype=object)}, 4
    )

    assert [part[:2].tolist() for part in said.series] == [[70, 70], [71.5, 71.5]]
    assert said.slow.tolist() == [False, False, False, True]


def test_a_series_longer_than_ten_years_is_read_on_its_own() -> None:
    said = read_columns({"series": pd.Series(["1 " * 41, "1 " * 40])}, 2)

    assert said.slow.tolist() == [True, False]
    assert len(said.series) == 40


def test_a_target_in_words_that_contradicts_the_polarity_is_read_on_its_own() -> None:
    words = ["fewer than 8", "at least 8", "fewer than 8"]
    _, slow = read(target=words, polarity=["higher", "higher", "closest"], actual=1)

    assert slow == [True, False, False]


def test_columns_that_are_not_there_say_nothing() -> None:
    said = read_columns({"actual": pd.Series([1.0])}, 1)

    assert np.isnan([said.decimals[0], said.tolerance[0], said.figures["target"][0]]).all()
    assert said.polarity.tolist() == [-1]
    assert not (said.strict | said.marked | said.restarts | said.slow).any()
    assert said.series == []
