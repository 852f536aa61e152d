"""The quick search passes by no row that a check doubts, and few rows that none does."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from kpibook.domain.doubts.checks import doubts_of
from kpibook.domain.doubts.gathering import figures_of_position
from kpibook.services.dataframe.columns import read_columns
from kpibook.services.dataframe.suspects import may_be_fractions, suspects
from tests.services.frames import a_frame, a_position


def flags(df: pd.DataFrame) -> list[bool]:
    columns = read_columns({str(name): df[name] for name in df}, len(df))
    return suspects(columns, slice(None)).tolist()


@pytest.mark.parametrize("seed", range(3))
def test_no_row_with_a_doubt_is_passed_by(seed: int) -> None:
    df = a_frame(seed, 400)
    found = flags(df)

    missed = [
        row
        for row, flagged in zip(df.to_dict("records"), found, strict=True)
        if not flagged and doubts_of(figures_of_position(a_position(row)))
    ]

    assert missed == []


def test_of_ordinary_figures_none_is_picked_out() -> None:
    rng = np.random.default_rng(1)
    target = np.round(rng.uniform(20, 90, 5_000), 1)
    near = {
        name: np.round(target * (1 + rng.uniform(-0.1, 0.1, len(target))), 1)
        for name in ("actual", "previous", "previous_year")
    }
    df = pd.DataFrame({"unit": "percent", "polarity": "higher", "target": target, **near})

    assert not any(flags(df.assign(tolerance="5%")))


def test_a_small_percentage_may_be_a_fraction_and_a_small_count_not() -> None:
    df = pd.DataFrame({"unit": ["percent", "count", "percent"], "actual": [0.8, 0.8, 80.0]})
    columns = read_columns({name: df[name] for name in df}, len(df))

    assert may_be_fractions(columns).tolist() == [True, False, False]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param({"previous": 451.0}, id="ten times, last quarter"),
        pytest.param({"previous": 451.0, "series": "46 44 451"}, id="and the last of its series"),
        pytest.param({"series": "46 451 44"}, id="ten times, long ago"),
        pytest.param({"previous": 9999.0}, id="9999 last quarter"),
        pytest.param({"target": 9999.0}, id="9999 as the target"),
        pytest.param({"previous": 0.0}, id="0 last quarter"),
        pytest.param({"best": 451.0}, id="ten times, the best so far"),
    ],
)
def test_a_slip_in_an_earlier_figure_or_the_register_is_picked_out(row: dict[str, object]) -> None:
    sound = {"unit": "rate per 10,000", "polarity": "lower", "actual": 45.0, "target": 45.0}
    df = pd.DataFrame([{**sound, "previous": 46.0, "previous_year": 44.0, **row}])

    assert doubts_of(figures_of_position(a_position(df.iloc[0].to_dict())))
    assert flags(df) == [True]
