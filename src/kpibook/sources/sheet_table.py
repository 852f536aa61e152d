"""Table of figures in a workbook: an Excel table, or the rows below a heading row.

Excel hides rows and columns, by hand or by a filter. A person who checks the figures does not see
them, so they are passed over; a formula that reads them is Excel's own affair.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.measures.nothing import is_nothing
from kpibook.domain.reporting.outside_tables import cells_outside
from kpibook.domain.wording import counted, listed
from kpibook.errors import Location, SourceError
from kpibook.sources.bounds import MOST_ROWS, too_long
from kpibook.sources.delimited import HEADER_SEARCH_ROWS
from kpibook.sources.headings import check_header, headings_of
from kpibook.workbook import layout
from kpibook.xlsx import Cell, Workbook
from kpibook.xlsx.cells.references import address
from kpibook.xlsx.formula_results.formula_reader import FormulaReader


@dataclass(frozen=True, slots=True)
class SheetTable:
    """Content of a table of figures.

    Attributes:
        sheet: Its sheet.
        rows: The cells of its filled rows by heading.
        title: The texts above it, and the sheet's name.
        period: The value of the cell that names the period of a performance workbook; None in any
            other workbook.
        period_place: That cell.
    """

    sheet: str
    rows: list[Mapping[str, Cell]]
    title: tuple[str, ...]
    period: object = None
    period_place: Location | None = None


def read_sheet_table(
    path: Path,
    needed: Sequence[str],
    findings: list[Finding],
    own: str,
    *,
    names_unused: bool = False,
) -> SheetTable:
    """Read the only visible table or sheet of a workbook that has the `needed` headings.

    Args:
        path: The workbook.
        needed: Headings that the table must have.
        findings: List to which findings are added.
        own: The table that holds such rows in a performance workbook; it is preferred to others.
        names_unused: Columns that kpibook does not know are a finding.

    Raises:
        SourceError: ``heading-missing``, ``source-ambiguous``, ``heading-duplicate``.
        RefusedFile: The workbook cannot be opened safely.
    """
    with Workbook.open(path) as book:
        shown = [s.name for s in book.sheets if s.kind == "worksheet" and s.state == "visible"]
        locations = list(_table_locations(book, shown, set(needed)))
        locations = [
            location for location in locations if own and location.table == own
        ] or locations
        if len(locations) == 1:
            content, header = _content(book, locations[0], findings)
            check_header(header, needed, book.name, findings, names_unused=names_unused)
            return content
        hidden = [part for part, is_there in _what_is_hidden(book, shown) if is_there]
    if locations:
        raise _ambiguous(path.name, [str(location) for location in locations], needed)
    raise SourceError(
        f"no table or sheet has the headings {listed(list(needed))}.",
        code="heading-missing",
        where=path.name,
        why=f"Hidden {listed(hidden)} are passed over." if hidden else "",
        fix=f"Put them in one of the first {HEADER_SEARCH_ROWS} rows, with the figures below.",
    )


def _what_is_hidden(book: Workbook, shown: Sequence[str]) -> Iterator[tuple[str, bool]]:
    yield "sheets", any(sheet.state != "visible" for sheet in book.sheets)
    yield "columns", any(book.sheet(name).hidden_columns() for name in shown)
    yield "rows", any(book.sheet(name).hidden_rows() for name in shown)


@dataclass(frozen=True, slots=True)
class _TableLocation:
    """A table, or a header row of a sheet, that has the headings."""

    sheet: str
    table: str = ""
    header_row: int = 0

    def __str__(self) -> str:
        return f"the table '{self.table}'" if self.table else f"the sheet '{self.sheet}'"


def _table_locations(
    book: Workbook, shown: Sequence[str], needed: set[str]
) -> Iterator[_TableLocation]:
    """Yield the visible tables and header rows with the headings; a sheet with such a table once.

    A hidden sheet is a leftover or a lookup list, and a person could not see that it was read.
    """
    with_table = set()
    for table in book.tables:
        if table.sheet in shown and needed <= set(headings_of(table.headings)):
            with_table.add(table.sheet)
            yield _TableLocation(table.sheet, table.name)
    for sheet in shown:
        if sheet in with_table:
            continue
        hidden, hidden_rows = book.sheet(sheet).hidden_columns(), book.sheet(sheet).hidden_rows()
        for number, cells in book.sheet(sheet).rows(last=HEADER_SEARCH_ROWS):
            if number in hidden_rows:
                continue
            if needed <= set(_headings_in(cells, hidden).values()):
                yield _TableLocation(sheet, header_row=number)
                break


def _headings_in(cells: Mapping[int, Cell], hidden: frozenset[int]) -> dict[int, str]:
    """Return the headings in a row of a sheet, by column; those of hidden columns are left out."""
    texts = {
        c: str(cell.value) for c, cell in cells.items() if cell.kind == "text" and c not in hidden
    }
    return dict(zip(texts, headings_of(list(texts.values())), strict=True))


def _content(
    book: Workbook, location: _TableLocation, findings: list[Finding]
) -> tuple[SheetTable, list[str]]:
    """Return the content of a table, and its headings that Excel shows."""
    sheet = book.sheet(location.sheet)
    first, last, header = _area(book, location)
    hidden_columns, hidden_rows = sheet.hidden_columns(), sheet.hidden_rows()
    seen = {column: heading for column, heading in header.items() if column not in hidden_columns}
    rows: list[Mapping[str, Cell]] = []
    passed_over: list[int] = []
    read = FormulaReader(book).row
    for number, cells in sheet.rows(first, last):
        shown = {heading: cells[c] for c, heading in seen.items() if c in cells}
        by_heading = read(location.sheet, shown)
        if not _is_filled(by_heading):
            continue
        if len(rows) + len(passed_over) == MOST_ROWS:
            raise too_long(book.name)
        if number in hidden_rows:
            passed_over.append(number)
        else:
            rows.append(_complete(by_heading, seen, number))
    where = Location(book.name, location.sheet)
    findings.extend(_hidden(where, passed_over, sorted(set(header) - set(seen))))
    if location.table:
        findings.extend(cells_outside(book.name, location.table, book.table(location.table)))
    period = book.named_cell(layout.PERIOD_SETTING.name)
    content = SheetTable(
        sheet=location.sheet,
        rows=rows,
        title=(location.sheet, *_title(book, location, first - 1)),
        period=None if period is None else book.sheet(period[0]).cell(period[1]).value,
        period_place=None if period is None else Location(book.name, *period),
    )
    return content, list(seen.values())


def _area(book: Workbook, location: _TableLocation) -> tuple[int, int | None, dict[int, str]]:
    """Return the first and last row of figures (None: to the end), and the headings by column."""
    if location.table:
        table = book.table(location.table)
        first, last = table.data_rows
        columns = range(table.first_column, table.first_column + len(table.headings))
        return first, last, dict(zip(columns, headings_of(table.headings), strict=True))
    row = location.header_row
    cells = book.sheet(location.sheet).row(row)
    return row + 1, None, _headings_in(cells, frozenset())


def _complete(cells: Mapping[str, Cell], seen: Mapping[int, str], row: int) -> Mapping[str, Cell]:
    """Return a row with a blank cell under every heading, so that a finding can name its cell."""
    return {
        heading: cells.get(heading) or Cell(address(row, column), "blank", None)
        for column, heading in seen.items()
    }


def _title(book: Workbook, location: _TableLocation, header_row: int) -> Iterator[str]:
    for _, cells in book.sheet(location.sheet).rows(last=header_row - 1):
        yield from (str(cell.value) for cell in cells.values() if cell.kind == "text")


def _hidden(where: Location, rows: Sequence[int], columns: Sequence[int]) -> Iterator[Finding]:
    """Report what Excel does not show, with its count."""
    parts = [counted(len(rows), "row")] if rows else []
    parts += [counted(len(columns), "column")] if columns else []
    if parts:
        number = len(rows) + len(columns)
        cell = address(rows[0], 1) if rows else address(1, columns[0])
        yield Finding(
            "hidden-passed-over",
            f"{listed(parts)} {'is' if number == 1 else 'are'} hidden or filtered out: not used.",
            Location(where.file, where.sheet, cell),
            "Show them in Excel (clear the filter, unhide them) if they are meant.",
        )


def _is_filled(cells: Mapping[str, Cell]) -> bool:
    """Return True if a row holds a value or a formula: an export may be all formulas."""
    return any(
        # Formulas that were never calculated have no value yet.
        (cell.value is not None and not (cell.kind == "text" and is_nothing(str(cell.value))))
        or (cell.formula is not None and cell.kind == "blank")
        for cell in cells.values()
    )


def _ambiguous(file: str, names: list[str], needed: Sequence[str]) -> SourceError:
    return SourceError(
        f"the headings {listed(list(needed))} are in {listed(names, 5)}.",
        code="source-ambiguous",
        where=file,
        why="It is not known which holds the figures that are meant.",
        fix="Keep one of them, or save the figures' table in a workbook of its own.",
    )
