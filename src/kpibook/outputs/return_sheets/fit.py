"""Sheets sized by their text: no figure or word is cut, and print is at least 9 points on A4."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kpibook.domain.report.words.labels import Labels
from kpibook.on_use.replacing import replace
from kpibook.outputs.page import Fitted, Page, PageCell
from kpibook.outputs.return_sheets.column import Column
from kpibook.outputs.return_sheets.long_rows import in_parts
from kpibook.outputs.return_sheets.trend_lines import Trends, trend_lines
from kpibook.outputs.text_fit import PADDING, PAGE, WIDER, text_width, word_width, wrapped

#: Size of the font in the published copy and on the officer's sheet, in points.
PUBLISHED, OFFICER = 12, 10
_LEAST_PRINTED = 9.05
_SPARKLINE = 24  # points below the words
_LARGER = 6
_NARROWEST = 61  # pixels: 8 characters, as the checklist asks for a sensible width
_LINE, _AROUND = 1.28, 7


def widest(points: int) -> int:
    """Return how wide a sheet can be, in pixels, to be printed at least 9 points high."""
    return math.floor(PAGE * points / _LEAST_PRINTED)


def widths_of(
    columns: Sequence[Column], rows: Sequence[Sequence[PageCell]], points: int, taken: int = 0
) -> list[int]:
    """Return the width of each column, in pixels.

    The columns of text share what the figures leave of the page. Where a word needs more, the
    sheet is wider than the page, which is then printed smaller.

    Args:
        columns: The columns.
        rows: Their cells.
        points: Size of the font.
        taken: Pixels of the page that other columns take.
    """
    least = [_least(column, n, rows, points) for n, column in enumerate(columns)]
    # Room for a wider font is given up before the print gets too small.
    padding = PADDING * len(least)
    letters = max(1, sum(least) - padding)
    narrower = max(1 / WIDER, min(1.0, (widest(points) - taken - padding) / letters))
    narrowest = _NARROWEST if points == PUBLISHED else 0
    least = [max(narrowest, PADDING + math.floor((px - PADDING) * narrower)) for px in least]
    shares = sum(column.share for column in columns)
    fixed = sum(px for px, column in zip(least, columns, strict=True) if column.is_figure)
    usual = PAGE if shares and fixed < PAGE / 3 else (PAGE + widest(points)) // 2
    room = usual - taken - fixed
    wished = [
        px if column.is_figure else max(px, math.floor(room * column.share / shares))
        for px, column in zip(least, columns, strict=True)
    ]
    return _narrowed(wished, least, sum(wished) + taken - widest(points))


def _narrowed(wished: Sequence[int], least: Sequence[int], excess: int) -> list[int]:
    """Return widths that are together so much less, none under the least it needs."""
    spare = [px - need for px, need in zip(wished, least, strict=True)]
    if excess <= 0 or not sum(spare):
        return list(wished)
    share = min(1.0, excess / sum(spare))
    return [px - math.ceil(each * share) for px, each in zip(wished, spare, strict=True)]


def _least(column: Column, place: int, rows: Sequence[Sequence[PageCell]], points: int) -> int:
    cells = [row[place] for row in rows]
    heading = word_width(column.heading, points, bold=True)
    if column.is_figure:
        return max(heading, *(figure_width(cell, points) for cell in cells), 0)
    words = (word_width(str(cell), points, bold=_is_bold(cell)) for cell in cells)
    return max(heading, min(max(words, default=0), PAGE // 4))


def figure_width(cell: PageCell, points: int) -> int:
    """Return the width of a figure in pixels, which never wraps; words among figures may."""
    size = points + (_LARGER if cell.large else 0)
    if isinstance(cell.value, str) and " " in cell.value:
        return word_width(str(cell), size, bold=True)
    return math.ceil(text_width(str(cell), size, bold=True)) + PADDING + 3


def page_of(
    name: str,
    title: str,
    lines: Sequence[str],
    table: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[PageCell]],
    *,
    points: int,
    labels: Labels,
    trend: Trends | None = None,
) -> Page:
    """Return a sheet of a table with the sizes that its text needs.

    Args:
        name: Name on its tab.
        title: Its title, in A1; what is wider than the table goes on below.
        lines: Sentences above the table, likewise.
        table: Name of the table.
        columns: The columns.
        rows: The rows; one that is taller than Excel allows becomes several.
        points: Size of the font.
        labels: The words for such rows.
        trend: The measures whose trends are drawn; None for a sheet without trends.
    """
    page = Page(
        name=name,
        title=title,
        lines=lines,
        table=table,
        header=[column.heading for column in columns],
        rows=rows,
    )
    return sized(page, columns, widths_of(columns, rows, points), points, labels, trend)


def sized(
    page: Page,
    columns: Sequence[Column],
    pixels: Sequence[int],
    points: int,
    labels: Labels,
    trend: Trends | None = None,
) -> Page:
    """Return a page with widths, heights, lines and sparklines that fit its columns."""
    rows, origins = in_parts(page.rows, pixels, points, labels)
    first, *further = wrapped(page.title, min(sum(pixels), PAGE) - PADDING, points + 4, bold=True)
    room = min(sum(pixels), PAGE) - PADDING
    lines = [part for line in (*further, *page.lines) for part in wrapped(str(line), room, points)]
    page = replace(page, title=first, lines=lines, rows=rows)
    drawn = None
    if trend is not None:
        blocks = [trend.blocks[origin] for origin in origins]
        drawn = trend_lines(page, trend.heading, trend.periods, blocks)
    references = drawn.references if drawn is not None else [""] * len(rows)
    column = 0 if trend is None else list(page.header).index(trend.heading)
    places = [_height(row[column], pixels[column], points) + _SPARKLINE for row in rows]
    return replace(
        page,
        widths=[(px - 5) / 7 for px in pixels],
        sparklines=drawn,
        fitted=Fitted(
            points=points,
            heights=[
                max(height_of(row, pixels, points), place if reference else 0)
                for row, reference, place in zip(rows, references, places, strict=True)
            ],
            header_height=_header_height(columns, pixels, points),
            figures=frozenset(n for n, column in enumerate(columns) if column.is_figure),
        ),
    )


def _header_height(columns: Sequence[Column], pixels: Sequence[int], points: int) -> float:
    lines = max(
        len(wrapped(column.heading, px - PADDING, points, bold=True))
        for column, px in zip(columns, pixels, strict=True)
    )
    return lines * points * _LINE + _AROUND


def height_of(row: Sequence[PageCell], pixels: Sequence[int], points: int) -> float:
    """Return the height that a row needs, in points."""
    return max(_height(cell, px, points) for cell, px in zip(row, pixels, strict=True))


def _height(cell: PageCell, pixels: int, points: int) -> float:
    size = points + (_LARGER if cell.large else 0)
    lines = len(wrapped(str(cell), pixels - PADDING, size, bold=_is_bold(cell)))
    return lines * size * _LINE + _AROUND


def _is_bold(cell: PageCell) -> bool:
    return cell.bold or cell.large or cell.look is not None
