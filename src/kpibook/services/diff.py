"""Comparison of two files: versions of a directorate's workbook, or two consolidated workbooks."""

from __future__ import annotations

from pathlib import Path

from kpibook.domain.comparison.actions import action_differences
from kpibook.domain.comparison.fields import MeasureField
from kpibook.domain.comparison.workbooks import (
    BookState,
    Difference,
    MeasureState,
    differences_between,
    differences_in_data,
)
from kpibook.domain.finding import Finding
from kpibook.domain.measures.calendar import Period
from kpibook.domain.measures.measure import Reading
from kpibook.domain.sign_off.sign_off import current
from kpibook.errors import WorkbookError
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.services.consolidate.changes_since import read_data
from kpibook.services.layouts.open_book import open_book
from kpibook.workbook import layout
from kpibook.workbook.consolidated_layout import DATA_TABLE
from kpibook.workbook.performance import PerformanceWorkbook
from kpibook.workbook.protocol import Book, Opener
from kpibook.workbook.reader import read_workbook

_WORDS = (layout.STATUS, layout.FORECAST_STATUS, layout.DIRECTION, layout.DIRECTION_YEAR)
#: The columns of the register, as the domain compares them.
REGISTER = tuple(
    MeasureField(
        column.field,
        column.write,
        in_unit=column.holds is layout.Holds.FIGURE,
        # A title is as public as its reference.
        private=column.holds is layout.Holds.LONG_TEXT and column.heading != layout.MEASURE,
    )
    for column in layout.REGISTER_COLUMNS
    if column.write is not None
)
_HEADINGS = {column.field: column.heading for column in layout.REGISTER_COLUMNS} | {
    "actual": layout.ACTUAL,
    "numerator": layout.NUMERATOR,
    "denominator": layout.DENOMINATOR,
    "as_at": layout.AS_AT,
    "marker": layout.MARKER,
    "forecast": layout.FORECAST,
    "commentary": layout.COMMENTARY,
    "action": layout.ACTION,
}


@dataclass(frozen=True, slots=True)
class Compared:
    """Result of a comparison.

    Attributes:
        differences: In the order of `kpibook.domain.comparison.workbooks.differences_between`,
            each under the heading of its column.
        findings: Cells that could not be read in either workbook, and so are not compared.
        consolidated: True if they are consolidated workbooks.
    """

    differences: tuple[Difference, ...]
    findings: tuple[Finding, ...] = ()
    consolidated: bool = False


def diff_files(old: Path, new: Path, opened: Opener = open_book) -> Compared:
    """Compare `new` with `old`; nothing is written.

    Args:
        old: A performance workbook, or a consolidated workbook.
        new: Another workbook of the same kind.
        opened: Opens a workbook; a council's own through its layout.

    Raises:
        KpibookError: A workbook cannot be read; ``diff-kinds-differ`` if only one of them is a
            consolidated workbook.
    """
    with opened(old) as old_book, opened(new) as new_book:
        kinds = [book.table(DATA_TABLE) is not None for book in (old_book, new_book)]
        if kinds[0] != kinds[1]:
            raise _different_kinds(old_book, new_book, old_is_consolidated=kinds[0])
        if kinds[0]:
            differences = differences_in_data(read_data(old_book), read_data(new_book))
            return Compared(differences, consolidated=True)
        books = read_workbook(old_book), read_workbook(new_book)
    findings = tuple(finding for book in books for finding in book.findings)
    old_state, new_state = (_state(book) for book in books)
    differences = (
        *differences_between(old_state, new_state, REGISTER),
        *action_differences(books[0].actions, books[1].actions),
    )
    return Compared(
        tuple(replace(difference, what=heading_of(difference.what)) for difference in differences),
        findings,
    )


def heading_of(field: str) -> str:
    """Return the heading of a compared field; a setting's label or a heading stays as it is.

    >>> heading_of("target_q1"), heading_of("Scheme")
    ('Target Q1', 'Scheme')
    """
    return _HEADINGS.get(field, field)


def _different_kinds(old: Book, new: Book, *, old_is_consolidated: bool) -> WorkbookError:
    consolidated, other = (old, new) if old_is_consolidated else (new, old)
    return WorkbookError(
        f"is a consolidated workbook and cannot be compared with {other.name}, which is not.",
        code="diff-kinds-differ",
        where=consolidated.name,
        fix="Give two workbooks of one directorate, or two that `kpibook consolidate` made.",
    )


def _state(book: PerformanceWorkbook) -> BookState:
    settings = book.settings
    sign_off = current(book.sign_offs, settings.period)
    earlier: dict[str, dict[Period, Reading]] = {}
    for (key, quarter), reading in book.history.items():
        earlier.setdefault(key, {})[quarter] = reading
    for (key, month), reading in book.months.items():
        earlier.setdefault(key, {})[month] = reading
    for (key, year), reading in book.years.items():
        if book.history.get((key, year.quarter)) is not reading:  # else it is there as a quarter's
            earlier.setdefault(key, {})[year] = reading
    return BookState(
        settings.period,
        {
            layout.COUNCIL.label: settings.council,
            layout.DIRECTORATE_SETTING.label: settings.directorate,
            layout.COMMITTEE.label: settings.committee,
            layout.PERIOD_SETTING.label: str(settings.period),
            layout.SCHEME_SETTING.label: settings.scheme,
            layout.SIGN_OFF: "" if sign_off is None else sign_off.by_in_words,
        },
        tuple(
            MeasureState(measure, book.readings.get(key), earlier.get(key, {}), _words(book, key))
            for key, measure in book.measures.items()
        ),
    )


def _words(book: PerformanceWorkbook, key: str) -> dict[str, str]:
    """Return the rating in its row as typed, not as it would be calculated now."""
    row = book.rows.get(key)
    return {} if row is None else {heading: row.text(heading) for heading in _WORDS}
