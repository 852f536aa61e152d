"""Sheet of any kind of file, as rows of cells: what a layout is proposed for and read through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from kpibook.on_use.dataclass import dataclass
from kpibook.xlsx import Cell

_MOST_MERGED = 2_000  # cells of a merged area that holds a figure or a text of measures


@dataclass(frozen=True, slots=True)
class Grid:
    """Filled cells of a sheet.

    Attributes:
        name: The sheet's name; the file's for a file of one table.
        rows: The filled cells by row and column, both from 1, in order.
        merged: Areas of merged cells: first row, first column, last row, last column.
        fills: The fill of a cell as RGB ("92D050") by row and column; a cell without has no entry.
        fonts: The colour of the text of a cell with a sign or a short word, as RGB, by row and
            column; a cell whose text is black or automatic has no entry.
        is_shown: False for a hidden sheet.
    """

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    fills: Mapping[tuple[int, int], str] = field(default_factory=dict)
    is_shown: bool = True
    fonts: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def colour(self, row: int, column: int, *, of_text: bool) -> str:
        """Return the colour of a cell's text or of its fill as RGB; "" if it has none."""
        return (self.fonts if of_text else self.fills).get((row, column), "")

    def cell(self, row: int, column: int) -> Cell | None:
        """Return a cell; None if it is blank."""
        return self.rows.get(row, {}).get(column)

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell on one line; "" if it is blank."""
        cell = self.cell(row, column)
        return "" if cell is None else text_of(cell)

    def turned(self) -> Grid:
        """Return the sheet with rows and columns changed for each other; cells keep addresses."""
        rows: dict[int, dict[int, Cell]] = {}
        for row, cells in self.rows.items():
            for column, cell in cells.items():
                rows.setdefault(column, {})[row] = cell
        return Grid(
            self.name,
            {row: rows[row] for row in sorted(rows)},
            tuple((left, first, right, last) for first, left, last, right in self.merged),
            {(column, row): fill for (row, column), fill in self.fills.items()},
            self.is_shown,
            {(column, row): font for (row, column), font in self.fonts.items()},
        )

    def anchors(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Return the first cell of each cell that is merged with others, by row and column."""
        return {
            (row, column): (first, left)
            for first, left, last, right in self.merged
            if (last - first + 1) * (right - left + 1) <= _MOST_MERGED
            for row in range(first, last + 1)
            for column in range(left, right + 1)
        }

    def lines(self) -> Iterator[tuple[int, Mapping[int, str]]]:
        """Yield the number and the texts of each row in which a cell holds anything."""
        for number, cells in self.rows.items():
            texts = {column: text for column, cell in cells.items() if (text := text_of(cell))}
            if texts:
                yield number, texts


def text_of(cell: Cell) -> str:
    """Return what a cell holds as text on one line; "" for a blank. 101.0 is "101"."""
    if isinstance(cell.value, float) and cell.value.is_integer():
        return format(cell.value, ".0f")
    return "" if cell.value is None else " ".join(str(cell.value).split())
