"""Single cases of statuses on arrays; that every case is right is tested on `rate_frame`."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from kpibook.domain.rules.outcomes import Status
from kpibook.domain.rules.rule import Rates, StatusRule
from kpibook.services.dataframe.status import STATUSES, rated_column, statuses
from tests.services.dataframe.test_rows import rows
from tests.services.frames import STANDARD, a_scheme


@pytest.mark.parametrize(
    ("columns", "status"),
    [
        pytest.param({"actual": [80.75], "polarity": "higher"}, Status.WITHIN, id="5% short"),
        pytest.param({"actual": [80.74], "polarity": "higher"}, Status.OFF, id="further"),
        pytest.param({"actual": [89.25], "polarity": "lower"}, Status.WITHIN, id="5% above"),
        pytest.param({"actual": [85.0], "polarity": "closest"}, Status.MET, id="at it"),
        pytest.param({"actual": [85.0], "polarity": "neutral"}, Status.NOT_RATED, id="neutral"),
        pytest.param({"actual": [np.nan], "polarity": "lower"}, Status.NOT_REPORTED, id="blank"),
    ],
)
def test_the_status_of_a_row(columns: dict[str, Any], status: Status) -> None:
    said = rows(target=85.0, **columns)

    (code,) = statuses(said, STANDARD, np.zeros(1, dtype=np.int8))

    assert STATUSES[code] is status
    assert not said.doubt.any()


def test_ordinary_figures_are_all_decided_on_arrays() -> None:
    """Ties and all: nothing is left to the reading of single rows, which takes its time."""
    rng = np.random.default_rng(1)
    target = np.round(rng.uniform(5, 100, 5000), 1)
    actual = np.round(target * rng.choice([0.9, 0.95, 1.0, 1.05], 5000), 2)

    for figures in (actual, actual * (1 + rng.normal(0, 0.01, 5000))):
        said = rows(actual=figures, target=target, previous=actual, polarity="higher")
        codes = statuses(said, STANDARD, np.zeros(5000, dtype=np.int8))

        assert not said.doubt.any()
        assert len(set(codes)) == 3


def test_a_scheme_may_rate_the_forecast() -> None:
    assert rated_column(STANDARD) == "actual"
    assert rated_column(a_scheme(StatusRule(rates=Rates.FORECAST))) == "forecast"
