"""Cells of a table's row by heading, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TypeVar, overload

from kpibook.xlsx.cells.plain_row import PlainRow
from kpibook.xlsx.cells.reader import Cell
from kpibook.xlsx.cells.references import column_name
from kpibook.xlsx.worksheet.row_patcher import column_styles, style_around

_Default = TypeVar("_Default")


class Headings:
    """Headings of a table.

    Args:
        columns: Its columns by heading.
    """

    def __init__(self, columns: Mapping[str, int]) -> None:
        self.columns = columns
        self._held: dict[tuple[int, ...], frozenset[str]] = {}  # rows are filled in few ways

    def over(self, filled: tuple[int, ...]) -> frozenset[str]:
        """Return the headings over some columns."""
        held = self._held.get(filled)
        if held is None:
            named = self.columns.items()
            held = self._held[filled] = frozenset(h for h, column in named if column in filled)
        return held


class HeadedRow(Mapping[str, Cell]):
    """Cells of a plain row by heading; equal to the dictionary of them.

    Attributes:
        held: The headings whose cells are not blank; an empty text is not.
    """

    __slots__ = ("_columns", "_row", "held")

    def __init__(self, row: PlainRow, headings: Headings) -> None:
        self._row, self._columns = row, headings.columns
        self.held = headings.over(row.filled)

    def __getitem__(self, heading: str) -> Cell:
        column, row = self._columns[heading], self._row
        return row[column] if column in row else self._blank(column)

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

    def plain_text(self, heading: str) -> str | None:
        """Return the text in a cell that is not blank; None if it does not hold a text."""
        return self._row.text(self._columns[heading])

    def decimal(self, heading: str) -> tuple[Decimal, str] | None:
        """Return the number in a cell that is not blank; see `PlainRow.decimal`."""
        return self._row.decimal(self._columns[heading])

    def holds(self, heading: str, value: object) -> bool:
        """Return True if a cell holds a text or number, or nothing for None; False if in doubt."""
        if value is None or heading not in self.held:
            return value is None and heading in self._columns and heading not in self.held
        if type(value) is float or type(value) is int:
            number = self.decimal(heading)
            return number is not None and float(number[0]) == value
        return isinstance(value, str) and value != "" and self.plain_text(heading) == value

    def figures(self) -> list[Cell]:
        """Return the cells that hold anything but a text; a blank cell is none of them."""
        row, columns = self._row, self._columns
        held = [columns[heading] for heading in columns if heading in self.held]
        return [row[column] for column in held if not row.is_text(column)]

    def address(self, heading: str) -> str:
        """Return the address of the cell under a heading; of the first for an unknown heading."""
        columns = self._columns
        column = columns.get(heading) or next(iter(columns.values()), 1)
        return f"{column_name(column)}{self._row.number}"

    @property
    def is_blank(self) -> bool:
        """True if no cell holds anything but an empty text."""
        columns, shows = self._columns, self._row.shows
        for heading in self.held:  # noqa: SIM110 - asked of every row, and quicker than any()
            if shows(columns[heading]):
                return False
        return True

    def _blank(self, column: int) -> Cell:
        """Return the cell at a place where the sheet has no cell, in the look it would take."""
        row = self._row
        return row.blank(column, style_around(row.tag, column, column_styles(row.head)))


def has_formulas(cells: Mapping[str, Cell]) -> bool:
    """Return True if a cell of a row has a formula."""
    if type(cells) is HeadedRow:  # a plain row has none
        return False
    return any(cell.formula is not None for cell in cells.values())
