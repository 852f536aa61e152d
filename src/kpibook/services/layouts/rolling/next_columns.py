"""Columns, rows and sheets of the next quarter in a council's workbook: there, or to be added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.wording import counted, listed, quoted
from kpibook.errors import Location
from kpibook.on_use.regex import regex
from kpibook.workbook.mapped.council_layout import Orientation, TableLayout
from kpibook.workbook.mapped.found import MappedReading, MappedRow
from kpibook.workbook.mapped.long_rows import is_of_year
from kpibook.workbook.mapped.periods.expression import moved
from kpibook.workbook.mapped.periods.period_words import mentions_in
from kpibook.workbook.mapped.periods.shifted import names_quarter, names_year
from kpibook.workbook.mapped.reading import years_in
from kpibook.workbook.mapped.rows import is_long
from kpibook.workbook.mapped.sheet import Sheet
from kpibook.xlsx.cells.references import address

_PLACEHOLDER = regex(r"\{\s*(quarter|year|month)\s*([+-]\s*\d{1,2})?\s*\}")
_MONTHS = ("April", "May", "June", "July", "August", "September", "October", "November",
           "December", "January", "February", "March")  # fmt: skip
_NAMED = 6


def is_used_again(table: TableLayout) -> bool:
    """Return True for a table whose columns are those of every quarter: "This quarter"."""
    figures = [table.columns.get(role, "") for role in ("actual", "numerator")]
    texts = (table.sheet, table.periods, table.title, *figures)
    return not is_long(table) and not any(names_quarter(t) or names_year(t) for t in texts)


def heading_in(text: str, period: Quarter) -> str:
    """Return a heading of a layout as it reads in a quarter.

    >>> heading_in("{quarter} / Actual", Quarter(2024, 4))
    'Q4 / Actual'
    >>> heading_in("{year} Target", Quarter(2025, 1))
    '2025/26 Target'
    """

    def in_words(match: re.Match[str]) -> str:
        by = int((match[2] or "0").replace(" ", ""))
        if match[1] == "quarter":
            return f"Q{moved(period, by).number}"
        if match[1] == "year":
            return Quarter(period.year + by, 1).financial_year
        return _MONTHS[(period.number * 3 - 1 + by) % 12]

    return _PLACEHOLDER.sub(in_words, text)


def to_be_added(
    file: str, now: MappedReading, after: MappedReading, opened: Quarter
) -> Iterator[Finding]:
    """Yield what a person must add before the next quarter's figures have their cells.

    Args:
        file: The workbook's name.
        now: What the layout reads in the quarter that is closed.
        after: What it reads in the one that begins.
        opened: That quarter.
    """
    for sheet in now.sheets:
        if not sheet.table.has_figures or is_used_again(sheet.table):
            continue
        there = [other for other in after.sheets if other.table is sheet.table]
        where = Location(file, sheet.name, address(max(sheet.located.rows or (1,)), 1))
        if is_long(sheet.table):
            yield from _rows(sheet, now.rows, after.rows, opened, where)
        elif _is_of_other_year(sheet, there, opened) and not any(
            g.name != sheet.name for g in there
        ):
            yield _sheet(sheet, opened, where)
        elif sheet.table.title and not there:
            yield _stacked(sheet, opened, where)
        elif sheet.table.orientation in (Orientation.ROWS, Orientation.COLUMNS):
            is_other = _is_of_other_year(sheet, there, opened)
            same = next((o for o in there if is_other or o.name == sheet.name), None)
            if same is not None:
                where = Location(file, same.name, address(max(same.located.rows or (1,)), 1))
            yield from _columns(sheet, same, opened, where)


def _is_of_other_year(sheet: Sheet, there: Sequence[Sheet], opened: Quarter) -> bool:
    """Return True for a sheet that holds no figures of the quarter that begins."""
    if "{" in sheet.table.sheet:
        return all(other.name != sheet.name for other in there)
    years = years_in(sheet.name)
    return bool(years) and opened.year not in years


def _sheet(sheet: Sheet, opened: Quarter, where: Location) -> Finding:
    pattern = sheet.table.sheet
    # Excel takes no "/" in the name of a sheet.
    named = heading_in(pattern, opened).replace("/", "-") if "{" in pattern else ""
    name = f"name it {quoted(named, 40)}" if named else f"name it after {opened.financial_year}"
    return Finding(
        "layout-next-missing",
        f"there is no sheet for {opened}.",
        where,
        f"Copy the sheet {quoted(sheet.name, 40)} (right-click its tab, Move or Copy, Create a "
        f"copy), {name}, enter the targets, and empty the figures and comments. "
        "Then roll forward again.",
    )


def _stacked(sheet: Sheet, opened: Quarter, where: Location) -> Finding:
    title = quoted(heading_in(sheet.table.title, opened), 40)
    return Finding(
        "layout-next-missing",
        f"there is no table with the title {title} for {opened}.",
        where,
        "Copy the table of the quarter before below it, with that title, and empty its figures.",
    )


def _columns(
    sheet: Sheet, there: Sheet | None, opened: Quarter, where: Location
) -> Iterator[Finding]:
    located = {} if there is None else there.located.columns
    lacking = [
        heading_in(text, opened)
        for role, text in sheet.table.columns.items()
        if role in sheet.located.columns
        and role not in located
        and _PLACEHOLDER.search(text)
        # The fourth quarter before a new year is on the sheet of the year before.
        and not (role == "previous" and opened.number == 1 and "{year" not in text)
    ]
    if lacking:
        headings = listed([quoted(text, 60) for text in lacking], _NAMED)
        yield Finding(
            "layout-next-missing",
            f"there is no column headed {headings} for {opened}.",
            where,
            "Add it, or give a column of the quarter before that heading and empty it.",
        )


def _rows(
    sheet: Sheet,
    now: Sequence[MappedRow],
    after: Sequence[MappedRow],
    opened: Quarter,
    where: Location,
) -> Iterator[Finding]:
    there = {ref_key(row.ref) for row in after}
    lacking = [r for r in now if r.table is sheet.table and ref_key(r.ref) not in there]
    # A figure of a year has its next row in the next year.
    of_year = [row.ref for row in lacking if is_of_year(row) and opened.number == 1]
    of_quarter = [row.ref for row in lacking if not is_of_year(row)]
    for refs, period in ((of_quarter, str(opened)), (of_year, opened.financial_year)):
        if refs:
            count = counted(len(refs), "measure")
            yield Finding(
                "layout-next-missing",
                f"there is no row for {period} of {count}: {listed(refs, _NAMED)}.",
                where,
                f"Add a row for each, with {period} as its period and a blank figure.",
            )


def titles_of(file: str, sheets: Sequence[Sheet], closed: Quarter) -> Iterator[Finding]:
    """Yield the titles above the tables that name the quarter that is closed."""
    for sheet in sheets:
        above = sheet.located.rows[0] if sheet.located.rows else 0
        for number, texts in sheet.grid.lines():
            if number >= above:
                break
            for column, text in texts.items():
                named = {m.number for m in mentions_in(text) if m.kind == "quarter"}
                if named == {closed.number}:
                    yield Finding(
                        "layout-title-of-quarter",
                        f"the title still says {quoted(text, 60)}.",
                        Location(file, sheet.name, address(number, column)),
                        f"Bring it up to {closed.next}.",
                    )
