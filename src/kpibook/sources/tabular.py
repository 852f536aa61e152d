"""Rows of a plain table from a CSV file or an Excel workbook, found by heading.

A CSV field becomes a text cell, so that both are read by the same rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.measures.number_style import NumberStyle, style_of
from kpibook.domain.measures.period import Quarter, quarters_in
from kpibook.errors import KpibookError, Location, SourceError
from kpibook.sources.bounds import MOST_ROWS as MOST_ROWS
from kpibook.sources.delimited import Delimited, read_delimited
from kpibook.sources.headings import check_header
from kpibook.sources.sheet_table import SheetTable, read_sheet_table
from kpibook.workbook import layout
from kpibook.workbook.column import Holds
from kpibook.workbook.fields import Row
from kpibook.xlsx import Cell

_FIGURES = frozenset(
    column.heading
    for column in (*layout.THIS_QUARTER_COLUMNS, *layout.REGISTER_COLUMNS, *layout.HISTORY_COLUMNS)
    if column.holds in (Holds.FIGURE, Holds.NUMBER, Holds.TOLERANCE)
) | {layout.FORECAST, layout.PREVIOUS_TARGET}


@dataclass(frozen=True, slots=True)
class SourceTable:
    """Table of figures from a file.

    Attributes:
        rows: Its filled rows.
        period: The quarter that the file says it is of; None if it does not say.
        period_place: The place where it says it.
    """

    rows: list[Row]
    period: Quarter | None = None
    period_place: Location | None = None

    @property
    def stated(self) -> tuple[Quarter, Location] | None:
        """The quarter it says it is of, and where; None if it does not say."""
        if self.period is None or self.period_place is None:
            return None
        return self.period, self.period_place


def read_rows(
    path: Path, needed: Sequence[str], findings: list[Finding], own: str = ""
) -> list[Row]:
    """Return the rows of a table that has the `needed` headings; see `read_table`."""
    return read_table(path, needed, findings, own).rows


def read_table(
    path: Path,
    needed: Sequence[str],
    findings: list[Finding],
    own: str = "",
    *,
    names_unused: bool = False,
) -> SourceTable:
    """Read the table of a file that has the `needed` headings.

    Args:
        path: A .csv file (UTF-8, UTF-16 or Windows-1252), or a workbook, of which the only visible
            table or sheet with the headings is read.
        needed: Headings that the table must have.
        findings: List to which findings on the file and on single values are added.
        own: The table that holds such rows in a performance workbook; it is preferred to others.
        names_unused: Columns that kpibook does not know are a finding.

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
        content = read_delimited(path, needed, findings)
        check_header(content.header, needed, path.name, findings, names_unused=names_unused)
        return _of_text(path.name, content, findings)
    table = read_sheet_table(path, needed, findings, own, names_unused=names_unused)
    return _of_sheet(path.name, table, findings)


def _of_text(file: str, content: Delimited, findings: list[Finding]) -> SourceTable:
    header = content.header
    lines: list[tuple[int, Mapping[str, Cell]]] = []
    for number, fields in content.records:
        if any(field.strip() for field in fields[len(header) :]):
            findings.append(_extra_fields(len(header), len(fields), Location(file, line=number)))
        else:
            lines.append((number, _text_cells(header, fields)))
    style = _style([cells for _, cells in lines], comma_is_usual=content.delimiter == ";")
    return SourceTable(
        [Row(file, "", cells, findings, line=number, style=style) for number, cells in lines],
        _period_in(content.title),
        Location(file),
    )


def _of_sheet(file: str, content: SheetTable, findings: list[Finding]) -> SourceTable:
    style = _style(content.rows, comma_is_usual=False)
    rows = [Row(file, content.sheet, cells, findings, style=style) for cells in content.rows]
    if content.period_place is not None:
        return SourceTable(rows, _period(content.period), content.period_place)
    return SourceTable(rows, _period_in(content.title), Location(file, content.sheet))


def _style(rows: Iterable[Mapping[str, Cell]], *, comma_is_usual: bool) -> NumberStyle:
    texts = (
        str(cell.value)
        for cells in rows
        for heading, cell in cells.items()
        if heading in _FIGURES and cell.kind == "text"
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
