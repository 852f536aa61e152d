"""Scorecard sheet: every measure with its figures, status and direction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import starmap

from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.consolidation.row_brief import distinct_briefs
from kpibook.domain.measures.number import MARKERS
from kpibook.domain.reporting.direction_words import DirectionColumn, columns_of
from kpibook.domain.reporting.order import NO_PRIORITY
from kpibook.domain.reporting.quarterly_return import SHORTHAND_MISSING, SHORTHAND_NO_TARGET
from kpibook.domain.rules.scheme import Scheme
from kpibook.outputs.ahead.rows_ahead import in_words, rows_ahead
from kpibook.outputs.chart import Sparklines
from kpibook.outputs.consolidated.contents import (
    NO_DIRECTORATE,
    Contents,
    council_of,
    directorate_of,
    figure_width,
    has_several_councils,
    priority_of,
)
from kpibook.outputs.consolidated.words import summary_sentences
from kpibook.outputs.figures import actual_cell, previous_cell, target_cell
from kpibook.outputs.page import Page, PageCell, Rows, row_of
from kpibook.workbook import consolidated_layout as sheets
from kpibook.workbook import layout

TREND = "Last eight quarters"
COUNCIL_WIDTH = 20


def scorecard_page(
    contents: Contents, data: Page | None = None, trends: Sequence[str] = ()
) -> Page:
    """Return all measures, in the order of the Data sheet.

    Args:
        contents: The measures.
        data: The Data sheet, whose cells the actuals link to; None for no links.
        trends: The cells with each measure's last eight quarters, "" for a measure without them;
            empty for a scorecard without sparklines.
    """
    council, directions = has_several_councils(contents), direction_columns_of(contents)
    cells = scorecard_cells(contents, directions, council=council, trend=bool(trends))
    columns = scorecard_columns(contents, directions, council=council, trend=bool(trends))
    return Page(
        name=sheets.SCORECARD,
        title=f"Scorecard: all measures, {contents.period}",
        lines=(
            *summary_sentences(contents),
            *shorthand_line(contents),
            *_hints(data),
        ),
        table=sheets.SCORECARD_TABLE,
        header=list(columns),
        widths=list(columns.values()),
        rows=Rows(
            range(len(contents.rows)),
            lambda n: row_of(
                cells([contents.rows[n]], data.address(n, layout.ACTUAL) if data else "")
            ),
        ),
        sparklines=Sparklines(TREND, trends) if trends else None,
        ahead=rows_ahead(
            contents.rows,
            sheets.SCORECARD,
            assumed=in_words(directions),
            width=columns[layout.TARGET],
            link=lambda n: data.address(n, layout.ACTUAL),
            skip=0 if council else 1,
        )
        if data is not None and trends
        else None,
    )


def _hints(data: Page | None) -> list[str]:
    if data is None:
        return []
    return ["Click an actual to go to its row on the sheet Data, which says where it came from."]


def direction_columns_of(contents: Contents) -> tuple[DirectionColumn, ...]:
    """Return the columns of directions, whose headings name what the directions are against."""
    baselines = {brief.baselines for brief in distinct_briefs(contents.rows)}
    first, second = ({names[place] for names in baselines} - {""} for place in (0, 1))
    return columns_of(first, second, contents.period)


def scorecard_columns(
    contents: Contents, directions: Sequence[DirectionColumn], *, council: bool, trend: bool
) -> dict[str, int]:
    """Return the width of each column, by its heading."""
    period, figures = contents.period, figure_width(contents, 12)
    return {
        **({sheets.COUNCIL: COUNCIL_WIDTH} if council else {}),
        layout.DIRECTORATE: 20,
        layout.PRIORITY: 22,
        layout.REF: 10,
        layout.MEASURE: 44,
        layout.TARGET: figures,
        str(period.previous): figures,
        str(period): figures,
        layout.STATUS: 18,
        **{column.heading: 17 for column in directions},
        **({TREND: 22} if trend else {}),
    }


def scorecard_cells(
    contents: Contents, directions: Sequence[DirectionColumn], *, council: bool, trend: bool
) -> Callable[[Sequence[ConsolidatedRow], str], list[Sequence[str | PageCell]]]:
    """Return a function that makes columns, out of measures and the cell their actuals lead to."""
    schemes = {scheme.key: scheme for scheme in contents.schemes}

    def cells(rows: Sequence[ConsolidatedRow], link: str) -> list[Sequence[str | PageCell]]:
        measures = [row.rated.measure for row in rows]
        pairs = [(row.rated, schemes[row.scheme]) for row in rows]
        return [
            *([[council_of(row) or NO_DIRECTORATE for row in rows]] if council else []),
            [directorate_of(row) or NO_DIRECTORATE for row in rows],
            [priority_of(row) or NO_PRIORITY for row in rows],
            [measure.ref for measure in measures],
            [measure.title or SHORTHAND_MISSING for measure in measures],
            list(starmap(target_cell, pairs)),
            list(starmap(previous_cell, pairs)),
            [actual_cell(rated, scheme, link) for rated, scheme in pairs],
            status_column(rows, schemes),
            *(list(starmap(column.cell, pairs)) for column in directions),
            *([[""] * len(rows)] if trend else []),
        ]

    return cells


def status_column(
    rows: Sequence[ConsolidatedRow], schemes: Mapping[str, Scheme]
) -> Sequence[PageCell]:
    """Return the status of each row in its colours, the same statuses as one cell.

    Args:
        rows: The measures.
        schemes: Their schemes by key.
    """
    keys = [(row.status_word, row.scheme, row.status.value) for row in rows]
    looks = {key: (schemes[row.scheme], row.status) for key, row in zip(keys, rows, strict=True)}
    cells = {
        key: PageCell(key[0], look=scheme.appearance(status))
        for key, (scheme, status) in looks.items()
    }
    return [cells[key] for key in keys]


def shorthand_line(contents: Contents) -> list[str]:
    """Return a sentence on the shorthand in figures and targets; empty if no shorthand is used."""
    meanings = [f"{mark} {meaning}" for mark, meaning in shorthand(contents).items()]
    return [f"Shorthand: {'; '.join(meanings)}."] if meanings else []


def shorthand(contents: Contents) -> dict[str, str]:
    """Return the shorthand used in figures and targets, with its meaning."""
    used = {mark for row in distinct_briefs(contents.rows) for mark in row.marks}
    meanings = {**MARKERS, SHORTHAND_NO_TARGET: "not applicable (no target)"}
    return {mark: meaning for mark, meaning in meanings.items() if mark in used}
