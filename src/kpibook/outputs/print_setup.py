"""Print setup of a sheet: A4 landscape, at nine points or more, with what its rows are about."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kpibook.outputs.page import Fitted, Page, fixed, sheet_reference
from kpibook.outputs.quick_sheet import QuickSheet
from kpibook.outputs.text_fit import PAGE
from kpibook.workbook import layout

_A4 = 9
_SCALE = 60  # per cent
#: Points that print is to have; points that it may have where that saves a page across, and points
#: under which a table is not kept on one page.
_WISHED, _ALLOWED, _TOO_SMALL = 9.05, 8.5, 7.5
_MOST_KEYS = 4  # columns among which the reference is looked for


def set_print(sheet: QuickSheet, page: Page, widths: Sequence[float], points: int) -> None:
    """Set paper and scale; what is too wide for a page goes on further pages.

    A page with its own breaks is scaled, because Excel ignores breaks when it fits to a page.

    Args:
        sheet: The sheet.
        page: Its description.
        widths: Widths of its columns, in characters.
        points: Size of its font.
    """
    sheet.set_paper(_A4)
    fitted = page.fitted
    if fitted is not None and fitted.parts:
        _set_parts(sheet, page, fitted.parts, 1, fitted.scale)
    elif fitted is not None and fitted.across:
        sheet.set_print_scale(fitted.scale)
        sheet.set_v_pagebreaks([fitted.across])
        sheet.print_across()
    elif page.breaks:
        sheet.set_print_scale((fitted is not None and fitted.scale) or _SCALE)
        sheet.set_h_pagebreaks(list(page.breaks))
    elif page.charts or not _is_too_wide(widths, points, fitted):
        sheet.fit_to_pages(1, 0)
    else:
        pixels = [_pixels(width) for width in widths]
        keys = _keys(page, pixels)
        tried = [
            (scale, page_starts(pixels, keys, PAGE * 100 / scale))
            for scale in (math.ceil(size * 100 / points) for size in (_WISHED, _ALLOWED))
        ]
        scale, starts = min(tried, key=lambda each: len(each[1]))
        _set_parts(sheet, page, starts, keys, scale)


def _pixels(width: float) -> float:
    return width * 7 + 5


def _is_too_wide(widths: Sequence[float], points: int, fitted: Fitted | None) -> bool:
    """Return True if the columns on one page would be too small to read.

    A page that is sized for its text leaves no spare room, so that it is told to the point.
    """
    least = _TOO_SMALL if fitted is None else _ALLOWED
    return sum(map(_pixels, widths)) > PAGE * points / least


def _set_parts(sheet: QuickSheet, page: Page, starts: Sequence[int], keys: int, scale: int) -> None:
    """Print columns that fit a page, then the next columns; each with the first columns again.

    The title and the lines are on the first page alone: repeated columns would cut them.
    """
    bottom = page.top + len(page.rows) + (1 if page.totals else 0)
    tops = [1, *[page.top] * (len(starts) - 1)]
    ends = [*starts[1:], len(page.header)]
    areas = [
        f"{sheet_reference(page.name)}!{fixed(top, first + 1)}:{fixed(bottom, last)}"
        for first, last, top in zip(starts, ends, tops, strict=True)
    ]
    sheet.set_print_scale(scale)
    sheet.repeat_columns(0, keys - 1)
    sheet.set_print_areas(areas)


def _keys(page: Page, pixels: Sequence[float]) -> int:
    """Return how many first columns say what a row is about: those up to the reference."""
    first = list(page.header[:_MOST_KEYS])
    keys = first.index(layout.REF) + 1 if layout.REF in first else 1
    return keys if sum(pixels[:keys]) < PAGE / 2 else 1


def page_starts(pixels: Sequence[float], keys: int, room: float) -> list[int]:
    """Return the column, counted from 0, that each page across begins with.

    >>> page_starts([50, 50, 40, 40, 40], 1, 100)
    [0, 2, 3, 4]

    Args:
        pixels: Widths of the columns.
        keys: Number of first columns that are on each page.
        room: Width of a page. A column that is wider has a page for itself.
    """
    starts, taken = [0], float(sum(pixels[:keys]))
    for column in range(keys, len(pixels)):
        if taken + pixels[column] > room and column > max(starts[-1], keys):
            starts.append(column)
            taken = float(sum(pixels[:keys]))
        taken += pixels[column]
    return starts
