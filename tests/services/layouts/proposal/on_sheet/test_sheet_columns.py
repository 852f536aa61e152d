"""Columns have samples of measures, and not of sections, totals and notes."""

from __future__ import annotations

from kpibook.services.layouts.proposal.on_sheet.heading_rows import tables_on
from kpibook.services.layouts.proposal.on_sheet.sheet_columns import columns_of, note_rows
from tests.workbook.mapped.grids import grid_of

ROWS: list[list[object]] = [
    ["Ref", "Measure", "Actual"],
    ["Priority 1"],
    ["A1", "Homes let on time", 5],
    ["A2", "Homes built", 6],
    ["Total", None, 11],
    ["* A2 is provisional"],
]


def test_only_rows_of_measures_are_sampled() -> None:
    grid = grid_of(ROWS)
    found = next(tables_on(grid))

    columns = columns_of(grid, found)

    assert columns[0].samples == ("A1", "A2")
    assert columns[2].samples == ("5", "6")
    assert note_rows(grid, found) == [6]


def test_fills_of_several_statuses_count_and_one_colour_does_not() -> None:
    for colours, counts in ((("92D050", "FF0000"), 2), (("92D050", "92D050"), 0)):
        grid = grid_of(ROWS, fills={(3, 3): colours[0], (4, 3): colours[1]})

        assert columns_of(grid, next(tables_on(grid)))[2].fills == counts
