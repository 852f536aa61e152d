"""Formulas that a person typed into a table and that its new rows take, spilling or not."""

from __future__ import annotations

from collections.abc import Sequence

from kpibook.addin.excel.cell_cache import CellCache
from kpibook.addin.excel.rectangles import Place
from kpibook.addin.excel.tables import OpenTable
from kpibook.workbook.protocol import CellWrite
from kpibook.xlsx.cells.formula_references import FilledDown
from kpibook.xlsx.cells.references import cell_at


def spilling_formulas(
    cache: CellCache, table: OpenTable, writes: Sequence[CellWrite]
) -> dict[Place, str]:
    """Return the formulas that new rows take from a table's last row, as Excel's `Formula2`.

    Written as `Formula`, a formula that works on several cells at once would get an @ and give
    another result.

    Args:
        cache: The cells of the workbook.
        table: The table, without the new rows.
        writes: The cells of the new rows.
    """
    cells, last = cache.area(table.sheet, table.area), table.last_row
    typed = {
        column: formula
        for column in table.columns
        if (formula := cells[last, column].formula) is not None
    }
    shown = cache.spilling(table.sheet, [(last, column) for column in typed])
    formulas: dict[Place, str] = {}
    for write in writes:
        row, column = cell_at(write.address)
        formula, text = typed.get(column), shown.get((last, column), "")
        if formula is None or not text.startswith("="):
            continue
        if write.formula == "=" + FilledDown(formula[1:])(row - last):
            formulas[row, column] = "=" + FilledDown(text[1:])(row - last)
    return formulas
