"""Texts in a column that names no quarter, next to figures that have a column each quarter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.wording import counted, listed, quoted
from kpibook.errors import Location
from kpibook.workbook.mapped.council_layout import Orientation, TableLayout
from kpibook.workbook.mapped.found import MappedRow
from kpibook.workbook.mapped.periods.shifted import names_quarter
from kpibook.workbook.mapped.rows import is_long
from kpibook.workbook.mapped.sheet import Sheet

#: Roles of a text that may be left from an earlier quarter.
TEXTS = ("commentary", "action", "marker")
_FIGURES = ("actual", "numerator", "denominator", "marker")
_NAMED = 8


def undated_texts(table: TableLayout) -> list[str]:
    """Return the roles whose one column serves all quarters, where each quarter has its figures.

    >>> columns = {"actual": "{quarter} / Actual", "commentary": "Comments"}
    >>> undated_texts(TableLayout(columns=columns))
    ['commentary']
    """
    figures = (table.columns.get(role, "") for role in ("actual", "numerator"))
    is_dated = names_quarter(table.sheet + table.title) or is_long(table)
    is_across = table.orientation in (Orientation.ROWS, Orientation.COLUMNS)
    if is_dated or not is_across or not any(map(names_quarter, figures)):
        return []
    return [r for r in TEXTS if r in table.columns and not names_quarter(table.columns[r])]


def undated_findings(
    file: str, sheets: Sequence[Sheet], rows: Sequence[MappedRow], period: Quarter
) -> Iterator[Finding]:
    """Yield a note for each column of texts that are taken for the quarter's without saying so.

    Args:
        file: The workbook's name, for messages.
        sheets: The tables that were found.
        rows: The measures as read in the quarter.
        period: The quarter.
    """
    for sheet in sheets:
        for role in undated_texts(sheet.table):
            texts = [row for row in _of_sheet(rows, sheet) if role in row.cells and _has(row, role)]
            if not texts:
                continue
            place = texts[0].place_of(role)
            yield Finding(
                "layout-text-undated",
                f"the column {quoted(sheet.table.columns[role], 40)} names no quarter: its text is "
                f"taken for {period}, and may be that of an earlier quarter, for "
                f"{counted(len(texts), 'measure')}: {listed([row.ref for row in texts], _NAMED)}.",
                Location(place.file or file, place.sheet, place.address),
                f"Read these texts: each must be of {period}. A column for each quarter, such as "
                '"Q3 Comments", says so itself.',
            )


def texts_left(
    file: str, sheets: Sequence[Sheet], rows: Sequence[MappedRow], closed: Quarter
) -> Iterator[Finding]:
    """Yield a finding for each column whose texts would be taken for the quarter that begins.

    Args:
        file: The workbook's name, for messages.
        sheets: The tables that were found in the quarter that begins.
        rows: The measures as read in it.
        closed: The quarter that is closed.
    """
    for sheet in sheets:
        for role in undated_texts(sheet.table):
            texts = [row for row in _of_sheet(rows, sheet) if role in row.cells]
            if texts:
                place = texts[0].place_of(role)
                yield Finding(
                    "layout-text-stays",
                    f"the column {quoted(sheet.table.columns[role], 40)} names no quarter: the "
                    f"texts of {counted(len(texts), 'measure')} stay and would be taken for "
                    f"{closed.next}: {listed([row.ref for row in texts], _NAMED)}.",
                    Location(place.file or file, place.sheet, place.address),
                    f"Empty the cells, or write the texts of {closed.next} over them. The file of "
                    f"{closed} keeps the old texts.",
                )


def _of_sheet(rows: Sequence[MappedRow], sheet: Sheet) -> Iterator[MappedRow]:
    for row in rows:
        place = row.places.get("actual") or row.places.get("numerator")
        if row.table is sheet.table and place is not None and place.sheet == sheet.name:
            yield row


def _has(row: MappedRow, role: str) -> bool:
    return any(figure in row.cells for figure in _FIGURES if figure != role)
