from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from kpibook.outputs.chart import ChartKind, ChartSeries, PageChart
from kpibook.outputs.page import Page, describe


def test_a_chart_is_described_by_its_alternative_text() -> None:
    series = ChartSeries("Actual", "'S'!$A$1:$A$2", [1, 2], "#000000")
    chart = PageChart(
        ChartKind.LINES, "Title", "Line chart: 1, 2.", "'S'!$B$1:$B$2", ["a", "b"], [series],
        row=1, column=0, width=100, height=100,
    )  # fmt: skip

    assert "[chart] Line chart: 1, 2." in describe([Page("S", "Title", charts=[chart])])
    with pytest.raises(FrozenInstanceError):
        chart.title = "Another"  # type: ignore[misc]
