"""Quarters below each other on a sheet."""

from kpibook.services.layouts.proposal.on_sheet.heading_rows import tables_on
from kpibook.services.layouts.proposal.on_sheet.stacked import last_with_figures, stacked_quarters
from tests.workbook.mapped.grids import grid_of

HEAD = ["Ref", "Indicator", "Target", "Actual"]


def _quarter(title: str, *figures: object) -> list[list[object]]:
    return [[title], HEAD, ["A1", "Boats moored", 5, *figures], [None]]


def test_each_quarter_has_its_title_and_its_end() -> None:
    grid = grid_of([*_quarter("Quarter 1", 4), *_quarter("Quarter 2", 6)])
    (found,) = tables_on(grid)
    quarters = stacked_quarters(grid, found)
    assert [(q.title, q.number, q.found.rows, q.found.ends) for q in quarters] == [
        ("Quarter 1", 1, (2,), 5),
        ("Quarter 2", 2, (6,), 2**31),
    ]


def test_headings_that_come_again_without_a_quarter_are_no_quarters() -> None:
    grid = grid_of([*_quarter("Adults", 4), *_quarter("Children", 6)])
    (found,) = tables_on(grid)
    assert stacked_quarters(grid, found) == []


def test_a_quarter_without_figures_yet_is_not_the_last() -> None:
    grid = grid_of([*_quarter("Quarter 1", 4), *_quarter("Quarter 2", 5), *_quarter("Quarter 3")])
    (found,) = tables_on(grid)
    assert last_with_figures(grid, stacked_quarters(grid, found)).number == 2
