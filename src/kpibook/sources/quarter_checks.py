"""Checks of a file of actuals as a whole: the quarter it is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Reading
from kpibook.domain.measures.period import Quarter
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
