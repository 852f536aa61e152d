"""Cell writes into an open workbook, in few calls, each with a step that takes it back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from kpibook.addin.excel import platform_api
from kpibook.addin.excel.cell_cache import CellCache
from kpibook.addin.excel.cell_values import LONGEST_IN_A_BLOCK, Content, date_format_for, sent
from kpibook.addin.excel.hidden_rows import pieces
from kpibook.addin.excel.number_formats import formats_of
from kpibook.addin.excel.range_reader import range_of
from kpibook.addin.excel.rectangles import Block, Place, addresses, blocks, places_of
from kpibook.addin.open_book.contents import content_of, same
from kpibook.addin.open_book.undo_log import Undo
from kpibook.errors import Location, RefusedEdit
from kpibook.workbook.protocol import CellWrite
from kpibook.xlsx.cells.references import address, areas
from kpibook.xlsx.styles.number_formats import GENERAL, is_date_code

if TYPE_CHECKING:
    import xlwings

Writes = Mapping[Place, CellWrite]

VALUES, FORMULAS, SPILLING = "raw_value", "formula", "formula2"
"""How cells are written: xlwings' names. A formula written as `FORMULAS` never spills: Excel puts
an @ where it would; as `SPILLING` it stays as a person typed it."""

_NONE: Mapping[Place, str] = MappingProxyType({})


class SheetWrites:
    """The writes of one sheet.

    Args:
        cache: The cache of the workbook's cells.
        sheet: The sheet's name.
        writes: The writes by row and column.
        undo: The log that gets a step back for each write.
        spilling: Those of the formulas that a person typed and Excel filled down, as `Formula2`
            has them.

    Attributes:
        name: The sheet's name.
        asked: What each cell is to hold.
        formats: Of the cells that got another number format, that before and that now.
    """

    def __init__(
        self,
        cache: CellCache,
        sheet: str,
        writes: Writes,
        undo: Undo,
        spilling: Mapping[Place, str] = _NONE,
    ) -> None:
        self._cache, self.name, self._writes, self._undo = cache, sheet, writes, undo
        self._sheet: xlwings.Sheet = cache.book.sheets[sheet]
        cache.learn(sheet, writes)
        rows = [row for row, _ in writes] or [1]
        self._hidden = cache.hidden(sheet, min(rows), max(rows))
        self.asked = {at: self._sent(at, write) for at, write in writes.items()}
        self.formats: dict[Place, tuple[str, str]] = {}
        filled = spilling.keys() & writes.keys() if cache.has_formula2 else set()
        self.asked |= {at: spilling[at] for at in filled}
        formulas = {at for at, write in writes.items() if write.formula is not None}
        self._formulas = self._gathered(formulas - filled)
        self._spilling = self._gathered(filled)
        self._values = self._gathered(writes.keys() - formulas)

    def check(self) -> None:
        """Refuse merged cells, before anything is written.

        Raises:
            RefusedEdit: ``cell-merged``.
        """
        for block in (*self._formulas, *self._spilling, *self._values):
            # None means that some are merged: Excel's answer for a mixed range.
            if range_of(self._sheet, block.area).merge_cells is not False:
                raise RefusedEdit(
                    "cells that are to be written are merged.",
                    code="cell-merged",
                    where=Location(self._cache.name, self.name, str(block.area)),
                    why="A merged cell holds one value for several.",
                    fix="Unmerge them (Home > Merge & Center), and try again.",
                )

    def make(self) -> None:
        """Write formats, then formulas, then values."""
        # A cell formatted as text would keep a number as text, so formats come first.
        self._format()
        # Excel may fill a table's whole column with a formula, so the values in it come last.
        for block in self._formulas:
            self._put(block, FORMULAS)
        for block in self._spilling:
            self._put(block, SPILLING)
        for block in self._values:
            self._put(block, VALUES)

    # Within

    def _gathered(self, wanted: Collection[Place]) -> list[Block]:
        values: dict[Place, object] = {at: self.asked[at] for at in wanted}
        texts = {(at[1], value) for at, value in values.items() if isinstance(value, str)}
        taken = self._writes.keys() - values.keys()

        def unchanged(at: Place) -> object | None:
            # A gap in a hidden row would cost a call and save none.
            cell = None if at in taken or at[0] in self._hidden else self._cache.cell(self.name, at)
            if cell is None or cell.formula is not None or cell.kind == "error":
                return None
            value = content_of(cell, epoch_1904=self._cache.epoch_1904)
            # Writing a text back loses the formats of single words in it; not so a word, such as a
            # status, that other cells of the column get anyway.
            return value if cell.kind != "text" or (at[1], value) in texts else None

        return blocks(values, unchanged, _is_long)

    def _sent(self, at: Place, write: CellWrite) -> Content:
        if write.formula is not None:
            return "=" + write.formula.removeprefix("=")
        where = Location(self._cache.name, self.name, address(*at))
        return sent(write.value, where, epoch_1904=self._cache.epoch_1904)

    def _put(self, block: Block, how: str) -> None:
        # Logged before the write: a refused write may have been made in part.
        places = [at for at in places_of(block.area) if at in self._writes]
        back = put_back(self._cache, self.name, places)
        self._undo.add(f"'{self.name}'!{block.area}", back)
        for part in self._without_changed_gaps(block):
            put(self._sheet, part, self._hidden, how)

    def _without_changed_gaps(self, block: Block) -> list[Block]:
        """Return the block, or only the cells to write if a cell between them has changed."""
        gaps = [at for at in places_of(block.area) if at not in self._writes]
        if not gaps:
            return [block]
        # Read at this moment: a colleague may have typed there since the workbook was read.
        now, rows = self._cache.now(self.name, block.area), block.rows
        top, left = block.area.first_row, block.area.first_column
        epoch = self._cache.epoch_1904
        if all(same(content_of(now[at], epoch_1904=epoch), rows[at[0] - top][at[1] - left],
                    moment=True) for at in gaps):  # fmt: skip
            return [block]
        asked = {at: rows[at[0] - top][at[1] - left] for at in self._writes if at in block.area}
        return blocks(asked, alone=_is_long)

    def _format(self) -> None:
        by_code: dict[str, list[Place]] = {}
        for at, write in self._writes.items():
            code = self._code(at, write)
            if code is not None:
                by_code.setdefault(code, []).append(at)
        several = self._cache.platform == platform_api.WINDOWS
        for code, places in by_code.items():
            shown = [at for at in places if at[0] not in self._hidden]
            lines = [*addresses(shown, several=several)]
            lines += [address(*at) for at in places if at[0] in self._hidden]
            for line in lines:
                self._give_format(line, code, places)

    def _code(self, at: Place, write: CellWrite) -> str | None:
        """Return the number format for a cell to get; None if it keeps its present format."""
        cell = self._cache.cell(self.name, at)
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
        self._undo.add(f"'{self.name}'!{line}", lambda: self._give_back(before))
        cells.number_format = code
        self.formats |= {at: (before.get(at, GENERAL), code) for at in inside}

    def _give_back(self, before: Mapping[Place, str]) -> None:
        for code in set(before.values()):
            places = [at for at, before_code in before.items() if before_code == code]
            shown = [at for at in places if at[0] not in self._hidden]
            for line in (
                *addresses(shown, several=False),
                *(address(*at) for at in places if at[0] in self._hidden),
            ):
                self._sheet.range(line).number_format = code


def put(sheet: xlwings.Sheet, block: Block, hidden: frozenset[int], how: str) -> None:
    """Write a block of values or formulas into a sheet, hidden rows included.

    Args:
        sheet: The sheet.
        block: The cells and what they get.
        hidden: The sheet's hidden rows.
        how: `VALUES`, `FORMULAS` or `SPILLING`.
    """
    for piece in pieces(block, hidden):
        # A single cell takes a bare value and no rows.
        setattr(
            range_of(sheet, piece.area),
            how,
            piece.rows if piece.area.size > 1 else piece.rows[0][0],
        )


def put_back(cache: CellCache, sheet: str, places: Iterable[Place]) -> Callable[[], None]:
    """Return a function that restores the formulas and values of cells that were read."""
    before = {
        at: content_of(cell, epoch_1904=cache.epoch_1904)
        for at in places
        if (cell := cache.cell(sheet, at)) is not None
    }
    # `formula` and `formula2` take a constant as well, so both go back in the same call.
    how = SPILLING if cache.has_formula2 else FORMULAS
    before |= cache.spilling(sheet, [at for at, content in before.items() if _is_formula(content)])

    def back() -> None:
        if not before:
            return
        rows = [row for row, _ in before]
        hidden = cache.hidden(sheet, min(rows), max(rows))
        for block in blocks(before, alone=_is_long):
            put(cache.book.sheets[sheet], block, hidden, how)

    return back


def _is_formula(content: object) -> bool:
    return isinstance(content, str) and content.startswith("=")


# Excel refuses a whole block for a single text that is too long; written alone, it takes it.
def _is_long(value: object) -> bool:
    return isinstance(value, str) and len(value) > LONGEST_IN_A_BLOCK


def _places_in(line: str) -> Iterator[Place]:
    for area in areas(line.replace(",", " ")):
        yield from places_of(area)
