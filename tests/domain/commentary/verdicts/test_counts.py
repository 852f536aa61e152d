"""Verdicts on counts: parts, wholes and flows."""

from __future__ import annotations

from kpibook.domain.commentary.check import verdicts
from tests.domain.commentary.given import contradictions, facts, waiting_list


def test_a_part_of_another_whole_is_told_with_the_right_one() -> None:
    of = facts(parts=("79", "110"))
    told = [v for v in verdicts("79 of the 101 were in time.", of) if v.contradicts]
    assert told[0].could_read == "79 of 110"
    assert contradictions("79 of the 110 were in time.", of) == []


def test_a_flow_that_does_not_add_up_is_told() -> None:
    text = "We started with 167, 298 came in and {} were closed, leaving 134."
    assert contradictions(text.format(331), waiting_list()) == []
    assert contradictions(text.format(313), waiting_list()) == ["commentary-flow"]
