"""Cells of an open workbook that differ from its file: what a close without saving would lose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kpibook.domain.wording import listed
from kpibook.xlsx import Cell, Workbook

SOME = "The workbook has changes that are not saved yet."
_NAMED = 3  # cells in a sentence


def unsaved_cells(copy: Path, file: Path) -> list[str]:
    """Return the cells whose content differs between a copy of the open workbook and its file.

    Args:
        copy: The workbook as it is in Excel.
        file: The file as it was saved last.

    Raises:
        KpibookError: One of them cannot be read.
        OSError: As well.
    """
    with Workbook.open(copy) as now, Workbook.open(file) as saved:
        return list(_different(now, saved))


def sentence(cells: list[str]) -> str:
    """Say which cells are not saved yet; no cells mean that they could not be found out.

    >>> sentence(["'This quarter'!H6"])
    "Typed or changed since your last save: 'This quarter'!H6."
    """
    return f"Typed or changed since your last save: {listed(cells, _NAMED)}." if cells else SOME


def _different(now: Workbook, saved: Workbook) -> Iterator[str]:
    for sheet in now.sheets:
        if sheet.kind != "worksheet":
            continue
        mine = _cells(now, sheet.name)
        theirs = _cells(saved, sheet.name) if sheet.name in saved.sheet_names else {}
        for place in sorted(mine.keys() | theirs.keys(), key=lambda at: (at[0], at[1])):
            if _content(mine.get(place)) != _content(theirs.get(place)):
                held = mine.get(place) or theirs[place]
                yield f"'{sheet.name}'!{held.address}"


def _cells(package: Workbook, sheet: str) -> dict[tuple[int, int], Cell]:
    return {
        (number, column): cell
        for number, row in package.sheet(sheet).rows()
        for column, cell in row.items()
    }


def _content(cell: Cell | None) -> object:
    """Return what a person put into a cell: of a formula its text, as the result follows it."""
    if cell is None:
        return None
    return cell.formula if cell.formula is not None else cell.value
