# ruff: noqa: DTZ001
# A cell knows no time zone.
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.errors import Location, RefusedEdit
from kpibook.xlsx.cells.serial_dates import date_from, serial_from

HERE = Location("b.xlsx", sheet="S", cell="A1")


@pytest.mark.parametrize(
    ("value", "in_1900", "in_1904"),
    [
        (dt.date(2023, 3, 15), 45000, 43538),
        (dt.date(1904, 1, 1), 1462, 0),
        (dt.datetime(2026, 7, 3, 12, 0), 46206.5, 44744.5),
        (dt.time(6, 0), 0.25, 0.25),
    ],
    ids=str,
)
def test_a_date_has_a_serial_in_each_calendar(value, in_1900, in_1904):
    assert serial_from(value, epoch_1904=False, where=HERE) == in_1900
    assert serial_from(value, epoch_1904=True, where=HERE) == in_1904


@pytest.mark.parametrize(
    ("value", "serial"),
    [
        (dt.date(1900, 1, 1), 1),
        (dt.date(1900, 2, 28), 59),
        (dt.date(1900, 3, 1), 61),
    ],
    ids=str,
)
def test_the_day_that_never_was_is_stepped_over(value, serial):
    assert serial_from(value, epoch_1904=False, where=HERE) == serial
    assert date_from(serial, epoch_1904=False) == dt.datetime.combine(value, dt.time())


@pytest.mark.parametrize("serial", [-1, 60, 60.5, 2958466, 1e10])
def test_a_serial_without_a_date_is_none(serial):
    assert date_from(serial, epoch_1904=False) is None


def test_the_last_day_is_the_same_in_both_calendars():
    last = dt.datetime(9999, 12, 31)

    assert date_from(2958465, epoch_1904=False) == last
    assert date_from(2958465 - 1462, epoch_1904=True) == last
    assert date_from(2958466 - 1462, epoch_1904=True) is None


@given(st.datetimes(dt.datetime(1904, 1, 2), dt.datetime(9999, 12, 31, 23, 59, 59)), st.booleans())
def test_a_moment_reads_back_to_the_millisecond(moment, epoch_1904):
    moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)

    serial = serial_from(moment, epoch_1904=epoch_1904, where=HERE)

    assert abs(date_from(serial, epoch_1904=epoch_1904) - moment) <= dt.timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("value", "epoch_1904", "code"),
    [
        (dt.date(1899, 12, 31), False, "date-out-of-range"),
        (dt.date(1903, 12, 31), True, "date-out-of-range"),
        (dt.datetime(2026, 1, 1, tzinfo=dt.UTC), False, "date-time-zone"),
        (dt.time(9, tzinfo=dt.UTC), False, "date-time-zone"),
    ],
    ids=["before 1900", "before 1904", "zoned moment", "zoned time"],
)
def test_a_date_no_cell_can_hold_is_refused(value, epoch_1904, code):
    with pytest.raises(RefusedEdit) as caught:
        serial_from(value, epoch_1904=epoch_1904, where=HERE)

    assert caught.value.code == code
