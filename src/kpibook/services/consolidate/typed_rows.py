"""Rows of 'This quarter' as typed: each is used by the reader, or refused and listed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kpibook.domain.consolidation.consolidation import RefusedRow, stored
from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.number import QUALIFYING_MARKERS
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.errors import KpibookError, Location
from kpibook.on_use.dataclass import dataclass
from kpibook.workbook import layout
from kpibook.workbook.aliases import with_aliases
from kpibook.workbook.fields import Row, figure_of, in_unit
from kpibook.workbook.performance import PerformanceWorkbook
from kpibook.workbook.protocol import Book
from kpibook.workbook.reader import needed_table, rows_of
from kpibook.workbook.register import marker_in
from kpibook.xlsx.tables.headed_row import HeadedRow

_REFUSING = ("ref-missing", "ref-unknown", "ref-duplicate")


@dataclass(frozen=True, slots=True)
class TypedRow:
    """Row of 'This quarter' in which something is typed.

    Attributes:
        ref: Its reference as written; "" if it has none.
        sheet: Its sheet.
        cell: The cell of its actual.
        ref_cell: The cell of its reference.
        figure: Its actual as the cell stores it (72.1% is 0.721, also where it is typed as
            text); None without a figure.
        withheld: True if its marker says that the figure is not to be shown.
        used: True if the reader used it.
    """

    ref: str
    sheet: str
    cell: str
    ref_cell: str
    figure: Decimal | None
    withheld: bool
    used: bool

    @property
    def place(self) -> tuple[str, str]:
        """The sheet and the cell of its actual."""
        return self.sheet, self.cell

    @property
    def summed(self) -> Decimal:
        """The amount it adds to the control total."""
        return Decimal(0) if self.figure is None or self.withheld else self.figure


def typed_rows(book: Book, workbook: PerformanceWorkbook) -> tuple[TypedRow, ...]:
    """List every row of 'This quarter' that is not blank, used or not.

    Args:
        book: The workbook.
        workbook: Its contents as read.
    """
    table = needed_table(book, layout.THIS_QUARTER_TABLE, layout.THIS_QUARTER_COLUMNS)
    units = {key: m.counted_in for key, m in with_aliases(workbook.measures).items()}
    used_cells = {place_in(row.where(layout.ACTUAL), book.name) for row in workbook.rows.values()}
    rows = rows_of(book, table, [])
    return tuple(_typed_row(row, book.name, units, used_cells) for row in rows)


def place_in(where: Location, file: str) -> tuple[str, str]:
    """Return the sheet and the cell of a location, with its file where that is another."""
    return where.sheet_from(file), where.cell


def _typed_row(
    row: Row, file: str, units: dict[str, CountedIn], used_cells: set[tuple[str, str]]
) -> TypedRow:
    ref = row.text(layout.REF)
    marker = marker_in(row)
    sheet, cell = place_in(row.where(layout.ACTUAL), file)
    return TypedRow(
        ref=ref,
        sheet=sheet,
        cell=cell,
        ref_cell=row.where(layout.REF).cell,
        figure=_figure(row, units.get(ref_key(ref))),
        withheld=bool(marker) and marker not in QUALIFYING_MARKERS,
        used=(sheet, cell) in used_cells,
    )


def _figure(row: Row, unit: CountedIn | None) -> Decimal | None:
    cells = row.cells
    if unit is not None and type(cells) is HeadedRow and layout.ACTUAL in cells.held:
        number = cells.decimal(layout.ACTUAL)
        plain = None if number is None else in_unit(*number, unit)
        if plain is not None:  # as most are; the rest is the reference
            return stored(plain, unit)
    cell = cells[layout.ACTUAL]
    if cell.is_error:
        return None
    try:
        figure = figure_of(cell, unit)
    except KpibookError:
        return None
    return stored(figure.value, Unit.PERCENT if figure.percent_sign and unit is None else unit)


def refused_rows(
    rows: Sequence[TypedRow], findings: Sequence[Finding], source: str
) -> tuple[RefusedRow, ...]:
    """List the rows the reader did not use, each with the finding that gives the reason.

    Args:
        rows: All rows typed.
        findings: The reader's findings.
        source: Name of the workbook.
    """
    reasons = {f.where.cell: f for f in findings if f.code in _REFUSING and _on(f, rows)}
    return tuple(
        _refused_row(row, reasons.get(row.ref_cell), source) for row in rows if not row.used
    )


def _on(finding: Finding, rows: Sequence[TypedRow]) -> bool:
    """Return True if it is about the sheet of the rows: the register has references too."""
    return bool(rows) and finding.where.sheet == rows[0].sheet


def _refused_row(row: TypedRow, reason: Finding | None, source: str) -> RefusedRow:
    return RefusedRow(
        source,
        row.ref,
        row.sheet,
        row.cell,
        reason.code if reason else "consolidate-row-refused",
        reason.what if reason else "the row is not one the reader takes.",
        None if row.withheld else row.figure,
    )
