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
from kpibook.outputs.text_fit import (
    PADDING,
    PAGE,
    WIDER,
    line_count,
    text_width,
    word_width,
    words_width,
    wrapped,
)

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
    heading = word_width(column.heading, points, bold=True)
    # Each text once: many rows say the same.
    cells = [row[place] for row in rows]
    if column.is_figure:
        figures = {(str(c), isinstance(c.value, str), c.large) for c in cells}
        return max(heading, *(_figure_width(*figure, points) for figure in figures), 0)
    plain, bold = set[str](), set[str]()
    for text, is_bold in {(str(cell), _is_bold(cell)) for cell in cells}:
        (bold if is_bold else plain).update(text.split())
    widest = max(words_width(plain, points), words_width(bold, points, bold=True))
    return max(heading, min(widest, PAGE // 4))


def figure_width(cell: PageCell, points: int) -> int:
    """Return the width of a figure in pixels, which never wraps; words among figures may."""
    return _figure_width(str(cell), isinstance(cell.value, str), cell.large, points)


def _figure_width(shown: str, is_text: bool, is_large: bool, points: int) -> int:
    size = points + (_LARGER if is_large else 0)
    if is_text and " " in shown:
        return word_width(shown, size, bold=True)
    return math.ceil(text_width(shown, size, bold=True)) + PADDING + 3


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
    by_column = zip(*rows, strict=True) if rows else [()] * len(pixels)
    heights = [_heights(cells, px, points) for cells, px in zip(by_column, pixels, strict=True)]
    least = [0.0] * len(rows)
    if drawn is not None:
        words = heights[list(page.header).index(drawn.heading)]
        least = [
            height + _SPARKLINE if reference else 0
            for height, reference in zip(words, drawn.references, strict=True)
        ]
    return replace(
        page,
        widths=[(px - 5) / 7 for px in pixels],
        sparklines=drawn,
        fitted=Fitted(
            points=points,
            heights=list(map(max, least, *heights)),
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


def _heights(cells: Sequence[PageCell], pixels: int, points: int) -> list[float]:
    """Return the height that each cell of a column needs, in points."""
    by_look: dict[tuple[str, bool, bool], float] = {}
    heights: list[float] = []
    for cell in cells:
        key = (str(cell), _is_bold(cell), cell.large)
        height = by_look.get(key)
        if height is None:
            text, is_bold, is_large = key
            size = points + (_LARGER if is_large else 0)
            lines = line_count(text, pixels - PADDING, size, bold=is_bold)
            height = by_look[key] = lines * size * _LINE + _AROUND
        heights.append(height)
    return heights


def _is_bold(cell: PageCell) -> bool:
    return cell.bold or cell.large or cell.look is not None
