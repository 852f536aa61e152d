"""Rows of a plain table from a CSV file or an Excel workbook, found by heading.

A CSV field becomes a text cell, so that both are read by the same rules.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.words import listed
from kpibook.errors import Location, SourceError
from kpibook.package import Cell, Package
from kpibook.workbook import layout
from kpibook.workbook.fields import Row

_ALIASES = {
    "pi": layout.REF,
    "reference": layout.REF,
    "pi ref": layout.REF,
    "measure ref": layout.REF,
    "title": layout.MEASURE,
    "polarity": layout.POLARITY,
    "previous": layout.PREVIOUS,
    "previous year": layout.PREVIOUS_YEAR,
    "range low": layout.LOW,
    "range high": layout.HIGH,
    "quarter": layout.PERIOD,
    "date": layout.AS_AT,
}
_KNOWN = {
    column.heading.casefold(): column.heading
    for column in (
        *layout.THIS_QUARTER_COLUMNS,
        *layout.MEASURES_COLUMNS,
        *layout.HISTORY_COLUMNS,
    )
} | _ALIASES
_HEADER_SEARCH_ROWS = 20
_LARGEST_CSV = 64 * 1024 * 1024


def heading_of(said: object) -> str:
    """The layout's heading for one as written: "polarity", "as_at" and "As At" are known.

    >>> heading_of("as_at"), heading_of("Colour")
    ('As at', 'Colour')
    """
    text = re.sub(r"[\s_]+", " ", str(said or "").replace("\ufeff", "")).strip()
    return _KNOWN.get(text.casefold(), text)


def read_rows(path: Path, needed: Sequence[str], findings: list[Finding]) -> list[Row]:
    """The rows of a table that has the `needed` headings.

    Args:
        path: A .csv file (UTF-8 or Windows-1252; commas, semicolons or tabs), or a workbook,
            in which the first table or sheet with the headings is taken.
        needed: Headings that must be there.
        findings: Where problems with single values are collected.

    Raises:
        SourceError: No such file, no such headings, or a heading twice.
        RefusedFile: The workbook cannot be opened safely.
    """
    if not path.is_file():
        raise SourceError(
            "there is no such file.", code="file-missing", where=str(path), fix="Check its name."
        )
    if path.suffix.casefold() in (".csv", ".tsv", ".txt"):
        return _csv_rows(path, needed, findings)
    return _workbook_rows(path, needed, findings)


def _csv_rows(path: Path, needed: Sequence[str], findings: list[Finding]) -> list[Row]:
    reader = csv.reader(
        io.StringIO(_text_of(path), newline=""), delimiter=_delimiter(_text_of(path))
    )
    try:
        lines = [(reader.line_num, fields) for fields in reader]
    except csv.Error as error:
        raise SourceError(
            f"cannot be read as CSV: {error}.", code="csv-unreadable", where=str(path)
        ) from error
    lines = [(number, fields) for number, fields in lines if any(f.strip() for f in fields)]
    if not lines:
        raise SourceError("is empty.", code="source-empty", where=path.name)
    header = [heading_of(field) for field in lines[0][1]]
    _check_header(header, needed, path.name, findings)
    for number, fields in lines[1:]:
        _report_extra_fields(header, fields, Location(path.name, line=number), findings)
    return [
        Row(path.name, "", _text_cells(header, fields), findings, line=number)
        for number, fields in lines[1:]
    ]


def _workbook_rows(path: Path, needed: Sequence[str], findings: list[Finding]) -> list[Row]:
    with Package.open(path) as package:
        for table in package.tables:
            header = [heading_of(h) for h in table.headings]
            if set(needed) <= set(header):
                _check_header(header, needed, path.name, findings)
                cells = [dict(zip(header, row.values(), strict=True)) for row in table.rows()]
                rows = [Row(path.name, table.sheet, c, findings) for c in cells]
                return [row for row in rows if not row.is_blank]
        for sheet in package.sheets:
            if sheet.kind == "worksheet" and (
                rows_found := _sheet_rows(package, sheet.name, needed, path.name, findings)
            ):
                return rows_found
    raise SourceError(
        f"no table or sheet has the headings {listed(list(needed))}.",
        code="heading-missing",
        where=path.name,
        fix="Put them in one row, with the figures below.",
    )


def _sheet_rows(
    package: Package, sheet: str, needed: Sequence[str], file: str, findings: list[Finding]
) -> list[Row]:
    header: dict[int, str] = {}
    rows = []
    for number, cells in package.sheet(sheet).rows():
        if header:
            by_heading = {h: cells[c] for c, h in header.items() if c in cells}
            row = Row(file, sheet, by_heading, findings)
            rows += [] if row.is_blank else [row]
            continue
        if number > _HEADER_SEARCH_ROWS:
            break
        found = {c: heading_of(cell.value) for c, cell in cells.items() if cell.kind == "text"}
        if set(needed) <= set(found.values()):
            _check_header(list(found.values()), needed, file, findings)
            header = found
    return rows


def _check_header(
    header: Sequence[str], needed: Sequence[str], file: str, findings: list[Finding]
) -> None:
    for heading in needed:
        if heading not in header:
            raise SourceError(
                f"has no column headed '{heading}'. Its headings are {listed(list(header), 12)}.",
                code="heading-missing",
                where=file,
                fix="Name the column so, in the first row.",
            )
    twice = [h for i, h in enumerate(header) if h and h in header[:i]]
    if twice:
        raise SourceError(
            f"has two columns headed '{twice[0]}'.",
            code="heading-duplicate",
            where=Location(file),
            fix="Rename or remove one: it is not known which is meant.",
        )
    findings.extend(_misspelt(header, file))


def _misspelt(header: Sequence[str], file: str) -> Iterator[Finding]:
    """Headings one slip away from one kpibook knows: their column would be lost silently."""
    known = [heading for heading in dict.fromkeys(_KNOWN.values()) if heading not in header]
    for heading in header:
        close = difflib.get_close_matches(heading, known, n=1, cutoff=0.8)
        if close and heading not in _KNOWN.values():
            yield Finding(
                "heading-unknown",
                f"the column headed '{heading[:40]}' is not used.",
                Location(file),
                f"Rename it to '{close[0]}' if that is meant.",
            )


def _report_extra_fields(
    header: Sequence[str], fields: Sequence[str], where: Location, findings: list[Finding]
) -> None:
    extra = [field for field in fields[len(header) :] if field.strip()]
    if extra:
        findings.append(
            Finding(
                "csv-extra-fields",
                f"has {len(fields)} fields where the header has {len(header)}; "
                "what is beyond it is not used.",
                where,
                "Put a field that holds a comma in double quotes.",
            )
        )


def _text_cells(header: Sequence[str], fields: Sequence[str]) -> Mapping[str, Cell]:
    return {
        heading: Cell(
            address="", kind="text" if field.strip() else "blank", value=field.strip() or None
        )
        for heading, field in zip(header, fields, strict=False)
    }


def _text_of(path: Path) -> str:
    if path.stat().st_size > _LARGEST_CSV:
        raise SourceError(
            f"is larger than {_LARGEST_CSV // 2**20} MB.", code="source-too-large", where=path.name
        )
    raw = path.read_bytes()
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):  # "Unicode text" as Excel saves it
        return raw.decode("utf-16")
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
        return raw.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    first = text.lstrip().split("\n", 1)[0]
    return max(",;\t", key=first.count)
