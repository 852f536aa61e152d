"""A table has figures where its actuals are, or the counts that they come from."""

from __future__ import annotations

import pytest

from kpibook.workbook.mapped.council_layout import TableLayout


@pytest.mark.parametrize(
    ("columns", "has_figures"),
    [
        ({"ref": "Ref", "actual": "Actual"}, True),
        ({"ref": "Ref", "numerator": "N", "denominator": "D"}, True),
        ({"ref": "Ref", "numerator": "N"}, False),
        ({"ref": "Ref", "measure": "Title", "target": "Target"}, False),
    ],
)
def test_a_table_has_figures(columns: dict[str, str], has_figures: bool) -> None:
    assert TableLayout(columns=columns).has_figures is has_figures
