"""A judgement against the target is held against the actual behind it, whoever it is of."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions, facts, waiting_list


@pytest.mark.parametrize(
    "text",
    [
        "Teams are exceeding the 75% we promise, completing 71.8% on time.",
        "Planners beat the 75%, with 71.8% of minor applications in time.",
        "Case officers are meeting our 75%, having decided 71.8% in time.",
        "We just met our 75%, with 71.8% decided.",
        "The validation desk is ahead of the 75% standard, at 71.8%.",
        "Colleagues hit the target, deciding 71.8% in time.",
        "Officers are above the 75% asked for, turning round 71.8%.",
    ],
)
def test_a_judgement_that_the_figure_behind_it_denies_is_told(text: str) -> None:
    assert "commentary-target" in contradictions(text)


@pytest.mark.parametrize(
    "text",
    [
        "Teams are falling short of the 75% we promise, completing 71.8% on time.",
        "Planners missed the 75%, with 71.8% of minor applications in time.",
        "Some wards are above the 75%, with 71.8% for the district.",
        "Two of the three teams beat the 75%, with 71.8% between them.",
        "Most months are above the 75%, with 71.8% the worst of them.",
        "Nobody is meeting the 75%, with 71.8% decided in time.",
        "Planners hope to beat the 75%, starting at 71.8%.",
        "Last year planners beat the 75%, with 71.8% now.",
        "Planners beat the 75% in October, with 71.8% over the quarter.",
        "England is above the 75%, with 71.8% here.",
        "Householder cases are above the 75%, but minors were at 71.8%.",
        "Major cases beat the stretch target, with 71.8% of minors in time.",
        "Only in July did officers beat the 75%, with 71.8% in all.",
        "The north team is above the 75%, the south well below, making 71.8%.",
    ],
)
def test_a_judgement_of_a_part_or_of_another_time_is_left_alone(text: str) -> None:
    assert contradictions(text) == []


def test_the_number_of_a_waiting_list_should_be_below_its_target() -> None:
    told = contradictions("The team met the 120, with 134 applications waiting.", waiting_list())

    assert told == ["commentary-target"]


def test_without_a_target_nothing_is_told() -> None:
    assert contradictions("We beat the 75%, with 71.8% decided.", facts(target="")) == []
