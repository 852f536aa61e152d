"""Figures said to be the target without that word."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions

_SAID = """
71.8% were decided in time against the {} we set ourselves.
71.8% were decided in time against the {} expected of us.
71.8% were decided in time against the {} required.
71.8% were decided in time against the {} set for the year.
71.8% were decided in time against a planned {}.
71.8% were decided in time against an expected {}.
71.8% were decided in time, compared with the {} agreed in the plan.
71.8% were decided in time against the {} we promised.
"""


@pytest.mark.parametrize("text", _SAID.strip().split("\n"))
def test_what_was_expected_is_held_against_the_target(text: str) -> None:
    assert contradictions(text.format("75%")) == []
    assert contradictions(text.format("57%")) == ["commentary-figure"]
    assert contradictions(text.format("78%")) == ["commentary-figure"]


@pytest.mark.parametrize(
    "text",
    [
        "71.8%, and we aim for 80% by the summer.",
        "71.8% against the 90.9% of majors.",
        "71.8% with 12% expected to be appealed.",
        "Majors were at 90.9% against the 80% required.",
        "71.8% against the 64% at the worst point.",
    ],
)
def test_a_wish_or_another_figure_is_no_target(text: str) -> None:
    assert contradictions(text) == []
