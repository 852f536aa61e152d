"""Periods that the quarter's figure is said to be of."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions, waiting_list


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("At 31 December 2024 there were 134 applications waiting.", []),
        ("As at 31 December 2023 there were 134 applications waiting.", ["commentary-date"]),
        ("At the end of September there were 134 applications waiting.", ["commentary-date"]),
        ("At the end of September there were 167 applications waiting.", []),
    ],
)
def test_the_figure_is_of_the_quarter(text: str, codes: list[str]) -> None:
    assert contradictions(text, waiting_list()) == codes


def test_a_day_of_the_year_before_is_told_where_the_quarter_is_meant() -> None:
    text = "304 applications are open as of {}."
    assert contradictions(text.format("17th January 2024")) == ["commentary-date"]
    assert contradictions(text.format("17th January 2025")) == []
    assert contradictions(text.format("31 December 2023")) == []
    assert contradictions("304 applications were open as of 17th January 2024.") == []
