"""Checks of actions: off target without an action, overdue, incomplete, and owners by name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from kpibook.domain.actions.action import Action, ActionState
from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import long_date
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.rules.outcomes import Status
from kpibook.domain.wording import counted, listed
from kpibook.on_use.regex import regex

_MOST = 8
# Only what is safe to say: a courtesy title before a name, and an address of a single person.
# A capital alone tells a name from a post in no safe way ("Grace Court Manager").
# "MS" is Microsoft's as well, so a title in capitals is MR, MRS or MISS.
_TITLED = regex(r"(?:[Mm]rs?|[Mm]s|[Mm]iss|[Mm]x|MRS?|MISS)\.?\s+[A-Z\u00c0-\u00de]")
_ADDRESS = regex(r"[a-z]+[._][a-z'-]+\d*@[\w.-]+", re.IGNORECASE)


def action_findings(
    actions: Iterable[Action],
    rated: Iterable[RatedMeasure],
    day: date,
    *,
    has_table: bool,
    keeps_actions: bool,
    told: Collection[str] = (),
) -> Iterator[Finding]:
    """Yield the findings on the actions of a workbook and on measures without one.

    Args:
        actions: The actions that the quarter's return has.
        rated: The measures, rated.
        day: The day on which an action is overdue.
        has_table: True if the workbook has the sheet of actions.
        keeps_actions: True if any action is stated anywhere in the workbook; without one, measures
            off target are only a note.
        told: Keys of measures that another finding says have no action.
    """
    listed_actions = list(actions)
    others = (each for each in rated if each.measure.key not in told)
    yield from _off_target_without(
        listed_actions, others, has_table=has_table, keeps_actions=keeps_actions
    )
    for action in listed_actions:
        if action.state_on(day) is ActionState.OVERDUE:
            yield _overdue(action, day)
        yield from _incomplete(action)
        if names_a_person(action.owner):
            yield _by_name(action)


def names_a_person(owner: str) -> bool:
    """Return True if an owner is surely a person: a title before a name, or a personal address.

    >>> names_a_person("Mrs Patel"), names_a_person("jo.patel@council.gov.uk")
    (True, True)
    >>> names_a_person("Head of Service"), names_a_person("housing@council.gov.uk")
    (False, False)
    """
    text = owner.strip()
    return bool(_TITLED.match(text) or _ADDRESS.search(text))


def _off_target_without(
    actions: Iterable[Action],
    rated: Iterable[RatedMeasure],
    *,
    has_table: bool,
    keeps_actions: bool,
) -> Iterator[Finding]:
    """Yield a finding on the measures that are off target and for which nothing is being done."""
    acted_on = {action.key for action in actions if action.state.is_open}
    without = [
        each
        for each in rated
        if each.rating.status is Status.OFF
        and each.measure.key not in acted_on
        and not each.reading.action
    ]
    if not without:
        return
    first, refs = without[0], [each.measure.ref for each in without]
    where = first.reading.place("action")
    fix = (
        "Add it to the sheet Actions, or write it in the column Action."
        if has_table
        else "Write it in the column Action; or make a list of actions with `kpibook actions`."
    )
    yield Finding(
        "action-missing" if keeps_actions else "actions-not-kept",
        f"{refs[0]} is off target, and no open action is stated."
        if len(refs) == 1
        else f"{counted(len(refs), 'measure')} are off target, and no open action is stated: "
        f"{listed(refs, _MOST)}.",
        where,
        fix,
        ref=refs[0] if len(refs) == 1 else "",
    )


def _overdue(action: Action, day: date) -> Finding:
    late = action.due is not None and action.due < day
    was = f"was due on {action.due_in_words}" if late else "is marked as overdue"
    return Finding(
        "action-overdue",
        f"{_name(action)} {was} and is open on {long_date(day)}.",
        action.source,
        "Enter its state, done or dropped, or the day by which it is done now.",
        ref=action.ref,
    )


def _incomplete(action: Action) -> Iterator[Finding]:
    missing = [
        what
        for what, is_there in (("owner", action.owner), ("due date", action.due))
        if not is_there
    ]
    if missing and action.state.is_open:
        yield Finding(
            "action-incomplete",
            f"{_name(action)} has no {' and no '.join(missing)}.",
            action.source,
            "Enter the post that does it, and the day by which it is done.",
            ref=action.ref,
        )


def _by_name(action: Action) -> Finding:
    return Finding(
        "action-owner-person",
        f"{_name(action)} has a person as its owner.",
        action.source,
        "Enter the post in place of the name.",
        "The report is published, and a post outlasts a person.",
        action.ref,
    )


def _name(action: Action) -> str:
    if action.ref:
        return f"an action on {action.ref}"
    return f"an action of {action.service}" if action.service else "an action without a measure"
