"""Measures that have no new figure each quarter."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpibook.domain.measures.calendar import HalfYear, Month, Period, Term, Year
from kpibook.domain.measures.measure import Basis, Frequency, Measure, Reading
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.timing.due import (
    is_due,
    is_waiting,
    last_figure,
    next_due,
    quarter_of_figure,
)

ANNUAL = Measure("M1", frequency=Frequency.ANNUAL)


def history(*quarters: Quarter) -> dict[tuple[str, Quarter], Reading]:
    return {("M1", q): Reading("M1", q, Decimal(q.year)) for q in quarters}


@pytest.mark.parametrize(
    ("frequency", "numbers"),
    [
        (Frequency.MONTHLY, [1, 2, 3, 4]),
        (Frequency.QUARTERLY, [1, 2, 3, 4]),
        (Frequency.HALF_YEARLY, [2, 4]),
        (Frequency.TERMLY, [2, 3, 4]),
        (Frequency.ANNUAL, [4]),
    ],
)
def test_a_measure_is_due_as_often_as_it_is_reported(
    frequency: Frequency, numbers: list[int]
) -> None:
    measure = replace(ANNUAL, frequency=frequency)

    assert [n for n in (1, 2, 3, 4) if is_due(measure, Quarter(2021, n), {})] == numbers


def test_an_annual_measure_is_due_in_the_quarter_that_its_history_shows() -> None:
    in_q2 = history(Quarter(2019, 2), Quarter(2020, 2))
    in_two = history(Quarter(2019, 2), Quarter(2020, 3))

    assert is_due(ANNUAL, Quarter(2021, 2), in_q2)
    assert not is_due(ANNUAL, Quarter(2021, 4), in_q2)
    assert next_due(ANNUAL, Quarter(2021, 2), in_q2) == Quarter(2022, 2)
    assert next_due(ANNUAL, Quarter(2021, 2), in_two) == Quarter(2021, 4)


def test_what_is_reported_counts_though_it_is_not_due() -> None:
    q3 = Quarter(2021, 3)

    assert is_waiting(ANNUAL, Reading("M1", q3), {})
    assert is_waiting(ANNUAL, Reading("M1", q3, marker="[z]"), {})
    assert not is_waiting(ANNUAL, Reading("M1", q3, Decimal(5)), {})
    assert not is_waiting(ANNUAL, Reading("M1", q3, unread=True), {})
    assert not is_waiting(ANNUAL, Reading("M1", q3, marker="[c]"), {})
    assert not is_waiting(ANNUAL, Reading("M1", Quarter(2021, 4)), {})


def test_the_last_figure_has_its_period_in_words() -> None:
    q3 = Quarter(2021, 3)
    typed_as_year = {
        ("M1", Quarter(2020, 4)): Reading("M1", Quarter(2020, 4), Decimal(5), covers="2020/21")
    }
    half = replace(ANNUAL, frequency=Frequency.HALF_YEARLY)

    assert str(last_figure(ANNUAL, q3, typed_as_year)).count("label='2020/21'") == 1
    labels = [
        last.label
        for measure in (ANNUAL, half)
        if (last := last_figure(measure, q3, history(Quarter(2020, 4))))
    ]
    assert labels == ["2020/21", "Q4 2020/21"]
    assert last_figure(ANNUAL, q3, {}) is None


@pytest.mark.parametrize(
    ("period", "frequency", "basis", "quarter"),
    [
        (Year(2020), Frequency.QUARTERLY, Basis.IN_PERIOD, None),
        (Year(2020), Frequency.QUARTERLY, Basis.SNAPSHOT, None),
        (Year(2020), Frequency.QUARTERLY, Basis.CUMULATIVE, Quarter(2020, 4)),
        (Year(2020), Frequency.QUARTERLY, Basis.YEAR_TO_DATE, Quarter(2020, 4)),
        (Year(2020), Frequency.ANNUAL, Basis.IN_PERIOD, Quarter(2020, 4)),
        (HalfYear(2020, 1), Frequency.HALF_YEARLY, Basis.IN_PERIOD, Quarter(2020, 2)),
        (HalfYear(2020, 1), Frequency.QUARTERLY, Basis.IN_PERIOD, None),
        (HalfYear(2020, 1), Frequency.QUARTERLY, Basis.CUMULATIVE, Quarter(2020, 2)),
        (Term(2020, 1), Frequency.TERMLY, Basis.IN_PERIOD, Quarter(2020, 3)),
        (Month(2020, 6), Frequency.MONTHLY, Basis.SNAPSHOT, None),
    ],
)
def test_a_longer_periods_figure_is_a_quarters_only_where_the_measure_makes_it_so(
    period: Period, frequency: Frequency, basis: Basis, quarter: Quarter | None
) -> None:
    measure = replace(ANNUAL, frequency=frequency, basis=basis)

    assert quarter_of_figure(measure, period) == quarter
