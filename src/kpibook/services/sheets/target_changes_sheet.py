"""Sheet of changed targets, made in a workbook when the first change within a year is met."""

from __future__ import annotations

from datetime import date

from kpibook.on_use.replacing import replace
from kpibook.services.rating.scorecard import Scorecard
from kpibook.workbook import layout
from kpibook.workbook.protocol import Book


def record_target_changes(book: Book, scorecard: Scorecard, on: date) -> Scorecard:
    """Record the changes of targets that are not recorded yet, and return them with the day.

    Args:
        book: The workbook the scorecard was read from.
        scorecard: Its measures, rated.
        on: The day.
    """
    met = [
        rated.target_change
        for rated in scorecard.rated
        if rated.target_change is not None and rated.target_change.on is None
    ]
    if not met:
        return scorecard
    from kpibook.outputs.drawing import Document, draw
    from kpibook.outputs.pages.target_changes_page import target_changes_page

    existing = book.table(layout.TARGET_CHANGES_TABLE)
    name = layout.TARGET_CHANGES if existing is None else existing.sheet
    changes = [*scorecard.workbook.target_changes, *(replace(change, on=on) for change in met)]
    page = target_changes_page(name, changes)
    book.replace_sheet(name, draw([page], Document(page.title)))
    dated = tuple(
        replace(rated, target_change=replace(rated.target_change, on=on))
        if rated.target_change in met and rated.target_change is not None
        else rated
        for rated in scorecard.rated
    )
    return replace(scorecard, rated=dated)
