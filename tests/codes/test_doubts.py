from __future__ import annotations

import pytest

from kpibook.codes.code import Severity
from kpibook.codes.doubts import CODES
from kpibook.codes.table import severity_of


@pytest.mark.parametrize(
    "name",
    [
        "percent-as-fraction",
        "target-as-fraction",
        "percent-hundredfold",
        "percent-out-of-bounds",
        "figure-negative",
        "cumulative-falls",
        "ratio-contradicts",
        "range-swapped",
    ],
)
def test_a_figure_that_cannot_be_right_stops_its_measure(name: str) -> None:
    assert severity_of(name) is Severity.STOP


@pytest.mark.parametrize("name", ["figure-jump", "looks-cumulative", "figures-unchanged"])
def test_a_figure_that_may_be_right_is_looked_at(name: str) -> None:
    assert severity_of(name) is Severity.LOOK


def test_every_doubt_about_a_figure_has_an_example() -> None:
    about_figures = [c for c in CODES if "settle" not in c.name and c.name != "figures-unchanged"]

    assert [code.name for code in about_figures if not code.example.endswith(".")] == []
