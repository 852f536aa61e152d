"""Exceptions sheet: measures off target, declined or missing, with their commentary.

A measure has declined if it did against either of its baselines; both figures are printed.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from itertools import starmap

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, Consolidation
from kpibook.domain.consolidation.row_brief import briefs_of
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.reporting.direction_words import DirectionColumn
from kpibook.domain.rules.outcomes import Status
from kpibook.domain.rules.scheme import Scheme
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
from kpibook.outputs.consolidated.scorecard import (
    COUNCIL_WIDTH,
    direction_columns_of,
    status_column,
)
from kpibook.outputs.figures import figure_cell, last_year_cell, previous_cell, target_cell
from kpibook.outputs.page import Page, PageCell, Rows, row_of
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
        rows=Rows(numbers, lambda n: row_of(cells([rows[n]], data.address(n, layout.ACTUAL)))),
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
) -> Callable[[Sequence[ConsolidatedRow], str], list[Sequence[str | PageCell]]]:
    """Return a function that makes columns, out of measures and the cell their actuals lead to."""
    schemes = {scheme.key: scheme for scheme in contents.schemes}
    last_year = contents.period.same_last_year

    def cells(rows: Sequence[ConsolidatedRow], link: str) -> list[Sequence[str | PageCell]]:
        every = [row.rated for row in rows]
        pairs = [(row.rated, schemes[row.scheme]) for row in rows]
        return [
            *([[council_of(row) or NO_DIRECTORATE for row in rows]] if council else []),
            [directorate_of(row) or NO_DIRECTORATE for row in rows],
            [rated.measure.ref for rated in every],
            [rated.measure.title for rated in every],
            ["; ".join(reasons(row)) for row in rows],
            list(starmap(target_cell, pairs)),
            [
                last_year_cell(rated, scheme, _marker(row, last_year))
                for row, (rated, scheme) in zip(rows, pairs, strict=True)
            ],
            list(starmap(previous_cell, pairs)),
            [_actual_cell(rated, scheme, link) for rated, scheme in pairs],
            status_column(rows, schemes),
            *(list(starmap(column.cell, pairs)) for column in directions),
            [rated.rating.why for rated in every],
            [rated.reading.commentary or NO_COMMENTARY for rated in every],
            list(map(_action, rows)),
        ]

    return cells


def _actual_cell(rated: RatedMeasure, scheme: Scheme, link: str) -> PageCell:
    reading = rated.reading
    return figure_cell(rated.measure, reading.usable, scheme, reading.marker, link, with_word=False)


def _action(row: ConsolidatedRow) -> str:
    listed = row.actions_in_words if row.actions else ()
    return "\n".join(filter(None, [row.rated.reading.action, *listed]))


def _marker(row: ConsolidatedRow, quarter: Quarter) -> str:
    """Return the shorthand of last year's figure; "" for none."""
    if row.rated.previous_year is not None:
        return ""  # it has its figure
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
