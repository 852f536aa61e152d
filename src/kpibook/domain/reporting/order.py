"""Order of the measures on a return: the register's order, grouped by priority."""

from __future__ import annotations

from collections.abc import Iterable

from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.wording import folded

#: Heading of the measures that serve no priority, in the column Priority.
NO_PRIORITY = "Not assigned"


def grouped_by_priority(rated: Iterable[RatedMeasure]) -> tuple[RatedMeasure, ...]:
    """Return the measures with those of a priority together, in the order of the register.

    A group comes where its first measure is; measures without a priority come last. Capitals and
    spaces do not make another priority.

    Args:
        rated: The measures, in the order of the register.
    """
    groups: dict[str, list[RatedMeasure]] = {}
    for each in rated:
        groups.setdefault(folded(each.measure.priority), []).append(each)
    last = groups.pop("", [])
    return (*(each for group in groups.values() for each in group), *last)
