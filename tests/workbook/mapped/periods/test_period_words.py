"""Periods are found in headings, in whatever words."""

from __future__ import annotations

import pytest

from kpibook.workbook.mapped.periods.period_words import mentions_in


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Q3 2024/25", ["q3", "y2024"]),
        ("Quarter three", ["q3"]),
        ("Third quarter", ["q3"]),
        ("Chwarter 2", ["q2"]),
        ("Oct-Dec 2024", ["q3@2024"]),
        ("Jan to Mar", ["q4"]),
        ("Jan-25", ["m10@2024"]),
        ("2024-04-01 00:00:00", ["m1@2024"]),
        ("FY25", ["y2024"]),
        ("Plan 2019-24", []),
        ("Marketing spend", []),
        ("Nov-Jan", []),
        ("Aquatics", []),
    ],
)
def test_a_heading_names_its_periods(text: str, tokens: list[str]) -> None:
    assert [mention.token for mention in mentions_in(text)] == tokens
