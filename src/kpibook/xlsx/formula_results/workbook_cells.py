"""Cells of an open workbook as a calculation reads them, pending edits included.

Sheets are read when a formula asks for them, and a sheet beyond a bound is not read at all: the
formula is then not worked out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from kpibook.errors import KpibookError
from kpibook.on_use.replacing import replace
from kpibook.xlsx.calculation.source import Place, TableCells
from kpibook.xlsx.calculation.syntax import NotPlain
from kpibook.xlsx.cells.array_formulas import ArrayFormula, array_formulas
from kpibook.xlsx.cells.reader import Cell
from kpibook.xlsx.cells.references import Area, address
from kpibook.xlsx.tables.table_part import TablePart, read_tables
from kpibook.xlsx.workbook_part import defined_names, sheets

if TYPE_CHECKING:
    from kpibook.xlsx.formula_results.owner import ResultsOwner
    from kpibook.xlsx.worksheet.worksheet import Sheet

LARGEST_SHEET = 8 * 1024 * 1024
"""Bytes of a sheet part, or about 150,000 cells; a formula that reads more is not worked out."""
_FEW_ROWS = 50
_NEVER_PLAIN = "+{}"
"""Added to the formula of a cell that shows a part of an array formula's result."""


class WorkbookCells:
    """Cells, tables and names of a workbook. Reads are remembered: make a new one after an edit.

    Args:
        book: The workbook.
    """

    def __init__(self, book: ResultsOwner) -> None:
        self._book = book
        self._sheets: dict[str, _SheetCells] = {}

    def cell(self, sheet: str, row: int, column: int) -> Cell | None:
        """Return a cell as stored; None if it is empty.

        Raises:
            NotPlain: There is no such sheet of cells, or it is too large or damaged.
        """
        return self._sheet(sheet).row(row).get(column)

    def arrays(self, sheet: str) -> Mapping[Area, str]:
        """Return the areas of a sheet that array formulas fill, each with its formula."""
        try:
            return self._sheet(sheet).arrays
        except NotPlain:
            return {}

    def filled(self, sheet: str, area: Area) -> Iterator[tuple[int, int, Cell]]:
        """Yield row, column and cell of the filled cells of an area, row by row.

        Raises:
            NotPlain: As for `cell`.
        """
        for row, cells in self._sheet(sheet).rows(area.first_row, area.last_row):
            for column, cell in cells.items():
                if area.first_column <= column <= area.last_column:
                    yield row, column, cell

    def table(self, name: str, place: Place) -> TableCells | None:
        """Return where a table is, by name or, for "", the table around `place`; None if none."""
        if name:
            part = self._tables.get(name.casefold())
        else:
            part = next((t for t in self._tables.values() if _is_around(t, place)), None)
        if part is None:
            return None
        unchanged = part.resize(0)
        start = part.area.first_column
        columns = {c.heading.casefold(): start + i for i, c in enumerate(part.columns)}
        return TableCells(part.sheet, unchanged.first, unchanged.last, columns)

    def named(self, name: str, sheet: str) -> str | None:
        """Return the formula of a defined name as a sheet knows it; None if it is not defined."""
        key = name.casefold()
        return self._names.get((key, sheet.casefold())) or self._names.get((key, None))

    def formulas(self, sheet: str) -> Iterator[tuple[Place, str]]:
        """Yield each formula of a sheet with its cell; parts of an array formula's result too."""
        key = sheet.casefold()
        for row, cells in self._sheet(sheet).rows_with_formulas():
            for column, cell in cells.items():
                if cell.formula is not None:
                    yield (key, row, column), cell.formula

    def _sheet(self, name: str) -> _SheetCells:
        key = name.casefold()
        if key not in self._sheets:
            entry = next((e for e in self._book.entries if e.name.casefold() == key), None)
            if entry is None or entry.kind != sheets.WORKSHEET or not entry.part:
                raise NotPlain("a sheet that the formula names does not exist")
            if self._book.container.size(entry.part) > LARGEST_SHEET:
                raise NotPlain("a sheet that the formula reads is too large")
            self._sheets[key] = _SheetCells(self._book.sheet(entry.name))
        return self._sheets[key]

    @cached_property
    def _tables(self) -> dict[str, TablePart]:
        parts = read_tables(self._book.container, self._book.workbook_part)
        return {part.name.casefold(): part for part in parts}

    @cached_property
    def _names(self) -> dict[tuple[str, str | None], str]:
        source = sheets.source(self._book.container, self._book.workbook_part)
        by_position = dict(enumerate(entry.name.casefold() for entry in self._book.entries))
        return {
            (name.name.casefold(), None if name.sheet is None else by_position.get(name.sheet, "")):
            "=" + name.text
            for name in defined_names.read(source)
        }  # fmt: skip


class _SheetCells:
    """Cells of one sheet, row by row."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._rows: dict[int, Mapping[int, Cell]] = {}
        self._is_complete = False
        try:
            self.arrays = dict(_arrays_in(sheet))
        except KpibookError as error:
            raise _unreadable(error) from error

    def row(self, number: int) -> Mapping[int, Cell]:
        """Return the cells of a row by column."""
        if number not in self._rows and not self._is_complete:
            try:
                self._rows[number] = self._adjusted(number, self._sheet.row(number))
            except KpibookError as error:
                raise _unreadable(error) from error
        return self._rows.get(number, {})

    def rows(self, first: int, last: int | None) -> Iterator[tuple[int, Mapping[int, Cell]]]:
        """Yield the number and cells of each row of a range that is not empty."""
        if last is not None and last - first < _FEW_ROWS:
            for number in range(first, last + 1):
                if cells := self.row(number):
                    yield number, cells
            return
        if not self._is_complete:
            try:
                rows = sorted(self._sheet.rows(), key=lambda row: row[0])
            except KpibookError as error:
                raise _unreadable(error) from error
            self._rows = {number: self._adjusted(number, cells) for number, cells in rows}
            self._is_complete = True
        for number, cells in self._rows.items():
            if number >= first and (last is None or number <= last):
                yield number, cells

    def rows_with_formulas(self) -> Iterator[tuple[int, Mapping[int, Cell]]]:
        """Yield the number and cells of each row that holds a formula or a part of its result."""
        if self.arrays:
            yield from self.rows(1, None)
            return
        try:
            yield from self._sheet.rows_with_formulas()
        except KpibookError as error:
            raise _unreadable(error) from error

    def _adjusted(self, number: int, cells: Mapping[int, Cell]) -> dict[int, Cell]:
        """Return the filled cells; a part of an array formula's result gets a formula."""
        filled = {c: cell for c, cell in cells.items() if cell.kind != "blank" or cell.formula}
        for reach, formula in self.arrays.items():
            if reach.first_row <= number <= reach.last_row:
                for column, cell in filled.items():
                    # The first cell of a what-if table shows as TABLE(input), with no edges.
                    is_part = cell.formula is None or cell.formula.startswith("=TABLE(")
                    if is_part and (number, column) in reach:
                        filled[column] = replace(cell, formula=f"={formula}{_NEVER_PLAIN}")
        return filled


def _arrays_in(sheet: Sheet) -> Iterator[tuple[Area, str]]:
    """Yield the areas and formulas of array formulas; only their first cells have the formula."""
    for block in sheet.content() or ():
        for formula in array_formulas(block, sheet.prefix):
            if formula.is_data_table:
                yield formula.area, _what_if(formula)
            elif formula.area.size > 1:
                yield formula.area, formula.text


def _what_if(table: ArrayFormula) -> str:
    """Return a formula that reads what a what-if table reads: its edges and its input cells.

    The formulas and the values that are put in for the inputs lie in the row above and in the
    column to the left. What those formulas read makes them stale, and them the table.
    """
    area = table.area
    top, left = max(area.first_row - 1, 1), max(area.first_column - 1, 1)
    above = f"{address(top, left)}:{address(top, area.last_column)}"
    left_of_it = f"{address(top, left)}:{address(area.last_row, left)}"
    return f"SUM({','.join((above, left_of_it, *table.inputs))})"


def _is_around(table: TablePart, place: Place) -> bool:
    return table.sheet.casefold() == place[0] and place[1:] in table.area


def _unreadable(error: KpibookError) -> NotPlain:
    return NotPlain(f"a sheet that the formula reads is damaged: {error.what}")
