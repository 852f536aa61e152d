"""Fill in a council's own workbook: actuals, statuses and directions into its own cells."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kpibook.addin.commands.answer import Answer
from kpibook.addin.commands.command_context import Click
from kpibook.addin.commands.own_workbook.excel_cells import ExcelCells
from kpibook.addin.excel.status_bar import step
from kpibook.domain.wording import counted, listed
from kpibook.services.layouts.filling.filler import FilledCells, fill_cells
from kpibook.services.layouts.open_book import scheme_for
from kpibook.sources.dated_columns import rows_in_quarter
from kpibook.workbook.closed import ClosedBook

if TYPE_CHECKING:
    from kpibook.domain.finding import Finding
    from kpibook.domain.measures.period import Quarter
    from kpibook.sources.tabular import SourceTable
    from kpibook.workbook.mapped.council_layout import CouncilLayout

_NAMED = 8  # references in a sentence


def fill_own(
    click: Click,
    copy: Path,
    place: Path,
    layout: CouncilLayout,
    period: Quarter,
    source: SourceTable,
    findings: list[Finding],
) -> Answer:
    """Write actuals, statuses and directions into the council's own cells.

    Args:
        click: The click, whose workbook is the one in Excel.
        copy: A file that holds what Excel has.
        place: The workbook's own file, next to which other files of the layout are.
        layout: The layout of it.
        period: The quarter.
        source: The actuals; without rows, what is typed in is rated.
        findings: Findings on the actuals.

    Raises:
        KpibookError: A file cannot be read, or Excel refuses.
    """
    step("rating the measures")
    scheme = scheme_for(layout, place.parent, None)
    rows = rows_in_quarter(source.rows, source.dated, period)
    with ClosedBook.open(copy) as book:
        cells = ExcelCells(book, click.book)
        filled = fill_cells(cells, place, layout, rows, period, scheme)
    click.book.commit()
    return Answer(
        (
            _done(filled, f"{period}, rated under the scheme {scheme.key}"),
            *_without_actual(filled),
            *click.book.notes(),
            click.how_to_go_back,
        ),
        (*findings, *filled.findings),
        rest="; Check lists what it finds on a sheet",
    )


def _done(filled: FilledCells, under: str) -> str:
    if not filled.changes:
        return f"The figures and statuses say this already: no cell changed ({under})."
    count = counted(len(filled.changes), "cell")
    return f"Filled {count} of your own for {under}. Nothing was added."


def _without_actual(filled: FilledCells) -> list[str]:
    refs = filled.without_actual
    return [f"Without an actual: {listed(refs, _NAMED)}."] if refs else []
