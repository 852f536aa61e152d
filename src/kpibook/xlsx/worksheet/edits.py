"""What is to become of a sheet's cells, gathered before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kpibook.xlsx.cells.references import Area, address


@dataclass(frozen=True, slots=True)
class Edit:
    """What becomes of one cell.

    Attributes:
        content: What stands between its tags, formula included; empty clears the cell.
        kind: The ``t`` attribute that goes with `content`.
        style: Index of its new format; None keeps the cell's, or takes the row's or column's.
        formula: Whether `content` is a formula.
    """

    content: bytes
    kind: str = ""
    style: int | None = None
    formula: bool = False

    def over(self, earlier: Edit | None) -> Edit:
        """The edit made after an earlier one of the same cell."""
        if earlier is None:
            return self
        return replace(self, style=earlier.style if self.style is None else self.style)

    @property
    def makes(self) -> bool:
        """True when the edit has to make a cell that is not there."""
        return bool(self.content) or self.style is not None


@dataclass(slots=True)
class Edits:
    """The edits of one sheet.

    Attributes:
        cells: What becomes of each cell, by row and column.
        models: For a row that may have to be made, the row whose height and style it takes.
        heights: New heights of rows, in points.
        tail: What is to stand after the rows; None leaves it alone.
    """

    cells: dict[int, dict[int, Edit]] = field(default_factory=dict)
    models: dict[int, int] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    tail: bytes | None = None

    def __bool__(self) -> bool:
        return bool(self.cells or self.heights) or self.tail is not None

    def put(self, row: int, column: int, edit: Edit) -> None:
        """Add an edit, over an earlier one of the same cell."""
        columns = self.cells.setdefault(row, {})
        columns[column] = edit.over(columns.get(column))

    def addresses(self) -> list[str]:
        """Every edited cell, by row and column."""
        return [
            address(row, column) for row in sorted(self.cells) for column in sorted(self.cells[row])
        ]

    def of_row(self, row: int) -> Edits:
        """The edits of one row alone."""
        heights = {row: self.heights[row]} if row in self.heights else {}
        return Edits({row: self.cells.get(row, {})}, dict(self.models), heights)

    def copy(self) -> Edits:
        """The same edits, apart from these."""
        cells = {row: dict(columns) for row, columns in self.cells.items()}
        return Edits(cells, dict(self.models), dict(self.heights), self.tail)

    def made_area(self) -> Area | None:
        """The smallest area that holds every cell these edits fill or style."""
        found: Area | None = None
        for row, columns in self.cells.items():
            for column, edit in columns.items():
                if edit.makes:
                    one = Area(row, column, row, column)
                    found = found.with_cell(row, column) if found else one
        return found

    def without_formula(self) -> set[str]:
        """Addresses of the cells that hold a value or nothing after these edits."""
        return {
            address(row, column)
            for row, columns in self.cells.items()
            for column, edit in columns.items()
            if not edit.formula
        }
