"""Table of figures in a workbook: an Excel table, or the rows below a heading row.

Excel hides rows and columns, by hand or by a filter. A person who checks the figures does not see
them, so they are passed over; a formula that reads them is Excel's own affair.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.measures.nothing import is_nothing
from kpibook.domain.measures.period import Quarter
from kpibook.domain.reporting.outside_tables import cells_outside
from kpibook.domain.wording import counted, listed
from kpibook.errors import Location, SourceError
from kpibook.on_use.dataclass import dataclass
from kpibook.sources.bounds import MOST_ROWS, too_long
from kpibook.sources.header import Header, name_columns
from kpibook.sources.header_rows import (
    HEADER_SEARCH_ROWS,
    SAMPLE_ROWS,
    HeaderRows,
    Line,
    find_header,
    has_needed,
    nearest_header,
    with_band,
)
from kpibook.sources.heading_text import heading_from
from kpibook.sources.headings import check_header, missing_heading
from kpibook.workbook import layout
from kpibook.xlsx import Cell, Workbook
from kpibook.xlsx.cells.references import address
from kpibook.xlsx.formula_results.formula_reader import FormulaReader


@dataclass(frozen=True, slots=True)
class SheetTable:
    """Content of a table of figures.

    Attributes:
        sheet: Its sheet.
        header: Its headings that Excel shows.
        rows: The number and the cells, by column, of each filled row.
        title: The texts above it, and the sheet's name.
        period: The value of the cell that names the period of a performance workbook; None in any
            other workbook.
        period_place: That cell.
        is_own: The table of a performance workbook that holds such rows, and nothing else.
        headed_in: The number of the row of its headings; of several the lowest.
    """

    sheet: str
    header: Header
    rows: list[tuple[int, Mapping[int, Cell]]]
    title: tuple[str, ...]
    period: object = None
    period_place: Location | None = None
    is_own: bool = False
    headed_in: int = 0


def read_sheet_table(
    path: Path,
    needed: Sequence[str],
    findings: list[Finding],
    own: str,
    *,
    names_unused: bool = False,
    period: Quarter | None = None,
) -> SheetTable:
    """Read the only visible table or sheet of a workbook that has the `needed` headings.

    Args:
        path: The workbook.
        needed: Headings that the table must have.
        findings: List to which findings are added.
        own: The table that holds such rows in a performance workbook; it is preferred to others.
        names_unused: Columns that kpibook does not know are a finding.
        period: The quarter of the new workbook; None if it is not known.

    Raises:
        SourceError: ``heading-missing``, ``source-ambiguous``, ``heading-duplicate``.
        RefusedFile: The workbook cannot be opened safely.
    """
    with Workbook.open(path) as book:
        shown = [s.name for s in book.sheets if s.kind == "worksheet" and s.state == "visible"]
        locations = list(_table_locations(book, shown, needed))
        locations = [
            location for location in locations if own and location.table == own
        ] or locations
        if len(locations) == 1:
            content = _content(book, locations[0], findings, own, period)
            check_header(
                content.header,
                needed,
                book.name,
                findings,
                names_unused=names_unused,
                asks_earlier=not own,
            )
            return content
        hidden = [part for part, is_there in _what_is_hidden(book, shown) if is_there]
        seen = [(name, nearest_header(_lines(book, name))) for name in shown]
    if locations:
        raise _ambiguous(path.name, [str(location) for location in locations], needed)
    name, headings = max(
        seen, key=lambda sheet: sum(h.is_known for h in sheet[1].values()), default=("", {})
    )
    is_near = any(heading.is_known for heading in headings.values())
    raise SourceError(
        f"the sheet '{name}' {missing_heading(headings.values(), needed)}"
        if is_near
        else f"no table or sheet has the headings {listed(list(needed))}.",
        code="heading-missing",
        where=path.name,
        why=f"Hidden {listed(hidden)} are passed over." if hidden else "",
        fix=f"Put the headings {listed(list(needed))} in one of the first {HEADER_SEARCH_ROWS} "
        f"rows, with the figures below. {layout.GUIDE}",
    )


def _what_is_hidden(book: Workbook, shown: Sequence[str]) -> Iterator[tuple[str, bool]]:
    yield "sheets", any(sheet.state != "visible" for sheet in book.sheets)
    yield "columns", any(book.sheet(name).hidden_columns() for name in shown)
    yield "rows", any(book.sheet(name).hidden_rows(HEADER_SEARCH_ROWS) for name in shown)


@dataclass(frozen=True, slots=True)
class _TableLocation:
    """A table, or rows of a sheet, whose headings are the needed ones.

    Attributes:
        sheet: Its sheet.
        found: Its headings.
        first: The number of the first row of headings.
        below: The number of the row below them.
        table: The name of the table; "" for the rows of a sheet.
    """

    sheet: str
    found: HeaderRows
    first: int
    below: int
    table: str = ""

    def __str__(self) -> str:
        return f"the table '{self.table}'" if self.table else f"the sheet '{self.sheet}'"


def _table_locations(
    book: Workbook, shown: Sequence[str], needed: Sequence[str]
) -> Iterator[_TableLocation]:
    """Yield the visible tables and header rows with the headings; a sheet with such a table once.

    A hidden sheet is a leftover or a lookup list, and a person could not see that it was read.
    """
    with_table = set()
    for table in book.tables:
        if table.sheet not in shown:
            continue
        texts = dict(enumerate(table.headings, table.first_column))
        if has_needed({c: heading_from(text) for c, text in texts.items()}, needed):
            with_table.add(table.sheet)
            below = table.data_rows[0]
            above = [line for line in _lines(book, table.sheet, below - 2) if line[0] == below - 2]
            found = with_band(above[0] if above else None, (below - 1, texts))
            yield _TableLocation(table.sheet, found, below - 2 + found.first, below, table.name)
    for sheet in shown:
        lines = [] if sheet in with_table else _lines(book, sheet)
        if rows := find_header(lines, needed):
            first, last = lines[rows.first][0], lines[rows.after - 1][0]
            yield _TableLocation(sheet, rows, first, last + 1)


def _lines(book: Workbook, sheet: str, last: int = HEADER_SEARCH_ROWS) -> list[Line]:
    """Return the first rows of a sheet as texts by column, as far as Excel shows them."""
    part = book.sheet(sheet)
    hidden, hidden_rows = part.hidden_columns(), part.hidden_rows(last)
    lines = [
        (
            number,
            {c: text for c, cell in cells.items() if c not in hidden and (text := _text(cell))},
        )
        for number, cells in part.rows(last=last)
        if number not in hidden_rows
    ]
    return [(number, texts) for number, texts in lines if texts]


def _text(cell: Cell) -> str:
    return "" if cell.value is None or cell.kind == "date" else str(cell.value).strip()


def _content(
    book: Workbook,
    location: _TableLocation,
    findings: list[Finding],
    own: str,
    period: Quarter | None,
) -> SheetTable:
    """Return the content of a table."""
    sheet = book.sheet(location.sheet)
    headings = location.found.headings
    hidden_columns, hidden_rows = sheet.hidden_columns(), sheet.hidden_rows()
    seen = [column for column in headings if column not in hidden_columns]
    rows: list[tuple[int, Mapping[int, Cell]]] = []
    passed_over: list[int] = []
    read = FormulaReader(book).row
    last = book.table(location.table).data_rows[1] if location.table else None
    for number, cells in sheet.rows(location.below, last):
        by_name = read(location.sheet, {str(c): cells[c] for c in seen if c in cells})
        if not _is_filled(by_name):
            continue
        if len(rows) + len(passed_over) == MOST_ROWS:
            raise too_long(book.name)
        if number in hidden_rows:
            passed_over.append(number)
        else:
            rows.append((number, {int(name): cell for name, cell in by_name.items()}))
    where = Location(book.name, location.sheet)
    headed = sheet.row(location.below - 1)
    unseen = [c for c in sorted(headed) if c in hidden_columns and _text(headed[c])]
    findings.extend(_hidden(where, passed_over, unseen))
    if location.table:
        findings.extend(cells_outside(book.name, location.table, book.table(location.table)))
    named = book.named_cell(layout.PERIOD_SETTING.name)
    return SheetTable(
        sheet=location.sheet,
        header=name_columns(
            {column: headings[column] for column in seen},
            lambda column: _samples(rows, column),
            own=own,
            period=period,
        ),
        rows=rows,
        title=(location.sheet, *_title(book, location, location.below - 1)),
        period=None if named is None else book.sheet(named[0]).cell(named[1]).value,
        period_place=None if named is None else Location(book.name, *named),
        is_own=bool(own) and location.table == own,
        headed_in=location.below - 1,
    )


def _samples(rows: Sequence[tuple[int, Mapping[int, Cell]]], column: int) -> list[str]:
    """Return texts of a column, of rows that hold more than one text as a section row does."""
    texts = [{c: _text(cell) for c, cell in cells.items()} for _, cells in rows[: 2 * SAMPLE_ROWS]]
    full = [row for row in texts if len({text for text in row.values() if text}) > 1]
    return [row[column] for row in full[:SAMPLE_ROWS] if row.get(column)]


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
        fix="Keep one of them, or save the figures' table in a workbook without the others.",
    )
