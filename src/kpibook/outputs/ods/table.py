"""A page as a table of an OpenDocument spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from kpibook.outputs.ods.styles import (
    HEADER,
    HEADING,
    LINE,
    SUBHEADING,
    Styles,
    number_kind,
    paragraph,
)
from kpibook.outputs.page import Page, PageCell, PageLine, sheet_reference
from kpibook.xlsx.cells.references import column_name


def table_of(page: Page, styles: Styles) -> str:
    """Return the page as a table: title, lines, a header row that repeats, rows."""
    columns = "".join(
        f'<table:table-column table:style-name="{styles.column(round(width * 7 + 5))}"/>'
        for width in page.widths
    )
    above = _line(page.title, HEADING) + "".join(
        _line(str(line), SUBHEADING if isinstance(line, PageLine) and line.section else LINE)
        for line in page.lines
    )
    return (
        f"<table:table table:name={quoteattr(page.name)}>{columns}{above}"
        f"{_header(page.header)}{''.join(_row(row, styles) for row in page.rows)}</table:table>"
    )


def range_of(page: Page) -> str:
    """Return the declaration of the page's table, with its header row; empty without a table."""
    if not page.header:
        return ""
    # The dot parts sheet and cell: 'Needs attention'.A5.
    sheet = sheet_reference(page.name)
    last = f"{column_name(len(page.header))}{page.top + len(page.rows)}"
    target = f"{sheet}.A{page.top}:{sheet}.{last}"
    return (
        f"<table:database-range table:name={quoteattr(page.table)} "
        'table:contains-header="true" table:display-filter-buttons="false" '
        f"table:target-range-address={quoteattr(target)}/>"
    )


def _line(text: str, style: str) -> str:
    return f"<table:table-row>{_text(text, style)}</table:table-row>"


def _header(header: Sequence[str]) -> str:
    if not header:
        return ""
    cells = "".join(_text(heading, HEADER) for heading in header)
    return (
        f"<table:table-header-rows><table:table-row>{cells}</table:table-row>"
        "</table:table-header-rows>"
    )


def _row(row: Sequence[PageCell], styles: Styles) -> str:
    return f"<table:table-row>{''.join(_cell(cell, styles) for cell in row)}</table:table-row>"


def _cell(cell: PageCell, styles: Styles) -> str:
    value, bold = cell.value, cell.bold or cell.large
    kind = number_kind(cell.number_format)
    if isinstance(value, bool) or not isinstance(value, int | float) or not kind:
        text = value.isoformat() if isinstance(value, date) and not cell.shown else str(cell)
        right = cell.right or isinstance(value, int | float)
        return _text(text, styles.cell(cell.look, bold=bold, right=right))
    number = styles.number(cell.number_format, str(cell))
    style = styles.cell(cell.look, number=number, bold=bold)
    currency = ' office:currency="GBP"' if kind == "currency" else ""
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="{kind}"{currency} '
        f'office:value="{value!r}"><text:p>{escape(str(cell))}</text:p></table:table-cell>'
    )


def _text(text: str, style: str) -> str:
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="string">'
        f"{paragraph(text)}</table:table-cell>"
    )
