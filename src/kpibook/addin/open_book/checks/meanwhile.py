"""Cells that are not as they were read, because a colleague or Excel changed them meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.addin.excel.cell_cache import CellCache
from kpibook.addin.excel.rectangles import areas_around
from kpibook.addin.open_book.contents import content_of, same
from kpibook.errors import Location, WorkbookError
from kpibook.xlsx import Cell

_NAMED = 8  # cells in a message


def refuse_changed(cache: CellCache) -> None:
    """Read once more what was read, and refuse to go on if a cell holds something else now.

    In a shared workbook a colleague's figure can arrive at any moment. What was worked out without
    it must not be written over it. Results of formulas may differ: only the formulas count.

    Raises:
        WorkbookError: ``changed-meanwhile``, with the cells that changed.
    """
    changed = list(_changed(cache))
    if changed:
        raise changed_meanwhile(cache.book.name, changed)


def changed_meanwhile(file: str, places: list[str]) -> WorkbookError:
    """Return the refusal for cells that changed; no cell is named if there are no `places`."""
    more = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
    cells = f" Changed: {', '.join(places[:_NAMED])}{more}." if places else ""
    return WorkbookError(
        f"the workbook was changed meanwhile, so nothing was written.{cells}",
        code="changed-meanwhile",
        where=Location(file),
        why="A colleague works in it too, or a cell was typed into while the button worked.",
        fix="Press the button again.",
    )


def _changed(cache: CellCache) -> Iterator[str]:
    titles = {sheet.name.casefold(): sheet.name for sheet in cache.book.sheets}
    for sheet, cells in cache.cells_read().items():
        if sheet not in titles:
            yield f"the sheet '{sheet}', which has gone"
            continue
        for area in areas_around(cells):
            for at, cell in cache.now(sheet, area).items():
                if at in cells and not _same(cells[at], cell, epoch_1904=cache.epoch_1904):
                    yield f"'{titles[sheet]}'!{cell.address}"


def _same(before: Cell, now: Cell, *, epoch_1904: bool) -> bool:
    one, other = (content_of(cell, epoch_1904=epoch_1904) for cell in (before, now))
    return same(one, other, moment=before.kind == "date")
