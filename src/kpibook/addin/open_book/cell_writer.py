"""Cell writes made in an open workbook, in few calls, each with what takes it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from kpibook.addin.excel import platform_api
from kpibook.addin.excel.cell_cache import KnownCells
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
        known: What is known of the cells.
        sheet: The sheet's name.
        writes: What goes where.
        undo: Takes on how each step is taken back.
    """

    def __init__(self, known: KnownCells, sheet: str, writes: Writes, undo: Undo) -> None:
        self._known, self._name, self._writes, self._undo = known, sheet, writes, undo
        self._sheet: xlwings.Sheet = known.book.sheets[sheet]
        known.learn(sheet, writes)
        self._formulas = self._gathered(lambda write: write.formula is not None)
        self._values = self._gathered(lambda write: write.formula is None)

    def check(self) -> None:
        """Refuse cells that are merged, before anything is written.

        Raises:
            RefusedEdit: ``cell-merged``.
        """
        for block in (*self._formulas, *self._values):
            if range_of(self._sheet, block.area).merge_cells is not False:
                raise RefusedEdit(
                    "cells that are to be written are merged.",
                    code="cell-merged",
                    where=Location(self._known.book.name, self._name, str(block.area)),
                    why="A merged cell holds one value for several.",
                    fix="Unmerge them (Home > Merge & Center), and try again.",
                )

    def make(self) -> None:
        """Formats, then formulas, then values.

        A cell formatted as text would keep a number as text, so formats come first; a formula may
        fill its whole column of a table by itself, so the values that stand in it come last.
        """
        self._format()
        for block in self._formulas:
            self._put(block, formulas=True)
        for block in self._values:
            self._put(block, formulas=False)

    # Within

    def _gathered(self, chosen: Callable[[CellWrite], bool]) -> list[Block]:
        wanted = {at: self._sent(at, write) for at, write in self._writes.items() if chosen(write)}
        texts = {(at[1], value) for at, value in wanted.items() if isinstance(value, str)}
        taken = self._writes.keys() - wanted.keys()

        def unchanged(at: Place) -> object | None:
            cell = None if at in taken else self._known.cell(self._name, at)
            if cell is None or cell.formula is not None or cell.kind == "error":
                return None
            held = as_sent(cell, epoch_1904=self._known.epoch_1904)
            # A text may be formatted word by word, which writing it back would lose; not so a
            # word that stands in the column anyway.
            return held if cell.kind != "text" or (at[1], held) in texts else None

        return blocks(wanted, unchanged, _is_long)

    def _sent(self, at: Place, write: CellWrite) -> object:
        if write.formula is not None:
            return "=" + write.formula.removeprefix("=")
        where = Location(self._known.book.name, self._name, address(*at))
        return sent(write.value, where, epoch_1904=self._known.epoch_1904)

    def _put(self, block: Block, *, formulas: bool) -> None:
        cells = range_of(self._sheet, block.area)
        back = put_back(self._known, self._name, block.area)
        self._undo.add(f"'{self._name}'!{block.area}", back)
        rows = block.rows if block.area.size > 1 else block.rows[0][0]
        if formulas:
            cells.formula = rows
        else:
            cells.raw_value = rows

    def _format(self) -> None:
        wanted: dict[str, list[Place]] = {}
        for at, write in self._writes.items():
            code = self._code(at, write)
            if code is not None:
                wanted.setdefault(code, []).append(at)
        several = self._known.platform == platform_api.WINDOWS
        for code, places in wanted.items():
            for line in addresses(places, several=several):
                self._give_format(line, code, places)

    def _code(self, at: Place, write: CellWrite) -> str | None:
        """The format a cell is to get; None when it keeps its own."""
        cell = self._known.cell(self._name, at)
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
        several = self._known.platform == platform_api.WINDOWS
        for code in set(before.values()):
            places = [at for at, held in before.items() if held == code]
            for line in addresses(places, several=several):
                self._sheet.range(line).number_format = code


def as_sent(cell: Cell, *, epoch_1904: bool) -> object:
    """What writes a cell back as it was read."""
    if cell.formula is not None:
        return cell.formula
    return sent(cell.value, Location(cell=cell.address), epoch_1904=epoch_1904)


def put_back(known: KnownCells, sheet: str, area: Area) -> Callable[[], None]:
    """What gives an area its cells back as they were read, formulas and constants alike."""
    before = {
        (row, column): cell
        for row in range(area.first_row, area.last_row + 1)
        for column in range(area.first_column, area.last_column + 1)
        if (cell := known.cell(sheet, (row, column))) is not None
    }

    def back() -> None:
        held = {at: as_sent(cell, epoch_1904=known.epoch_1904) for at, cell in before.items()}
        for one in blocks(held, alone=_is_long):
            rows = one.rows if one.area.size > 1 else one.rows[0][0]
            range_of(known.book.sheets[sheet], one.area).formula = rows

    return back


def _is_long(value: object) -> bool:
    return isinstance(value, str) and len(value) > LONGEST_IN_A_BLOCK


def _places_in(line: str) -> Iterable[Place]:
    for area in areas(line.replace(",", " ")):
        for row in range(area.first_row, area.last_row + 1):
            for column in range(area.first_column, area.last_column + 1):
                yield row, column
