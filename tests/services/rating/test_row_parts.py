"""Numerator and denominator in a plain table and a data frame are set against the actual."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from kpibook.services.dataframe.rate_frame import rate_frame
from kpibook.services.rating.rate_table import rate_file
from kpibook.sources.schemes import load_scheme
from tests.support.books import a_csv

ROW = {"ref": "A", "unit": "percent", "polarity": "higher", "target": "90"}
PARTS = [
    pytest.param({"actual": "80", "numerator": "9", "denominator": "10"}, "not_rated",
                 "ratio-contradicts", id="the actual is another"),
    pytest.param({"actual": "90", "numerator": "12", "denominator": "10"}, "not_rated",
                 "numerator-above-denominator", id="more than all"),
    pytest.param({"actual": "90", "numerator": "9", "denominator": "0"}, "not_rated",
                 "denominator-zero", id="a share of nothing"),
    pytest.param({"actual": "", "numerator": "9", "denominator": "10"}, "met",
                 "actual-from-parts", id="no actual"),
    pytest.param({"actual": "", "numerator": "12", "denominator": "10"}, "not_reported",
                 "numerator-above-denominator", id="no actual and more than all"),
    pytest.param({"actual": "90", "numerator": "9", "denominator": "10"}, "met", "", id="agree"),
    pytest.param({"actual": "66.7", "numerator": "2", "denominator": "3"}, "off", "",
                 id="agree once rounded"),
    pytest.param({"actual": "90", "numerator": "9", "denominator": ""}, "met", "", id="one part"),
    pytest.param({"actual": "abc", "numerator": "9", "denominator": "10"}, "not_reported",
                 "number-unreadable", id="an actual that cannot be read"),
    pytest.param({"actual": "[c]", "numerator": "3", "denominator": "10"}, "not_rated", "",
                 id="a confidential figure"),
    pytest.param({"actual": "80", "marker": "[ok]", "numerator": "9", "denominator": "10"}, "off",
                 "ok-used", id="said to be right"),
    pytest.param({"actual": "5", "unit": "count", "target": "4", "numerator": "9",
                  "denominator": "10"}, "met", "", id="a count has no parts"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "status", "code"), PARTS)
def test_a_plain_table_is_rated_only_where_actual_and_parts_agree(
    tmp_path: Path, row: dict[str, str], status: str, code: str
) -> None:
    table = rate_file(a_csv(tmp_path / "t.csv", {**ROW, **row}), load_scheme())

    assert table.ratings[0].status.value == status
    assert [f.code for f in table.findings] == ([code] if code else [])


@pytest.mark.parametrize(("row", "status", "code"), PARTS)
def test_a_data_frame_gets_the_same_answers_among_rows_without_a_fault(
    row: dict[str, str], status: str, code: str
) -> None:
    good = {**ROW, "actual": "86", "numerator": "43", "denominator": "50"}

    rated = rate_frame(pd.DataFrame([good, {**ROW, **row}, good]))

    assert list(rated["status"]) == ["within", status, "within"]
    assert [f["code"] for f in rated.attrs["findings"]] == ([code] if code else [])


def test_a_share_that_is_worked_out_is_rounded_to_the_decimals_and_said(tmp_path: Path) -> None:
    row = {**ROW, "decimals": "0", "actual": "", "numerator": "179", "denominator": "200"}

    table = rate_file(a_csv(tmp_path / "t.csv", row), load_scheme())

    assert table.ratings[0].status.value == "met", "89.5% is 90% at no decimals"
    assert "gives 90%" in table.findings[0].what
