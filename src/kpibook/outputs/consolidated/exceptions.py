"""Exceptions sheet: measures off target, declined or missing, with their commentary."""

from __future__ import annotations

from kpibook.domain.actions.action import most_urgent_first
from kpibook.domain.consolidation.consolidation import ConsolidatedRow, Consolidation
from kpibook.domain.consolidation.row_brief import briefs_of
from kpibook.domain.reporting.direction_words import DirectionColumn
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.wording import counted
from kpibook.outputs.consolidated.contents import (
    NO_DIRECTORATE,
    council_of,
    directorate_of,
    figure_width,
    has_several_councils,
)
from kpibook.outputs.consolidated.scorecard import COUNCIL_WIDTH, direction_columns_of
from kpibook.outputs.figures import figure_cell, target_cell
from kpibook.outputs.page import Page, PageCell, Rows
from kpibook.workbook import consolidated_layout as sheets
from kpibook.workbook import layout

REASON = "Why it is here"
NO_COMMENTARY = "No commentary"


def exceptions_page(consolidation: Consolidation, data: Page) -> Page:
    """Return the rows that need a comment, in the order of the Data sheet and linked to it."""
    numbers = [n for n, row in enumerate(briefs_of(consolidation.rows)) if row.is_exception]
    council = has_several_councils(consolidation)
    direction = direction_columns_of(consolidation)[0]
    columns = {
        **({sheets.COUNCIL: COUNCIL_WIDTH} if council else {}),
        layout.DIRECTORATE: 18,
        layout.REF: 10,
        layout.MEASURE: 34,
        REASON: 18,
        layout.TARGET: figure_width(consolidation, 11),
        layout.ACTUAL: figure_width(consolidation, 11),
        layout.STATUS: 16,
        layout.DIRECTION: 13,
        "Reason for the status": 36,
        layout.COMMENTARY: 48,
        layout.ACTION: 30,
    }
    return Page(
        name=sheets.EXCEPTIONS,
        title=f"Exceptions: off target, declined or missing, {consolidation.period}",
        lines=_lines(consolidation, len(numbers)),
        table=sheets.EXCEPTIONS_TABLE if numbers else "",
        header=list(columns),
        widths=list(columns.values()),
        rows=Rows(numbers, lambda n: _cells(consolidation, n, data, direction, council=council)),
    )


def _lines(consolidation: Consolidation, number: int) -> list[str]:
    if not number:
        return ["No measure is off target, has declined or is without an actual."]
    return [
        f"{counted(number, 'measure')} of {len(consolidation.rows):,}.{_against(consolidation)}",
        "Click an actual to go to its row on the sheet Data, which says where it came from.",
    ]


def _against(consolidation: Consolidation) -> str:
    """Say what directions are against, in a sentence; "" where measures differ in that."""
    since = {brief.baselines[0] for brief in set(briefs_of(consolidation.rows))} - {""}
    return f" Direction is {since.pop()}." if len(since) == 1 else ""


def _cells(
    consolidation: Consolidation,
    number: int,
    data: Page,
    direction: DirectionColumn,
    *,
    council: bool,
) -> list[PageCell]:
    row = consolidation.rows[number]
    rated, scheme = row.rated, consolidation.scheme(row.scheme)
    measure, reading = rated.measure, rated.reading
    link = data.address(number, layout.ACTUAL)
    return [
        *([PageCell(council_of(row) or NO_DIRECTORATE)] if council else []),
        PageCell(directorate_of(row) or NO_DIRECTORATE),
        PageCell(measure.ref),
        PageCell(measure.title),
        PageCell("; ".join(reasons(row))),
        target_cell(rated, scheme),
        figure_cell(measure, row.actual, scheme, reading.marker, link, with_word=False),
        PageCell(row.status_word, look=scheme.appearance(row.status)),
        PageCell(direction.cell(rated, scheme)),
        PageCell(rated.rating.why),
        PageCell(reading.commentary or NO_COMMENTARY),
        PageCell("\n".join(filter(None, [reading.action, *_actions(row)]))),
    ]


def _actions(row: ConsolidatedRow) -> list[str]:
    """Return the actions of the list of actions in words, those overdue first."""
    day = row.rated.reading.period.end
    return [action.in_words(day) for action in most_urgent_first(row.actions, day)]


def reasons(row: ConsolidatedRow) -> list[str]:
    """Return the reasons why a row is an exception, in short; empty if it is no exception."""
    phrases = []
    if row.status is Status.OFF:
        phrases.append("off target")
    if row.direction is Direction.DECLINED:
        phrases.append("declined")
    if row.actual is None:
        phrases.append("no actual")
    elif row.status is Status.NOT_REPORTED:
        phrases.append("not reported")
    return [word if n else word.capitalize() for n, word in enumerate(phrases)]
