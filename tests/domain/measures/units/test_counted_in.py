"""Figures written for people with the council's word for their unit, and as cells hold them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpibook.domain.measures.units.counted_in import CountedIn, counted_in
from kpibook.domain.measures.units.unit import Unit


@pytest.mark.parametrize(
    ("unit", "word", "value", "decimals", "written"),
    [
        pytest.param(Unit.QUANTITY, "kWh", "1250", None, "1,250 kWh", id="a word behind"),
        pytest.param(Unit.QUANTITY, "quantity", "1250", None, "1,250", id="kpibook's own word"),
        pytest.param(Unit.QUANTITY, "loans issued", "3", None, "3 loans issued", id="two words"),
        pytest.param(Unit.PERCENT, "pct", "72.1", 1, "72.1%", id="a share has its sign"),
        pytest.param(Unit.COUNT, "No.", "45", None, "45", id="a count has none"),
        pytest.param(Unit.RATE, "per FTE", "7.2", 1, "7.2 per FTE", id="a rate says of what"),
        pytest.param(Unit.CURRENCY, "£m", "12.5", None, "£12.5m", id="millions"),
        pytest.param(Unit.CURRENCY, "£000", "-850", None, "-£850k", id="thousands below zero"),
        pytest.param(Unit.CURRENCY, "cost", "12.5", 2, "£12.50", id="pounds"),
        pytest.param(Unit.DURATION, "hrs", "36.5", None, "36.5 hours", id="hours"),
        pytest.param(Unit.DURATION, "hours", "1", None, "1 hour", id="a single hour"),
        pytest.param(Unit.DURATION, "mm:ss", "90", 0, "01:30", id="minutes and seconds"),
        pytest.param(Unit.DURATION, "m:ss", "90", None, "1:30", id="without a nought before"),
        pytest.param(Unit.DURATION, "hh:mm", "129600", None, "36:00", id="more than a day"),
        pytest.param(Unit.DURATION, "weeks", "3.28571428571429", None, "3 weeks 2 days", id="days"),
    ],
)
def test_a_figure_is_written_with_its_unit(
    unit: Unit, word: str, value: str, decimals: int | None, written: str
) -> None:
    assert CountedIn(unit, word).written(Decimal(value), decimals) == written


def test_a_cell_holds_a_time_as_a_part_of_a_day_and_a_share_as_a_fraction() -> None:
    assert CountedIn(Unit.DURATION, "hh:mm").stored(Decimal(21600)) == Decimal("0.25")
    assert CountedIn(Unit.PERCENT).stored(Decimal("72.1")) == Decimal("0.721")
    assert CountedIn(Unit.CURRENCY, "£m").stored(Decimal("12.5")) == Decimal("12.5")


def test_what_a_council_says_its_word_means_decides_how_it_is_read() -> None:
    ours = CountedIn(Unit.CURRENCY, "M of £s", "£m")

    assert (ours.scale, ours.written(Decimal("1.5")), ours.shown) == (1_000_000, "£1.5m", "M of £s")


def test_a_unit_without_a_word_is_the_unit() -> None:
    assert counted_in(Unit.DAYS) == CountedIn(Unit.DAYS)
    assert CountedIn(Unit.DAYS).bare is Unit.DAYS
    assert counted_in(None) is None


@pytest.mark.parametrize(
    ("counted", "value", "shown"),
    [
        pytest.param(CountedIn(Unit.CURRENCY, "£"), "9.9", "£9.90", id="ten pence"),
        pytest.param(CountedIn(Unit.CURRENCY, "£"), "9", "£9", id="whole pounds"),
        pytest.param(CountedIn(Unit.CURRENCY, "£"), "0.125", "£0.125", id="parts of a penny"),
        pytest.param(CountedIn(Unit.CURRENCY, "£m"), "12.5", "£12.5m", id="no pence in millions"),
        pytest.param(
            CountedIn(Unit.DURATION, "minutes"), "0.916666666666667", "0.92 minutes", id="0:55"
        ),
        pytest.param(CountedIn(Unit.DURATION, "hours"), "1.1255", "1.1255 hours", id="as typed"),
        pytest.param(CountedIn(Unit.SCORE, ""), "4.666666666667", "4.666666666667", id="a score"),
    ],
)
def test_a_figure_of_a_measure_without_decimals_is_written_as_people_write_it(
    counted: CountedIn, value: str, shown: str
) -> None:
    assert counted.written(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("counted", "plain"),
    [
        (CountedIn(Unit.PERCENT), True),
        (CountedIn(Unit.CURRENCY), True),
        (CountedIn(Unit.CURRENCY, "£m"), False),
        (CountedIn(Unit.DURATION), True),
        (CountedIn(Unit.DURATION, "mm:ss"), False),
        (CountedIn(Unit.DURATION, "hours"), False),
    ],
    ids=str,
)
def test_digits_are_a_figure_but_of_times_and_of_thousands_of_pounds(
    counted: CountedIn, plain: bool
) -> None:
    assert counted.has_plain_digits is plain
