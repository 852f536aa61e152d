"""Actions of a report: a line for each, worded, the most urgent first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from kpibook.domain.actions.action import Action, ActionState, ActionWords, most_urgent_first
from kpibook.domain.report.words.labels import Labels
from kpibook.on_use.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class ActionLine:
    """Action as a report prints it.

    Attributes:
        text: What is done.
        owner: The post that does it; "" if not stated.
        due: The last day to do it: "31st March 2022"; "" if not stated.
        state: Its state on the last day of the quarter.
        since: The quarter in which it was first reported, such as "Q2 2021/22".
        words: All of it as a sentence.
    """

    text: str
    owner: str
    due: str
    state: ActionState
    since: str
    words: str


@dataclass(frozen=True, slots=True)
class KeyActions:
    """Actions that no measure has, of one service or directorate.

    Attributes:
        heading: Name of the service, after its directorate in a report of several; "" if the
            actions name neither.
        lines: The actions, those overdue first.
    """

    heading: str
    lines: tuple[ActionLine, ...]


def action_lines(actions: Collection[Action], day: date, labels: Labels) -> tuple[ActionLine, ...]:
    """Return the lines of actions, those overdue first.

    Args:
        actions: The actions.
        day: The day on which their state is told.
        labels: The fixed words of the report.
    """
    if not actions:
        return ()
    words = _words_in(labels)
    return tuple(
        ActionLine(
            text=each.text,
            owner=each.owner,
            due=each.due_in_words,
            state=each.state_on(day),
            since=str(each.since),
            words=each.in_words(day, words),
        )
        for each in most_urgent_first(actions, day)
    )


def _words_in(labels: Labels) -> ActionWords:
    return ActionWords(
        due=labels.action_due,
        was_due=labels.action_was_due,
        open=labels.action_open,
        overdue=labels.action_overdue,
        done=labels.action_done,
        dropped=labels.action_dropped,
    )
