"""The Key sheet says the rule the workbook is rated under, whichever that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kpibook.domain.reporting.quarterly_return import QuarterlyReturn
from kpibook.domain.rules.scheme import Appearance, Scheme
from kpibook.outputs.drawing import Document, draw
from kpibook.outputs.return_pages import key_page
from kpibook.workbook import layout
from kpibook.workbook.protocol import Book
from kpibook.xlsx import Cell, WordFormat

_WORD, _MEANING = "Word", "What it means"


def refresh_key(book: Book, content: QuarterlyReturn) -> None:
    """Draw the Key anew when it does not say what the scheme says; otherwise leave it alone.

    The words on 'This quarter' then take the looks the new Key gives them.
    """
    standing = book.table(layout.KEY_TABLE)
    if standing is not None and _says(standing.rows, content):
        return
    name = layout.KEY if standing is None else standing.sheet
    page = replace(key_page(content), name=name)
    book.replace_sheet(name, draw([page], Document(page.title)))
    _recolour(book, content.scheme)


def _recolour(book: Book, scheme: Scheme) -> None:
    """Give the scheme's words on 'This quarter' the looks the scheme gives them."""
    table = book.table(layout.THIS_QUARTER_TABLE)
    if table is None or not table.rows:
        return
    statuses = [_look(look, bold=True) for look in scheme.statuses.values()]
    directions = [_look(look, bold=False) for look in scheme.directions.values()]
    for heading, formats in (
        (layout.STATUS, statuses),
        (layout.DIRECTION, directions),
        (layout.DIRECTION_YEAR, directions),
    ):
        if heading in table.rows[0]:
            book.set_word_formats(table.sheet, table.rows[0][heading].address, formats)


def _look(look: Appearance, *, bold: bool) -> WordFormat:
    symbol = f'"{look.symbol} "@' if look.symbol and '"' not in look.symbol else ""
    fill = "" if look.fill.upper() == "#FFFFFF" else look.fill
    return WordFormat(look.label, look.colour, fill, symbol, bold)


def _says(rows: Sequence[Mapping[str, Cell]], content: QuarterlyReturn) -> bool:
    said = [(_text(row, _WORD), _text(row, _MEANING)) for row in rows]
    return said == [(word, meaning) for word, meaning in content.scheme.in_words()]


def _text(row: Mapping[str, Cell], heading: str) -> str:
    cell = row.get(heading)
    return "" if cell is None or cell.value is None else str(cell.value)
