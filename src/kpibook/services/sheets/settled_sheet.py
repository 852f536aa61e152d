"""Sheet of settled doubts, made in a workbook when the first doubt is settled in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kpibook.domain.doubts.settlement import Settlement, added, settlements_of
from kpibook.domain.measures.reference import ref_key
from kpibook.services.rating.doubted import settled_by_ok
from kpibook.services.rating.scorecard import Scorecard
from kpibook.workbook import layout
from kpibook.workbook.performance import PerformanceWorkbook, figure_in_words
from kpibook.workbook.protocol import Book


def record_ok(book: Book, scorecard: Scorecard, by: str, on: date) -> list[Settlement]:
    """Record what the marker [ok] settles in a scorecard, and return it.

    Args:
        book: The workbook the scorecard was read from.
        scorecard: Its measures, rated.
        by: The person at work; "" if not known.
        on: The day.
    """
    new = [
        settlement
        for ref, doubts in settled_by_ok(scorecard.figures)
        for settlement in settlements_of(ref, doubts, by, on)
    ]
    write_settlements(book, scorecard.workbook, new)
    return new


def write_settlements(book: Book, workbook: PerformanceWorkbook, new: Sequence[Settlement]) -> None:
    """Add settlements to those of a workbook; without new ones nothing is written."""
    every = added(workbook.settlements, new)
    if len(every) == len(workbook.settlements):
        return
    from kpibook.outputs.drawing import Document, draw
    from kpibook.outputs.pages.settled_page import settled_page

    existing = book.table(layout.SETTLED_TABLE)
    name = layout.SETTLED if existing is None else existing.sheet
    written = [
        figure_in_words(workbook.measures[ref_key(settlement.ref)], settlement.figure)
        for settlement in every
    ]
    page = settled_page(name, every, written)
    book.replace_sheet(name, draw([page], Document(page.title)))
