"""The cells that a formula reads, whatever it does with them, directly and through others."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.xlsx.calculation.source import MOST_CELLS, Cells, Place
from kpibook.xlsx.calculation.syntax import (
    CellReference,
    NameReference,
    NotPlain,
    TableReference,
    references_in,
)
from kpibook.xlsx.cells.references import Area

_REACHES_ANYWHERE = frozenset(
    {"INDIRECT", "OFFSET", "CELL", "GETPIVOTDATA", "RTD", "CUBEVALUE", "TABLE"}
)
"""Functions whose result depends on cells that their text does not name."""
_TEXT = regex(r'"(?:[^"]|"")*"')
_OTHER_WORKBOOK = regex(r"(?<![\w\]])\[([0-9]+)\][^\[\]!]*!")
"""``[1]Sheet1!A1``, ``'[1]Sheet 1'!A1`` and ``[1]!Name``; a column of a table has no ``!``."""


@dataclass(frozen=True, slots=True)
class Precedents:
    """Cells and workbooks that a formula reads.

    Attributes:
        references: Cells and ranges, each with its sheet in lower case.
        workbooks: Indexes of other workbooks that it reads.
        certain: False if it may read cells that are not among `references`.
    """

    references: tuple[CellReference, ...]
    workbooks: tuple[str, ...]
    certain: bool


def precedents_of(formula: str, place: Place, cells: Cells) -> Precedents:
    """Return the cells and workbooks that the formula of a cell reads.

    Args:
        formula: Its text.
        place: The cell.
        cells: The workbook, for the places of tables and names.
    """
    collected = _Collected(cells)
    collected.add(formula, place)
    workbooks = tuple(dict.fromkeys(collected.workbooks))
    return Precedents(tuple(collected.references), workbooks, collected.certain)


class _Collected:
    """References of a formula, defined names followed."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._names: set[str] = set()
        self.references: list[CellReference] = []
        self.workbooks: list[str] = []
        self.certain = True

    def add(self, formula: str, place: Place, *, in_name: bool = False) -> None:
        """Add what a formula reads; a name's reference without a sheet is not followed."""
        if "[" in formula:
            self.workbooks += _OTHER_WORKBOOK.findall(_TEXT.sub("", formula))
        for node in references_in(formula):
            match node:
                case CellReference():
                    self._add_cells(node, place, in_name=in_name)
                case TableReference():
                    self._add_table(node, place)
                case NameReference(name):
                    self._add_name(name.casefold(), place)
                case str():
                    self.certain &= node not in _REACHES_ANYWHERE
                case None:
                    self.certain = False

    def _add_cells(self, node: CellReference, place: Place, *, in_name: bool) -> None:
        if node.workbook:
            return
        # Such a name means another cell in every cell that uses it.
        self.certain &= not (in_name and node.sheet is None)
        sheet = place[0] if node.sheet is None else node.sheet.casefold()
        self.references.append(CellReference(sheet, node.area))

    def _add_table(self, node: TableReference, place: Place) -> None:
        table = self._cells.table(node.table, place)
        if table is None:
            self.certain = False
            return
        column = table.columns.get(node.column.casefold())
        if column is None:
            area = table.whole
        else:
            first, last = (place[1],) * 2 if node.this_row else (table.first_row, table.last_row)
            area = Area(first, column, last, column)
        self.references.append(CellReference(table.sheet.casefold(), area))

    def _add_name(self, name: str, place: Place) -> None:
        formula = self._cells.named(name, place[0])
        # A name that is not defined is a variable of LET, or an error.
        if formula is not None and name not in self._names:
            self._names.add(name)
            self.add(formula, place, in_name=True)


@dataclass(frozen=True, slots=True)
class Sources:
    """The origins of a formula's figure, followed through all formulas that it reads.

    Attributes:
        workbooks: Indexes of other workbooks.
        any_filled: True if a cell that it reads holds a value that is not a formula's, or if that
            cannot be told.
        any_cell: True if it reads cells of this workbook.
    """

    workbooks: tuple[str, ...]
    any_filled: bool
    any_cell: bool


def sources_of(place: Place, cells: Cells) -> Sources:
    """Return the origins of the figure in a cell, from as many cells as are read for a result."""
    walk = _Walk(cells)
    try:
        walk.follow(place)
    except NotPlain:
        walk.any_filled = True
    return Sources(tuple(dict.fromkeys(walk.workbooks)), walk.any_filled, walk.any_cell)


class _Walk:
    """Walk from a formula through all formulas that it reads."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._met: set[Place] = set()
        self._read = 0
        self.workbooks: list[str] = []
        self.any_filled = self.any_cell = False

    def follow(self, start: Place) -> None:
        """Visit every formula behind `start`.

        Raises:
            NotPlain: A sheet cannot be read, or there are too many cells.
        """
        waiting = [start]
        while waiting:
            place = waiting.pop()
            cell = self._cells.cell(*place)
            if place in self._met or cell is None or cell.formula is None:
                continue
            self._met.add(place)
            precedents = precedents_of(cell.formula, place, self._cells)
            self.workbooks += precedents.workbooks
            self.any_filled |= not precedents.certain
            for reference in precedents.references:
                self.any_cell = True
                waiting += self._formulas_in(reference)

    def _formulas_in(self, reference: CellReference) -> Iterator[Place]:
        sheet = reference.sheet or ""
        for row, column, cell in self._cells.filled(sheet, reference.area):
            self._read += 1
            if self._read > MOST_CELLS:
                raise NotPlain("the formula reads too many cells")
            if cell.formula is not None:
                yield sheet, row, column
            else:
                self.any_filled |= cell.value not in (None, "")
