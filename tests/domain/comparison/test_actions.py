from __future__ import annotations

from dataclasses import replace
from datetime import date

from kpibook.domain.actions.action import Action, ActionState
from kpibook.domain.comparison.actions import action_differences
from kpibook.domain.comparison.consolidations import ChangeKind
from kpibook.errors import Location
from tests.domain.given import Q3

RECRUIT = Action(
    "Recruit two managers.",
    Q3,
    "PI.1",
    owner="Head of Service",
    due=date(2022, 3, 31),
    source=Location("a.xlsx", "Actions", "A5"),
)


def changes(old: list[Action], new: list[Action]) -> list[tuple[object, ...]]:
    return [(d.kind, d.what, d.old, d.new) for d in action_differences(old, new)]


def test_the_same_actions_in_another_order_are_no_difference() -> None:
    other = replace(RECRUIT, text="Train them.", ref="PI.2")

    assert changes([RECRUIT, other], [other, RECRUIT]) == []


def test_a_changed_state_day_and_post_are_named_with_the_cell() -> None:
    later = replace(RECRUIT, state=ActionState.DONE, due=date(2022, 6, 30), owner="", closed=Q3)

    assert changes([RECRUIT], [later]) == [
        (ChangeKind.REMOVED, "Action A5: owner", "Head of Service", None),
        (ChangeKind.REVISED, "Action A5: due", date(2022, 3, 31), date(2022, 6, 30)),
        (ChangeKind.REVISED, "Action A5: state", "open", "done"),
        (ChangeKind.NEW, "Action A5: closed with", None, "Q3 2021/22"),
    ]


def test_a_reworded_action_is_not_a_new_one() -> None:
    reworded = replace(RECRUIT, text="Recruit three managers.")

    assert changes([RECRUIT], [reworded]) == [
        (ChangeKind.REVISED, "Action A5: text", RECRUIT.text, reworded.text)
    ]


def test_of_two_actions_with_one_text_one_may_go() -> None:
    assert changes([RECRUIT, RECRUIT], [RECRUIT]) == [
        (ChangeKind.REMOVED, "Action A5", RECRUIT.text, None)
    ]
    assert changes([], [RECRUIT]) == [(ChangeKind.NEW, "Action A5", None, RECRUIT.text)]


def test_an_action_of_a_service_is_told_by_its_service_and_no_text_is_printed_whole() -> None:
    long = replace(RECRUIT, ref="", service="Early help", text="Speak to Jo Bloggs at home. " * 9)

    (difference,) = action_differences([], [long])

    assert (difference.ref, difference.title) == ("", "Early help")
    assert "Bloggs at home. Speak" not in difference.in_words()[1]
