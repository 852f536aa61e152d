"""The cells that a formula reads, whatever it does with them, directly and through others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kpibook.xlsx.calculation.calculate import MOST_CELLS, Cells, Place
from kpibook.xlsx.calculation.syntax import (
    CellReference,
    NameReference,
    NotPlain,
    TableReference,
    references_in,
)

_REACHES_ANYWHERE = frozenset({"INDIRECT", "OFFSET", "CELL", "GETPIVOTDATA", "RTD", "CUBEVALUE"})
"""Functions whose result depends on cells that their text does not name."""


@dataclass(frozen=True, slots=True)
class Precedents:
    """What a formula reads.

    Attributes:
        references: Cells and ranges, each with its sheet.
        workbooks: Indexes of other workbooks that it reads.
        certain: False if it may read cells that are not among `references`.
    """

    references: tuple[CellReference, ...]
    workbooks: tuple[str, ...]
    certain: bool


def precedents_of(formula: str, place: Place, cells: Cells) -> Precedents:
    """Return what the formula of a cell reads.

    Args:
        formula: Its text.
        place: The cell.
        cells: The workbook, for the places of tables and names.
    """
    found: list[CellReference] = []
    workbooks: list[str] = []
    certain = True
    for node in references_in(formula):
        match node:
            case CellReference():
                if node.workbook:
                    workbooks.append(node.workbook)
                else:
                    sheet = place[0] if node.sheet is None else node.sheet.casefold()
                    found.append(CellReference(sheet, node.area))
            case TableReference():
                reference = _of_table(node, place, cells)
                certain &= reference is not None
                found.extend([reference] if reference else [])
            case NameReference(name):
                reference, is_cells = _of_name(name, cells)
                certain &= is_cells
                found.extend([reference] if reference else [])
            case str():
                certain &= node not in _REACHES_ANYWHERE
            case None:
                certain = False
    return Precedents(tuple(found), tuple(dict.fromkeys(workbooks)), certain)


def _of_table(node: TableReference, place: Place, cells: Cells) -> CellReference | None:
    table = cells.table(node.table, place)
    column = table.columns.get(node.column.casefold()) if table else None
    if table is None or column is None:
        return None
    first, last = (place[1],) * 2 if node.this_row else (table.first_row, table.last_row)
    return CellReference(table.sheet.casefold(), table.area(first, last, column))


def _of_name(name: str, cells: Cells) -> tuple[CellReference | None, bool]:
    formula = cells.named(name)
    if formula is None:
        return None, False
    nodes = list(references_in(formula))
    if len(nodes) == 1 and isinstance(nodes[0], CellReference) and nodes[0].sheet is not None:
        node = nodes[0]
        return CellReference((node.sheet or "").casefold(), node.area, node.workbook), True
    return None, not nodes  # a name for a constant reads nothing


class Dependence:
    """Which formulas read changed cells, directly or through other formulas.

    Args:
        cells: The workbook, edits included.
        changed: The cells that were given another value.
    """

    def __init__(self, cells: Cells, changed: Iterable[Place]) -> None:
        self._cells = cells
        self._changed = set(changed)
        self._answers: dict[Place, bool] = {}
        self._read = 0

    def reads_changed(self, sheet: str, row: int, column: int) -> bool:
        """Return True if a cell's formula reads a changed cell, or if that cannot be told."""
        place = (sheet.casefold(), row, column)
        if not self._changed:
            return False
        if place not in self._answers:
            self._answers[place] = False  # for circles: answered by the other cells in them
            self._answers[place] = self._find(place, 0)
        return self._answers[place]

    def _find(self, place: Place, depth: int) -> bool:
        try:
            cell = self._cells.cell(*place)
        except NotPlain:
            return True
        if cell is None or cell.formula is None:
            return False
        precedents = precedents_of(cell.formula, place, self._cells)
        if not precedents.certain:
            return True
        if any(self._is_touched(reference) for reference in precedents.references):
            return True
        return any(self._passes_on(reference, depth) for reference in precedents.references)

    def _is_touched(self, reference: CellReference) -> bool:
        return any(
            sheet == reference.sheet and (row, column) in reference.area
            for sheet, row, column in self._changed
        )

    def _passes_on(self, reference: CellReference, depth: int) -> bool:
        if depth > 100:
            return True
        try:
            filled = self._cells.filled(reference.sheet or "", reference.area)
            for row, column, cell in filled:
                self._read += 1
                if self._read > MOST_CELLS:
                    return True
                place = ((reference.sheet or ""), row, column)
                if cell.formula is not None and place not in self._answers:
                    self._answers[place] = False
                    self._answers[place] = self._find(place, depth + 1)
                if self._answers.get(place):
                    return True
        except NotPlain:
            return True
        return False
