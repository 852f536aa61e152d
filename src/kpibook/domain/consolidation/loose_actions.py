"""Actions that no row of a consolidation has: those of a service or a directorate."""

from __future__ import annotations

from collections.abc import Iterable

from kpibook.domain.actions.action import Action
from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.wording import folded


def without_measure(
    actions: Iterable[Action], rows: Iterable[ConsolidatedRow]
) -> tuple[Action, ...]:
    """Return the actions without a measure among the rows of their workbook."""
    places = {(row.source, row.rated.measure.key) for row in rows}
    return tuple(each for each in actions if (each.source.file, each.key) not in places)


def of_services(actions: Iterable[Action], rows: Iterable[ConsolidatedRow]) -> tuple[Action, ...]:
    """Return the actions of the services that have a measure among the rows of their workbook."""
    services = {(row.source, folded(row.rated.measure.service)) for row in rows}
    return tuple(
        each
        for each in actions
        if each.service and (each.source.file, folded(each.service)) in services
    )
