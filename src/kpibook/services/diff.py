"""Two workbooks compared: a directorate's with another version of it, or two consolidated ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kpibook.domain.comparison.workbooks import (
    BookState,
    Difference,
    MeasureState,
    differences_between,
    differences_in_data,
)
from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Reading
from kpibook.domain.measures.period import Quarter
from kpibook.errors import WorkbookError
from kpibook.services.consolidate.changes_since import read_data
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.consolidated_layout import DATA_TABLE
from kpibook.workbook.performance import PerformanceWorkbook
from kpibook.workbook.protocol import Book
from kpibook.workbook.reader import read_workbook

_WORDS = (layout.STATUS, layout.DIRECTION, layout.DIRECTION_YEAR)


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison found.

    Attributes:
        differences: In the order of `kpibook.domain.comparison.workbooks.differences_between`.
        findings: What could not be read in either workbook, and is therefore not compared.
        consolidated: Whether they are consolidated workbooks.
    """

    differences: tuple[Difference, ...]
    findings: tuple[Finding, ...] = ()
    consolidated: bool = False


def diff_files(old: Path, new: Path) -> Compared:
    """What `new` says otherwise than `old`; nothing is written.

    Args:
        old: A performance workbook, or a consolidated one.
        new: Another of the same kind.

    Raises:
        KpibookError: One cannot be read; ``diff-kinds-differ`` when only one of them is a
            consolidated workbook.
    """
    with ClosedBook.open(old) as before, ClosedBook.open(new) as after:
        kinds = [book.table(DATA_TABLE) is not None for book in (before, after)]
        if kinds[0] != kinds[1]:
            raise _different_kinds(before, after, first=kinds[0])
        if kinds[0]:
            found = differences_in_data(read_data(before), read_data(after))
            return Compared(found, consolidated=True)
        books = read_workbook(before), read_workbook(after)
    findings = tuple(finding for book in books for finding in book.findings)
    return Compared(differences_between(*(_state(book) for book in books)), findings)


def _different_kinds(old: Book, new: Book, *, first: bool) -> WorkbookError:
    consolidated, other = (old, new) if first else (new, old)
    return WorkbookError(
        f"is a consolidated workbook and cannot be compared with {other.name}, which is not.",
        code="diff-kinds-differ",
        where=consolidated.name,
        fix="Give two workbooks of one directorate, or two that `kpibook consolidate` made.",
    )


def _state(book: PerformanceWorkbook) -> BookState:
    settings = book.settings
    earlier: dict[str, dict[Quarter, Reading]] = {}
    for (key, quarter), reading in book.history.items():
        earlier.setdefault(key, {})[quarter] = reading
    return BookState(
        settings.period,
        {
            layout.COUNCIL.label: settings.council,
            layout.DIRECTORATE_SETTING.label: settings.directorate,
            layout.COMMITTEE.label: settings.committee,
            layout.PERIOD_SETTING.label: str(settings.period),
            layout.SCHEME_SETTING.label: settings.scheme,
        },
        tuple(
            MeasureState(measure, book.readings.get(key), earlier.get(key, {}), _words(book, key))
            for key, measure in book.measures.items()
        ),
    )


def _words(book: PerformanceWorkbook, key: str) -> dict[str, str]:
    """What its row shows of the rating, as it stands and not as it would be worked out now."""
    row = book.rows.get(key)
    return {} if row is None else {heading: row.text(heading) for heading in _WORDS}
