"""Headings mean roles, in English and Welsh."""

from __future__ import annotations

import pytest

from kpibook.services.layouts.proposal.heading_words import (
    is_asked,
    roles_of_heading,
    words_without_periods,
)


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Performance Indicator", "measure"),
        ("Q3 / Actual", "actual"),
        ("2024/25 Target", "target"),
        ("Targed", "target"),
        ("Provider name", "area"),
        ("DoT", "direction"),
        ("2023/24", "actual"),
    ],
)
def test_a_heading_means_a_role(heading: str, role: str) -> None:
    assert role in roles_of_heading(heading)


def test_a_heading_of_something_else_means_nothing() -> None:
    assert roles_of_heading("Telephone") == {}


def test_last_year_is_asked() -> None:
    assert is_asked("Last year")
    assert not is_asked("Last quarter")


def test_periods_are_left_out_of_the_words() -> None:
    assert words_without_periods("Q3 2024/25 Comments") == "Comments"


def test_words_for_how_far_a_figure_reaches_are_left_out() -> None:
    assert "target" in roles_of_heading("YTD Target")
    assert "actual" in roles_of_heading("Actual year to date")
    assert roles_of_heading("YTD") == {}
