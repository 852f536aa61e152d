"""Cell writes into an open workbook, in few calls, each with a step that takes it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from kpibook.addin.excel import platform_api
from kpibook.addin.excel.cell_cache import CellCache
from kpibook.addin.excel.cell_values import LONGEST_IN_A_BLOCK, date_format_for, sent
from kpibook.addin.excel.number_formats import formats_of
from kpibook.addin.excel.range_reader import range_of
from kpibook.addin.excel.rectangles import Block, Place, addresses, blocks
from kpibook.addin.open_book.undo_log import Undo
from kpibook.errors import Location, RefusedEdit
from kpibook.workbook.protocol import CellWrite
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import Area, address, areas
from kpibook.xlsx.styles.number_formats import is_date_code

if TYPE_CHECKING:
    import xlwings

Writes = Mapping[Place, CellWrite]


class SheetWrites:
    """The writes of one sheet.

    Args:
        cache: The cache of the workbook's cells.
        sheet: The sheet's name.
        writes: The writes by row and column.
        undo: The log that gets a step back for each write.
    """

    def __init__(self, cache: CellCache, sheet: str, writes: Writes, undo: Undo) -> None:
        self._cache, self._name, self._writes, self._undo = cache, sheet, writes, undo
        self._sheet: xlwings.Sheet = cache.book.sheets[sheet]
        cache.learn(sheet, writes)
        self._formulas = self._gathered(lambda write: write.formula is not None)
        self._values = self._gathered(lambda write: write.formula is None)

    def check(self) -> None:
        """Refuse merged cells, before anything is written.

        Raises:
            RefusedEdit: ``cell-merged``.
        """
        for block in (*self._formulas, *self._values):
            # None means that some are merged: Excel's answer for a mixed range.
            if range_of(self._sheet, block.area).merge_cells is not False:
                raise RefusedEdit(
                    "cells that are to be written are merged.",
                    code="cell-merged",
                    where=Location(self._cache.book.name, self._name, str(block.area)),
                    why="A merged cell holds one value for several.",
                    fix="Unmerge them (Home > Merge & Center), and try again.",
                )

    def make(self) -> None:
        """Write formats, then formulas, then values."""
        # A cell formatted as text would keep a number as text, so formats come first.
        self._format()
        # Excel may fill a table's whole column with a formula, so the values in it come last.
        for block in self._formulas:
            self._put(block, formulas=True)
        for block in self._values:
            self._put(block, formulas=False)

    # Within

    def _gathered(self, belongs: Callable[[CellWrite], bool]) -> list[Block]:
        values = {at: self._sent(at, write) for at, write in self._writes.items() if belongs(write)}
        texts = {(at[1], value) for at, value in values.items() if isinstance(value, str)}
        taken = self._writes.keys() - values.keys()

        def unchanged(at: Place) -> object | None:
            cell = None if at in taken else self._cache.cell(self._name, at)
            if cell is None or cell.formula is not None or cell.kind == "error":
                return None
            value = as_sent(cell, epoch_1904=self._cache.epoch_1904)
            # Writing a text back loses the formats of single words in it; not so a word, such as a
            # status, that other cells of the column get anyway.
            return value if cell.kind != "text" or (at[1], value) in texts else None

        return blocks(values, unchanged, _is_long)

    def _sent(self, at: Place, write: CellWrite) -> object:
        if write.formula is not None:
            return "=" + write.formula.removeprefix("=")
        where = Location(self._cache.book.name, self._name, address(*at))
        return sent(write.value, where, epoch_1904=self._cache.epoch_1904)

    def _put(self, block: Block, *, formulas: bool) -> None:
        cells = range_of(self._sheet, block.area)
        # Logged before the write: a refused write may have been made in part.
        back = put_back(self._cache, self._name, block.area)
        self._undo.add(f"'{self._name}'!{block.area}", back)
        # A single cell takes a bare value and no rows.
        rows = block.rows if block.area.size > 1 else block.rows[0][0]
        if formulas:
            cells.formula = rows
        else:
            cells.raw_value = rows

    def _format(self) -> None:
        by_code: dict[str, list[Place]] = {}
        for at, write in self._writes.items():
            code = self._code(at, write)
            if code is not None:
                by_code.setdefault(code, []).append(at)
        several = self._cache.platform == platform_api.WINDOWS
        for code, places in by_code.items():
            for line in addresses(places, several=several):
                self._give_format(line, code, places)

    def _code(self, at: Place, write: CellWrite) -> str | None:
        """Return the number format for a cell to get; None if it keeps its present format."""
        cell = self._cache.cell(self._name, at)
        shown = cell.number_format if cell and cell.kind in ("number", "date") else ""
        code = write.number_format
        if code is None and write.formula is None and not is_date_code(shown):
            code = date_format_for(write.value)
        return None if code == shown else code

    def _give_format(self, line: str, code: str, places: Iterable[Place]) -> None:
        cells = self._sheet.range(line)
        if cells.number_format == code:
            return
        inside = set(_places_in(line)) & set(places)
        before = formats_of(self._sheet, inside)
        self._undo.add(f"'{self._name}'!{line}", lambda: self._give_back(before))
        cells.number_format = code

    def _give_back(self, before: Mapping[Place, str]) -> None:
        several = self._cache.platform == platform_api.WINDOWS
        for code in set(before.values()):
            places = [at for at, before_code in before.items() if before_code == code]
            for line in addresses(places, several=several):
                self._sheet.range(line).number_format = code


def as_sent(cell: Cell, *, epoch_1904: bool) -> object:
    """Return the formula or value that writes a cell back as it was read."""
    if cell.formula is not None:
        return cell.formula
    return sent(cell.value, Location(cell=cell.address), epoch_1904=epoch_1904)


def put_back(cache: CellCache, sheet: str, area: Area) -> Callable[[], None]:
    """Return a function that restores an area's formulas and values."""
    before = {
        (row, column): cell
        for row in range(area.first_row, area.last_row + 1)
        for column in range(area.first_column, area.last_column + 1)
        if (cell := cache.cell(sheet, (row, column))) is not None
    }

    def back() -> None:
        values = {at: as_sent(cell, epoch_1904=cache.epoch_1904) for at, cell in before.items()}
        for block in blocks(values, alone=_is_long):
            rows = block.rows if block.area.size > 1 else block.rows[0][0]
            # `formula` takes a constant as well, so both go back in the same call.
            range_of(cache.book.sheets[sheet], block.area).formula = rows

    return back


# Excel refuses a whole block for a single text that is too long; written alone, it takes it.
def _is_long(value: object) -> bool:
    return isinstance(value, str) and len(value) > LONGEST_IN_A_BLOCK


def _places_in(line: str) -> Iterable[Place]:
    for area in areas(line.replace(",", " ")):
        for row in range(area.first_row, area.last_row + 1):
            for column in range(area.first_column, area.last_column + 1):
                yield row, column
