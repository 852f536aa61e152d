"""Verdicts on streaks: each quarter of them is held against the history and its target."""

from __future__ import annotations

from itertools import pairwise

from kpibook.domain.commentary.claim import Claim, ClaimKind
from kpibook.domain.commentary.facts import Fact, MeasureFacts
from kpibook.domain.commentary.verdict import Outcome
from kpibook.domain.commentary.verdicts.directions import is_true
from kpibook.domain.commentary.verdicts.outcome import TELL_NOT, UNSURE, Ruling, move_between
from kpibook.domain.commentary.verdicts.targets import is_placed_as
from kpibook.domain.measures.period import Quarter


def of_streak(claim: Claim, facts: MeasureFacts) -> Ruling:
    """Return the verdict on a streak of so many quarters.

    A quarter that is known to break it contradicts it. It agrees only if every quarter of it is
    known, and is not known to have begun earlier.

    >>> from kpibook.domain.commentary.example import told
    >>> told("71.8%, the second fall in a row.")
    []
    >>> told("71.8%, the second rise in a row.")
    ['the figure is 76.4%, and that of Q3 2024/25 71.8%']
    """
    if facts.actual is None or facts.basis.restarts_each_year:
        return TELL_NOT
    quarters = [facts.period]
    while len(quarters) <= claim.times + 1:
        quarters.append(quarters[-1].previous)
    if claim.kind is ClaimKind.TARGET:
        return _against_targets(claim, facts, quarters)
    return _of_moves(claim, facts, quarters)


def _of_moves(claim: Claim, facts: MeasureFacts, quarters: list[Quarter]) -> Ruling:
    known: list[bool | None] = []
    for later, earlier in pairwise(quarters):
        end, start = _figure(facts, later), _figure(facts, earlier)
        if end is None or start is None:
            known.append(None)
            continue
        move = move_between(facts, end.value, start.value)
        true = is_true(claim.says, move, facts) if move else None
        known.append(true)
        if true is False and len(known) <= claim.times:
            written = facts.written
            because = (
                f"the {start.label} is {written(start.value)}, and that of {later} "
                f"{written(end.value)}"
            )
            return (Outcome.CONTRADICTS, start, because, "") if claim.sure else UNSURE
    return _if_all(known, claim.times, _figure(facts, quarters[1]))


def _against_targets(claim: Claim, facts: MeasureFacts, quarters: list[Quarter]) -> Ruling:
    known: list[bool | None] = []
    for quarter in quarters[:-1]:
        figure, target = _figure(facts, quarter), facts.target_in(quarter)
        if figure is None or target is None:
            known.append(None)
            continue
        move = move_between(facts, figure.value, target)
        true = is_placed_as(claim.says, move, facts)
        known.append(true)
        if true is False and len(known) == 1:
            return TELL_NOT  # what is said of this quarter is a claim already
        if true is False and len(known) <= claim.times:
            written = facts.written
            because = (
                f"the {figure.label} is {written(figure.value)}, and its target {written(target)}"
            )
            return (Outcome.CONTRADICTS, figure, because, "") if claim.sure else UNSURE
    return _if_all(known, claim.times, facts.actual)


def _if_all(known: list[bool | None], times: int, fact: Fact | None) -> Ruling:
    """Return that a streak agrees if each of its quarters does, and the one before does not."""
    if all(known[:times]) and known[times] is False:
        return Outcome.AGREES, fact, "", ""
    missing = sum(true is None for true in known[:times])
    if missing:
        because = f"what is needed of {missing} of its quarters is not in the workbook"
    else:
        because = "it may have begun earlier"
    return Outcome.CANNOT_TELL, fact, because, ""


def _figure(facts: MeasureFacts, quarter: Quarter) -> Fact | None:
    return facts.actual if quarter == facts.period else facts.history.get(quarter)
