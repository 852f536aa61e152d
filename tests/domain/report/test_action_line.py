"""Lines of actions in a report: worded, in order, in the council's words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kpibook.domain.actions.action import Action, ActionState
from kpibook.domain.measures.period import Quarter
from kpibook.domain.report.action_line import ActionLine, action_lines
from kpibook.domain.report.words.labels import Labels

END = date(2021, 12, 31)
OPEN = Action("Recruit", Quarter(2021, 2), owner="Manager", due=date(2022, 3, 31))
LATE = Action("Train", Quarter(2021, 1), due=date(2021, 11, 30))


def test_a_line_has_each_field_in_words_and_all_of_them_as_a_sentence() -> None:
    (line,) = action_lines([OPEN], END, Labels())

    assert line == ActionLine(
        text="Recruit",
        owner="Manager",
        due="31st March 2022",
        state=ActionState.OPEN,
        since="Q2 2021/22",
        words="Recruit (Manager; due 31st March 2022; open since Q2 2021/22).",
    )


def test_overdue_actions_come_first() -> None:
    assert [line.text for line in action_lines([OPEN, LATE], END, Labels())] == ["Train", "Recruit"]


def test_every_word_around_an_action_is_a_label() -> None:
    done, dropped = (
        replace(OPEN, state=state) for state in (ActionState.DONE, ActionState.DROPPED)
    )
    labels = replace(
        Labels(),
        action_due="D1 {}",
        action_was_due="D2 {}",
        action_open="S1 {}",
        action_overdue="S2 {}",
        action_done="S3",
        action_dropped="S4",
    )

    words = [line.words for line in action_lines([LATE, OPEN, done, dropped], END, labels)]

    assert words == [
        "Train (D2 30th November 2021; S2 Q1 2021/22).",
        "Recruit (Manager; D1 31st March 2022; S1 Q2 2021/22).",
        "Recruit (Manager; S3).",
        "Recruit (Manager; S4).",
    ]
