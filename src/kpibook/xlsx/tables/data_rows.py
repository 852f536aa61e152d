"""Data rows of a table as a sequence in which blank rows cost nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import overload

from kpibook.xlsx.cells.reader import Cell

Row = Mapping[str, Cell]
"""A row's cells by heading."""


class DataRows(Sequence[Row]):
    """Data rows, from the top; a blank row is made only when it is asked for.

    A corner dragged down by mistake makes a table of a million rows in which three hold anything.

    Args:
        first: Number of the first data row in the sheet.
        last: Number of the last.
        filled: Rows in which a cell holds a value or a formula, by number, in rising order.
        blank: Returns the row of that number, which is not in `filled`.
    """

    def __init__(
        self, first: int, last: int, filled: Mapping[int, Row], blank: Callable[[int], Row]
    ) -> None:
        self._first, self._last = first, last
        self._filled, self._blank = filled, blank

    def __len__(self) -> int:
        return self._last - self._first + 1

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [self._row(number) for number in range(self._first, self._last + 1)[index]]
        return self._row(range(self._first, self._last + 1)[index])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # as a list's

    def filled_places(self) -> Iterator[tuple[int, Row]]:
        """Yield the rows in which a cell holds anything, each with its position (from 0)."""
        return ((number - self._first, row) for number, row in self._filled.items())

    def with_filled(self, change: Callable[[Row], Row]) -> DataRows:
        """Return the rows, each that holds something changed; no blank row is made for it."""
        filled = {number: change(row) for number, row in self._filled.items()}
        return DataRows(self._first, self._last, filled, self._blank)

    def _row(self, number: int) -> Row:
        row = self._filled.get(number)
        return self._blank(number) if row is None else row
