"""Baselines in a plain table: its columns, and what they leave out."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.services.rating.rate_table import rate_file
from kpibook.sources.schemes import load_scheme
from tests.support.books import a_csv

ROW = {"polarity": "higher", "unit": "percent", "actual": "60%", "target": "70%"}


def direction(folder: Path, **row: str) -> tuple[str, list[str]]:
    """The direction of a row, and the codes of what is found in it."""
    table = rate_file(a_csv(folder / "t.csv", {**ROW, **row}), load_scheme("standard"))
    return table.ratings[0].direction.value, [finding.code for finding in table.findings]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param({"previous": "65%"}, "declined", id="as usual"),
        pytest.param(
            {"compared_with": "Last year's outturn", "outturn_last_year": "57.7%"},
            "improved",
            id="an outturn",
        ),
        pytest.param({"compared_with": "best so far", "best": "61%"}, "declined", id="the best"),
        pytest.param({"compared_with": "target path"}, "declined", id="the target path"),
        pytest.param({"compared_with": "outturn"}, "no_history", id="without an outturn"),
        pytest.param(
            {"compared_with": "outturn", "outturn_last_year": "57%", "basis": "cumulative"},
            "not_comparable",
            id="a part of a year",
        ),
        pytest.param(
            {"compared_with": "outturn", "outturn_last_year": "57%", "basis": "cumulative",
             "period": "Q4 2021/22"},
            "improved",
            id="a whole year",
        ),
        pytest.param(
            {"compared_with": "outturn", "outturn_last_year": "[c]"}, "no_history", id="withheld"
        ),
    ],
)  # fmt: skip
def test_a_row_is_compared_with_the_figure_that_it_names(
    row: dict[str, str], said: str, tmp_path: Path
) -> None:
    assert direction(tmp_path, **row)[0] == said


def test_a_row_whose_baseline_is_not_understood_is_compared_with_nothing(tmp_path: Path) -> None:
    assert direction(tmp_path, previous="65%", compared_with="last year") == (
        "not_comparable",
        ["compared-with-unknown"],
    )
