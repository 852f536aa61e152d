"""The worksheet function KPI_PERIOD: the financial quarter of a date."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kpibook.addin.worksheet_functions.arguments import as_argument
from kpibook.addin.worksheet_functions.broadcasting import each
from kpibook.addin.worksheet_functions.error_text import in_a_cell
from kpibook.domain.measures.dates import parse_date
from kpibook.domain.measures.period import Quarter
from kpibook.domain.wording import quoted
from kpibook.errors import FunctionError, NotADate, NotAPeriod
from kpibook.xlsx.cells.serial_dates import date_from


def period(on_date: Any) -> Any:
    """Return the quarter that contains each date or that each text names; "" for a blank."""
    days = as_argument(on_date)

    @in_a_cell
    def quarter_at(row: int, column: int) -> str:
        value = days.value(row, column)
        return "" if value is None else str(_quarter(value))

    return each(days.shape, quarter_at)


def _quarter(value: Any) -> Quarter:
    day = value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        # TODAY() and DATE() pass a serial number, not a date, and always in days from 1900.
        day = date_from(value, epoch_1904=False)
    try:
        return Quarter.parse(day) if isinstance(day, str) else _quarter_of(day, value)
    except NotAPeriod as error:
        if error.code == "year-unknown":  # its two years do not follow each other
            raise
    return _quarter_of(day, value)


def _quarter_of(day: Any, value: Any) -> Quarter:
    try:
        date = parse_date(day) if isinstance(day, (str, dt.date)) else None
    except NotADate:
        date = None
    if date is None:
        raise FunctionError(
            f"{quoted(value)} is neither a date of 1990 to 2199 nor a quarter.",
            code="period-unknown",
            where="on_date",
            fix='Write it as 31/12/2021, or as "Q3 2021/22".',
        )
    return Quarter.of(date)
