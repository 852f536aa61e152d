"""Actions sheet: what is being done, by directorate, with what is overdue first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpibook.domain.actions.action import Action, ActionState, most_urgent_first
from kpibook.domain.consolidation.consolidation import Consolidation
from kpibook.domain.measures.period import long_date
from kpibook.domain.wording import counted, folded
from kpibook.outputs.consolidated.contents import NO_DIRECTORATE, one_line
from kpibook.outputs.page import Page, PageCell, Rows
from kpibook.workbook import consolidated_layout as sheets
from kpibook.workbook import layout
from kpibook.workbook.formats import DATE_FORMAT

_COLUMNS = {
    layout.DIRECTORATE: 24,
    layout.STATE: 11,
    layout.DUE: 13,
    layout.REF: 11,
    layout.SERVICE: 22,
    layout.ACTION: 56,
    layout.OWNER: 28,
    layout.SINCE: 13,
    sheets.SOURCE_WORKBOOK: 30,
    sheets.SOURCE_CELL: 12,
}


def actions_page(consolidation: Consolidation) -> Page:
    """Return a row for each action that the quarter's returns have."""
    day = consolidation.period.end
    actions = tuple(_by_directorate(consolidation))
    overdue = sum(action.state_on(day) is ActionState.OVERDUE for action in actions)
    return Page(
        name=sheets.ACTIONS,
        title=f"Actions, {consolidation.period}",
        lines=[
            (
                f"{counted(len(actions), 'action')}, {overdue:,} overdue on {long_date(day)}, the "
                "last day of the quarter. Each directorate has them first."
            )
        ],
        table=sheets.ACTIONS_TABLE,
        header=list(_COLUMNS),
        widths=list(_COLUMNS.values()),
        rows=Rows(actions, lambda action: _cells(action, action.state_on(day))),
        filtered=True,
    )


def _by_directorate(consolidation: Consolidation) -> Iterator[Action]:
    """Yield the actions by directorate, in alphabetical order, those overdue first in each."""
    groups: dict[str, list[Action]] = {}
    for action in consolidation.actions:
        groups.setdefault(folded(action.directorate), []).append(action)
    for name in sorted(groups, key=lambda name: (not name, name)):
        yield from most_urgent_first(groups[name], consolidation.period.end)


def _cells(action: Action, state: ActionState) -> Sequence[PageCell]:
    return [
        PageCell(one_line(action.directorate) or NO_DIRECTORATE),
        PageCell(state.value.capitalize()),
        PageCell(action.due, DATE_FORMAT, f"{action.due:%d/%m/%Y}") if action.due else PageCell(""),
        PageCell(action.ref),
        PageCell(one_line(action.service)),
        PageCell(action.text),
        PageCell(one_line(action.owner)),
        PageCell(str(action.since)),
        PageCell(action.source.file),
        PageCell(action.source.cell),
    ]
