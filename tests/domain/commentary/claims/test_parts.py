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
