"""Colours of single cells in an open workbook: a council shows a status by them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from kpibook.addin.open_book.commit_record import ColourChange
from kpibook.addin.open_book.undo_log import Undo
from kpibook.on_use.dataclass import dataclass

if TYPE_CHECKING:
    import xlwings

_BLACK = "000000"


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours that a cell is to have.

    Attributes:
        sheet: The sheet's name.
        address: The cell.
        fill: Its fill as RGB ("92D050"); "" for no fill, None to leave it.
        font: The colour of its text as RGB; "" for black, None to leave it.
    """

    sheet: str
    address: str
    fill: str | None = None
    font: str | None = None


def colours_of(cell: xlwings.Range) -> tuple[str, str]:
    """Return the fill and the colour of the text of a cell as RGB; "" for no fill, or black."""
    font = _rgb(cell.font.color)
    return _rgb(cell.color), "" if font == _BLACK else font


def give_colours(book: xlwings.Book, asked: Iterable[Colours], undo: Undo) -> list[ColourChange]:
    """Give cells their colours.

    Args:
        book: The workbook.
        asked: The colours.
        undo: The log that gets each step back.

    Returns:
        The cells that have other colours now.
    """
    changes = []
    for colours in asked:
        cell = book.sheets[colours.sheet].range(colours.address)
        before = colours_of(cell)
        after = (
            before[0] if colours.fill is None else colours.fill,
            before[1] if colours.font is None else colours.font,
        )
        if after == before:
            continue
        place = f"'{colours.sheet}'!{colours.address}"
        undo.add(place, partial(_colour, cell, after, before))
        _colour(cell, before, after)
        changes.append(ColourChange(colours.sheet, colours.address, *before, *after))
    return changes


def _colour(cell: xlwings.Range, before: tuple[str, str], after: tuple[str, str]) -> None:
    if after[0] != before[0]:
        cell.color = _triple(after[0]) if after[0] else None
    if after[1] != before[1]:
        cell.font.color = _triple(after[1] or _BLACK)


def _rgb(colour: tuple[int, int, int] | None) -> str:
    return "" if colour is None else bytes(colour).hex().upper()


def _triple(rgb: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(rgb)
    return red, green, blue
