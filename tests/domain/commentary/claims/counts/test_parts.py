"""Parts of a whole, and their share."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions, facts

OF = facts(parts=("79", "110"))


@pytest.mark.parametrize(
    "text",
    ["79 decisions out of 110 were on time.", "79 of 110 (71.8%).", "18 of the 31 are late."],
)
def test_parts_that_agree_or_cannot_be_told_are_silent(text: str) -> None:
    assert contradictions(text, OF) == []


@pytest.mark.parametrize(
    "text",
    ["79 of the 101 were on time.", "79 of 110 (78.1%).", "79 of 110 were late, one in ten."],
)
def test_parts_that_are_not_those_of_the_measure_are_told(text: str) -> None:
    assert "commentary-parts" in contradictions(text, OF)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("79 of 110 were in time, or {}.", "around seven in ten", "around eight in ten"),
        ("79 of 110 were in time, {}.", "almost three quarters", "roughly half"),
        ("79 of 110 were in time, or {}.", "72%", "82%"),
        ("79 of 110 were in time ({}).", "seven in ten", "six in ten"),
        ("79 of the 110, or {}, were in time.", "71.8%", "78.1%"),
        ("12 of 46 were late, about {}.", "a quarter", "a third"),
        ("12 of 46 were late, {}.", "one in four", "one in six"),
        ("30 out of 46 were late, nearly {}.", "two thirds", "half"),
        ("About {}, 12 of 46, were late.", "a quarter", "a half"),
        ("30 of 46 were late and about {} were not.", "a third", "a fifth"),
    ],
)
def test_the_share_of_a_part_is_worked_out(text: str, right: str, wrong: str) -> None:
    assert contradictions(text.format(right), OF) == []
    assert "commentary-parts" in contradictions(text.format(wrong), OF)


@pytest.mark.parametrize(
    "text",
    [
        "79 of 110 were on time, 5% more than the average.",
        "79 of 110 were on time (76.4% in Q2).",
        "79 of 110 were on time, 75% being the target.",
        "79 of 110 were on time, 90% of majors among them.",
        "12 of 46 calls were late, 3% down on before.",
    ],
)
def test_a_percentage_of_something_else_is_no_share(text: str) -> None:
    assert contradictions(text, OF) == []
