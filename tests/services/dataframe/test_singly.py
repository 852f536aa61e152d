"""Rows of a frame that are read one by one: figures in doubt, and columns of fractions."""

from __future__ import annotations

import pandas as pd
import pytest

from kpibook.services.dataframe.rate_frame import rate_frame
from kpibook.sources.schemes import load_scheme

ORDINARY = {"unit": "percent", "polarity": "higher", "target": 90.0, "previous": 88.0}


def statuses(*rows: dict[str, object]) -> list[str]:
    return list(rate_frame(pd.DataFrame([{**ORDINARY, **row} for row in rows]))["status"])


def test_a_row_in_doubt_is_not_rated_and_its_finding_names_its_cell() -> None:
    rated = rate_frame(pd.DataFrame([{**ORDINARY, "actual": 91.0}, {**ORDINARY, "actual": 0.8}]))

    assert rated["status"].tolist() == ["met", "not_rated"]
    [finding] = rated.attrs["findings"]
    assert (finding["code"], finding["cell"]) == ("percent-as-fraction", "actual[1]")
    assert finding["severity"] == "stop"


def test_a_column_of_fractions_takes_in_rows_that_nothing_else_would_have_read() -> None:
    alone = {"actual": 0.92, "target": None, "previous": None}

    rated = rate_frame(pd.DataFrame([{**ORDINARY, "actual": 0.8}, {**ORDINARY, **alone}]))

    assert [f["code"] for f in rated.attrs["findings"]] == ["percent-as-fraction"] * 2


def test_a_slip_among_a_thousand_small_percentages_leaves_them_alone() -> None:
    small = [{"actual": 0.1 + n % 4 / 10, "target": None, "previous": None} for n in range(1000)]

    rated = rate_frame(pd.DataFrame([{**ORDINARY, **row} for row in [{"actual": 0.8}, *small]]))

    assert [f["rows"] for f in rated.attrs["findings"]] == [1]


def test_ok_in_the_marker_column_settles_a_row() -> None:
    assert statuses({"actual": 0.8, "marker": "[ok]"}) == ["off"]
    assert statuses({"actual": "0.8 [ok]"}) == ["off"]


def test_counts_and_ranges_are_doubted_too() -> None:
    count = {"unit": "count", "target": 20.0, "previous": 25.0}

    assert statuses(
        {**count, "actual": -18.0},
        {**count, "actual": 60.5},
        {**count, "actual": 9999.0},
        {**count, "actual": 22.0},
        {"actual": 90.0, "polarity": "range", "range_low": 95.0, "range_high": 85.0},
        {"actual": 88.0, "floor": 95.0},
        {"actual": 88.0, "tolerance": "300%"},
        {"actual": 88.0, "tolerance": "-5%"},
    ) == [*["not_rated"] * 3, "met", *["not_rated"] * 4]


@pytest.mark.parametrize("first", ["91", "[x]", "n/a", "-5", "-5 [ok]"])
def test_rows_that_lack_what_the_scheme_takes_are_counted_whatever_is_above_them(
    first: str,
) -> None:
    takes_a_forecast = load_scheme("bath-2003-08")
    count = {"unit": "count", "target": "95"}
    table = pd.DataFrame([{**ORDINARY, **count, "actual": text} for text in (first, "90", "92")])

    rated = rate_frame(table, takes_a_forecast)

    [lacking] = [f for f in rated.attrs["findings"] if f["code"] == "rating-lacks"]
    assert lacking["rows"] == (2 if first in ("[x]", "n/a") else 3)
