"""Texts among the filled cells of a sheet, of which those that are too short need not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from kpibook.xlsx import Cell
from kpibook.xlsx.cells.plain_row import PlainRow

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
    if type(cells) is PlainRow:
        return cells.texts(shortest)
    return texts_of((cell for cell in cells.values() if not cell.is_blank), shortest)


def first_texts(cells: Sequence[FilledText], most: int) -> list[tuple[str, str]]:
    """Return the texts among the first cells."""
    return [each for each in cells[:most] if each is not None]
