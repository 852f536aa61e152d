"""Key sheet: the rule the workbook is rated under."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kpibook.domain.reporting.quarterly_return import QuarterlyReturn
from kpibook.domain.rules.scheme import Appearance, Scheme
from kpibook.on_use.replacing import replace
from kpibook.workbook import layout
from kpibook.workbook.protocol import Book
from kpibook.xlsx import Cell, WordFormat

_WORD, _MEANING = "Word", "What it means"


def refresh_key(book: Book, content: QuarterlyReturn) -> None:
    """Draw the Key again if it differs from the scheme; otherwise leave it alone.

    The words on 'This quarter' then take the looks the new Key gives them.
    """
    existing = book.table(layout.KEY_TABLE)
    if existing is not None and _says(existing.rows, content):
        return
    from kpibook.outputs.drawing import Document, draw
    from kpibook.outputs.pages.key_page import key_page

    name = layout.KEY if existing is None else existing.sheet
    page = replace(key_page(content), name=name)
    book.replace_sheet(name, draw([page], Document(page.title)))
    _recolour(book, content.scheme)


def _recolour(book: Book, scheme: Scheme) -> None:
    """Give the scheme's words on 'This quarter' the looks the scheme gives them."""
    table = book.table(layout.THIS_QUARTER_TABLE)
    if table is None or not table.rows:
        return
    statuses = [_word_format(appearance, bold=True) for appearance in scheme.statuses.values()]
    directions = [_word_format(appearance, bold=False) for appearance in scheme.directions.values()]
    for heading, formats in (
        (layout.STATUS, statuses),
        (layout.FORECAST_STATUS, statuses),
        (layout.DIRECTION, directions),
        (layout.DIRECTION_YEAR, directions),
    ):
        if heading in table.rows[0]:
            book.set_word_formats(table.sheet, table.rows[0][heading].address, formats)


def _word_format(appearance: Appearance, *, bold: bool) -> WordFormat:
    # A quotation mark would end the quoted text of the number format.
    symbol = (
        f'"{appearance.symbol} "@' if appearance.symbol and '"' not in appearance.symbol else ""
    )
    fill = "" if appearance.fill.upper() == "#FFFFFF" else appearance.fill
    return WordFormat(appearance.label, appearance.colour, fill, symbol, bold)


def _says(rows: Sequence[Mapping[str, Cell]], content: QuarterlyReturn) -> bool:
    words = [(word, meaning) for word, meaning in content.scheme.in_words()]
    # The number of rows first: a table dragged down by mistake may have a million.
    if len(rows) != len(words):
        return False
    return [(_text(row, _WORD), _text(row, _MEANING)) for row in rows] == words


def _text(row: Mapping[str, Cell], heading: str) -> str:
    cell = row.get(heading)
    return "" if cell is None or cell.value is None else str(cell.value)
