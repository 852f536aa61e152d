"""Quarters below each other on one sheet: the same headings again, each under its title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpibook.on_use.dataclass import dataclass
from kpibook.services.layouts.proposal.content import share
from kpibook.services.layouts.proposal.on_sheet.heading_rows import HeadingRows
from kpibook.workbook.mapped.grid import Grid
from kpibook.workbook.mapped.headings import joined_headings
from kpibook.workbook.mapped.periods.period_words import mentions_in

_ABOVE = 4  # rows above headings in which their title is


@dataclass(frozen=True, slots=True)
class StackedQuarter:
    """Table of one quarter among others on its sheet.

    Attributes:
        found: Its headings and its end.
        title: The title above it.
        number: The quarter that the title names, 1 to 4.
    """

    found: HeadingRows
    title: str
    number: int


def stacked_quarters(grid: Grid, found: HeadingRows) -> list[StackedQuarter]:
    """Return the tables of a sheet that have the same headings; [] if they are not quarters'."""
    starts = list(_starts(grid, found))
    if len(starts) < 2:
        return []
    titles = [_title(grid, start) for start in starts]
    ends = [row for row, _, _ in titles[1:]] + [found.ends]
    quarters = [
        StackedQuarter(
            HeadingRows(_rows(found, start), found.headings, end),
            title,
            number,
        )
        for start, (_, title, number), end in zip(starts, titles, ends, strict=True)
        if number
    ]
    is_each = len({quarter.number for quarter in quarters}) == len(starts)
    return quarters if is_each else []


def last_with_figures(grid: Grid, quarters: Sequence[StackedQuarter]) -> StackedQuarter:
    """Return the last quarter that has as many figures as others, or nearly."""
    filled = [(_filled(grid, quarter.found), quarter) for quarter in quarters]
    most = max(number for number, _ in filled)
    full = [quarter for number, quarter in filled if number * 4 >= most * 3]
    return max(full, key=lambda quarter: quarter.number)


def _starts(grid: Grid, found: HeadingRows) -> Iterator[int]:
    first = found.rows[0]
    for number in grid.rows:
        if number < first or number >= found.ends:
            continue
        rows = _rows(found, number)
        if rows[-1] < found.ends and joined_headings(grid, rows) == found.headings:
            yield number


def _rows(found: HeadingRows, start: int) -> tuple[int, ...]:
    return tuple(start + row - found.rows[0] for row in found.rows)


def _title(grid: Grid, start: int) -> tuple[int, str, int]:
    """Return the row, the text and the quarter of the title above headings; 0 for no quarter."""
    for row in range(start - 1, max(start - 1 - _ABOVE, 0), -1):
        texts = {grid.text(row, column) for column in grid.rows.get(row, {})} - {""}
        for text in texts if len(texts) <= 2 else ():
            for mention in mentions_in(text):
                if mention.kind == "quarter":
                    return row, text, mention.number
    return start, "", 0


def _filled(grid: Grid, found: HeadingRows) -> int:
    """Return the number of figures of a table, targets among them."""
    return sum(
        sum(share([text], "number") > 0 for text in texts.values())
        for number, texts in grid.lines()
        if found.rows[-1] < number < found.ends and len(set(texts.values())) > 1
    )
