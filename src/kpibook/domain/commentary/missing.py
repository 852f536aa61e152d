"""Measures off target of which nothing is said, neither in a commentary nor in an action."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kpibook.domain.actions.action import Action
from kpibook.domain.finding import Finding
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.rules.outcomes import Status
from kpibook.domain.wording import counted, listed

_MOST = 8


def without_words(
    rated: Iterable[RatedMeasure], actions: Iterable[Action], *, keeps_words: bool
) -> list[RatedMeasure]:
    """Return the measures that are off target and have no commentary and no open action.

    Args:
        rated: The measures.
        actions: The actions of the workbook.
        keeps_words: True if any commentary is written in the workbook; a workbook of figures
            alone is asked for none.
    """
    if not keeps_words:
        return []
    acted_on = {action.key for action in actions if action.state.is_open}
    return [
        each
        for each in rated
        if each.rating.status is Status.OFF
        and each.measure.key not in acted_on
        and not each.reading.commentary
        and not each.reading.action
    ]


def missing_finding(without: list[RatedMeasure]) -> Iterator[Finding]:
    """Yield one finding on the measures of which nothing is said; nothing for no measure."""
    if not without:
        return
    refs = [each.measure.ref for each in without]
    yield Finding(
        "commentary-missing",
        f"{refs[0]} is off target, and has neither commentary nor action."
        if len(refs) == 1
        else f"{counted(len(refs), 'measure')} are off target, and have neither commentary nor "
        f"action: {listed(refs, _MOST)}.",
        without[0].reading.place("commentary"),
        'Say why, and what is being done. It could read: "It missed its target because ...; we are '
        '...".',
        ref=refs[0] if len(refs) == 1 else "",
    )
