"""Nothing at all, said of a number that is not 0."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions, facts, waiting_list


@pytest.mark.parametrize(
    "text",
    [
        "There are no liberty applications awaiting a decision.",
        "No deprivation applications were awaiting a decision at the end of the quarter.",
    ],
)
def test_none_of_a_number_that_is_not_0_is_told(text: str) -> None:
    assert contradictions(text, waiting_list()) == ["commentary-figure"]


@pytest.mark.parametrize(
    "text",
    [
        "There were no applications awaiting allocation.",
        "No applications have waited for more than two years.",
        "No deprivation applications were awaiting a decision at the end of Q3 2023/24.",
        "No applications.",
    ],
)
def test_none_of_a_part_or_of_another_time_is_silent(text: str) -> None:
    assert contradictions(text, waiting_list()) == []


def test_none_is_no_claim_of_a_percentage() -> None:
    assert contradictions("No minor planning applications were decided in time.", facts()) == []
