"""Pages drawn as worksheets by XlsxWriter, for the officer's workbook or for publication."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kpibook.errors import Location
from kpibook.outputs.finish import finished
from kpibook.outputs.page import Page, PageCell
from kpibook.workbook.look import ACCENT, FONT, LINK, RULE, WHITE, row_height

_TALLEST = 409  # points; Excel's limit
# A date in the past for every file: the same figures give the same bytes.
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 Excel's core properties carry no zone


@dataclass(frozen=True, slots=True)
class Document:
    """What the file says of itself, and for whom it is drawn.

    Attributes:
        title: Document title.
        author: The council, or kpibook.
        published: Drawn for publication: 12 point, no freeze panes, no header or footer.
    """

    title: str
    author: str = "kpibook"
    published: bool = False


def draw(pages: Sequence[Page], document: Document) -> bytes:
    """A workbook of `pages`, one sheet each, the cursor in A1 of the first."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(
        memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": document.title, "author": document.author, "created": _CREATED})
    pen = _Pen(book, 12 if document.published else 10)
    for page in pages:
        _draw_page(book.add_worksheet(page.name), page, pen, document)
    book.close()
    return finished(memory.getvalue(), {pen.title_points: 1})


class _Pen:
    """The formats of one workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook, size: int) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}
        self.size = size
        self.title_points = size + 4
        self.title = self._format(bold=True, font_size=self.title_points, font_color=ACCENT)
        self.line = self._format()
        self.header = self._format(
            bold=True,
            text_wrap=True,
            valign="vcenter",
            indent=1,
            bg_color=ACCENT,
            font_color=WHITE,
            border=1,
            border_color=ACCENT,
        )

    def cell(self, cell: PageCell) -> Format:
        """The format of a table cell: wrapped, at the top, in its status' colours if it has any."""
        number = isinstance(cell.value, (int, float))
        kind: dict[str, object] = {
            "text_wrap": True,
            "valign": "top",
            "border": 1,
            "border_color": RULE,
            "align": "right" if number else "left",
            "indent": 1,
        }
        if cell.number_format:
            kind["num_format"] = cell.number_format
        if cell.look is not None:
            kind |= {"bold": True, "font_color": cell.look.colour, "bg_color": cell.look.fill}
        if cell.link is not None:
            kind |= {"underline": 1, "font_color": LINK.text}
        return self._format(**kind)

    def _format(self, **kind: object) -> Format:
        key = tuple(sorted(kind.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(
                {"font_name": FONT, "font_size": self.size, **kind}
            )
        return self._made[key]


def _draw_page(sheet: Worksheet, page: Page, pen: _Pen, document: Document) -> None:
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.5, 0.5)
    sheet.write_string(0, 0, page.title, pen.title)
    sheet.set_row(0, pen.title_points * 1.6)
    for row, line in enumerate(page.lines, start=1):
        sheet.write_string(row, 0, line, pen.line)
    if page.table:
        _draw_table(sheet, page, pen, len(page.lines) + 1, document)


def _draw_table(sheet: Worksheet, page: Page, pen: _Pen, top: int, document: Document) -> None:
    widths = list(page.widths)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, _scaled(width, pen))
    for offset, row in enumerate(page.rows, start=1):
        texts = zip((str(cell) for cell in row), widths, strict=True)
        sheet.set_row(top + offset, min(row_height(texts, pen.size), _TALLEST))
        for column, cell in enumerate(row):
            _draw_cell(sheet, top + offset, column, cell, pen)
    sheet.add_table(
        top,
        0,
        top + max(len(page.rows), 1),
        len(page.header) - 1,
        {
            "name": page.table,
            "autofilter": False,
            "style": None,
            "columns": [{"header": text, "header_format": pen.header} for text in page.header],
        },
    )
    sheet.set_row(top, pen.size * 3.4)
    if not document.published:
        sheet.freeze_panes(top + 1, 0)
        sheet.set_footer("&L&F&RPage &P of &N")
    sheet.repeat_rows(top)


def _draw_cell(sheet: Worksheet, row: int, column: int, cell: PageCell, pen: _Pen) -> None:
    if cell.link is not None:
        sheet.write_url(row, column, _within(cell.link), pen.cell(cell), str(cell.value))
    elif isinstance(cell.value, str):
        sheet.write_string(row, column, cell.value, pen.cell(cell))
    else:
        sheet.write_number(row, column, cell.value, pen.cell(cell))


def _within(link: Location) -> str:
    """A place of the same workbook as XlsxWriter takes it."""
    sheet = link.sheet.replace("'", "''")
    return f"internal:'{sheet}'!{link.cell or 'A1'}"


def _scaled(width: int, pen: _Pen) -> float:
    """Column widths are given for 10 point."""
    return width * pen.size / 10
