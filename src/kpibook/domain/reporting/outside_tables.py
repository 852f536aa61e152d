"""Cells just outside a table: a row typed under it or a column next to it, which Excel left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from kpibook.domain.finding import Finding
from kpibook.domain.wording import counted
from kpibook.errors import Location


class Bordered(Protocol):
    """Table that knows the filled cells at its borders."""

    @property
    def sheet(self) -> str:
        """Name of its sheet."""

    @property
    def below(self) -> tuple[str, ...]:
        """The first filled cell of each row typed directly under it."""

    @property
    def adjacent(self) -> tuple[str, ...]:
        """The first filled cell of each column directly next to it."""


def cells_outside(file: str, name: str, table: Bordered) -> Iterator[Finding]:
    """Report rows typed directly under a table, and columns next to it, which are not read.

    Excel takes a new row into the table as it is typed, but not if the sheet is protected, the
    option is off, or another program writes it.
    """
    if table.below:
        rows = counted(len(table.below), "row")
        yield Finding(
            "row-under-table",
            f"{rows} typed under the table '{name}' {_belong(table.below)} to it: not used.",
            Location(file, table.sheet, table.below[0]),
            "Drag the corner of the table down over the rows, or move them into it.",
        )
    if table.adjacent:
        columns = counted(len(table.adjacent), "column")
        yield Finding(
            "column-next-to-table",
            f"{columns} next to the table '{name}' {_belong(table.adjacent)} to it: not used.",
            Location(file, table.sheet, table.adjacent[0]),
            "Drag the corner of the table over the column if it is part of it, or leave a blank "
            "column between.",
        )


def _belong(cells: tuple[str, ...]) -> str:
    return "does not belong" if len(cells) == 1 else "do not belong"
