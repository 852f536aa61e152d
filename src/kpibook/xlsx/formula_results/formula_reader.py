"""Reader of figures that formulas give: worked out where that is possible, else as stored.

A stored result is taken only if the workbook does not itself say that it is not calculated, and no
edit of this session has changed a cell that the formula reads.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Mapping
from functools import cached_property

from kpibook.on_use.replacing import replace
from kpibook.xlsx.calculation.calculate import Calculator, Result
from kpibook.xlsx.calculation.precedents import Sources, precedents_of, sources_of
from kpibook.xlsx.calculation.source import Place
from kpibook.xlsx.calculation.syntax import NotPlain
from kpibook.xlsx.calculation.values import Value
from kpibook.xlsx.cells.origin import Origin, Standing
from kpibook.xlsx.cells.reader import Cell, ReadValue
from kpibook.xlsx.cells.references import address, cell_at
from kpibook.xlsx.cells.serial_dates import date_from
from kpibook.xlsx.cells.values import CellError
from kpibook.xlsx.formula_results.after_edits import stale_formulas
from kpibook.xlsx.formula_results.other_workbooks import other_workbooks
from kpibook.xlsx.formula_results.owner import ResultsOwner
from kpibook.xlsx.formula_results.workbook_cells import WorkbookCells
from kpibook.xlsx.tables.data_rows import DataRows
from kpibook.xlsx.tables.headed_row import HeadedRow, has_formulas

_ARRAY = Result(unknown="it is a part of an array formula's result")
_AS_SHOWN = Result(unknown="the workbook calculates with the figures as shown")


class FormulaReader:
    """Reader of formulas' figures. Reads are remembered: make a new one after an edit.

    Args:
        book: The workbook.
    """

    def __init__(self, book: ResultsOwner) -> None:
        self._book = book
        self._cells = WorkbookCells(book)
        self._calculator = Calculator(self._cells)
        self._with_arrays: dict[str, bool] = {}

    def rows(self, sheet: str, rows: DataRows, skipped: Collection[str] = ()) -> DataRows:
        """Return the rows of a table, each as `row` gives it."""
        if self._has_arrays(sheet):
            return rows.with_filled(lambda cells: self.row(sheet, cells, skipped))
        # A plain row has no formula.
        return rows.with_filled(
            lambda cells: cells if type(cells) is HeadedRow else self.row(sheet, cells, skipped)
        )

    def row(
        self, sheet: str, cells: Mapping[str, Cell], skipped: Collection[str] = ()
    ) -> Mapping[str, Cell]:
        """Return a row of a table with the figures of its formulas; columns `skipped` as stored."""
        if not self._has_arrays(sheet) and not has_formulas(cells):
            return cells
        return {
            heading: cell if heading in skipped else self.resolved(sheet, cell)
            for heading, cell in cells.items()
        }

    def _has_arrays(self, sheet: str) -> bool:
        if sheet not in self._with_arrays:
            self._with_arrays[sheet] = bool(self._cells.arrays(sheet))
        return self._with_arrays[sheet]

    def resolved(self, sheet: str, cell: Cell) -> Cell:
        """Return a cell with the figure its formula gives, and the origin of that figure.

        A cell without a formula is returned as it is. A figure that is not known stays as stored,
        and its origin says so; a formula that only passes on empty cells gives a blank cell.
        """
        place = (sheet.casefold(), *cell_at(cell.address))
        if cell.formula is None:
            return self._without_formula(cell, place)
        exact = self._book.calculation.exact
        result = self._calculator.result(*place) if exact else _AS_SHOWN
        read = self._worked_out if result.is_known else self._stored
        return read(cell, result, place)

    def _without_formula(self, cell: Cell, place: Place) -> Cell:
        """Return a typed value as it is; a part of an array formula's result may be stale."""
        if cell.value is None or not self._has_arrays(place[0]):
            return cell
        if not any(place[1:] in reach for reach in self._cells.arrays(place[0])):
            return cell
        return self._stored(replace(cell, formula="={}"), _ARRAY, place)

    def _worked_out(self, cell: Cell, result: Result, place: Place) -> Cell:
        value = result.value
        if result.only_passes_on_blanks:  # #DIV/0! too: a ratio before its two figures are typed
            return _blank(cell)
        figure = self._shown(cell, value)
        if isinstance(value, (str, CellError)):
            return replace(figure, origin=Origin())
        if result.empty_operands:
            empty = tuple(_named(cell, place[0], self._book) for cell in result.empty_operands)
            return replace(figure, origin=Origin(Standing.EMPTY_OPERAND, empty=empty))
        trusted = self._book.calculation.trusted and cell.kind != "blank"
        differs = trusted and not _agree(cell.value, figure.value)
        stored = str(cell.value) if differs and not self._is_stale(place) else ""
        return replace(figure, origin=Origin(stored=stored))

    def _shown(self, cell: Cell, value: Value) -> Cell:
        """Return the cell with a value, as a date if its format shows dates."""
        if isinstance(value, CellError):
            return replace(cell, kind="error", value=value)
        if isinstance(value, (str, bool)):
            return replace(cell, kind="bool" if isinstance(value, bool) else "text", value=value)
        if isinstance(value, float):
            moment = None
            if self._book.styles.is_date(cell.style):
                moment = date_from(value, epoch_1904=self._book.epoch_1904)
            if moment is None:
                return replace(cell, kind="number", value=value)
            return replace(cell, kind="date", value=moment)
        return replace(cell, kind="date", value=value)

    def _stored(self, cell: Cell, result: Result, place: Place) -> Cell:
        """Return a cell whose formula cannot be worked out, as its stored result allows."""
        sources = self._sources(cell, result, place)
        names = tuple(self._others.get(number, "") for number in sources.workbooks)
        if sources.any_cell and not (sources.any_filled or names) and cell.value in (None, "", 0):
            return _blank(cell)
        stale = self._is_stale(place)
        is_trusted = self._book.calculation.trusted
        if names and not sources.any_cell and cell.value != 0:
            is_trusted = True  # nothing in this workbook can have made it stale, and 0 is no filler
        if cell.kind != "blank" and is_trusted and not stale:
            return replace(cell, origin=Origin(workbooks=names))
        return replace(
            cell, origin=Origin(Standing.NOT_CALCULATED, result.unknown, workbooks=names)
        )

    def _sources(self, cell: Cell, result: Result, place: Place) -> Sources:
        """Return where the figure comes from, if that can matter."""
        own = precedents_of(cell.formula or "", place, self._cells).workbooks
        if own or result.workbook or self._others or cell.value in (None, "", 0):
            return sources_of(place, self._cells)
        return Sources((), any_filled=True, any_cell=True)

    @cached_property
    def _others(self) -> dict[str, str]:
        return other_workbooks(self._book.container, self._book.workbook_part)

    @cached_property
    def _stale(self) -> set[Place] | None:
        try:
            return stale_formulas(self._book, self._cells)
        except NotPlain:
            return None

    def _is_stale(self, place: Place) -> bool:
        """Return True if an edit changed a cell that a formula reads, or if that cannot be told."""
        return self._stale is None or place in self._stale


def _blank(cell: Cell) -> Cell:
    return replace(cell, kind="blank", value=None, origin=Origin(Standing.ONLY_BLANKS))


def _agree(stored: ReadValue, value: ReadValue) -> bool:
    if isinstance(stored, (int, float)) and isinstance(value, (int, float)):
        return math.isclose(stored, value, rel_tol=1e-12, abs_tol=1e-300)
    if isinstance(stored, (dt.datetime, dt.time)) or isinstance(value, (dt.datetime, dt.time)):
        return True  # programs store dates in more than one way
    return stored == value


def _named(place: Place, home: str, book: ResultsOwner) -> str:
    sheet, row, column = place
    if sheet == home:
        return address(row, column)
    name = next((e.name for e in book.entries if e.name.casefold() == sheet), sheet)
    return f"'{name}'!{address(row, column)}"
