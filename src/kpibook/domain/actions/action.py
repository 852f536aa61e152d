"""An action: what is done, by which post and by when, its state on a day, and its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from datetime import date
from enum import Enum

from kpibook.domain.measures.period import Quarter, long_date
from kpibook.domain.measures.reference import ref_key
from kpibook.errors import Location
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace


class ActionState(Enum):
    """State of an action, the most urgent first."""

    OVERDUE = "overdue"
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def is_open(self) -> bool:
        """True while something is still to be done."""
        return self in (ActionState.OPEN, ActionState.OVERDUE)


_URGENCY = list(ActionState)


@dataclass(frozen=True, slots=True)
class ActionWords:
    """Words around an action in a sentence; "{}" is the place of a day or a quarter."""

    due: str = "due {}"
    was_due: str = "was due {}"
    open: str = "open since {}"
    overdue: str = "overdue, open since {}"
    done: str = "done"
    dropped: str = "dropped"


_ENGLISH = ActionWords()


@dataclass(frozen=True, slots=True)
class Action:
    """Action on a measure, or of a service.

    Attributes:
        text: What is done.
        since: The quarter in which it was first reported.
        ref: The measure's reference; "" for an action of a service or a directorate.
        service: The service; "" if not stated.
        owner: The post that does it; "" if not stated.
        due: The last day to do it; None if not stated.
        state: The state as it was typed; open if nothing was.
        closed: The quarter with which it left the list, done or dropped; None while it is on it.
        directorate: The directorate whose workbook has it; "" if not stated.
        source: Its row.
    """

    text: str
    since: Quarter
    ref: str = ""
    service: str = ""
    owner: str = ""
    due: date | None = None
    state: ActionState = ActionState.OPEN
    closed: Quarter | None = None
    directorate: str = ""
    source: Location = field(default_factory=Location, compare=False)

    @property
    def key(self) -> str:
        """The measure's key; "" for an action without a measure."""
        return ref_key(self.ref) if self.ref else ""

    def state_on(self, day: date) -> ActionState:
        """Return its state on a day: an open action is overdue from the day after it was due.

        >>> action = Action("Recruit", Quarter(2021, 2), due=date(2021, 12, 31))
        >>> action.state_on(date(2021, 12, 31)).value, action.state_on(date(2022, 1, 1)).value
        ('open', 'overdue')
        """
        is_late = self.due is not None and self.due < day
        return ActionState.OVERDUE if self.state.is_open and is_late else self.state

    def is_reported_in(self, period: Quarter) -> bool:
        """Return True if a return of that quarter has it: it was not closed with an earlier one."""
        return self.closed is None or self.closed >= period

    def in_words(self, day: date, words: ActionWords = _ENGLISH) -> str:
        """Return it as a sentence, with the post, the day and the state behind it.

        Args:
            day: The day on which its state is told.
            words: The words around it.

        >>> action = Action("Recruit two managers.", Quarter(2021, 2), owner="Head of Service",
        ...                 due=date(2022, 3, 31))
        >>> action.in_words(date(2021, 12, 31))
        'Recruit two managers (Head of Service; due 31st March 2022; open since Q2 2021/22).'
        """
        behind = "; ".join(filter(None, [self.owner, *self._when(self.state_on(day), words)]))
        text = " ".join(self.text.split())
        if text.endswith(("!", "?")):
            return f"{text} ({behind})."
        return f"{text.rstrip('.')} ({behind})."

    def _when(self, state: ActionState, words: ActionWords) -> tuple[str, ...]:
        if not state.is_open:
            return (words.done if state is ActionState.DONE else words.dropped,)
        is_overdue = state is ActionState.OVERDUE
        due = (words.was_due if is_overdue else words.due).replace("{}", self.due_in_words)
        since = (words.overdue if is_overdue else words.open).replace("{}", str(self.since))
        return (due if self.due else "", since)

    @property
    def due_in_words(self) -> str:
        """The last day to do it: "31st March 2022"; "" if not stated."""
        return "" if self.due is None else long_date(self.due)


def most_urgent_first(actions: Iterable[Action], day: date) -> tuple[Action, ...]:
    """Return actions with those overdue first, then open, done and dropped, each by its day.

    Without a day an action comes last of its state; else the order of the sheet stays.

    Args:
        actions: The actions.
        day: The day on which their state is told.
    """
    return tuple(
        sorted(
            actions,
            key=lambda each: (_URGENCY.index(each.state_on(day)), each.due or date.max),
        )
    )


def with_directorate(actions: Iterable[Action], directorate: str) -> tuple[Action, ...]:
    """Return actions with the directorate whose workbook they come from."""
    return tuple(replace(action, directorate=directorate) for action in actions)
