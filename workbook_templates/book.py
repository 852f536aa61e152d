"""The workbook being built, its formats, and the few moves that every sheet makes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from kpibook.workbook import layout
from kpibook.workbook.sizes import look
from kpibook.workbook.sizes.look import Paint

_A4 = 9
_LEAST_PRINTED = 9.05  # points


@dataclass(frozen=True, slots=True)
class Book:
    """An XlsxWriter workbook with kpibook's formats."""

    workbook: Workbook

    def format(self, paint: Paint = look.BODY, **properties: Any) -> Format:
        """Return a format in `paint`, aligned to the top of the cell."""
        # White is left to the paper.
        filled = {} if paint.fill == look.WHITE else {"bg_color": paint.fill}
        base = {"font_color": paint.text, "valign": "top", **filled}
        return self.workbook.add_format({**base, **properties})

    def text(self, paint: Paint = look.BODY, **properties: Any) -> Format:
        """Return a format for running text, which wraps."""
        return self.format(paint, text_wrap=True, **properties)

    def header(self, paint: Paint, **properties: Any) -> Format:
        """Return a format for the header cells of a table."""
        return self.cell(paint, bold=True, **properties)

    def cell(self, paint: Paint = look.BODY, **properties: Any) -> Format:
        """Return a format for the cells of a table: a hairline around, and room inside."""
        around = {"border": 1, "border_color": look.RULE, "align": "left", "indent": 1}
        return self.text(paint, **{**around, **properties})

    def name_cell(self, name: str, sheet: str, row: int, column: int) -> None:
        """Give a cell a defined name."""
        cell = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
        self.workbook.define_name(name, f"='{sheet}'!{cell}")


def add_title(book: Book, sheet: Worksheet, title: str, about: str = "") -> None:
    """Write the title into A1 and the purpose of the sheet into A2."""
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, title, book.format(look.TITLE, bold=True, font_size=look.TITLE_POINTS))
    if about:
        sheet.write_string(1, 0, about, book.format(look.QUIET))


def set_up_page(
    sheet: Worksheet,
    *,
    landscape: bool = True,
    breaks: Sequence[int] | None = None,
    points: int = look.TABLE_POINTS,
) -> None:
    """A4 with narrow margins, as long as it takes, pages numbered.

    Args:
        sheet: The sheet.
        landscape: It is wider than it is high.
        breaks: Columns, counted from 0, that begin another page; what is still too wide goes on
            further pages, so that the print stays legible. None makes all columns fit one page.
        points: Size of the font, which is printed at 9 points where there are breaks.
    """
    sheet.set_paper(_A4)
    if landscape:
        sheet.set_landscape()
    if breaks is None:
        sheet.fit_to_pages(1, 0)
    else:
        # Excel ignores page breaks on a sheet that is fitted to pages.
        sheet.set_print_scale(math.ceil(_LEAST_PRINTED * 100 / points))
        sheet.set_v_pagebreaks(list(breaks))
        sheet.print_across()
    sheet.set_margins(left=0.3, right=0.3, top=0.5, bottom=0.6)
    sheet.set_footer(f'&C&"{look.FONT},Regular"&10Page &P of &N')
    sheet.hide_gridlines(2)


@dataclass(frozen=True, slots=True)
class WordTable:
    """A small table of words.

    Attributes:
        name: Its name in Excel.
        columns: Its headings.
        rows: Its cells, as many in a row as there are headings.
        top: Row of the header, counted from 0.
        left: Its first column, counted from 0.
    """

    name: str
    columns: list[str]
    rows: list[list[str]]
    top: int = 3
    left: int = 0


def write_table(book: Book, sheet: Worksheet, table: WordTable) -> None:
    """Write words as an Excel table, with its first column in bold."""
    top, left, rows, columns = table.top, table.left, table.rows, table.columns
    header = book.header(look.HEADER[layout.FilledBy.FROM_REGISTER], valign="vcenter")
    first, other = book.cell(bold=True, valign="vcenter"), book.cell(valign="vcenter")
    sheet.add_table(
        top,
        left,
        top + len(rows),
        left + len(columns) - 1,
        {
            "name": table.name,
            "style": None,
            "autofilter": False,
            "columns": [{"header": text, "header_format": header} for text in columns],
        },
    )
    for below, row in enumerate(rows, start=1):
        for beside, text in enumerate(row):
            sheet.write(top + below, left + beside, text, other if beside else first)


def set_row_heights(
    sheet: Worksheet, top: int, rows: Iterable[Iterable[str]], widths: Sequence[int]
) -> None:
    """Make rows, from row `top` on, as high as their texts need in columns of those widths."""
    for row, texts in enumerate(rows, start=top):
        sheet.set_row(row, look.row_height(zip(texts, widths, strict=True)))
