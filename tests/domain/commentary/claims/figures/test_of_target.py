"""Figures said to be the target."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("71.8% were decided in time against a target of 57%.", ["commentary-figure"]),
        ("71.8% were decided in time against a target of 75%.", []),
        ("71.8%: the stretch target of 90% was set in April.", []),
    ],
)
def test_a_target_restated_is_held_against_the_target(text: str, told: list[str]) -> None:
    assert contradictions(text) == told
