"""Serial numbers of dates and times, in Excel's 1900 and 1904 date systems."""

# ruff: noqa: DTZ001, DTZ901
# A cell knows no time zone, so neither do these dates.

from __future__ import annotations

import datetime as dt

from kpibook.errors import Location, RefusedEdit

_DAY = dt.timedelta(days=1)
_LAST_SERIAL = 2_958_466
_LEAP_BUG = 60
"""Serial 60 is 29 February 1900, a day that did not exist; Excel keeps this bug of Lotus 1-2-3."""


def date_from(serial: float, *, epoch_1904: bool) -> dt.datetime | dt.time | None:
    """Return the date of a serial number, to the millisecond.

    Returns:
        A time of day for a serial below 1 in the 1900 system; None where Excel has no date to
        show: below zero, past the year 9999, and for 29 February 1900, which did not exist.

    >>> date_from(45000, epoch_1904=False), date_from(45000, epoch_1904=True)
    (datetime.datetime(2023, 3, 15, 0, 0), datetime.datetime(2027, 3, 16, 0, 0))
    >>> date_from(59, epoch_1904=False), date_from(60, epoch_1904=False)
    (datetime.datetime(1900, 2, 28, 0, 0), None)
    """
    # The 1904 system starts 1,462 days after the 1900 system, the day that did not exist included.
    limit = _LAST_SERIAL - (1462 if epoch_1904 else 0)
    if not 0 <= serial < limit:
        return None
    if epoch_1904:
        return dt.datetime(1904, 1, 1) + _elapsed(serial)
    # Only the 1900 system shows a serial below 1 as a time of day alone: its day 0 is no date.
    if serial < 1:
        moment = dt.datetime(1900, 1, 1) + _elapsed(serial)
        return moment.time() if moment.day == 1 else moment
    if _LEAP_BUG <= serial < _LEAP_BUG + 1:
        return None
    # From serial 61 on every number is a day too high, so the base is a day earlier.
    base = dt.datetime(1899, 12, 31 if serial < _LEAP_BUG else 30)
    return base + _elapsed(serial)


def serial_from(value: dt.date | dt.time, *, epoch_1904: bool, where: Location) -> float:
    """Return the serial number of a date, a date and time, or a time of day.

    Raises:
        RefusedEdit: ``date-time-zone``, ``date-out-of-range``.
    """
    if isinstance(value, dt.time | dt.datetime) and value.tzinfo is not None:
        raise RefusedEdit(
            "a time with a time zone cannot be stored in a cell.",
            code="date-time-zone",
            where=where,
            fix="Convert it to local time and drop the zone.",
        )
    if isinstance(value, dt.time):
        value = dt.datetime.combine(dt.datetime.min, value)
        return (value - dt.datetime.min) / _DAY
    if not isinstance(value, dt.datetime):
        value = dt.datetime(value.year, value.month, value.day)
    serial = _serial_1904(value) if epoch_1904 else _serial_1900(value)
    if serial < (0 if epoch_1904 else 1):
        raise RefusedEdit(
            "the date is before the first day the workbook can hold.",
            code="date-out-of-range",
            where=where,
            fix=f"The first is 1 January {1904 if epoch_1904 else 1900}. Write it as text.",
        )
    return serial


def _serial_1904(value: dt.datetime) -> float:
    return (value - dt.datetime(1904, 1, 1)) / _DAY


def _serial_1900(value: dt.datetime) -> float:
    serial = (value - dt.datetime(1899, 12, 30)) / _DAY
    return serial if serial >= _LEAP_BUG + 1 else serial - 1


def _elapsed(serial: float) -> dt.timedelta:
    # Times are binary fractions of a day: without rounding 09:30 can read as 09:29:59.999999.
    return dt.timedelta(milliseconds=round(serial * 86_400_000))
