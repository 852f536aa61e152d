"""Trends sheet of a workbook: charts of its measures, drawn again from their figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpibook.workbook import layout

if TYPE_CHECKING:  # a fill asks `has_trends`, and most workbooks have none
    from kpibook.domain.consolidation.consolidation import Consolidation
    from kpibook.services.rating.scorecard import Scorecard
    from kpibook.workbook.protocol import Book


def write_trends(book: Book, scorecard: Scorecard) -> str:
    """Make the sheet of charts or draw it again, whatever it is called by now.

    A sheet Trends that a person made is left alone: the charts then go on "Trends 2".

    Args:
        book: The workbook, a closed file.
        scorecard: Its measures as rated now.

    Returns:
        The name of the sheet; "" if no measure has figures enough for a chart, and it has none.
    """
    from kpibook.outputs.drawing import Document, draw
    from kpibook.outputs.return_sheets.officer_trends import officer_trends

    existing = book.table_sheet(layout.TRENDS_TABLE)
    name = existing or _free_name(book)
    page = officer_trends(_measures(scorecard), name)
    if existing is None and not page.charts:
        return ""
    book.replace_sheet(name, draw([page], Document(page.title)))
    return name


def has_trends(book: Book) -> bool:
    """Return True if the workbook has the sheet of charts."""
    return book.table_sheet(layout.TRENDS_TABLE) is not None


def _measures(scorecard: Scorecard) -> Consolidation:
    from kpibook.domain.consolidation.consolidation import Consolidation
    from kpibook.domain.consolidation.row_of import row_of

    content, history = scorecard.quarterly_return, scorecard.workbook.history
    rows = tuple(row_of(rated, content.scheme, history) for rated in content.rated)
    return Consolidation(content.period, content.council, (), rows, schemes=(content.scheme,))


def _free_name(book: Book) -> str:
    taken = {name.casefold() for name in book.sheet_names}
    name, number = layout.TRENDS, 1
    while name.casefold() in taken:
        number += 1
        name = f"{layout.TRENDS} {number}"
    return name
