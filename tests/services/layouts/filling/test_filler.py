"""A fill of cells that says what changed, whatever holds them."""

from __future__ import annotations

from pathlib import Path

from kpibook.domain.measures.period import Quarter
from kpibook.services.layouts.filling.filler import fill_cells
from kpibook.services.layouts.filling.workbook_cells import WorkbookCells
from kpibook.services.layouts.which import layout_needed
from kpibook.sources.schemes import load_scheme
from kpibook.workbook.closed import ClosedBook
from tests.support.scorecards import PERIOD, council_desk


def test_statuses_follow_from_the_figures_that_are_there(tmp_path: Path) -> None:
    path = council_desk(tmp_path)
    layout, scheme = layout_needed(path, None), load_scheme("standard")
    with ClosedBook.open(path) as book:
        filled = fill_cells(WorkbookCells(book), path, layout, (), Quarter.parse(PERIOD), scheme)
        again = fill_cells(WorkbookCells(book), path, layout, (), Quarter.parse(PERIOD), scheme)

    assert {change.ref for change in filled.changes} >= {"EN2"}
    assert all(change.heading in ("status", "direction") for change in filled.changes)
    assert filled.without_actual == ("EN3",)
    assert again.changes == ()
