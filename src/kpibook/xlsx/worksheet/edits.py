"""Pending edits of a sheet, collected before anything is written."""

from __future__ import annotations

from dataclasses import field

from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.on_use.replacing import replace
from kpibook.xlsx.cells.references import Area, address
from kpibook.xlsx.cells.values import Stored

_ENDS_WITH_FORMULA = regex(rb"(?:</(?:[\w.\-]+:)?f\s*>|<(?:[\w.\-]+:)?f(?:\s[^>]*)?/>)\Z")


Results = dict[int, dict[int, Stored]]
"""New results of formulas, by row and column; one without content is removed."""


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit of a cell.

    Attributes:
        content: Source between its tags, formula included; empty clears the cell.
        kind: The ``t`` attribute that goes with `content`.
        style: Index of its new format; None keeps the cell's, or takes the row's or column's.
        formula: True if `content` is a formula.
    """

    content: bytes
    kind: str = ""
    style: int | None = None
    formula: bool = False

    def over(self, earlier: Edit | None) -> Edit:
        """Return this edit combined with an earlier edit of the same cell."""
        if earlier is None:
            return self
        return replace(self, style=earlier.style if self.style is None else self.style)

    @property
    def makes(self) -> bool:
        """Return True if the edit has to make a cell that does not exist."""
        return bool(self.content) or self.style is not None

    @property
    def has_result(self) -> bool:
        """Return True if a formula comes with its result."""
        return self.formula and not _ENDS_WITH_FORMULA.search(self.content)


@dataclass(slots=True)
class Edits:
    """The edits of a sheet.

    Attributes:
        cells: The edit of each cell, by row and column.
        looks: New formats of cells whose content stays as it is, by row and column.
        models: For a row that may have to be made, the row whose height and style it takes.
        heights: New heights of rows, in points.
        widths: Least widths of columns, in characters.
        cursor: The cell to select as the sheet opens; "" leaves the selection alone.
        tail: New source after the rows; None leaves it alone.
        results: New results of formulas, while the part is written.
    """

    cells: dict[int, dict[int, Edit]] = field(default_factory=dict)
    models: dict[int, int] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    tail: bytes | None = None
    results: Results = field(default_factory=dict)
    looks: dict[int, dict[int, int]] = field(default_factory=dict)
    cursor: str = ""

    def __bool__(self) -> bool:
        changed = (self.cells, self.heights, self.widths, self.results, self.looks, self.cursor)
        return any(changed) or self.tail is not None

    def put(self, row: int, column: int, edit: Edit) -> None:
        """Add an edit, combined with an earlier edit of the same cell."""
        columns = self.cells.setdefault(row, {})
        look = self.looks.get(row, {}).pop(column, None)
        earlier = columns.get(column)
        if look is not None:
            earlier = Edit(b"", style=look)
        columns[column] = edit.over(earlier)

    def put_look(self, row: int, column: int, style: int) -> None:
        """Add a new format of a cell that exists; its content stays, or is that of its edit."""
        edit = self.cells.get(row, {}).get(column)
        if edit is None:
            self.looks.setdefault(row, {})[column] = style
        else:
            self.cells[row][column] = replace(edit, style=style)

    def in_row(self, row: int) -> dict[int, Edit]:
        """Return the edits of a row by column; formulas written without a result have theirs."""
        edits = self.cells.get(row, {})
        results = self.results.get(row, {})
        with_results = {
            column: replace(edit, content=edit.content + results[column].content,
                            kind=results[column].kind)
            for column, edit in edits.items()
            if column in results and edit.formula
        }  # fmt: skip
        return {**edits, **with_results} if with_results else edits

    def addresses(self) -> list[str]:
        """Return the address of every edited cell, by row and column."""
        return [
            address(row, column) for row in sorted(self.cells) for column in sorted(self.cells[row])
        ]

    def of_row(self, row: int) -> Edits:
        """Return the edits of a single row."""
        heights = {row: self.heights[row]} if row in self.heights else {}
        looks = {row: self.looks[row]} if row in self.looks else {}
        return Edits({row: self.cells.get(row, {})}, dict(self.models), heights, looks=looks)

    def copy(self) -> Edits:
        """Return a copy that later edits do not change."""
        cells = {row: dict(columns) for row, columns in self.cells.items()}
        results = {row: dict(columns) for row, columns in self.results.items()}
        heights, widths = dict(self.heights), dict(self.widths)
        looks = {row: dict(columns) for row, columns in self.looks.items()}
        return Edits(
            cells, dict(self.models), heights, widths, self.tail, results, looks, self.cursor
        )

    def made_area(self) -> Area | None:
        """Return the smallest area of all cells that these edits fill or format, or None."""
        made: set[int] = set()
        rows: list[int] = []
        for row, columns in self.cells.items():
            in_row = [column for column, edit in columns.items() if edit.makes]
            if in_row:
                rows.append(row)
                made.update(in_row)
        return Area(min(rows), min(made), max(rows), max(made)) if rows else None

    def without_formula(self) -> set[str]:
        """Return the addresses of the cells that hold no formula after these edits."""
        return {
            address(row, column)
            for row, columns in self.cells.items()
            for column, edit in columns.items()
            if not edit.formula
        }
