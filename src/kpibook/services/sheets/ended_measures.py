"""Rows of measures whose last period is over, taken off 'This quarter'."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Measure
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.wording import counted, listed
from kpibook.errors import Location, RefusedEdit
from kpibook.on_use.dataclass import dataclass
from kpibook.workbook import layout
from kpibook.workbook.aliases import with_aliases
from kpibook.workbook.fields import Row
from kpibook.workbook.performance import PerformanceWorkbook
from kpibook.workbook.protocol import Book, CellWrite, TableRows
from kpibook.workbook.reader import has_figures, needed_table, read_workbook

_NAMED = 5  # references in a sentence
_OWN = frozenset(column.heading for column in layout.FORECAST_QUARTER_COLUMNS)


@dataclass(frozen=True, slots=True)
class _EndedRow:
    """Row of a measure that is over: its position in the table, and its cells."""

    position: int
    measure: Measure
    row: Row


def remove_ended_measures(
    book: Book, workbook: PerformanceWorkbook
) -> tuple[PerformanceWorkbook, tuple[Finding, ...]]:
    """Empty the rows of measures that are over, and put them below the others.

    Their history stays. A row in which a figure or words of this quarter are typed stays too: the
    reader has reported it.

    Args:
        book: The workbook.
        workbook: Its contents.

    Returns:
        The contents without these rows, and a finding that names the measures.
    """
    table = needed_table(book, layout.THIS_QUARTER_TABLE, layout.THIS_QUARTER_COLUMNS)
    ended = list(_ended(book.name, table, workbook))
    if not ended:
        return workbook, ()
    own = sorted({heading for each in ended for heading in _own_columns(each.row)})
    book.write([write for each in ended for write in _emptied(each.row)])
    positions = [each.position for each in ended]
    last = max(position for position, _ in table.filled_places())
    staying = [number for number in range(last + 1) if number not in positions]
    # If it is refused the row stays between the others, empty, and every task passes over it.
    with suppress(RefusedEdit):
        book.order_rows(layout.THIS_QUARTER_TABLE, [*staying, *positions], positions)
    refs = [each.measure.ref for each in ended]
    what = f"{counted(len(refs), 'measure')} whose last period is over left this sheet: "
    with_own = f" What was typed under {listed(own)} in these rows went with them." if own else ""
    return read_workbook(book), (
        Finding(
            "measure-row-removed",
            f"{what}{listed(refs, _NAMED)}.{with_own}",
            Location(book.name, table.sheet),
            f"Nothing is to be done: the history stays. To report a measure again, empty its "
            f"{layout.LAST_PERIOD} on '{layout.MEASURES}'.",
        ),
    )


def _ended(file: str, table: TableRows, workbook: PerformanceWorkbook) -> Iterator[_EndedRow]:
    by_name = with_aliases(workbook.measures)
    for position, cells in table.filled_places():
        row = Row(file, table.sheet, cells, [])
        measure = by_name.get(ref_key(row.text(layout.REF)))
        if measure is None or not measure.has_ended(workbook.settings.period):
            continue
        if not has_figures(row):
            yield _EndedRow(position, measure, row)


def _own_columns(row: Row) -> Iterator[str]:
    """Yield the council's own columns in which something is typed."""
    for heading, cell in row.cells.items():
        if heading not in _OWN and cell.formula is None and cell.value not in (None, ""):
            yield heading


def _emptied(row: Row) -> Iterator[CellWrite]:
    """Yield writes that empty a row; formulas of computed and own columns stay for the next."""
    for heading, cell in row.cells.items():
        stays = heading in layout.COMPUTED or heading not in _OWN
        if cell.formula is not None and stays:
            continue
        if cell.formula is not None or cell.value is not None:
            yield CellWrite(row.sheet, cell.address, None)
