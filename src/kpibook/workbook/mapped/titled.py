"""Tables of one sheet below each other, a quarter each, found by the title above them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kpibook.domain.measures.period import Quarter
from kpibook.workbook.mapped.council_layout import TableLayout
from kpibook.workbook.mapped.grid import Grid
from kpibook.workbook.mapped.headings import Located, columns_at
from kpibook.workbook.mapped.periods.expression import canonical, wanted

#: Rows below a title in which its headings begin.
_NEAR = 6
_YEARS = (-1, 0, 1)


def locate_below_title(grid: Grid, table: TableLayout, period: Quarter) -> Located:
    """Return the headings and columns of the table under the title of a quarter.

    Nothing is found if the sheet has no such title: the quarter is not there yet.
    """
    offsets = [row - table.heading_rows[0] for row in table.heading_rows] or [0]
    nothing = columns_at(grid, table, period, ())
    best = nothing
    for title in _titles(grid, table, period):
        for start in range(title + 1, title + 1 + _NEAR):
            here = columns_at(grid, table, period, tuple(start + by for by in offsets))
            if len(here.columns) > len(best.columns) and {"ref", "measure"} & set(here.columns):
                best = here
        if best is not nothing:
            break
    return replace(best, has_moved=False)


def ends_at(grid: Grid, table: TableLayout, below: int, period: Quarter) -> int:
    """Return the row of the next quarter's title below a row; a row past the sheet if none is."""
    quarters = [Quarter(period.year + by, n) for by in _YEARS for n in (1, 2, 3, 4)]
    titles = (row for quarter in quarters for row in _titles(grid, table, quarter))
    return min((row for row in titles if row >= below), default=2**31)


def _titles(grid: Grid, table: TableLayout, period: Quarter) -> Iterator[int]:
    spellings = wanted(table.title, period).spellings
    for number, texts in grid.lines():
        if len(set(texts.values())) <= 2 and any(canonical(t) in spellings for t in texts.values()):
            yield number
