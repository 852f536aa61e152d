"""Grids made from rows of values, for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kpibook.workbook.mapped.grid import Grid
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import address


def grid_of(
    rows: Sequence[Sequence[object]],
    name: str = "Scorecard",
    fills: Mapping[tuple[int, int], str] | None = None,
    merged: tuple[tuple[int, int, int, int], ...] = (),
) -> Grid:
    """Return a sheet with these rows from row 1 on; None is a blank cell."""
    filled: dict[int, dict[int, Cell]] = {}
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if isinstance(value, str | int | float):
                kind = "text" if isinstance(value, str) else "number"
                cell = Cell(address(number, column), kind, value)
                filled.setdefault(number, {})[column] = cell
    return Grid(name, filled, merged, fills or {})
