"""Drawing of pages as worksheets by XlsxWriter, for the officer's workbook or publication."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from xlsxwriter.worksheet import Worksheet

from kpibook.on_use.dataclass import dataclass
from kpibook.outputs.cell_drawing import MOST_LINKS, draw_cell
from kpibook.outputs.chart_drawing import (
    draw_chart,
    draw_scaled_sparklines,
    draw_sparklines,
)
from kpibook.outputs.packed_once import PackedOnce
from kpibook.outputs.page import Page, PageCell, PageLine
from kpibook.outputs.pen import Pen
from kpibook.outputs.print_setup import set_print
from kpibook.outputs.quick_sheet import DrawnCell, QuickSheet, easy
from kpibook.outputs.table_drawing import declare_table, offer_choices
from kpibook.outputs.text_fit import WIDER, word_width
from kpibook.workbook.sizes.look import row_height

_TALLEST = 409  # points; Excel's limit
_BUTTON = 12  # pixels of a filter button that words give way to
_MOST_FROZEN = 18  # rows
#: A date in the past for every file: the same figures give the same bytes.
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 Excel's core properties carry no zone


@dataclass(frozen=True, slots=True)
class Document:
    """Document properties of the file, and its purpose.

    Attributes:
        title: Document title.
        author: The council, or kpibook.
        subject: The directorate; "" for none.
        published: Drawn for publication: 12 point, no freeze panes, no header or footer.
        created: Creation time in the file, without a zone.
        streamed: Drawn row by row, so that memory does not grow with the rows; texts are then in
            their cells and not in the shared strings.
        imported: Drawn to be put into a workbook, where texts are in their cells as well; the file
            itself is read once and thrown away.
    """

    title: str
    author: str = "kpibook"
    subject: str = ""
    published: bool = False
    created: datetime = CREATED
    streamed: bool = False
    imported: bool = False


def draw(pages: Sequence[Page], document: Document, scratch: Path | None = None) -> bytes:
    """Draw a workbook of `pages` in memory; see `draw_into`."""
    target = io.BytesIO()
    draw_into(target, pages, document, scratch)
    return target.getvalue()


def draw_into(
    target: BinaryIO, pages: Sequence[Page], document: Document, scratch: Path | None = None
) -> None:
    """Draw a workbook of `pages`, a sheet for each, with the cursor in A1 of the first.

    Args:
        target: The stream to write the workbook to, which can go back to its beginning.
        pages: The sheets.
        document: Document properties and purpose.
        scratch: The folder for temporary files, which a streamed workbook needs; None for the
            system's.
    """
    book = PackedOnce(
        {
            # Constant memory writes each row at once, so rows must come in order, from the top.
            "in_memory": not document.streamed,
            "constant_memory": document.streamed,
            "tmpdir": None if scratch is None else str(scratch),
            # A text that begins with = stays a text, and a web address stays plain.
            "strings_to_formulas": False,
            "strings_to_urls": False,
        },
        is_read_once=document.imported,
    )
    about = {"title": document.title, "author": document.author, "created": document.created}
    if document.subject:
        about["subject"] = document.subject
    book.set_properties(about)
    pen = Pen(book, 12 if document.published else 10)
    try:
        for page in pages:
            sheet = book.add_worksheet(page.name, worksheet_class=QuickSheet)
            sheet.holds_texts = document.imported and not page.charts
            _draw_page(sheet, page, pen, document)
            for chart in page.charts:
                draw_chart(book, sheet, chart)
        book.pack_into(target, {pen.title_points: 1, pen.section_points: 2})
    except BaseException:
        book.let_go()
        raise


def _draw_page(sheet: QuickSheet, page: Page, pen: Pen, document: Document) -> None:
    # 2 hides them on the screen too, and not only on paper.
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    widths = _widths(page, pen)
    set_print(sheet, page, widths, pen.size)
    sheet.set_margins(0.4, 0.4, 0.5, 0.5)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_row(0, pen.title_points * 1.6)
    sheet.write_string(0, 0, page.title, pen.marked_title(page.mark))
    for row, line in enumerate(page.lines, start=1):
        _draw_line(sheet, row, line, pen)
    if not document.published:
        # Excel's codes: &F is the name of the file, &P the page and &N the number of pages.
        sheet.set_footer("&L&F&RPage &P of &N")
    if page.table:
        _draw_table(sheet, page, pen, document)


def _draw_line(sheet: Worksheet, row: int, line: str | PageLine, pen: Pen) -> None:
    if isinstance(line, str):
        if line:
            sheet.write_string(row, 0, line, pen.line)
    elif line.link:
        sheet.write_url(row, 0, f"internal:{line.link}", pen.link(), line.text)
    else:
        if line.section:
            sheet.set_row(row, pen.section_points * 1.8)
        sheet.write_string(row, 0, line.text, pen.section() if line.section else pen.line)


def _draw_table(sheet: QuickSheet, page: Page, pen: Pen, document: Document) -> None:
    top = page.top - 1
    sheet.set_row(top, _header_height(page, pen))
    declare_table(sheet, page, pen, streamed=document.streamed)
    if document.streamed and page.ahead is not None:
        place = page.ahead.placing(sheet, pen, wrap=not page.ledger)
        for number in range(len(page.rows)):
            if not place(number, top + 1 + number):
                _draw_row(sheet, top + 1 + number, page.rows[number], page, pen, document)
    else:
        for row, cells in enumerate(page.rows, start=top + 1):
            _draw_row(sheet, row, cells, page, pen, document)
    for column, cell in enumerate(page.totals):
        row = top + 1 + len(page.rows)
        draw_cell(sheet, row, column, cell, pen.cell(cell, total=True))
    if page.sparklines is not None and page.sparklines.references:
        column = list(page.header).index(page.sparklines.heading)
        if page.sparklines.spans:
            draw_scaled_sparklines(sheet, column, top + 1, page.sparklines)
        else:
            draw_sparklines(sheet, column, top + 1, list(page.sparklines.references))
    if page.filtered:  # the rows of a ledger are made once, as they are drawn
        offer_choices(sheet, page)
    if not document.published:
        _freeze(sheet, page, top + 1)
    sheet.repeat_rows(top)


def _draw_row(
    sheet: QuickSheet,
    row: int,
    cells: Sequence[PageCell],
    page: Page,
    pen: Pen,
    document: Document,
) -> None:
    height = None if page.ledger else _height(cells, page, pen, row - page.top)
    if (document.streamed or document.imported) and _draw_whole(
        sheet, row, cells, height, page, pen
    ):
        return
    if height is not None:
        sheet.set_row(row, height)
    for column, cell in enumerate(cells):
        look = pen.cell(cell, wrap=not page.ledger, ruled=page.fitted is not None)
        draw_cell(sheet, row, column, cell, look)


def _draw_whole(
    sheet: QuickSheet,
    row: int,
    cells: Sequence[PageCell],
    height: float | None,
    page: Page,
    pen: Pen,
) -> bool:
    """Draw a row as a single text; return False for a row with a formula or an odd text in it."""
    contents = [
        sheet.serial(cell.value) if isinstance(cell.value, date) else cell.value for cell in cells
    ]
    if not all(map(easy, contents)) or any(cell.formula for cell in cells):
        return False
    if not sheet.begin_row(row):
        return False
    wrap, ruled = not page.ledger, page.fitted is not None
    drawn: list[DrawnCell] = []
    for column, (cell, content) in enumerate(zip(cells, contents, strict=True)):
        if cell.link and sheet.hlink_count < MOST_LINKS:
            sheet.note_link(row, column, cell.link, str(cell))
        drawn.append((content, pen.number(cell, wrap=wrap, ruled=ruled)))
    sheet.end_row(row, drawn, height)
    return True


def _freeze(sheet: Worksheet, page: Page, rows: int) -> None:
    """Keep headings in sight, and on a sheet of two pages across what its rows are about."""
    columns = 0 if page.fitted is None else page.fitted.frozen
    # Frozen lines that fill the window would leave no room for the rows.
    sheet.freeze_panes(rows if rows <= _MOST_FROZEN else 0, columns)


def _header_height(page: Page, pen: Pen) -> float:
    """Return the height of the row of headings, which are bold and so wider than other text."""
    if page.fitted is not None:
        return min(page.fitted.header_height, _TALLEST)
    texts = [
        (heading, max(1, width - 1))
        for heading, width in zip(page.header, page.widths, strict=True)
    ]
    return min(max(pen.size * 3.4, row_height(texts, pen.size)), _TALLEST)


def _height(cells: Sequence[PageCell], page: Page, pen: Pen, position: int) -> float:
    if page.fitted is not None:
        return min(page.fitted.heights[position], _TALLEST)
    return min(row_height(_texts(cells, page), pen.size), _TALLEST)


def _texts(cells: Sequence[PageCell], page: Page) -> Iterator[tuple[str, float]]:
    return zip((str(cell) for cell in cells), page.widths, strict=True)


def _widths(page: Page, pen: Pen) -> list[float]:
    """Return the width of each column, in characters."""
    if page.fitted is not None:
        return list(page.widths)
    return [
        max(_scaled(width, pen), _of_heading(page, column, pen))
        for column, width in enumerate(page.widths)
    ]


def _of_heading(page: Page, column: int, pen: Pen) -> float:
    """Return the width, in characters, in which no word of a column's heading is cut."""
    if not page.table:
        return 0
    button = _BUTTON if page.ledger or page.filtered else 0
    return (word_width(page.header[column], pen.size, bold=True) / WIDER + button) / 7


def _scaled(width: float, pen: Pen) -> float:
    """Return a column width for the font size; widths are set for 10 point."""
    return width * pen.size / 10
