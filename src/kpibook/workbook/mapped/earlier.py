"""Figures of earlier periods in a council's own workbook, wherever its layout can find them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from types import MappingProxyType

from kpibook.domain.measures.calendar import Year
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.workbook.mapped import blocks, long_rows
from kpibook.workbook.mapped.council_layout import CouncilLayout, Orientation, TableLayout
from kpibook.workbook.mapped.found import MappedReading, MappedRow, PassedOver
from kpibook.workbook.mapped.headings import columns_at
from kpibook.workbook.mapped.periods.expression import canonical, moved, wanted
from kpibook.workbook.mapped.periods.quarter_months import ThreeMonths
from kpibook.workbook.mapped.periods.shifted import (
    names_quarter,
    names_year,
    table_before,
    table_in_year_before,
)
from kpibook.workbook.mapped.place import Place
from kpibook.workbook.mapped.reading import SourceFile, read_mapped, years_in
from kpibook.workbook.mapped.rows import is_long, rows_of
from kpibook.workbook.mapped.sheet import Sheet
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import cell_at

#: Quarters, and years, that are looked for before the one that is reported.
MOST_QUARTERS, MOST_YEARS = 40, 10
#: What an earlier period keeps of a measure.
KEPT = ("target", "actual", "numerator", "denominator", "marker", "commentary", "action")
_IN_A_YEAR = 4
_NO_MONTHS: Mapping[str, Sequence[int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class EarlierFigure:
    """Figures of a measure in an earlier period.

    Attributes:
        ref: Its reference.
        period: The quarter or the year.
        cells: Its filled cells, by role.
        places: Their places.
        months: The cells of the quarter's months by role, where the figure is a month's.
    """

    ref: str
    period: Quarter | Year
    cells: Mapping[str, Cell]
    places: Mapping[str, Place]
    months: Mapping[str, ThreeMonths] = field(default_factory=dict)


def earlier_figures(
    book: SourceFile,
    layout: CouncilLayout,
    period: Quarter,
    reading: MappedReading,
    others: Mapping[str, SourceFile],
) -> Iterator[EarlierFigure]:
    """Yield the figures of earlier quarters and years, one for a measure and period.

    Columns of the quarter itself come before those that repeat it, such as "Last quarter".

    Args:
        book: The workbook.
        layout: The layout of it.
        period: The quarter that is reported.
        reading: What the layout reads in that quarter.
        others: The other files that the layout names, by name.
    """
    seen: set[tuple[str, Quarter | Year]] = set()
    for figure in _all(book, layout, period, reading, others):
        key = ref_key(figure.ref), figure.period
        if key not in seen and _says_something(figure):
            seen.add(key)
            yield figure


def _all(
    book: SourceFile,
    layout: CouncilLayout,
    period: Quarter,
    reading: MappedReading,
    others: Mapping[str, SourceFile],
) -> Iterator[EarlierFigure]:
    for sheet in reading.sheets:
        if not sheet.table.has_figures:
            continue
        if is_long(sheet.table):
            yield from _of_long_table(sheet, period)
        elif sheet.table.orientation in (Orientation.ROWS, Orientation.COLUMNS):
            rows = [row for row in reading.rows if _is_on(row, sheet)]
            yield from _across(sheet, rows, period)
        elif names_quarter(sheet.table.periods):
            yield from _in_blocks(sheet, period, KEPT, range(1, MOST_QUARTERS + 1))
    yield from _on_other_sheets(book, layout, period, others)
    for row in reading.rows:
        yield from _repeated(row, period)


def _says_something(figure: EarlierFigure) -> bool:
    return any(role in figure.cells for role in ("actual", "numerator", "denominator", "marker"))


def _is_on(row: MappedRow, sheet: Sheet) -> bool:
    place = row.places.get("measure") or row.place_of("ref")
    return row.table is sheet.table and (place.file, place.sheet) == (sheet.file, sheet.name)


def _across(sheet: Sheet, rows: Sequence[MappedRow], period: Quarter) -> Iterator[EarlierFigure]:
    """Yield the figures of earlier columns in the rows of the quarter's measures."""
    table = sheet.table
    text = table.columns.get("actual") or table.columns["numerator"]
    taken = {sheet.located.columns.get("actual"), sheet.located.columns.get("numerator")} - {None}
    for earlier, of_it in _tables_before(table, text, period):
        located = columns_at(sheet.grid, of_it, period, sheet.located.rows)
        columns = located.columns
        figures = {columns[role] for role in ("actual", "numerator") if role in columns}
        if not figures or figures & taken:
            continue
        taken |= figures
        # A heading that names no period is of this quarter: a note, and no earlier commentary.
        own = {role: c for role, c in columns.items() if role in KEPT and _moves(table, role)}
        for row in rows:
            yield _in_row(sheet, row, own, earlier, located.months)


def _in_blocks(
    sheet: Sheet, period: Quarter, roles: Sequence[str], shifts: Iterable[int]
) -> Iterator[EarlierFigure]:
    for by, row, cells in blocks.in_other_quarters(sheet, period, roles, shifts):
        places = {r: Place(sheet.file, sheet.name, cell.address) for r, cell in cells.items()}
        yield EarlierFigure(row.ref, moved(period, -by), cells, places)


def later_targets(reading: MappedReading, period: Quarter) -> Iterator[EarlierFigure]:
    """Yield the targets of the year's later quarters, which are on the sheet already.

    Args:
        reading: What the layout reads in the quarter that is reported.
        period: That quarter.
    """
    for sheet in reading.sheets:
        if sheet.table.orientation is Orientation.BLOCKS and names_quarter(sheet.table.periods):
            later = range(period.number - _IN_A_YEAR, 0)
            yield from _in_blocks(sheet, period, ("target",), later)
        is_across = sheet.table.orientation is Orientation.ROWS and _moves(sheet.table, "target")
        for number in range(period.number + 1, _IN_A_YEAR + 1) if is_across else ():
            before = table_before(sheet.table, period.number - number)
            column = columns_at(sheet.grid, before, period, sheet.located.rows).columns.get(
                "target"
            )
            if column not in (None, sheet.located.columns.get("target")):
                for row in (row for row in reading.rows if _is_on(row, sheet)):
                    quarter = Quarter(period.year, number)
                    yield _in_row(sheet, row, {"target": column}, quarter)


def _tables_before(
    table: TableLayout, text: str, period: Quarter
) -> Iterator[tuple[Quarter | Year, TableLayout]]:
    if names_quarter(text):
        for by in range(1, MOST_QUARTERS + 1):
            yield moved(period, -by), table_before(table, by)
    elif names_year(text):
        for by in range(1, MOST_YEARS + 1):
            yield Year(period.year - by), table_in_year_before(table, by)


def _moves(table: TableLayout, role: str) -> bool:
    text = table.columns.get(role, "")
    return names_quarter(text) or names_year(text)


def _in_row(
    sheet: Sheet,
    row: MappedRow,
    columns: Mapping[str, int],
    period: Quarter | Year,
    months: Mapping[str, Sequence[int]] = _NO_MONTHS,
) -> EarlierFigure:
    at = cell_at((row.places.get("measure") or row.place_of("ref")).address)
    number = at[1] if sheet.table.orientation is Orientation.COLUMNS else at[0]
    cells = {role: sheet.grid.cell(number, column) for role, column in columns.items()}
    filled = {role: cell for role, cell in cells.items() if cell is not None and not cell.is_blank}
    places = {role: sheet.place(number, columns[role]) for role in filled}
    three = {r: tuple(sheet.grid.cell(number, c) for c in them) for r, them in months.items()}
    return EarlierFigure(row.ref, period, filled, places, three)


def _of_long_table(sheet: Sheet, period: Quarter) -> Iterator[EarlierFigure]:
    measures = (row for row in rows_of(sheet) if not isinstance(row, PassedOver))
    for earlier, row in long_rows.before(measures, period):
        yield _from_row(row, earlier)


def _on_other_sheets(
    book: SourceFile, layout: CouncilLayout, period: Quarter, others: Mapping[str, SourceFile]
) -> Iterator[EarlierFigure]:
    """Yield the figures of tables that have a sheet a quarter or a sheet a year."""
    names = {canonical(grid.name) for grid in book.grids}
    years = {year for grid in book.grids for year in years_in(grid.name)}
    idle = 0
    for by in range(1, MOST_QUARTERS + 1):
        earlier = moved(period, -by)
        elsewhere = list(_tables_elsewhere(layout.tables, names, years, period, by))
        figures = [
            _from_row(row, earlier)
            for seen_from in (period, earlier)
            for row in _read(book, layout, [t for t, q in elsewhere if q == seen_from], seen_from,
                             others)
        ]  # fmt: skip
        yield from figures
        idle = 0 if any(map(_says_something, figures)) else idle + 1
        if idle > _IN_A_YEAR:
            return


def _read(
    book: SourceFile,
    layout: CouncilLayout,
    tables: Sequence[TableLayout],
    period: Quarter,
    others: Mapping[str, SourceFile],
) -> Sequence[MappedRow]:
    if not tables:
        return ()
    return read_mapped(book, replace(layout, tables=tuple(tables)), period, others).rows


def _tables_elsewhere(
    tables: Sequence[TableLayout], names: set[str], years: set[int], period: Quarter, by: int
) -> Iterator[tuple[TableLayout, Quarter]]:
    """Yield the tables that have earlier figures elsewhere, and the quarter to read them as in."""
    earlier = moved(period, -by)
    for table in tables:
        if not table.has_figures or is_long(table):
            continue
        if "{" in table.title:
            yield table_before(table, by), period
        elif names_quarter(table.sheet):
            before = table_before(table, by)
            if wanted(before.sheet, period).spellings & names:
                yield before, period
        elif (
            earlier.year != period.year
            and earlier.year in years
            and names_quarter(
                table.columns.get("actual", "") + table.columns.get("numerator", "") + table.periods
            )
        ):
            yield replace(table, status=None, direction=None), earlier


def _from_row(row: MappedRow, period: Quarter | Year) -> EarlierFigure:
    cells = {role: cell for role, cell in row.cells.items() if role in KEPT}
    places = {role: row.place_of(role) for role in cells}
    return EarlierFigure(row.ref, period, cells, places, row.months)


def _repeated(row: MappedRow, period: Quarter) -> Iterator[EarlierFigure]:
    """Yield the earlier figures that the row of a measure repeats: "Last quarter"."""
    periods: dict[str, Quarter | Year] = {
        "previous": period.previous,
        "previous_year": period.same_last_year,
        "previous_year_outturn": Year(period.year - 1),
    }
    for role, earlier in periods.items():
        # A long table has given its earlier rows already, a year's figure among them.
        if role in row.cells and (role in row.table.columns or role in row.joined):
            place = row.place_of(role)
            yield EarlierFigure(row.ref, earlier, {"actual": row.cells[role]}, {"actual": place})
