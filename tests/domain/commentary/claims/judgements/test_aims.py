"""Which target is meant: another than the measure's own is no claim."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions


@pytest.mark.parametrize(
    "target",
    [
        "the stretch target",
        "the statutory deadline",
        "our target for home visits",
        "the target that the Department sets for schools",
        "the target in five of the last eight quarters",
        "last year's target",
        "the target for Q2",
        "the contract target",
    ],
)
def test_another_target_is_let_alone(target: str) -> None:
    for judged in ("met", "missed", "exceeded"):
        assert contradictions(f"We {judged} {target}.") == []


@pytest.mark.parametrize(
    "target",
    [
        "the target",
        "the statutory target of 75%",
        "the 75% ambition",
        "the target for the quarter",
        "the target for a second quarter",
        "the Department-backed standard of 75%",
    ],
)
def test_the_measures_own_is_held_against_the_actual(target: str) -> None:
    assert contradictions(f"At 71.8% we met {target}.") == ["commentary-target"]
    assert contradictions(f"At 71.8% we missed {target}.") == []
