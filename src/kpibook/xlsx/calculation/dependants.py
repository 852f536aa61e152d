"""Formulas that read changed cells, directly or through other formulas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kpibook.xlsx.calculation.precedents import precedents_of
from kpibook.xlsx.calculation.source import Cells, Place
from kpibook.xlsx.cells.references import Area

_LOW = 64
"""Rows up to which a range is found by its rows; a column of row sums has a range a row."""


def dependants(
    formulas: Mapping[Place, str],
    changed: Iterable[Place],
    cells: Cells,
    changed_sheets: Iterable[str] = (),
) -> set[Place]:
    """Return the cells among `formulas` whose results may not be those they had before.

    Args:
        formulas: Formulas of the workbook by cell.
        changed: Cells that were given another value.
        cells: The workbook, for the places of tables and names.
        changed_sheets: Sheets of which any cell may be another, in lower case.

    Returns:
        Their cells, also those of formulas that may read cells which their text does not name.
    """
    waiting, sheets = list(changed), frozenset(changed_sheets)
    if not waiting and not sheets:
        return set()
    readers = _Readers()
    stale: set[Place] = set()
    for place, formula in formulas.items():
        precedents = precedents_of(formula, place, cells)
        if not precedents.certain or any(r.sheet in sheets for r in precedents.references):
            stale.add(place)
        else:
            for reference in precedents.references:
                readers.add(reference.sheet or "", reference.area, place)
    waiting += stale
    while waiting:
        new = readers.of(waiting.pop()) - stale
        stale |= new
        waiting += new
    return stale


class _Readers:
    """Formulas by the cells that they read."""

    def __init__(self) -> None:
        self._by_cell: dict[Place, set[Place]] = {}
        self._by_row: dict[tuple[str, int], dict[Area, set[Place]]] = {}
        self._tall: dict[str, dict[Area, set[Place]]] = {}

    def add(self, sheet: str, area: Area, reader: Place) -> None:
        if area.size == 1:
            cell = (sheet, area.first_row, area.first_column)
            self._by_cell.setdefault(cell, set()).add(reader)
        elif area.rows <= _LOW:
            for row in range(area.first_row, area.last_row + 1):
                self._by_row.setdefault((sheet, row), {}).setdefault(area, set()).add(reader)
        else:
            self._tall.setdefault(sheet, {}).setdefault(area, set()).add(reader)

    def of(self, place: Place) -> set[Place]:
        """Return the formulas that read a cell."""
        sheet, row, column = place
        readers = set(self._by_cell.get(place, ()))
        for areas in (self._by_row.get((sheet, row), {}), self._tall.get(sheet, {})):
            for area, those in areas.items():
                if (row, column) in area:
                    readers |= those
        return readers
