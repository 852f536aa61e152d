"""Measures of a long table, which has a row for each period: the row of a quarter, and earlier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from kpibook.domain.measures.calendar import Month, Year, parse_period
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.errors import KpibookError
from kpibook.on_use.replacing import replace
from kpibook.workbook.mapped.found import MappedRow, PassedOver
from kpibook.workbook.mapped.grid import text_of
from kpibook.workbook.mapped.periods.quarter_months import ThreeMonths
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import cell_at

#: The length of a period and its number, counted in such periods.
_When = tuple[str, int]
_IN_A_YEAR = {"month": 12, "quarter": 4, "year": 1}


def in_period(
    rows: Iterable[MappedRow | PassedOver], period: Quarter
) -> Iterator[MappedRow | PassedOver]:
    """Yield the measures of a long table in a quarter, each with its earlier figures.

    A row of the quarter counts, else that of its last month, else that of the year it is in.
    """
    of_measure: dict[str, dict[_When, MappedRow]] = {}
    for row in rows:
        if isinstance(row, PassedOver):
            yield row
            continue
        when = _when(row.cells.get("period"))
        if when is None:
            yield _passed(row, "its period is not understood")
            continue
        earlier = of_measure.setdefault(ref_key(row.ref), {})
        if when in earlier:
            yield _passed(row, "there is a row of the same measure and period above it")
        else:
            earlier[when] = row
    for by_period in of_measure.values():
        yield from _of_measure(by_period, period)


def before(
    rows: Iterable[MappedRow], period: Quarter
) -> Iterator[tuple[Quarter | Year, MappedRow]]:
    """Yield the rows of a long table that are of earlier quarters and years.

    The last month of a quarter is its figure where the quarter itself has no row.
    """
    of_measure: dict[str, dict[_When, MappedRow]] = {}
    for row in rows:
        when = _when(row.cells.get("period"))
        if when is not None:
            of_measure.setdefault(ref_key(row.ref), {}).setdefault(when, row)
    for by_period in of_measure.values():
        for (length, number), row in by_period.items():
            if length == "year" and number < period.year:
                yield Year(number), row
            elif length == "quarter" and number < period.year * 4 + period.number - 1:
                yield Quarter(number // 4, number % 4 + 1), row
            elif length == "month" and number % 3 == 2:
                quarter = Month(number // 12, number % 12 + 1).quarter
                has_row = ("quarter", quarter.year * 4 + quarter.number - 1) in by_period
                if quarter < period and not has_row:
                    yield quarter, row


def _of_measure(
    by_period: Mapping[_When, MappedRow], period: Quarter
) -> Iterator[MappedRow | PassedOver]:
    now = next((when for when in _wanted(period) if when in by_period), None)
    for when, row in by_period.items():
        if when != now:
            yield _passed(row, f"it is of {text_of(row.cells['period'])}, not of {period}")
    if now is None:
        return
    row, length = by_period[now], now[0]
    steps = {"previous": 3 if length == "month" else 1, "previous_year": _IN_A_YEAR[length]}
    cells = dict(row.cells)
    for role, by in steps.items():
        before = by_period.get((length, now[1] - by))
        figure = before.cells.get("actual") if before else None
        if figure is not None and not (role == "previous_year" and length == "year"):
            cells.setdefault(role, figure)
    yield replace(row, cells=cells, months=dict(_months(by_period, now)))


def _months(by_period: Mapping[_When, MappedRow], now: _When) -> Iterator[tuple[str, ThreeMonths]]:
    """Yield the months of the quarter, and of the one before, of a measure with a row a month."""
    if now[0] != "month":
        return
    for role, back in (("actual", 0), ("previous", 3)):
        rows = [by_period.get(("month", now[1] - back - by)) for by in (2, 1, 0)]
        yield role, tuple(None if row is None else row.cells.get("actual") for row in rows)


def _wanted(period: Quarter) -> Iterator[_When]:
    yield "quarter", period.year * 4 + period.number - 1
    yield "month", period.end.year * 12 + period.end.month - 1
    yield "year", period.year


def _when(cell: Cell | None) -> _When | None:
    if cell is None or cell.value is None:
        return None
    try:
        if isinstance(cell.value, datetime):
            return _number(Month.of(cell.value.date()))
        return _number(parse_period(text_of(cell)))
    except KpibookError:
        return None


def _number(period: object) -> _When | None:
    if isinstance(period, Quarter):
        return "quarter", period.year * 4 + period.number - 1
    if isinstance(period, Month):
        return "month", period.year * 12 + period.number - 1
    return ("year", period.year) if isinstance(period, Year) else None


def _passed(row: MappedRow, why: str) -> PassedOver:
    place = next(iter(row.places.values()))
    return PassedOver(place.sheet, cell_at(place.address)[0], why)


def is_of_year(row: MappedRow) -> bool:
    """Return True if a row of a long table is of a whole year."""
    when = _when(row.cells.get("period"))
    return when is not None and when[0] == "year"
