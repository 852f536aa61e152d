"""Measures of a council's workbook in a quarter, read through its layout and joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.wording import listed, quoted
from kpibook.errors import Location
from kpibook.on_use.dataclass import dataclass
from kpibook.workbook.mapped import blocks, long_rows
from kpibook.workbook.mapped.council_layout import CouncilLayout, Orientation, TableLayout
from kpibook.workbook.mapped.fit.joined import joined
from kpibook.workbook.mapped.fit.no_ref import without_ref
from kpibook.workbook.mapped.fit.undated import undated_findings
from kpibook.workbook.mapped.fit.unfit import lacking_in, unfit
from kpibook.workbook.mapped.fit.year_targets import without_year_targets
from kpibook.workbook.mapped.found import MappedReading, MappedRow, PassedOver
from kpibook.workbook.mapped.grid import Grid
from kpibook.workbook.mapped.headings import Located, locate
from kpibook.workbook.mapped.periods.expression import canonical, wanted
from kpibook.workbook.mapped.periods.period_words import mentions_in
from kpibook.workbook.mapped.periods.shifted import names_quarter, table_before
from kpibook.workbook.mapped.rows import Sheet, is_long, matches, rows_of
from kpibook.workbook.mapped.titled import ends_at, locate_below_title
from kpibook.xlsx.cells.references import address

_NAMES = {"ref", "measure"}

_NEAR = 6  # years


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of a council's.

    Attributes:
        name: Its name.
        grids: Its sheets.
        has_sheets: False for a file of one table, whose places name no sheet.
    """

    name: str
    grids: Sequence[Grid]
    has_sheets: bool = True


def read_mapped(
    book: SourceFile,
    layout: CouncilLayout,
    period: Quarter,
    others: Mapping[str, SourceFile] | None = None,
) -> MappedReading:
    """Read the measures of a workbook in a quarter.

    Args:
        book: The workbook.
        layout: The layout of it.
        period: The quarter.
        others: The other files that the layout names, by name.
    """
    reading = MappedReading(period=period)
    if layout.disagreeing:
        reading.findings.append(_two_layouts(layout, book.name))
    with_figures: list[MappedRow] = []
    without: list[MappedRow] = []
    for sheet in _sheets(book, layout, period, others or {}, reading.findings):
        reading.sheets.append(sheet)
        for row in _rows(sheet, period):
            if isinstance(row, PassedOver):
                reading.passed_over.append(row)
            else:
                (with_figures if sheet.table.has_figures else without).append(row)
    measures = joined(with_figures, without, reading.findings, book.name)
    every = _with_previous(measures, book, layout, period, others or {})
    reading.rows = list(without_year_targets(every, layout, period, book.name, reading.findings))
    reading.findings += without_ref(book.name, reading.rows)
    reading.findings += undated_findings(book.name, reading.sheets, reading.rows, period)
    return reading


def _with_previous(
    rows: Iterable[MappedRow],
    book: SourceFile,
    layout: CouncilLayout,
    period: Quarter,
    others: Mapping[str, SourceFile],
) -> Iterator[MappedRow]:
    """Yield measures with the figure of the quarter before, where that is on another sheet.

    The same goes for a table below another title of the same sheet, and in the first quarter for
    the sheet of the year before.
    """
    tables = [
        table_before(table, 1)
        for table in layout.tables
        if names_quarter(table.sheet + table.title) and "previous" not in table.columns
    ]
    by_key: dict[str, MappedRow] = {}
    if tables:
        found = _sheets(book, replace(layout, tables=tuple(tables)), period, others, [])
        for row in (row for sheet in found for row in _rows(sheet, period)):
            if isinstance(row, MappedRow) and "actual" in row.cells:
                by_key.setdefault(ref_key(row.ref), row)
    for row in _on_last_years_sheet(book, layout, period, others):
        by_key.setdefault(ref_key(row.ref), row)
    for row in rows:
        before = by_key.get(ref_key(row.ref))
        if before is None or "previous" in row.cells or "actual" not in before.cells:
            yield row
            continue
        yield replace(
            row,
            cells={**row.cells, "previous": before.cells["actual"]},
            joined={**row.joined, "previous": before.place_of("actual")},
        )


def _on_last_years_sheet(
    book: SourceFile, layout: CouncilLayout, period: Quarter, others: Mapping[str, SourceFile]
) -> Iterator[MappedRow]:
    """Yield the measures of the fourth quarter on sheets that are named for the year before."""
    last = period.previous
    if last.year == period.year or not any(last.year in years_in(g.name) for g in book.grids):
        return
    tables = [
        replace(table, status=None, direction=None)
        for table in layout.tables
        if table.has_figures
        and not is_long(table)
        and names_quarter(
            table.columns.get("actual", "") + table.columns.get("numerator", "") + table.periods
        )
    ]
    if not tables:
        return
    for sheet in _sheets(book, replace(layout, tables=tuple(tables)), last, others, []):
        if last.year in years_in(sheet.name):
            yield from (row for row in _rows(sheet, last) if isinstance(row, MappedRow))


def _rows(sheet: Sheet, period: Quarter) -> Iterator[MappedRow | PassedOver]:
    if sheet.table.orientation is Orientation.BLOCKS:
        yield from blocks.measures_of(sheet, period)
    elif is_long(sheet.table):
        yield from long_rows.in_period(rows_of(sheet), period)
    else:
        yield from rows_of(sheet)


def _sheets(
    book: SourceFile,
    layout: CouncilLayout,
    period: Quarter,
    others: Mapping[str, SourceFile],
    findings: list[Finding],
) -> Iterator[Sheet]:
    """Yield each table on each sheet that fits its pattern, with its columns."""
    located: list[tuple[SourceFile, Grid, TableLayout, Located]] = []
    for table in layout.tables:
        file = others.get(table.file) if table.file else book
        fitting = [g for g in (file.grids if file else ()) if _fits(g, table, file, period)]
        # A pattern with placeholders fits exactly, a sheet of last year too.
        grids = fitting if "{" in table.sheet else _of_year(fitting, period)
        if not grids:
            findings.append(_no_sheet(table, book.name, fitting, period))
        for grid in grids:
            turned = grid.turned() if table.orientation is Orientation.COLUMNS else grid
            finds = locate_below_title if table.title else locate
            found = finds(turned, table, period)
            if table.orientation is Orientation.BLOCKS:
                found = blocks.located(turned, table, period)
            lacking = lacking_in(found, table, period)
            if lacking and len(grids) > 1 and not found.columns:
                continue  # a pattern of several sheets fits a cover sheet too
            of = file or book
            named = grid.name if of.has_sheets else ""
            where = Location(of.name, named, address(max(found.rows or (1,)), 1))
            findings += unfit(table, found, lacking, period, where)
            is_block = table.orientation is Orientation.BLOCKS
            if is_block or not _NAMES & set(lacking) or _NAMES & set(found.columns):
                located.append((file or book, turned, table, found))
    for file, grid, table, found in located:
        starts = [
            other.rows[0]
            for _, g, _, other in located
            if g is grid and other.rows and found.rows and other.rows[0] > found.rows[-1]
        ]
        name = grid.name if file.has_sheets else ""
        ends = min(starts, default=2**31)
        if table.title:
            ends = min(ends, ends_at(grid, table, found.below, period))
        yield Sheet(grid, table.file, name, table, found, ends, grid.anchors())


def _fits(grid: Grid, table: TableLayout, file: SourceFile | None, period: Quarter) -> bool:
    single = file is not None and not file.has_sheets
    if "{" in table.sheet and not single:  # a sheet a quarter
        return canonical(grid.name) in wanted(table.sheet, period).spellings
    return single or (matches(grid.name, table.sheet) and grid.is_shown)


def _of_year(grids: Sequence[Grid], period: Quarter) -> Sequence[Grid]:
    """Return the sheets of the quarter's year, where their names say which year they are of."""
    # "Sections 10-11" is no year that a quarter of today could be of.
    near = range(period.year - _NEAR, period.year + _NEAR + 1)
    years = {grid.name: years_in(grid.name) & frozenset(near) for grid in grids}
    return [grid for grid in grids if not years[grid.name] or period.year in years[grid.name]]


def years_in(name: str) -> frozenset[int]:
    """Return the financial years that the name of a sheet names; "2025" alone may be any year's.

    >>> sorted(years_in("Scorecard 24-25")), sorted(years_in("KPIs 2025"))
    ([2024], [])
    """
    return frozenset(
        m.number
        for m in mentions_in(name)
        if m.kind == "year" and not name[m.start : m.end].isdecimal()
    )


def _no_sheet(table: TableLayout, file: str, of_others: Sequence[Grid], period: Quarter) -> Finding:
    if of_others:
        names = listed([quoted(grid.name, 40) for grid in of_others], 3)
        return Finding(
            "layout-sheet-missing",
            f"no sheet named {quoted(table.sheet, 40)} is of {period.financial_year}: there is "
            f"{names}.",
            Location(file, of_others[-1].name),
            "Copy last year's sheet, name it after the new year and empty its figures; or correct "
            "the quarter.",
        )
    return Finding(
        "layout-sheet-missing",
        f"no sheet is named {quoted(table.sheet, 40)}."
        if not table.file
        else f"the file {quoted(table.file, 60)} that the layout names is not next to it.",
        Location(file),
        "Correct the name in the layout, or put the file there.",
    )


def _two_layouts(layout: CouncilLayout, file: str) -> Finding:
    return Finding(
        "layout-disagrees",
        f"{layout.source}, {layout.place}, is used, and {listed(layout.disagreeing)} says "
        "something else.",
        Location(file),
        "Remove the one that is out of date, or copy the right one into the workbook with "
        "`kpibook layout keep`.",
    )
