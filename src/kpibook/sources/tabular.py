"""Rows of a plain table from a CSV file or an Excel workbook, found by heading.

A CSV field becomes a text cell, so that both are read by the same rules.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.wording import listed
from kpibook.errors import Location, SourceError
from kpibook.files.reading import FileTooLarge, read_regular, unreadable
from kpibook.sources.headings import check_header, headings_of
from kpibook.workbook.fields import Row
from kpibook.xlsx import Cell, Workbook
from kpibook.xlsx.formula_results.formula_reader import FormulaReader

_HEADER_SEARCH_ROWS = 20
MOST_ROWS = 100_000
"""Rows of a table that are read, each with its findings; a council has some hundreds."""

_LARGEST_CSV = 64 * 1024 * 1024


def read_rows(
    path: Path, needed: Sequence[str], findings: list[Finding], own: str = ""
) -> list[Row]:
    """Return the rows of a table that has the `needed` headings.

    Args:
        path: A .csv file (UTF-8 or Windows-1252; commas, semicolons or tabs), or a workbook,
            of which the only visible table or sheet with the headings is read.
        needed: Headings that the table must have.
        findings: List to which problems with single values are added.
        own: The table that holds such rows in a performance workbook; it is preferred to others.

    Raises:
        SourceError: No such file, or a folder or pipe of that name; no such headings, headings in
            more than one table, or a heading twice.
        RefusedFile: The workbook cannot be opened safely.
    """
    if not path.exists():
        raise SourceError(
            "there is no such file.", code="file-missing", where=str(path), fix="Check its name."
        )
    if path.suffix.casefold() in (".csv", ".tsv", ".txt"):
        return _csv_rows(path, needed, findings)
    return _workbook_rows(path, needed, findings, own)


def _csv_rows(path: Path, needed: Sequence[str], findings: list[Finding]) -> list[Row]:
    filled = (line for line in _csv_lines(path) if any(map(str.strip, line[1])))
    lines = list(islice(filled, MOST_ROWS + 2))
    if len(lines) > MOST_ROWS + 1:
        raise _too_long(path.name)
    if not lines:
        raise SourceError(
            "is empty.", code="source-empty", where=path.name, fix="Is it the file you meant?"
        )
    header = headings_of(lines[0][1])
    check_header(header, needed, path.name, findings)
    rows: list[Row] = []
    for number, fields in lines[1:]:
        if any(field.strip() for field in fields[len(header) :]):
            where = Location(path.name, line=number)
            findings.append(_extra_fields(len(header), len(fields), where))
        else:
            cells = _text_cells(header, fields)
            rows.append(Row(path.name, "", cells, findings, line=number))
    return rows


def _csv_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the number of the line it begins on."""
    text = _text_of(path)
    # Strict: without it an unclosed quotation mark swallows all records after it, unnoticed.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    # A quoted field may hold line ends, so a record is not a line.
    begins = 1
    try:
        for fields in reader:
            yield begins, fields
            begins = reader.line_num + 1
    except csv.Error as error:
        raise SourceError(
            f"cannot be read as CSV: {error}.",
            code="csv-unreadable",
            where=Location(path.name, line=begins),
            fix="Close every quotation mark, and write one inside a quoted field twice.",
        ) from error


def _workbook_rows(
    path: Path, needed: Sequence[str], findings: list[Finding], own: str
) -> list[Row]:
    with Workbook.open(path) as book:
        shown = [s.name for s in book.sheets if s.kind == "worksheet" and s.state == "visible"]
        locations = list(_table_locations(book, shown, set(needed)))
        locations = [
            location for location in locations if own and location.table == own
        ] or locations
        if len(locations) == 1:
            return _rows_at(book, locations[0], needed, findings)
        hidden = any(sheet.state != "visible" for sheet in book.sheets)
    if locations:
        names = [str(location) for location in locations]
        raise SourceError(
            f"the headings {listed(list(needed))} are in {listed(names, 5)}.",
            code="source-ambiguous",
            where=path.name,
            why="It is not known which holds the figures that are meant.",
            fix="Keep one of them, or save the figures' table in a workbook of its own.",
        )
    raise SourceError(
        f"no table or sheet has the headings {listed(list(needed))}.",
        code="heading-missing",
        where=path.name,
        why="Hidden sheets are passed over." if hidden else "",
        fix="Put them in one row, with the figures below.",
    )


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
        for number, cells in book.sheet(sheet).rows(last=_HEADER_SEARCH_ROWS):
            if needed <= set(_headings_in(cells).values()):
                yield _TableLocation(sheet, header_row=number)
                break


def _headings_in(cells: Mapping[int, Cell]) -> dict[int, str]:
    """Return the headings in a row of a sheet, by column."""
    texts = {c: str(cell.value) for c, cell in cells.items() if cell.kind == "text"}
    return dict(zip(texts, headings_of(list(texts.values())), strict=True))


def _rows_at(
    book: Workbook, location: _TableLocation, needed: Sequence[str], findings: list[Finding]
) -> list[Row]:
    rows_of_cells: Iterable[dict[str, Cell]]
    if location.table:
        table = book.table(location.table)
        header = headings_of(table.headings)
        check_header(header, needed, book.name, findings)
        rows_of_cells = [
            dict(zip(header, row.values(), strict=True)) for row in table.rows().filled()
        ]
    else:
        rows_of_cells = _cells_below(book, location, needed, findings)
    sheet, read = location.sheet, FormulaReader(book).row
    rows = (Row(book.name, sheet, read(sheet, cells), findings) for cells in rows_of_cells)
    filled_rows = list(islice((row for row in rows if _is_filled(row)), MOST_ROWS + 1))
    if len(filled_rows) > MOST_ROWS:
        raise _too_long(book.name)
    return filled_rows


def _cells_below(
    book: Workbook, location: _TableLocation, needed: Sequence[str], findings: list[Finding]
) -> Iterator[dict[str, Cell]]:
    """Yield the rows below a header row, each by heading."""
    header: dict[int, str] = {}
    for number, cells in book.sheet(location.sheet).rows():
        if number == location.header_row:
            header = _headings_in(cells)
            check_header(list(header.values()), needed, book.name, findings)
        elif number > location.header_row:
            yield {heading: cells[c] for c, heading in header.items() if c in cells}


def _too_long(file: str) -> SourceError:
    return SourceError(
        f"has more than the {MOST_ROWS:,} rows that are read.",
        code="source-too-large",
        where=file,
        fix="Keep the rows of this quarter only.",
    )


def _is_filled(row: Row) -> bool:
    """Return True if a row holds a value or a formula: an export may be all formulas."""
    return any(
        # Formulas that were never calculated have no value yet.
        cell.value not in (None, "") or (cell.formula is not None and cell.kind == "blank")
        for cell in row.cells.values()
    )


def _extra_fields(expected: int, actual: int, where: Location) -> Finding:
    return Finding(
        "csv-extra-fields",
        f"a row has {actual} fields where the header has {expected}: not used.",
        where,
        "Put a field that holds a comma in double quotes.",
        "Its figures may be in the wrong columns.",
    )


def _text_cells(header: Sequence[str], fields: Sequence[str]) -> Mapping[str, Cell]:
    return {
        heading: Cell(
            address="", kind="text" if field.strip() else "blank", value=field.strip() or None
        )
        for heading, field in zip(header, fields, strict=False)
    }


def _text_of(path: Path) -> str:
    raw = _bytes_of(path)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):  # "Unicode text" as Excel saves it
        return raw.decode("utf-16", errors="replace")
    if b"\x00" in raw:
        raise SourceError(
            "is not a text file.",
            code="csv-unreadable",
            where=path.name,
            fix="Save it as CSV, or give the workbook with its own ending (.xlsx).",
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel saves "CSV (Comma delimited)" in the Windows code page, where £ is a single byte.
        return raw.decode("cp1252", errors="replace")


def _bytes_of(path: Path) -> bytes:
    try:
        return read_regular(path, _LARGEST_CSV)
    except FileTooLarge as error:
        raise SourceError(
            f"is larger than {_LARGEST_CSV // 2**20} MB.",
            code="source-too-large",
            where=path.name,
            fix="Keep the rows of this quarter only.",
        ) from error
    except OSError as error:
        raise unreadable(error, path, SourceError) from error


def _delimiter(text: str) -> str:
    # Excel uses the list separator of the user's region, a semicolon over most of Europe.
    first = text.lstrip().split("\n", 1)[0]
    return max(",;\t", key=first.count)
