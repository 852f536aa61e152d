"""Values of cells as Excel on a Mac gives them, with the errors that it leaves out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from kpibook.addin.excel.cell_values import ERROR_TEXTS, matrix
from kpibook.xlsx import CellError
from kpibook.xlsx.cells.references import Area, address

if TYPE_CHECKING:
    import xlwings

_UNNAMED = CellError("#VALUE!")
"""An error that Excel shows as ###, because its column is too narrow for its name."""


def with_errors(cells: xlwings.Range, area: Area) -> list[list[Any]]:
    """Read the values of cells as rows: a blank as None or "", an error as `CellError`.

    Excel gives every error as a missing value. If there is one, a second call reads the texts that
    the cells show.
    """
    # Not xlwings' option `err_to_str`: it turns a range of several rows into None.
    values = matrix(cells.raw_value, area.rows, area.columns)
    missing = [
        (down, across)
        for down, row in enumerate(values)
        for across, value in enumerate(row)
        if not _is_plain(value)
    ]
    if missing:
        shown = _shown(cells, area, missing)
        for down, across in missing:
            values[down][across] = _error(shown[down, across])
    return values


def _is_plain(value: object) -> bool:
    # A missing value is a keyword of appscript, a package that exists on a Mac only.
    return value is None or isinstance(value, str | int | float | dt.datetime)


def _shown(
    cells: xlwings.Range, area: Area, missing: list[tuple[int, int]]
) -> dict[tuple[int, int], object]:
    """Return the texts that some cells show, by row and column from the first cell."""
    texts = cells.api.string_value.get()
    if area.size == 1 or isinstance(texts, list):
        rows = matrix(texts, area.rows, area.columns)
        return {(down, across): rows[down][across] for down, across in missing}
    # `Range.Text` in VBA gives no list for several cells; if this Excel does the same, ask singly.
    return {
        (down, across): cells.sheet.range(
            address(area.first_row + down, area.first_column + across)
        ).api.string_value.get()
        for down, across in missing
    }


def _error(shown: object) -> CellError | None:
    """Return the error that a cell shows; None if it shows nothing, so that it is blank."""
    if not isinstance(shown, str) or not shown:
        return None
    return CellError(shown) if shown in ERROR_TEXTS else _UNNAMED
