"""Months from a file of actuals, added to the history of the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from kpibook.domain.doubts.two_rows import figures_differ
from kpibook.domain.finding import Finding
from kpibook.domain.measures.calendar import Month
from kpibook.domain.measures.measure import Frequency, Measure, Reading
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.wording import counted, listed
from kpibook.on_use.replacing import replace
from kpibook.workbook import layout
from kpibook.workbook.aliases import with_aliases
from kpibook.workbook.fields import Row
from kpibook.workbook.performance import PerformanceWorkbook
from kpibook.workbook.protocol import Book
from kpibook.workbook.reader import needed_table, read_workbook
from kpibook.workbook.register import reading_from

_Place = tuple[str, Month]
_NAMED = 5  # references in a sentence


def take_months(
    book: Book, workbook: PerformanceWorkbook, incoming: Sequence[Row], year: int | None
) -> tuple[PerformanceWorkbook, list[Row], tuple[Finding, ...]]:
    """Add the months of the quarter that a file has for monthly measures to the history.

    A month that is there already stays: if the file's figure differs, that is a finding.

    Args:
        book: The workbook.
        workbook: Its contents.
        incoming: The rows of the file.
        year: The calendar year in which the financial year begins that the file says it is of;
            None if it does not say.

    Returns:
        The contents with the months, the other rows of the file, and a note on what was added.
    """
    by_name = with_aliases(workbook.measures)
    new: dict[_Place, Reading] = {}
    twice: set[_Place] = set()
    others: list[Row] = []
    for row in incoming:
        measure = by_name.get(ref_key(row.text(layout.REF)))
        month = None if measure is None else _month_of(row, measure, year)
        if measure is None or month is None or month.quarter > workbook.settings.period:
            others.append(row)
        elif month.quarter == workbook.settings.period:
            _take(row, measure, month, workbook, new, twice)
        elif not _is_known(row, measure, month, workbook):
            others.append(row)
    kept = {place: reading for place, reading in new.items() if place not in twice}
    if not kept:
        return workbook, others, ()
    from kpibook.workbook.new_rows import add_rows, history_row

    add_rows(
        book,
        layout.HISTORY_TABLE,
        layout.HISTORY_COLUMNS,
        [history_row(workbook.measures[key], reading) for (key, _), reading in kept.items()],
    )
    return read_workbook(book), others, (_added(book, workbook, kept),)


def _month_of(row: Row, measure: Measure, year: int | None) -> Month | None:
    """Return the month a row of a monthly measure is of; None if it is of something else."""
    if measure.frequency is not Frequency.MONTHLY or not row.has(layout.PERIOD):
        return None
    # A period that cannot be read is reported where the other rows are read.
    period = replace(row, findings=[]).period(layout.PERIOD, year)
    if isinstance(period, date):
        return Month.of(period)
    return period if isinstance(period, Month) else None


def _take(
    row: Row,
    measure: Measure,
    month: Month,
    workbook: PerformanceWorkbook,
    new: dict[_Place, Reading],
    twice: set[_Place],
) -> None:
    place = measure.key, month
    reading = reading_from(row, month.quarter, measure.read_in)
    reading = replace(reading, covers=str(month), commentary="", action="")
    there = workbook.months.get(place)
    if there is not None and figures_differ(there, reading):
        row.report(
            "month-differs",
            f"{measure.ref} is {_shown(measure, reading)} for {month}, and the history of "
            f"{workbook.file} has {_shown(measure, there)}: not used.",
            layout.ACTUAL,
            f"Correct the one that is wrong; the history's is in {there.source.cell}.",
        )
    elif there is None and place in new and figures_differ(new[place], reading):
        twice.add(place)
        row.report(
            "actual-duplicate",
            f"{measure.ref} has two rows for {month} that differ; neither is used.",
            layout.ACTUAL,
            "Keep the row that is right.",
        )
    elif there is None and (reading.actual is not None or reading.marker):
        new.setdefault(place, reading)


def _is_known(row: Row, measure: Measure, month: Month, workbook: PerformanceWorkbook) -> bool:
    """Return True if the history has an earlier month with the same figures."""
    there = workbook.months.get((measure.key, month))
    silent = replace(row, findings=[])
    return there is not None and not figures_differ(
        there, reading_from(silent, month.quarter, measure.read_in)
    )


def _shown(measure: Measure, reading: Reading) -> str:
    return measure.written(reading.usable, reading.marker or "blank")


def _added(book: Book, workbook: PerformanceWorkbook, kept: Iterable[_Place]) -> Finding:
    places = list(kept)
    refs = list(dict.fromkeys(workbook.measures[key].ref for key, _ in places))
    months = sorted({month for _, month in places})
    table = needed_table(book, layout.HISTORY_TABLE, layout.HISTORY_COLUMNS)
    first = len(table.rows) - len(places)
    return Finding(
        "months-added",
        f"{counted(len(places), 'figure')} for {listed([str(month) for month in months])} went "
        f"into the history ({listed(refs, _NAMED)}).",
        Row(book.name, table.sheet, table.rows[first], []).where(layout.REF),
        "Nothing need be done.",
    )


def with_months_named(incoming: Iterable[Row], year: int | None) -> Iterator[str]:
    """Yield the keys of measures that a file has for a month that ends no quarter.

    Another of their months is then a month too, and not the name of the quarter that it ends.
    """
    for row in incoming:
        if row.has(layout.PERIOD):
            period = replace(row, findings=[]).period(layout.PERIOD, year)
            if isinstance(period, Month) and period.number % 3:
                yield ref_key(row.text(layout.REF))
