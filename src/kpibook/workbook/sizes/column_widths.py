"""Column widths for the figures in them: Excel shows #### for a figure wider than its column."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

from kpibook.on_use.regex import regex
from kpibook.workbook.protocol import Book, TableRows
from kpibook.workbook.writer import Change
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import cell_at
from kpibook.xlsx.styles.number_formats import is_date_code
from kpibook.xlsx.tables.headed_row import HeadedRow

_MARGIN = 1  # character: the padding that a width includes
_TOKENS = regex(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]'
    r"|(?P<general>(?i:General))|(?P<digits>[0#?,.]+)|(?P<clock>[hmsHMS]+)|(?P<other>.)"
)
_SECONDS = {"h": 3600, "m": 60, "s": 1}
_DATE, _DATE_TIME = 10, 16
_GENERAL = 11  # digits that the format General shows at most


def fit_figures(book: Book, table: str) -> None:
    """Make columns of a table wide enough for every figure and date in them; none is narrowed.

    Args:
        book: The workbook.
        table: The table's name; a table that the workbook has not got is left alone.
    """
    rows = book.table(table)
    if rows is not None and (widths := widths_of(rows)):
        book.fit_columns(rows.sheet, widths)


def fit_changed_figures(book: Book, before: TableRows, changes: Collection[Change]) -> None:
    """Do as `fit_figures` once cells of a table were changed.

    The table is read again only where its cells as they were and the changes do not tell: for a
    formula, whose result may be another now, and for a time of day.

    Args:
        book: The workbook, changed.
        before: The table as it was.
        changes: The changes since.
    """
    cells = _cells_after(before, changes)
    if cells is None:
        fit_figures(book, before.name)
    elif widths := _widths(cells):
        book.fit_columns(before.sheet, widths)


def _cells_after(before: TableRows, changes: Collection[Change]) -> list[Cell] | None:
    """Return the filled cells of a table after changes; None if they can only be read."""
    changed = {change.write.address: _cell_after(change) for change in changes}
    present = [cell for row in before.filled_rows() for cell in _figures_in(row)]
    cells = [*(cell for cell in present if cell.address not in changed), *changed.values()]
    known = [cell for cell in cells if cell is not None and cell.formula is None]
    return known if len(known) == len(cells) and len(changed) == len(changes) else None


def _figures_in(row: Mapping[str, Cell]) -> Iterable[Cell]:
    """Return the cells of a row that may hold a figure."""
    return row.figures() if type(row) is HeadedRow else row.values()


def _cell_after(change: Change) -> Cell | None:
    """Return a changed cell; None if only reading it again tells what it holds."""
    write, value = change.write, change.write.value
    code = write.number_format or change.old_format
    if write.formula is not None or isinstance(value, bool | datetime | time):
        return None
    if isinstance(value, date):
        return Cell(write.address, "date", datetime.combine(value, time()))
    if not isinstance(value, int | float | Decimal):
        return Cell(write.address, "text", None)
    if not code or is_date_code(code):
        return None
    return Cell(write.address, "number", float(value), None, code)


def widths_of(rows: TableRows) -> dict[int, float]:
    """Return the width that the figures of each column need, in characters, by column number."""
    # Once through the filled rows: a table dragged down by mistake may have a million.
    return _widths(cell for row in rows.filled_rows() for cell in _figures_in(row))


def _widths(cells: Iterable[Cell]) -> dict[int, float]:
    widths: dict[int, float] = {}
    for cell in cells:
        if width := _width(cell):
            _, column = cell_at(cell.address)
            widths[column] = max(widths.get(column, 0), width + _MARGIN)
    return widths


def widths_for(
    columns: Mapping[str, int], figures: Iterable[tuple[str, float, str]]
) -> dict[int, float]:
    """Return the width that figures need in their columns, in characters, by column number.

    Args:
        columns: The number of each heading's column.
        figures: Heading, value and number format of each figure.
    """
    widths: dict[int, float] = {}
    for heading, value, code in figures:
        column = columns[heading]
        widths[column] = max(widths.get(column, 0), letters_shown(value, code) + _MARGIN)
    return widths


def _width(cell: Cell) -> int:
    """Return the letters of a figure or a date; 0 for any other cell."""
    if cell.kind == "date":
        return _DATE_TIME if ":" in str(cell.value) and "00:00:00" not in str(cell.value) else _DATE
    if cell.kind != "number" or isinstance(cell.value, bool):
        return 0
    if not isinstance(cell.value, int | float | Decimal):
        return 0
    return letters_shown(float(cell.value), cell.number_format)


def letters_shown(value: float, code: str) -> int:
    """Return how many letters a number has as a cell of that format shows it.

    The format General shows eleven digits at most.

    >>> letters_shown(12_500_000, "£#,##0.00"), letters_shown(0.721, "0.0%")
    (14, 5)
    >>> letters_shown(-12.5, '+#,##0.0" pts";-#,##0.0" pts"'), letters_shown(1.5, "[mm]:ss")
    (9, 7)
    """
    sections = _sections(code)
    chosen = 1 if value < 0 and len(sections) > 1 else 2 if not value and len(sections) > 2 else 0
    section = sections[chosen]
    if section.strip().casefold() in ("general", "@", ""):
        return _general(value)
    sign = 1 if value < 0 and len(sections) == 1 else 0
    return sign + _letters(abs(value), section)


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[str, ...]:
    """Return the parts of a format for positive numbers, negative numbers and zero."""
    return tuple(re.findall(r'((?:"[^"]*"|\\.|[^;"\\])+)', code)) or ("General",)


@lru_cache(maxsize=256)
def _tokens(section: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (match.lastgroup, match[match.lastgroup])
        for match in _TOKENS.finditer(section)
        if match.lastgroup is not None
    )


def _letters(value: float, section: str) -> int:
    tokens = _tokens(section)
    percent = sum(text == "%" for kind, text in tokens if kind == "other")
    letters = 0
    is_counted = False
    for kind, text in tokens:
        if kind == "digits" and not is_counted:
            letters += _digits(value * 100**percent, text)
            is_counted = True
        elif kind == "elapsed":
            whole = int(value * 86_400 // _SECONDS[text[0].lower()])
            letters += max(len(str(whole)), len(text))
        elif kind == "general":
            letters += _general(value)
        else:
            letters += max(len(text), 2) if kind == "clock" else len(text)
    return letters


def _general(value: float) -> int:
    return min(len(f"{value:.10g}"), _GENERAL)


def _digits(value: float, pattern: str) -> int:
    """Return the letters of a number in a pattern of noughts, with its commas and point."""
    # A comma behind the last digit divides by a thousand.
    whole_pattern, point, places = pattern.rstrip(",").partition(".")
    thousands = len(pattern) - len(pattern.rstrip(","))
    # Excel rounds the decimal that it shows, and 9.9995 as a double is a little less.
    scaled = value / 1000**thousands * (1 + 1e-12)
    whole = f"{scaled:.{len(places)}f}".partition(".")[0]
    digits = max(len(whole), whole_pattern.count("0"))
    commas = (digits - 1) // 3 if "," in whole_pattern else 0
    return digits + commas + len(point) + len(places)
