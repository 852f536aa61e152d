"""Texts that a person typed on a sheet Return that is made again: each is told, with its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpibook.domain.finding import Finding
from kpibook.domain.wording import counted, listed
from kpibook.errors import Location
from kpibook.on_use.regex import regex
from kpibook.outputs.page import Page
from kpibook.outputs.return_sheets.officer import mark_of
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.protocol import Book
from kpibook.xlsx import Cell

_MARK = regex(r'"(\d+)";')
_MOST = 5


def typed_on_return(book: Book, sheet: str, page: Page) -> tuple[Finding, ...]:
    """Return a finding if texts were typed on the sheet that the new page does not have.

    The title's number format has a mark of everything that was drawn. A sheet without it was made
    by an earlier version, or is a person's own: nothing can be told of that.

    Args:
        book: The workbook, before the sheet is made again.
        sheet: Name of the sheet.
        page: The sheet as it will be.
    """
    if sheet not in book.sheet_names:
        return ()
    if isinstance(book, ClosedBook) and _is_as_drawn(book, sheet):
        return ()
    cells = book.filled_cells(sheet)
    marked = _MARK.match(cells[0].number_format or "") if cells else None
    if marked is None or int(marked[1]) == mark_of([cell.value for cell in cells]):
        return ()
    lost = list(_lost(cells, page))
    if not lost:
        return ()
    return (
        Finding(
            "return-typed-over",
            f"was changed by hand since it was made, and is made again: {_are(len(lost))} on it "
            f"no longer, {listed([cell.address for cell in lost], _MOST)}.",
            Location(book.name, sheet, lost[0].address),
            "The workbook as it was before has them still. The return repeats "
            f"'{layout.THIS_QUARTER}': type commentary, action and figures there.",
        ),
    )


def _is_as_drawn(book: ClosedBook, sheet: str) -> bool:
    """Return True if the mark says so: nearly always, and then no cell has to be made."""
    marked = _MARK.match(book.cell(sheet, "A1").number_format or "")
    return marked is not None and int(marked[1]) == mark_of(book.filled_values(sheet))


def _are(number: int) -> str:
    return f"{counted(number, 'text')} {'is' if number == 1 else 'are'}"


def _lost(cells: Sequence[Cell], page: Page) -> Iterator[Cell]:
    """Yield the cells with a text that the new page has nowhere."""
    drawn = {
        page.title,
        *map(str, page.lines),
        *page.header,
        *(str(cell.value) for row in page.rows for cell in row),
    }
    new = {" ".join(text.split()) for text in drawn}
    for cell in cells:
        text = " ".join(str(cell.value).split())
        if isinstance(cell.value, str) and text and text not in new:
            yield cell
