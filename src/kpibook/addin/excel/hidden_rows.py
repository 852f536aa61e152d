"""Hidden rows of a sheet, and writes that reach them.

Excel puts the first value of a block into every row that a filter shows, and leaves the rows that
it hides as they are. So nothing is ever written over shown and hidden rows together.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kpibook.addin.excel import platform_api
from kpibook.addin.excel.rectangles import Block
from kpibook.xlsx.cells.references import Area

if TYPE_CHECKING:
    import xlwings


def hidden_rows(sheet: xlwings.Sheet, first: int, last: int, platform: str) -> frozenset[int]:
    """Return the rows from `first` to `last` that are hidden, by a filter or by hand.

    Excel is asked once for rows that are all shown or all hidden, and for their halves otherwise.
    """
    if last < first:
        return frozenset()
    hidden = platform_api.rows_hidden(sheet.range((first, 1), (last, 1)), platform)
    if hidden is not None or first == last:
        return frozenset(range(first, last + 1)) if hidden else frozenset()
    middle = (first + last) // 2
    above = hidden_rows(sheet, first, middle, platform)
    return above | hidden_rows(sheet, middle + 1, last, platform)


def parts_of(area: Area, hidden: frozenset[int]) -> Iterator[Area]:
    """Split an area into runs of shown rows, and the single cells of hidden rows.

    A single cell takes its value whether its row is hidden or not.

    >>> [str(part) for part in parts_of(Area(1, 1, 4, 2), frozenset({3}))]
    ['A1:B2', 'A3', 'B3', 'A4:B4']
    """
    if not hidden.intersection(range(area.first_row, area.last_row + 1)):
        yield area
        return
    first = area.first_row
    for row in range(area.first_row, area.last_row + 2):
        if row <= area.last_row and row not in hidden:
            continue
        if first < row:
            yield Area(first, area.first_column, row - 1, area.last_column)
        if row <= area.last_row:
            columns = range(area.first_column, area.last_column + 1)
            yield from (Area(row, column, row, column) for column in columns)
        first = row + 1


def pieces(block: Block, hidden: frozenset[int]) -> Iterator[Block]:
    """Split a block as `parts_of` splits its area."""
    whole = block.area
    for part in parts_of(whole, hidden):
        rows = block.rows[part.first_row - whole.first_row : part.last_row - whole.first_row + 1]
        across = slice(
            part.first_column - whole.first_column, part.last_column - whole.first_column + 1
        )
        yield Block(part, [row[across] for row in rows])
