"""Texts among the filled cells of a sheet, of which those that are too short need not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from kpibook.xlsx import Cell
from kpibook.xlsx.cells.plain_row import PlainRow
from kpibook.xlsx.cells.references import address

#: Address and text of a cell; None for a cell that holds anything else, or a shorter text.
FilledText: TypeAlias = tuple[str, str] | None


def texts_of(cells: Iterable[Cell], shortest: int) -> Iterator[FilledText]:
    """Yield the text of each cell.

    Args:
        cells: The cells.
        shortest: The characters that a text has at least.
    """
    for cell in cells:
        text = cell.value
        yield (cell.address, text) if isinstance(text, str) and len(text) >= shortest else None


def texts_of_row(cells: Mapping[int, Cell], shortest: int) -> Iterator[FilledText]:
    """Yield what `texts_of` does for the cells of a row that are not blank, in its order."""
    plain = cells if isinstance(cells, PlainRow) else None
    for column in cells if plain is None else plain.filled:
        if plain is not None and plain.is_shorter(column, shortest):
            yield None
        elif plain is not None and (text := plain.text(column)) is not None:
            yield (address(plain.number, column), text) if len(text) >= shortest else None
        elif not (cell := cells[column]).is_blank:
            yield from texts_of((cell,), shortest)
