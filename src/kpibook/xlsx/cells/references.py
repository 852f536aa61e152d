"""Cell references in the A1 style: addresses and areas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kpibook.errors import RefusedEdit
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
_ADDRESS = regex(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})", re.ASCII)
_COLUMN = regex(r"\$?([A-Za-z]{1,3})", re.ASCII)
_ROW = regex(r"\$?([1-9][0-9]{0,6})", re.ASCII)


@lru_cache(maxsize=MAX_COLUMN)
def column_name(number: int) -> str:
    """Return the letters of a column, 1 for A.

    >>> column_name(1), column_name(28), column_name(16384)
    ('A', 'AB', 'XFD')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column, 1 for A; the letters are not checked.

    >>> column_number("A"), column_number("ab"), column_number("XFD")
    (1, 28, 16384)
    """
    number = 0
    for letter in letters:
        # The low five bits of a letter are the same in capitals and small letters.
        number = number * 26 + (ord(letter) & 31)
    return number


def address(row: int, column: int) -> str:
    """Return the address of a cell.

    >>> address(7, 8)
    'H7'
    """
    return f"{column_name(column)}{row}"


def cell_at(text: str) -> tuple[int, int]:
    """Return the row and column of an address; dollar signs are allowed.

    Raises:
        RefusedEdit: ``address-not-a-cell`` if it is not the address of a cell in a sheet.

    >>> cell_at("H7"), cell_at("$xfd$1048576")
    ((7, 8), (1048576, 16384))
    """
    match = _ADDRESS.fullmatch(text)
    if match:
        row, column = int(match[2]), column_number(match[1])
        if row <= MAX_ROW and column <= MAX_COLUMN:
            return row, column
    raise RefusedEdit(
        f"{text[:40]!r} is not the address of a cell.",
        code="address-not-a-cell",
        fix=f"Give one such as H7, from A1 to {address(MAX_ROW, MAX_COLUMN)}.",
    )


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, both corners included."""

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
        """Return the number of rows."""
        return self.last_row - self.first_row + 1

    @property
    def columns(self) -> int:
        """Return the number of columns."""
        return self.last_column - self.first_column + 1

    @property
    def size(self) -> int:
        """Return the number of cells."""
        return self.rows * self.columns

    @property
    def anchor(self) -> str:
        """Return the address of the top left cell."""
        return address(self.first_row, self.first_column)

    def meets(self, other: Area) -> bool:
        """Return True if the two areas have a cell in common."""
        return (
            self.first_row <= other.last_row
            and other.first_row <= self.last_row
            and self.first_column <= other.last_column
            and other.first_column <= self.last_column
        )

    def with_cell(self, row: int, column: int) -> Area:
        """Return the smallest area that holds this area and a cell."""
        return Area(
            min(self.first_row, row),
            min(self.first_column, column),
            max(self.last_row, row),
            max(self.last_column, column),
        )


def area(text: str) -> Area:
    """Return the area of a reference without a sheet name; whole rows and columns too.

    Raises:
        RefusedEdit: ``address-not-an-area``.

    >>> area("$B$2:D9"), str(area("C3")), area("2:3").columns
    (Area(first_row=2, first_column=2, last_row=9, last_column=4), 'C3', 16384)
    """
    parsed = area_or_none(text)
    if parsed is None:
        raise RefusedEdit(
            f"{text[:40]!r} is not a range of cells.",
            code="address-not-an-area",
            fix="Give one such as B2:D9.",
        )
    return parsed


def areas(text: str) -> Iterator[Area]:
    """Yield the areas of a list such as ``sqref`` holds; a text that is no area is left out."""
    for reference in text.split():
        parsed = area_or_none(reference)
        if parsed is not None:
            yield parsed


def area_or_none(text: str) -> Area | None:
    """Return the area of a reference as `area` does; None if the text is no reference."""
    first, colon, last = text.partition(":")
    a, b = _corner(first), _corner(last if colon else first)
    if a is None or b is None:
        return None
    (row_a, column_a), (row_b, column_b) = a, b
    # "A1:B" and "A:3" mean nothing.
    if (row_a == 0) != (row_b == 0) or (column_a == 0) != (column_b == 0):
        return None
    # A single "B" or "2" is no reference: whole columns and rows are written "B:B" and "2:2".
    if not colon and not (row_a and column_a):
        return None
    return Area(
        min(row_a, row_b) or 1,
        min(column_a, column_b) or 1,
        max(row_a, row_b) or MAX_ROW,
        max(column_a, column_b) or MAX_COLUMN,
    )


def _corner(text: str) -> tuple[int, int] | None:
    """Return the row and column of a corner; 0 for the part that a whole row or column lacks."""
    row = column = 0
    if match := _ADDRESS.fullmatch(text):
        row, column = int(match[2]), column_number(match[1])
    elif match := _COLUMN.fullmatch(text):
        column = column_number(match[1])
    elif match := _ROW.fullmatch(text):
        row = int(match[1])
    else:
        return None
    return (row, column) if row <= MAX_ROW and column <= MAX_COLUMN else None
