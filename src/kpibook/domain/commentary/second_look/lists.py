"""Lists of quarters that go round a year's end: "Q2: 742.9, Q1: 715.6, Q4: 679.2, Q3: 664.2"."""

from __future__ import annotations

from itertools import pairwise

from kpibook.domain.commentary.claim import ClaimKind, Of
from kpibook.domain.commentary.reading.when import When
from kpibook.domain.commentary.second_look.passage import Passage
from kpibook.domain.measures.period import Quarter
from kpibook.on_use.regex import regex

_FEWEST = 3
_SERIES = regex(r"N(?:,N)+(?:,?ae{0,2}N)?|NaN")


def is_in_a_list(passage: Passage) -> bool:
    """Return True for a figure whose quarter, by its place in a list, is of another year.

    >>> from kpibook.domain.commentary.doubted import doubted
    >>> doubted("Q2: 76.4%, Q1: 73.9%, Q4: 74.2%, Q3: 79.5%.")
    ['Q3: 79.5%']
    """
    if passage.claim.kind is not ClaimKind.FIGURE:
        return False
    if passage.claim.of is Of.ACTUAL and _is_in_series(passage):
        return True
    items = passage.context.sentence.items
    listed = [(at, i.when) for at, i in enumerate(items) if i.when and _is_numbered(i.when)]
    mine = [n for n, (at, _) in enumerate(listed) if passage.first - 1 <= at <= passage.last + 1]
    quarters = [when.quarter for _, when in listed if when.quarter]
    if len(quarters) < _FEWEST or not mine:
        return False
    by_place = _by_place(quarters)
    return by_place is not None and any(by_place[n] != quarters[n] for n in mine)


def _is_in_series(passage: Passage) -> bool:
    """Return True for "48.7, 47.5 and 46.4", a series with the actual in it."""
    actuals = passage.context.actuals
    for match in passage.context.each(_SERIES):
        series = range(match.start(), match.end())
        if passage.last in series and any(at in series for at in actuals):
            return True
    return False


def _is_numbered(when: When) -> bool:
    return when.quarter is not None and when.exact and when.day is None


def _by_place(quarters: list[Quarter]) -> list[Quarter] | None:
    """Return the quarters of a list that goes on, or back, a quarter at a time; None for others."""
    numbers = [quarter.number for quarter in quarters]
    steps = {(two - one) % 4 for one, two in pairwise(numbers)}
    if steps not in ({1}, {3}):
        return None
    newest_first = steps == {3}
    found = [quarters[0] if newest_first else quarters[-1]]
    while len(found) < len(quarters):
        found.append(found[-1].previous)
    return found if newest_first else found[::-1]
