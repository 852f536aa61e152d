"""Rows of a plain table from a CSV file or an Excel workbook, found by heading.

A CSV field becomes a text cell, so that both are read by the same rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.measures.number_style import NumberStyle, style_of
from kpibook.domain.measures.period import Quarter, quarters_in
from kpibook.errors import KpibookError, Location, SourceError
from kpibook.on_use.dataclass import dataclass
from kpibook.sources.bounds import MOST_ROWS as MOST_ROWS
from kpibook.sources.dated_columns import rows_to_rate
from kpibook.sources.delimited import Delimited, read_delimited
from kpibook.sources.header import Header, named_cells
from kpibook.sources.heading_text import When
from kpibook.sources.headings import check_header
from kpibook.sources.other_rows import SortedRows, passed_over, sort_rows, texts_of
from kpibook.sources.sheet_table import SheetTable, read_sheet_table
from kpibook.workbook import layout
from kpibook.workbook.column import Holds
from kpibook.workbook.fields import Row
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import address

#: Headings whose texts say how the file writes its numbers.
FIGURES = frozenset(
    column.heading
    for column in (
        *layout.THIS_QUARTER_COLUMNS,
        *layout.REGISTER_COLUMNS,
        *layout.TEMPLATE_HISTORY_COLUMNS,
    )
    if column.holds in (Holds.FIGURE, Holds.NUMBER, Holds.TOLERANCE)
) | {layout.FORECAST, layout.PREVIOUS_TARGET}


@dataclass(frozen=True, slots=True)
class SourceTable:
    """Table of figures from a file.

    Attributes:
        rows: Its filled rows.
        period: The quarter that the file says it is of; None if it does not say.
        period_place: The place where it says it.
        dated: The meaning and the quarter or year of each column that is of one, by its name.
        headed_in: The number of the row of its headings in a workbook; 0 for a text file.
    """

    rows: list[Row]
    period: Quarter | None = None
    period_place: Location | None = None
    dated: Mapping[str, tuple[str, When]] = field(default_factory=dict)
    headed_in: int = 0

    @property
    def rows_to_rate(self) -> list[Row]:
        """Its rows with its columns of a quarter as actual, target and earlier figures.

        Raises:
            SourceError: Its actuals are of several quarters.
        """
        return rows_to_rate(self.rows, self.dated, self.period)

    @property
    def stated(self) -> tuple[Quarter, Location] | None:
        """The quarter it says it is of, and where; None if it does not say."""
        if self.period is None or self.period_place is None:
            return None
        return self.period, self.period_place


def read_rows(
    path: Path,
    needed: Sequence[str],
    findings: list[Finding],
    own: str = "",
    *,
    period: Quarter | None = None,
) -> list[Row]:
    """Return the rows of a table that has the `needed` headings; see `read_table`.

    Of a table that is rated, columns of a quarter count as its actual, target and earlier figures.

    Raises:
        SourceError: Also if its actuals are of several quarters.
    """
    table = read_table(path, needed, findings, own, period=period)
    return table.rows if own else table.rows_to_rate


def read_table(
    path: Path,
    needed: Sequence[str],
    findings: list[Finding],
    own: str = "",
    *,
    names_unused: bool = False,
    period: Quarter | None = None,
) -> SourceTable:
    """Read the table of a file that has the `needed` headings.

    Args:
        path: A .csv file (UTF-8, UTF-16 or Windows-1252), or a workbook, of which the only visible
            table or sheet with the headings is read.
        needed: Headings that the table must have.
        findings: List to which findings on the file and on single values are added.
        own: The table that holds such rows in a performance workbook; it is preferred to others.
        names_unused: Columns that kpibook does not know are a finding.
        period: The quarter of the new workbook; None if it is not known.

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
        content = read_delimited(path, needed, findings, own, period)
        check_header(
            content.header,
            needed,
            path.name,
            findings,
            names_unused=names_unused,
            asks_earlier=not own,
        )
        return _of_text(path.name, content, findings, own)
    table = read_sheet_table(path, needed, findings, own, names_unused=names_unused, period=period)
    return _of_sheet(path.name, table, findings, own)


def _of_text(file: str, content: Delimited, findings: list[Finding], own: str) -> SourceTable:
    header = content.header
    filled = [(number, text_cells(fields)) for number, fields in content.records]
    result = sort_rows(filled, header, in_register=own == layout.MEASURES_TABLE)
    findings.extend(passed_over(result, Location(file), "line"))
    lines: list[tuple[int, Mapping[str, Cell]]] = []
    for number, cells, section in result.measures:
        beyond = max(cells, default=0) > content.width
        if beyond and max(texts_of(cells), default=0) > content.width:
            findings.append(extra_fields(content.width, len(cells), Location(file, line=number)))
        else:
            lines.append((number, named_cells(header, cells, section)))
    style = _style([cells for _, cells in lines], comma_is_usual=content.delimiter == ";")
    words = header.words
    rows = [
        Row(file, "", cells, findings, line=number, style=style, words=words)
        for number, cells in lines
    ]
    return SourceTable(rows, _period_in(content.title), Location(file), header.dated)


def _of_sheet(file: str, content: SheetTable, findings: list[Finding], own: str) -> SourceTable:
    header = content.header
    where = Location(file, content.sheet)
    if content.is_own:
        result = SortedRows([(number, cells, {}) for number, cells in content.rows])
    else:
        result = sort_rows(content.rows, header, in_register=own == layout.MEASURES_TABLE)
        findings.extend(passed_over(result, where, "row"))
    named = [
        named_cells(header, _complete(cells, header, number), section)
        for number, cells, section in result.measures
    ]
    style = _style(named, comma_is_usual=False)
    rows = [
        Row(
            file,
            content.sheet,
            cells,
            findings,
            style=style,
            words=header.words,
            is_imported=bool(own),
        )
        for cells in named
    ]
    period, place = _period_in(content.title), where
    if content.period_place is not None:
        period, place = _period(content.period), content.period_place
    return SourceTable(rows, period, place, header.dated, content.headed_in)


def _complete(cells: Mapping[int, Cell], header: Header, row: int) -> Mapping[int, Cell]:
    """Return a row with a blank cell under every heading, so that a finding can name its cell."""
    return {
        column: cells.get(column) or Cell(address(row, column), "blank", None)
        for column in header.names
    }


def text_cells(fields: Sequence[str]) -> dict[int, Cell]:
    """Return the fields of a record as cells, by their column from 1."""
    return {
        column: Cell("", "text" if field.strip() else "blank", field.strip() or None)
        for column, field in enumerate(fields, 1)
    }


def _style(rows: Iterable[Mapping[str, Cell]], *, comma_is_usual: bool) -> NumberStyle:
    texts = (
        str(cell.value)
        for cells in rows
        for heading, cell in cells.items()
        if heading in FIGURES and cell.kind == "text"
    )
    return style_of(texts, comma_is_usual=comma_is_usual)


def _period(value: object) -> Quarter | None:
    try:
        return Quarter.parse(value)
    except KpibookError:  # a workbook without a period says none
        return None


def _period_in(title: Iterable[str]) -> Quarter | None:
    """Return the only quarter that the titles of a table name; None for none or several."""
    quarters = {quarter for text in title for quarter in quarters_in(text)}
    return quarters.pop() if len(quarters) == 1 else None


def extra_fields(expected: int, actual: int, where: Location) -> Finding:
    """Report a row with more fields than the heading row."""
    return Finding(
        "csv-extra-fields",
        f"a row has {actual} fields where the header has {expected}: not used.",
        where,
        "Put a field that holds a comma in double quotes.",
        "Its figures may be in the wrong columns.",
    )
