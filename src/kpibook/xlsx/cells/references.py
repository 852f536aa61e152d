"""Cell addresses and areas in the A1 style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kpibook.errors import RefusedEdit

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})", re.ASCII)
_COLUMN = re.compile(r"\$?([A-Za-z]{1,3})", re.ASCII)
_ROW = re.compile(r"\$?([1-9][0-9]{0,6})", re.ASCII)


@lru_cache(maxsize=MAX_COLUMN)
def column_name(number: int) -> str:
    """Letters of a column, 1 for A.

    >>> column_name(1), column_name(28), column_name(16384)
    ('A', 'AB', 'XFD')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Number of a column, A being 1; the letters are not checked.

    >>> column_number("A"), column_number("ab"), column_number("XFD")
    (1, 28, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + (ord(letter) & 31)
    return number


def address(row: int, column: int) -> str:
    """The address of a cell.

    >>> address(7, 8)
    'H7'
    """
    return f"{column_name(column)}{row}"


def cell_at(text: str) -> tuple[int, int]:
    """Row and column of an address; dollar signs are allowed.

    Raises:
        RefusedEdit: ``address-not-a-cell`` when it is not the address of a cell in a sheet.

    >>> cell_at("H7"), cell_at("$xfd$1048576")
    ((7, 8), (1048576, 16384))
    """
    found = _ADDRESS.fullmatch(text)
    if found:
        row, column = int(found[2]), column_number(found[1])
        if row <= MAX_ROW and column <= MAX_COLUMN:
            return row, column
    raise RefusedEdit(
        f"{text[:40]!r} is not the address of a cell.",
        code="address-not-a-cell",
        fix=f"Give one such as H7, from A1 to {address(MAX_ROW, MAX_COLUMN)}.",
    )


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, both corners within it."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def __str__(self) -> str:
        first = address(self.first_row, self.first_column)
        last = address(self.last_row, self.last_column)
        return first if first == last else f"{first}:{last}"

    def __contains__(self, cell: object) -> bool:
        if not isinstance(cell, tuple):
            return False
        row: int
        column: int
        row, column = cell
        down = self.first_row <= row <= self.last_row
        return down and self.first_column <= column <= self.last_column

    @property
    def rows(self) -> int:
        """Number of rows."""
        return self.last_row - self.first_row + 1

    @property
    def columns(self) -> int:
        """Number of columns."""
        return self.last_column - self.first_column + 1

    @property
    def size(self) -> int:
        """Number of cells."""
        return self.rows * self.columns

    @property
    def anchor(self) -> str:
        """Address of the top left cell."""
        return address(self.first_row, self.first_column)

    def meets(self, other: Area) -> bool:
        """True when the two have a cell in common."""
        return (
            self.first_row <= other.last_row
            and other.first_row <= self.last_row
            and self.first_column <= other.last_column
            and other.first_column <= self.last_column
        )

    def with_cell(self, row: int, column: int) -> Area:
        """The smallest area that holds this one and a cell."""
        return Area(
            min(self.first_row, row),
            min(self.first_column, column),
            max(self.last_row, row),
            max(self.last_column, column),
        )


def area(text: str) -> Area:
    """The area that a reference without a sheet name means; whole rows and columns too.

    Raises:
        RefusedEdit: ``address-not-an-area``.

    >>> area("$B$2:D9"), str(area("C3")), area("2:3").columns
    (Area(first_row=2, first_column=2, last_row=9, last_column=4), 'C3', 16384)
    """
    found = _area(text)
    if found is None:
        raise RefusedEdit(
            f"{text[:40]!r} is not a range of cells.",
            code="address-not-an-area",
            fix="Give one such as B2:D9.",
        )
    return found


def areas(text: str) -> Iterator[Area]:
    """The areas of a list such as ``sqref`` holds; what is not an area is left out."""
    for one in text.split():
        found = _area(one)
        if found is not None:
            yield found


def _area(text: str) -> Area | None:
    first, colon, last = text.partition(":")
    a, b = _corner(first), _corner(last if colon else first)
    if a is None or b is None:
        return None
    (row_a, column_a), (row_b, column_b) = a, b
    if (row_a == 0) != (row_b == 0) or (column_a == 0) != (column_b == 0):
        return None
    if not colon and not (row_a and column_a):
        return None
    return Area(
        min(row_a, row_b) or 1,
        min(column_a, column_b) or 1,
        max(row_a, row_b) or MAX_ROW,
        max(column_a, column_b) or MAX_COLUMN,
    )


def _corner(text: str) -> tuple[int, int] | None:
    """Row and column of one end of a reference; 0 for the one that a whole row or column lacks."""
    row = column = 0
    if found := _ADDRESS.fullmatch(text):
        row, column = int(found[2]), column_number(found[1])
    elif found := _COLUMN.fullmatch(text):
        column = column_number(found[1])
    elif found := _ROW.fullmatch(text):
        row = int(found[1])
    else:
        return None
    return (row, column) if row <= MAX_ROW and column <= MAX_COLUMN else None
