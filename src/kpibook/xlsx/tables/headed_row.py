"""Cells of a table's row by heading, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar, overload

from kpibook.xlsx.cells.plain_row import PlainRow
from kpibook.xlsx.cells.reader import Cell
from kpibook.xlsx.cells.references import column_name
from kpibook.xlsx.worksheet.row_patcher import column_styles, style_around

_Default = TypeVar("_Default")


class HeadedRow(Mapping[str, Cell]):
    """Cells of a plain row by heading; equal to the dictionary of them.

    Args:
        row: The row of the sheet.
        columns: The table's columns by heading.
    """

    __slots__ = ("_columns", "_row")

    def __init__(self, row: PlainRow, columns: Mapping[str, int]) -> None:
        self._row, self._columns = row, columns

    def __getitem__(self, heading: str) -> Cell:
        column, row = self._columns[heading], self._row
        return row[column] if column in row.places else self._blank(column)

    @overload
    def get(self, heading: str, /) -> Cell | None: ...

    @overload
    def get(self, heading: str, /, default: Cell | _Default) -> Cell | _Default: ...

    def get(self, heading: str, default: object = None) -> object:
        """Return the cell under a heading; `default` if the table has no such heading."""
        return self[heading] if heading in self._columns else default

    def __contains__(self, heading: object) -> bool:
        return heading in self._columns

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __repr__(self) -> str:
        return repr(dict(self))

    def filled(self, heading: str) -> Cell | None:
        """Return the cell under a heading if it has a value, be it an empty text; else None."""
        column, row = self._columns.get(heading), self._row
        return row[column] if column is not None and row.has_value(column) else None

    def address(self, heading: str) -> str:
        """Return the address of the cell under a heading; of the first for an unknown heading."""
        columns = self._columns
        column = columns.get(heading) or next(iter(columns.values()), 1)
        return f"{column_name(column)}{self._row.number}"

    @property
    def is_blank(self) -> bool:
        """True if no cell holds anything but an empty text."""
        row, columns = self._row, self._columns.values()
        filled = [column for column in columns if row.has_value(column)]
        return all(row[column].value in (None, "") for column in filled)

    def _blank(self, column: int) -> Cell:
        """Return the cell at a place where the sheet has no cell, in the look it would take."""
        row = self._row
        return row.blank(column, style_around(row.tag, column, column_styles(row.head)))


def has_formulas(cells: Mapping[str, Cell]) -> bool:
    """Return True if a cell of a row has a formula."""
    if type(cells) is HeadedRow:  # a plain row has none
        return False
    return any(cell.formula is not None for cell in cells.values())
