"""What is left of a whole."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions, facts

OF = facts(parts=("79", "110"))
LATE = facts("Councillors' questions answered within 10 days", parts=("79", "110"))


@pytest.mark.parametrize(
    "text",
    [
        "Of the 110 applications 79 were decided in time and {} were not.",
        "79 of 110 were decided in time; the other {} were late.",
        "79 of 110 were decided in time. The remaining {} wait for advice.",
        "79 were decided in time, leaving {} of the 110 that were not.",
        "79 were decided in time out of 110, which leaves just {}.",
        "We dealt with 110 applications in the quarter, of which {} were late.",
        "Of the 110 applications, {} were overdue.",
        "79 were decided in time and {} missed the deadline.",
        "We decided 79 of 110 in time and {} outside the time limit.",
    ],
)
def test_what_is_left_is_the_whole_without_the_part(text: str) -> None:
    assert contradictions(text.format("31"), LATE) == []
    assert contradictions(text.format("thirty-one"), LATE) == []
    for wrong in ("41", "13", "30"):
        assert contradictions(text.format(wrong), LATE) == ["commentary-flow"]


@pytest.mark.parametrize(
    "text",
    [
        "Of the 110 applications 79 were decided in time and 12 were refused.",
        "Of the 110 applications, 12 were late by a day.",
        "Of the 110 applications, 12 were late because of highways.",
        "79 were decided in time. In Q2 41 were late.",
        "79 were decided in time and we expect 41 to be late.",
        "We decided 110, and 12 of them were late and over three weeks old.",
        "79 of 110 were decided in time, and 41 staff were trained.",
        "110 were decided and 20 appeals were not.",
    ],
)
def test_a_part_of_the_rest_and_other_counts_are_let_alone(text: str) -> None:
    assert contradictions(text, LATE) == []


@pytest.mark.parametrize(
    "text",
    [
        "71.8% were in time and the remaining {} were late.",
        "71.8% were decided in time; the other {} were not.",
        "We decided 71.8% in time, leaving {} that were late.",
    ],
)
def test_two_percentages_of_a_whole_make_a_hundred(text: str) -> None:
    assert contradictions(text.format("28.2%"), OF) == []
    assert contradictions(text.format("28%"), OF) == []
    assert contradictions(text.format("38.2%"), OF) == ["commentary-flow"]


def test_a_rest_of_another_percentage_is_let_alone() -> None:
    assert contradictions("71.8% were in time. Of majors the other 12% were late.", OF) == []
    assert (
        contradictions("71.8% were in time, and 40% of the remaining 15% were refused.", OF) == []
    )
