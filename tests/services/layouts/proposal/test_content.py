"""Cells are looked at, and not their headings alone."""

from __future__ import annotations

import pytest

from kpibook.services.layouts.proposal.content import distinct_share, is_period, share


@pytest.mark.parametrize(
    ("what", "fitting", "other"),
    [
        ("figure", ["12", "72.1%", "n/a", "1,234"], ["Homes let"]),
        ("target", [">= 85", "Monitor", "12"], ["the best in the county"]),
        ("unit", ["%", "Days", "Number"], ["Waste", "Persons"]),
        ("polarity", ["High", "Lower is better"], ["Housing"]),
        ("ref", ["EN01", "PI 12"], ["Household waste recycled"]),
        ("name", ["Household waste recycled"], ["EN01", "12"]),
        ("area", ["E06000001"], ["Westmarch"]),
    ],
)
def test_cells_fit_what_they_are(what: str, fitting: list[str], other: list[str]) -> None:
    assert share(fitting, what) == 1
    assert share(other, what) == 0


def test_a_year_alone_is_no_period_and_a_financial_year_is() -> None:
    assert is_period("2023/24")
    assert not is_period("2023")


def test_repeats_lower_the_share_of_different_texts() -> None:
    assert distinct_share(["a", "a", "b", "c"]) == 0.75
