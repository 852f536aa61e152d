"""Grids of an .xlsx workbook, with the results of its formulas, merged cells and fills."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from kpibook.workbook.layout import ADDED_TABLES
from kpibook.workbook.mapped.grid import Grid
from kpibook.xlsx import Cell, Workbook
from kpibook.xlsx.cells.references import areas
from kpibook.xlsx.formula_results.formula_reader import FormulaReader
from kpibook.xlsx.xml import elements as xml

_SHORT = 2  # characters of a sign whose colour may be a status
_PLAIN = ("000000", "FFFFFF")
_WIDEST = 1_000  # columns of a sheet that are read
_MOST_FORMULAS = 2_000  # formulas of a sheet that are worked out; the others are as stored
_MOST_CELLS = 400_000  # cells of a workbook that are read


def workbook_grids(path: Path, most_rows: int) -> list[Grid]:
    """Read the worksheets of a workbook; rows that Excel does not show are left out.

    Raises:
        RefusedFile: The workbook cannot be opened safely.
    """
    with Workbook.open(path) as book:
        return grids_in(book, most_rows)


def grids_in(book: Workbook, most_rows: int) -> list[Grid]:
    """Return the worksheets of an open workbook as `workbook_grids` does.

    The sheets that kpibook added to a council's own workbook are left out: they repeat the others.
    """
    room, grids = _MOST_CELLS, []
    added = {table.sheet for table in book.tables if table.name in ADDED_TABLES}
    for info in book.sheets:
        if info.kind != "worksheet" or not info.part or info.name in added:
            continue
        rows: dict[int, dict[int, Cell]] = {}
        styles: dict[tuple[int, int], int] = {}
        sheet = book.sheet(info.name)
        hidden = sheet.hidden_rows(most_rows)
        for number, cells in sheet.rows(last=most_rows):
            filled = {c: x for c, x in cells.items() if c <= _WIDEST and not x.is_blank}
            if number in hidden:
                continue
            # A cell may show a status by its fill alone.
            styles |= {(number, c): x.style for c, x in cells.items() if x.style and c <= _WIDEST}
            if filled:
                rows[number] = filled
                room -= len(filled)
            if room < 0:
                break
        grids.append(
            Grid(
                info.name,
                _worked_out(book, info.name, rows),
                tuple(_merged(sheet.tail(), sheet.prefix)),
                _fills(book, styles),
                is_shown=info.state == "visible",
                fonts=_fonts(book, rows),
            )
        )
    return grids


def _worked_out(
    book: Workbook, sheet: str, rows: dict[int, dict[int, Cell]]
) -> Mapping[int, Mapping[int, Cell]]:
    """Return rows in which formulas without a stored result have theirs, if it can be known."""
    left = _MOST_FORMULAS
    reader = FormulaReader(book)
    for cells in rows.values():
        for column, cell in cells.items():
            if cell.formula is not None and cell.kind == "blank" and left:
                cells[column] = reader.resolved(sheet, cell)
                left -= 1
    return rows


def _merged(tail: bytes, prefix: bytes) -> Iterator[tuple[int, int, int, int]]:
    for tag in xml.tags(tail, "mergeCell", prefix=prefix):
        found = next(areas(tag.get("ref")), None)
        if found is not None:
            yield found.first_row, found.first_column, found.last_row, found.last_column


def _fonts(book: Workbook, rows: Mapping[int, Mapping[int, Cell]]) -> dict[tuple[int, int], str]:
    """Return the colour of the text of each cell with a sign or a short word, but black, as RGB."""
    short = {
        (number, column): cell.style
        for number, cells in rows.items()
        for column, cell in cells.items()
        if cell.style and cell.kind == "text" and len(str(cell.value)) <= _SHORT
    }
    by_style = {style: book.looks.font(style) for style in set(short.values())}
    return {
        place: font
        for place, style in short.items()
        if (font := by_style[style]) and font not in _PLAIN
    }


def _fills(book: Workbook, styles: Mapping[tuple[int, int], int]) -> dict[tuple[int, int], str]:
    """Return the fill of each cell that has one, as RGB."""
    by_style = {style: book.looks.fill(style) for style in set(styles.values())}
    return {place: fill for place, style in styles.items() if (fill := by_style[style])}
