"""Corrected figures of earlier periods from a file of actuals, put into the history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from kpibook.domain.finding import Finding
from kpibook.domain.measures.calendar import Month, Period
from kpibook.domain.measures.measure import Frequency, Measure
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.measures.timing.due import quarter_of_figure
from kpibook.domain.measures.vocabulary.council_words import NO_WORDS
from kpibook.domain.wording import counted
from kpibook.on_use.replacing import replace
from kpibook.services.sheets.past.revision import (
    REVISED,
    Place,
    Revision,
    note_on,
    reason_against,
    values_of,
)
from kpibook.workbook import layout
from kpibook.workbook.aliases import with_aliases
from kpibook.workbook.fields import Row
from kpibook.workbook.performance import PerformanceWorkbook
from kpibook.workbook.protocol import Book
from kpibook.workbook.reader import needed_table, read_workbook, rows_of
from kpibook.workbook.register import history_from, reading_from
from kpibook.workbook.writer import Change, changes_in, writes_of


def take_revisions(
    book: Book, workbook: PerformanceWorkbook, incoming: Sequence[Row], year: int | None
) -> tuple[PerformanceWorkbook, list[Row], tuple[Change, ...], tuple[Finding, ...]]:
    """Put figures of earlier periods that a file marks [r] into the history, with those before.

    A figure that differs and is not marked is asked about, and the history stays as it is.

    Args:
        book: The workbook.
        workbook: Its contents.
        incoming: The rows of the file.
        year: The calendar year in which the financial year begins that the file says it is of;
            None if it does not say.

    Returns:
        The contents with the revisions, the other rows of the file, the cells that changed, and
        what is to be said about them.
    """
    offered, others = _sort_out(book, workbook, incoming, year)
    usable = [revision for revision in offered if _may_be_made(revision, offered)]
    table = needed_table(book, layout.HISTORY_TABLE, layout.HISTORY_COLUMNS)
    replaced = [revision for revision in usable if revision.is_new]
    if replaced and layout.REVISED_FROM not in table.headings:
        said = _column_missing(replaced)
        return workbook, others, (), (said,)
    changes = tuple(
        change for revision in usable for change in changes_in(revision.past, values_of(revision))
    )
    if not changes:
        return workbook, others, (), ()
    book.write(writes_of(changes))
    return read_workbook(book), others, changes, tuple(map(note_on, replaced))


def _sort_out(
    book: Book, workbook: PerformanceWorkbook, incoming: Sequence[Row], year: int | None
) -> tuple[list[Revision], list[Row]]:
    """Return the rows that may revise a figure of the history, and the others."""
    if not any(row.has(layout.PERIOD) for row in incoming):
        return [], list(incoming)
    by_name = with_aliases(workbook.measures)
    past = _history(book, by_name)
    words = next((row.own_words for row in workbook.rows.values()), NO_WORDS)
    offered: list[Revision] = []
    others: list[Row] = []
    for row in incoming:
        spoken = row.speaking(words)
        measure = by_name.get(ref_key(row.text(layout.REF)))
        place = None if measure is None else _place_in_file(spoken, measure, year)
        if measure is None or place is None or _ends(place) >= workbook.settings.period:
            others.append(row)
            continue
        revisions = list(_against(spoken, measure, place, past[measure.key, place]))
        offered += revisions
        if not revisions:
            others.append(row)
    return offered, others


def _history(book: Book, by_name: Mapping[str, Measure]) -> defaultdict[Place, list[Row]]:
    """Return the rows of the history by measure and period."""
    rows: defaultdict[Place, list[Row]] = defaultdict(list)
    table = needed_table(book, layout.HISTORY_TABLE, layout.HISTORY_COLUMNS)
    # What is wrong in the history is reported where the workbook is read.
    for row in rows_of(book, table, []):
        measure = by_name.get(ref_key(row.text(layout.REF)))
        period = None if measure is None else row.period(layout.PERIOD)
        if measure is not None and period is not None:
            rows[measure.key, _place(period, measure)].append(row)
    return rows


def _place_in_file(row: Row, measure: Measure, year: int | None) -> Period | None:
    """Return the period of a row of a file; None if it has none, or none that can be read."""
    if not row.has(layout.PERIOD):
        return None
    period = replace(row, findings=[]).period(layout.PERIOD, year)
    return None if period is None else _place(period, measure)


def _place(period: Period | date, measure: Measure) -> Period:
    """Return the period under which figures of a measure are compared: a quarter, if it is one."""
    monthly = measure.frequency is Frequency.MONTHLY
    if isinstance(period, date):
        period = Month.of(period) if monthly else Quarter.of(period)
    if isinstance(period, Month):
        return period if monthly or period.number % 3 else period.quarter
    return quarter_of_figure(measure, period) or period


def _ends(period: Period) -> Quarter:
    return period if isinstance(period, Quarter) else period.quarter


def _against(row: Row, measure: Measure, period: Period, past: Iterable[Row]) -> Iterator[Revision]:
    """Yield a row of the file with each row of the history that has another figure or marker.

    A row without a figure, and one that has what the history has, revises nothing.
    """
    found: list[Finding] = []
    reading = reading_from(row.reporting_to(found), _ends(period), measure.read_in)
    if reading.actual is None:
        return
    for there in past:
        was = history_from(there, measure.read_in)
        if was is None or was.actual is None:
            continue
        revision = Revision(measure, period, row, reading, there, was)
        if revision.is_new or reading.marker == REVISED:
            row.findings.extend(finding for finding in found if finding not in row.findings)
            yield revision


def _may_be_made(revision: Revision, offered: Iterable[Revision]) -> bool:
    """Return True if a revision may be written; report why if it may not."""
    reading, was, row = revision.reading, revision.was, revision.row
    if reading.marker != REVISED:
        row.report(
            "period-mismatch",
            f"{revision.measure.ref} is {revision.figures}: not used.",
            layout.PERIOD,
            f"Type {REVISED} under {row.called(layout.MARKER)} if the figure was corrected; or "
            "correct the period.",
        )
        return False
    if why := reason_against(revision, [r for r in offered if r.place == revision.place]):
        row.report(
            "revision-not-made",
            f"{revision.measure.ref} is {revision.figures}, which stays: {why}.",
            layout.ACTUAL,
            f"Correct {was.source.cell} on '{layout.HISTORY}' yourself, or put the file right.",
        )
        return False
    return True


def _column_missing(replaced: Sequence[Revision]) -> Finding:
    first = replaced[0]
    number = counted(len(replaced), "figure")
    return Finding(
        "revision-column-missing",
        f"{number} of earlier periods in the file would replace what was reported, such as "
        f"{first.measure.ref} with {first.figures}; the history has no column "
        f"'{layout.REVISED_FROM}' for it yet: not used.",
        first.past.where(layout.REF),
        f"On '{layout.HISTORY}', unprotect the sheet if it is protected, and type "
        f"{layout.REVISED_FROM} into the cell to the right of the last heading: Excel makes it a "
        "column of the table. Then fill again.",
        "The figure before would be lost.",
    )
