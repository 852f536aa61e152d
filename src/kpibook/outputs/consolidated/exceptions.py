"""Exceptions sheet: measures off target, declined or missing, with their commentary.

A measure has declined if it did against either of its baselines; both figures are printed.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, Consolidation
from kpibook.domain.consolidation.row_brief import briefs_of
from kpibook.domain.measures.period import Quarter
from kpibook.domain.reporting.direction_words import DirectionColumn
from kpibook.domain.rules.outcomes import Status
from kpibook.domain.wording import counted
from kpibook.outputs.ahead.rows_ahead import in_words, rows_ahead
from kpibook.outputs.consolidated.contents import (
    NO_DIRECTORATE,
    Contents,
    council_of,
    directorate_of,
    figure_width,
    has_several_councils,
)
from kpibook.outputs.consolidated.scorecard import COUNCIL_WIDTH, direction_columns_of
from kpibook.outputs.figures import figure_cell, last_year_cell, previous_cell, target_cell
from kpibook.outputs.page import Page, PageCell, Rows
from kpibook.workbook import consolidated_layout as sheets
from kpibook.workbook import layout

REASON = "Why it is here"
NO_COMMENTARY = "No commentary"


def exceptions_page(consolidation: Consolidation, data: Page) -> Page:
    """Return the rows that need a comment, in the order of the Data sheet and linked to it."""
    briefs = briefs_of(consolidation.rows)
    numbers = array("I", (n for n, row in enumerate(briefs) if row.is_exception))
    council = has_several_councils(consolidation)
    directions = direction_columns_of(consolidation)
    columns = exceptions_columns(consolidation, directions, council=council)
    cells = exceptions_cells(consolidation, directions, council=council)
    rows = consolidation.rows
    return Page(
        name=sheets.EXCEPTIONS,
        title=f"Exceptions: off target, declined or missing, {consolidation.period}",
        lines=_lines(consolidation, len(numbers)),
        table=sheets.EXCEPTIONS_TABLE if numbers else "",
        header=list(columns),
        widths=list(columns.values()),
        rows=Rows(numbers, lambda n: cells(rows[n], data.address(n, layout.ACTUAL))),
        ahead=rows_ahead(
            rows,
            sheets.EXCEPTIONS,
            numbers,
            assumed=in_words(directions),
            width=columns[layout.TARGET],
            link=lambda n: data.address(numbers[n], layout.ACTUAL),
            skip=0 if council else 1,
        ),
    )


def exceptions_columns(
    contents: Contents, directions: Sequence[DirectionColumn], *, council: bool
) -> dict[str, int]:
    """Return the width of each column, by its heading."""
    period, figures = contents.period, figure_width(contents, 11)
    return {
        **({sheets.COUNCIL: COUNCIL_WIDTH} if council else {}),
        layout.DIRECTORATE: 18,
        layout.REF: 10,
        layout.MEASURE: 34,
        REASON: 24,
        layout.TARGET: figures,
        str(period.same_last_year): figures,
        str(period.previous): figures,
        layout.ACTUAL: figures,
        layout.STATUS: 16,
        **{column.heading: 17 for column in directions},
        "Reason for the status": 36,
        layout.COMMENTARY: 48,
        layout.ACTION: 30,
    }


def _lines(consolidation: Consolidation, number: int) -> list[str]:
    if not number:
        return ["No measure is off target, has declined or is without an actual."]
    return [
        f"{counted(number, 'measure')} of {len(consolidation.rows):,}.",
        (
            "Declined means against either figure that a direction is taken against; why it is "
            "here says which."
        ),
        "Click an actual to go to its row on the sheet Data, which says where it came from.",
    ]


def exceptions_cells(
    contents: Contents, directions: Sequence[DirectionColumn], *, council: bool
) -> Callable[[ConsolidatedRow, str], list[PageCell]]:
    """Return a function that makes a row, out of a measure and the cell its actual leads to."""
    schemes = {scheme.key: scheme for scheme in contents.schemes}
    last_year = contents.period.same_last_year

    def cells(row: ConsolidatedRow, link: str) -> list[PageCell]:
        rated, scheme = row.rated, schemes[row.scheme]
        measure, reading = rated.measure, rated.reading
        return [
            *([PageCell(council_of(row) or NO_DIRECTORATE)] if council else []),
            PageCell(directorate_of(row) or NO_DIRECTORATE),
            PageCell(measure.ref),
            PageCell(measure.title),
            PageCell("; ".join(reasons(row))),
            target_cell(rated, scheme),
            last_year_cell(rated, scheme, _marker(row, last_year)),
            previous_cell(rated, scheme),
            figure_cell(measure, row.actual, scheme, reading.marker, link, with_word=False),
            PageCell(row.status_word, look=scheme.appearance(row.status)),
            *(PageCell(column.cell(rated, scheme)) for column in directions),
            PageCell(rated.rating.why),
            PageCell(reading.commentary or NO_COMMENTARY),
            PageCell("\n".join(filter(None, [reading.action, *row.actions_in_words]))),
        ]

    return cells


def _marker(row: ConsolidatedRow, quarter: Quarter) -> str:
    """Return the shorthand of an earlier figure; "" for none."""
    return next((past.marker for past in row.history if past.quarter == quarter), "")


def reasons(row: ConsolidatedRow) -> list[str]:
    """Return the reasons why a row is an exception, in short; empty if it is no exception."""
    phrases = []
    if row.status is Status.OFF:
        phrases.append("off target")
    phrases += [f"declined {since}" for since in row.declined_since]
    if row.actual is None:
        phrases.append("no actual")
    elif row.status is Status.NOT_REPORTED:
        phrases.append("not reported")
    return [word if n else word[:1].upper() + word[1:] for n, word in enumerate(phrases)]
