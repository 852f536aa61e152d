"""Checks of a file of actuals as a whole: the quarter it is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from kpibook.domain.finding import Finding
from kpibook.domain.measures.calendar import Month, Period, Year
from kpibook.domain.measures.measure import Frequency, Measure, Reading
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.measures.spelling.spelled import YearOf
from kpibook.domain.measures.timing.due import is_due, quarter_of_figure
from kpibook.domain.wording import counted
from kpibook.errors import Location, SourceError
from kpibook.workbook import layout
from kpibook.workbook.fields import Row
from kpibook.workbook.performance import PerformanceWorkbook

#: Figures that have to be the same before a file is taken for last quarter's.
_FEWEST = 3


def refuse_other_quarter(
    stated: tuple[Quarter, Location] | None, workbook: PerformanceWorkbook
) -> None:
    """Refuse a file that says itself that it is of another quarter than the workbook reports.

    Args:
        stated: The quarter, and the place where the file says it; None if it does not say.
        workbook: The workbook to be filled.

    Raises:
        SourceError: ``period-mismatch``.
    """
    period = workbook.settings.period
    if stated is not None and stated[0] != period:
        raise SourceError(
            f"is of {stated[0]}, and {workbook.file} reports {period}.",
            code="period-mismatch",
            where=stated[1],
            why="Figures of another quarter would be reported for this one.",
            fix=f"Give the actuals of {period}, or correct the period where it is wrong.",
        )


def figures_of_last_quarter(
    incoming: Sequence[Row], readings: Mapping[str, Reading], workbook: PerformanceWorkbook
) -> Iterator[Finding]:
    """Ask if a file is last quarter's, when most of its figures are those of the history.

    Figures that the file dates in this quarter, or puts under this period, are not counted.

    Args:
        incoming: The file's rows.
        readings: Its readings by key.
        workbook: The workbook to be filled.
    """
    if not incoming or any(row.has(layout.PERIOD) for row in incoming):
        return
    period = workbook.settings.period
    compared = list(_pairs(readings, workbook))
    same = [now for now, before in compared if now == before]
    if len(same) < _FEWEST or 2 * len(same) <= len(compared):
        return
    yield Finding(
        "actuals-of-last-quarter",
        f"{counted(len(same), 'figure')} of {len(compared)} are those of {period.previous} to the "
        "last decimal: none of the file is used.",
        incoming[0].where(layout.ACTUAL)
        if incoming[0].line is None
        else Location(incoming[0].file),
        f'If they are of {period}, give --period "{period}", or add a column {layout.PERIOD} that '
        "says so to the file.",
        "Last quarter's file would be reported for this quarter.",
    )


def _pairs(
    readings: Mapping[str, Reading], workbook: PerformanceWorkbook
) -> Iterable[tuple[object, object]]:
    """Yield each figure with that of the quarter before."""
    period = workbook.settings.period
    for key, reading in readings.items():
        earlier = workbook.history.get((key, period.previous))
        if reading.actual is None or earlier is None or earlier.actual is None:
            continue
        if reading.as_at is None or reading.as_at not in period:
            yield reading.actual, earlier.actual


def is_of_another_quarter(
    row: Row,
    measure: Measure,
    workbook: PerformanceWorkbook,
    year: int | None,
    by_month: AbstractSet[str],
) -> bool:
    """Report a row whose Period is not the workbook's, and return True: it is not used.

    A half year, a term and a year are the quarter's where the measure is due no more often.

    Args:
        row: The row.
        measure: Its measure.
        workbook: The workbook to be filled.
        year: The financial year that the file is said to be of; None if nothing says it.
        by_month: Keys of measures whose periods in the file are months.
    """
    if not row.has(layout.PERIOD):
        return False
    period, reported = row.period(layout.PERIOD, year), workbook.settings.period
    if period is None:
        return True
    of_month = ref_key(row.text(layout.REF)) in by_month
    if _quarter_of(period, measure, workbook, of_month=of_month) == reported:
        return False
    row.report(
        "period-mismatch",
        f"{measure.ref} has an actual for {period}, and the workbook reports {reported}: not used.",
        layout.PERIOD,
        "Correct the period, or put earlier figures into the history.",
    )
    return True


def _quarter_of(
    period: Period | date, measure: Measure, workbook: PerformanceWorkbook, *, of_month: bool
) -> Quarter | None:
    """Return the quarter whose figure a period of a measure has; None if it is no quarter's."""
    reported = workbook.settings.period
    if isinstance(period, date):
        return Quarter.of(period)
    if isinstance(period, Month):
        ends_quarter = period.number % 3 == 0 and measure.frequency is not Frequency.MONTHLY
        return period.quarter if ends_quarter and not of_month else None
    if isinstance(period, Year) and measure.frequency is Frequency.ANNUAL:
        same_year = period.of is YearOf.FINANCIAL and period.year == reported.year
        if same_year and is_due(measure, reported, workbook.history):
            return reported  # an annual measure may be due before the year is over
    return quarter_of_figure(measure, period)
