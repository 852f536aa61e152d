"""Actions: their state on a day, their words, their order."""

from __future__ import annotations

from datetime import date

import pytest

from kpibook.domain.actions.action import (
    Action,
    ActionState,
    ActionWords,
    most_urgent_first,
    with_directorate,
)
from kpibook.domain.measures.period import Quarter

Q2, Q3 = Quarter(2021, 2), Quarter(2021, 3)
END = date(2021, 12, 31)


def an_action(text: str = "Recruit two managers", **fields: object) -> Action:
    return Action(text, Q2, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "due", "on_the_day"),
    [
        pytest.param("open", None, "open", id="without a day it is never late"),
        pytest.param("open", date(2021, 12, 30), "overdue", id="the day after"),
        pytest.param("open", END, "open", id="on the day itself"),
        pytest.param("overdue", None, "overdue", id="as a person says"),
        pytest.param("overdue", date(2022, 3, 31), "overdue", id="as a person says before the day"),
        pytest.param("done", date(2021, 10, 1), "done", id="done late is done"),
        pytest.param("dropped", date(2021, 10, 1), "dropped", id="dropped is not late"),
    ],
)
def test_an_open_action_is_overdue_after_its_day(
    state: str, due: date | None, on_the_day: str
) -> None:
    action = an_action(state=ActionState(state), due=due)

    assert action.state_on(END).value == on_the_day


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Recruit two managers (open since Q2 2021/22)."),
        (
            {"owner": "Head of Service", "due": date(2021, 11, 30)},
            (
                "Recruit two managers (Head of Service; was due 30th November 2021; overdue, open "
                "since Q2 2021/22)."
            ),
        ),
        ({"state": ActionState.OVERDUE}, "Recruit two managers (overdue, open since Q2 2021/22)."),
        (
            {"state": ActionState.DONE, "due": date(2021, 11, 30), "owner": "Head of Service"},
            "Recruit two managers (Head of Service; done).",
        ),
        ({"state": ActionState.DROPPED}, "Recruit two managers (dropped)."),
    ],
)
def test_an_action_in_words_says_the_post_the_day_and_the_state(
    fields: dict[str, object], words: str
) -> None:
    assert an_action(**fields).in_words(END) == words


def test_an_action_is_a_sentence_on_one_line_however_it_was_typed() -> None:
    words = an_action("Recruit\n two managers. ").in_words(END)
    asked = an_action("Who recruits?").in_words(END)

    assert words == "Recruit two managers (open since Q2 2021/22)."
    assert asked == "Who recruits? (open since Q2 2021/22)."


def test_the_words_around_an_action_are_the_councils() -> None:
    welsh = ActionWords(due="erbyn {}", open="ar agor ers {}")

    words = an_action(due=date(2022, 3, 31)).in_words(END, welsh)

    assert words == "Recruit two managers (erbyn 31st March 2022; ar agor ers Q2 2021/22)."


def test_overdue_comes_first_then_the_earliest_day_and_closed_actions_last() -> None:
    late = an_action("late", due=date(2021, 11, 1))
    later = an_action("later", due=date(2021, 12, 1))
    soon = an_action("soon", due=date(2022, 1, 10))
    some_day = an_action("some day")
    done = an_action("done", state=ActionState.DONE, due=date(2021, 1, 1))
    dropped = an_action("dropped", state=ActionState.DROPPED)

    ordered = most_urgent_first([dropped, some_day, done, soon, later, late], END)

    assert [each.text for each in ordered] == ["late", "later", "soon", "some day", "done",
                                               "dropped"]  # fmt: skip


def test_an_action_closed_with_a_quarter_is_in_no_later_return() -> None:
    closed = an_action(state=ActionState.DONE, closed=Q2)

    assert closed.is_reported_in(Q2)
    assert not closed.is_reported_in(Q3)
    assert an_action(state=ActionState.DONE).is_reported_in(Q3)


def test_references_of_one_measure_are_one_key() -> None:
    assert an_action(ref="PI. 426").key == an_action(ref="pi426").key
    assert an_action().key == ""


def test_actions_get_the_directorate_of_their_workbook() -> None:
    assert with_directorate([an_action()], "Housing")[0].directorate == "Housing"
