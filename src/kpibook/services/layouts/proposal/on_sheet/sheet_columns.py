"""Columns of a table on a sheet: their headings and some cells of each."""

from __future__ import annotations

from kpibook.domain.measures.nothing import is_nothing
from kpibook.services.layouts.proposal.on_sheet.heading_rows import HeadingRows
from kpibook.services.layouts.proposal.values import Column
from kpibook.workbook.mapped.grid import Grid
from kpibook.workbook.mapped.words.note_words import is_note, is_total
from kpibook.workbook.mapped.words.status_words import status_of_colour

_SAMPLES = 60
_LONGEST = 200


def columns_of(grid: Grid, found: HeadingRows) -> list[Column]:
    """Return the columns of a table; rows of one text, such as sections, are left out."""
    rows = body_rows(grid, found)
    filled = dict.fromkeys((c for number in rows for c in grid.rows[number]), "")
    return [
        _column(grid, rows, number, found.headings.get(number, ""))
        for number in sorted({*found.headings, *filled})
    ]


def body_rows(grid: Grid, found: HeadingRows) -> list[int]:
    """Return the rows below the headings that hold more than one text."""
    return [
        number
        for number, texts in grid.lines()
        if found.rows[-1] < number < found.ends
        and len(set(texts.values())) > 1
        and not is_total(texts[min(texts)])
    ]


def _column(grid: Grid, rows: list[int], number: int, heading: str) -> Column:
    texts = [text for row in rows if (text := grid.text(row, number))]
    samples = [text[:_LONGEST] for text in texts if not is_nothing(text) or text in "-\u2013\u2014"]
    cells = [cell for row in rows if (cell := grid.cell(row, number)) is not None]
    fills = [fill for row in rows if (fill := grid.fills.get((row, number)))]
    signs = {text for text in texts if len(text) == 1 and text != "-"}
    fonts = [font for row in rows if (font := grid.fonts.get((row, number)))]
    return Column(
        number=number,
        heading=heading,
        samples=tuple(samples[:_SAMPLES]),
        filled=len(texts),
        rows=len(rows),
        fills=_status_fills(fills),
        fonts=_status_fills(fonts) if len(signs) == 1 and len(set(texts)) == 1 else 0,
        percents=sum(cell.kind == "number" and "%" in cell.number_format for cell in cells),
    )


def _status_fills(fills: list[str]) -> int:
    """Return how many fills are of statuses; 0 where all cells have the same."""
    meant = [fill for fill in fills if status_of_colour(fill) is not None]
    coloured = {status_of_colour(fill) for fill in meant}
    return len(meant) if len(coloured) > 1 else 0


def note_rows(grid: Grid, found: HeadingRows) -> list[int]:
    """Return the rows of a table that begin as foot notes do."""
    return [
        number
        for number, texts in grid.lines()
        if found.rows[-1] < number < found.ends
        and len(set(texts.values())) == 1
        and is_note(texts[min(texts)])
    ]
