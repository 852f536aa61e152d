"""History of a workbook with months, years and other periods among its quarters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.finding import Finding
from kpibook.domain.measures.calendar import Month, Year
from kpibook.domain.measures.measure import Basis, Frequency, Measure, QuarterFrom, Reading
from kpibook.domain.measures.period import Quarter
from kpibook.workbook.past.history import (
    Past,
    PastRow,
    _is_early,
    _keep,
    _place,
    _place_quarters,
    read_past,
)
from kpibook.workbook.register import history_from
from tests.workbook.rows import a_cell, a_row

Q3 = Quarter(2021, 3)
PLAIN = Measure("M1")
MONTHLY = replace(PLAIN, frequency=Frequency.MONTHLY)
ANNUAL = replace(PLAIN, frequency=Frequency.ANNUAL)


def past(measure: Measure, *rows: tuple[object, object]) -> tuple[Past, list[Finding]]:
    """Return a history read from rows of periods and figures, and the findings on it."""
    findings: list[Finding] = []
    read = []
    for period, actual in rows:
        row = replace(a_row(Ref="M1", Period=period, Actual=actual), findings=findings)
        reading = history_from(row, measure.unit)
        assert reading is not None
        read.append(PastRow(row, measure, reading))
    return read_past(read, Q3), findings


def figures(readings: Mapping[tuple[str, object], object]) -> dict[str, Decimal]:
    return {str(place): reading.actual for (_, place), reading in readings.items()}  # type: ignore[attr-defined]


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_each_period_is_kept_where_it_belongs() -> None:
    read, findings = past(MONTHLY, ("Q2 21/22", 1), ("Oct-21", 2), ("2020/21 outturn", 3))

    assert figures(read.quarters) == {"Q2 2021/22": 1}
    assert figures(read.months) == {"October 2021": 2}
    assert figures(read.years) == {"2020/21": 3}
    assert findings == []


def test_an_outturn_is_not_the_fourth_quarter_of_an_ordinary_measure() -> None:
    read, _ = past(PLAIN, ("2020/21 outturn", 40))

    assert read.quarters == {}
    assert read.years["M1", Year(2020)].actual == 40


@pytest.mark.parametrize("basis", [Basis.CUMULATIVE, Basis.YEAR_TO_DATE, Basis.ANNUAL])
def test_the_outturn_of_a_year_so_far_is_its_fourth_quarter(basis: Basis) -> None:
    read, _ = past(replace(PLAIN, basis=basis), ("2020/21 outturn", 40))

    assert figures(read.quarters) == {"Q4 2020/21": 40}


def test_an_outturn_that_is_not_the_fourth_quarters_year_so_far_is_looked_at() -> None:
    read, findings = past(
        replace(PLAIN, basis=Basis.CUMULATIVE), ("2020/21 outturn", 40), ("Q4 2020/21", 38)
    )

    assert figures(read.quarters) == {"Q4 2020/21": 38}
    assert codes(findings) == ["outturn-differs"]
    assert "38 for Q4 2020/21 and 40 for the year 2020/21" in findings[0].what


def test_an_annual_figure_is_that_of_the_quarter_it_is_due_in_and_keeps_its_name() -> None:
    read, _ = past(ANNUAL, ("2020/21", 57))

    assert read.quarters["M1", Quarter(2020, 4)].covers == "2020/21"


def test_a_school_year_is_not_taken_for_the_financial_year() -> None:
    read, _ = past(ANNUAL, ("Academic year 2020/21", 57), ("2020/21", 60))

    assert figures(read.quarters) == {"Q2 2021/22": 57, "Q4 2020/21": 60}


def test_months_that_end_quarters_are_the_quarters_names_of_a_quarterly_measure() -> None:
    read, findings = past(PLAIN, ("Jun 2021", 1), ("Sep 2021", 2))

    assert figures(read.quarters) == {"Q1 2021/22": 1, "Q2 2021/22": 2}
    assert findings == []


def test_a_month_is_never_taken_for_a_quarter_among_other_months() -> None:
    read, findings = past(PLAIN, ("Jul 2021", 1), ("Aug 2021", 2), ("Sep 2021", 3))

    assert read.quarters == {}
    assert len(read.months) == 3
    assert codes(findings) == ["months-not-used"]
    assert "July 2021, August 2021 and September 2021" in findings[0].what


def test_dates_are_months_of_a_monthly_measure_and_quarters_of_a_quarterly_one() -> None:
    day = datetime(2021, 9, 30)  # noqa: DTZ001 a cell has no zone

    assert figures(past(MONTHLY, (day, 1))[0].months) == {"September 2021": 1}
    assert figures(past(PLAIN, (day, 1))[0].quarters) == {"Q2 2021/22": 1}


def test_dates_of_several_months_in_a_quarter_are_months() -> None:
    days = [datetime(2021, month, 1) for month in (7, 8, 9)]  # noqa: DTZ001 a cell has no zone

    read, findings = past(PLAIN, *((day, 1) for day in days))

    assert read.quarters == {}
    assert codes(findings) == ["months-not-used"]


def test_a_date_that_shows_its_month_is_the_month() -> None:
    july = a_cell(datetime(2021, 7, 1), "mmm-yy")  # noqa: DTZ001 a cell has no zone

    assert list(past(PLAIN, (july, 1))[0].months) == [("M1", Month(2021, 7))]


def test_months_of_the_quarter_being_reported_are_kept_and_later_ones_are_not() -> None:
    read, _ = past(MONTHLY, ("Oct 2021", 1), ("Jan 2022", 2))

    assert figures(read.months) == {"October 2021": 1}
    assert [each.reading.covers for each in read.not_past] == ["January 2022"]


def test_the_quarter_before_is_worked_out_from_its_months() -> None:
    added = replace(MONTHLY, quarter_from=QuarterFrom.SUM)

    read, _ = past(added, ("Jul 2021", 1), ("Aug 2021", 2), ("Sep 2021", 3))

    assert figures(read.quarters) == {"Q2 2021/22": 6}


def test_a_half_year_of_a_quarterly_measure_is_not_used() -> None:
    read, findings = past(PLAIN, ("H1 2021/22", 1))

    assert (read.quarters, codes(findings)) == ({}, ["period-not-of-measure"])


@pytest.mark.parametrize(
    ("frequency", "text", "quarter"),
    [
        (Frequency.HALF_YEARLY, "H1 2021/22", "Q2 2021/22"),
        (Frequency.TERMLY, "Spring term 2021", "Q4 2020/21"),
    ],
)
def test_half_years_and_terms_are_those_of_the_quarters_they_end_in(
    frequency: Frequency, text: str, quarter: str
) -> None:
    read, _ = past(replace(PLAIN, frequency=frequency), (text, 1))

    assert figures(read.quarters) == {quarter: 1}


def test_two_months_that_differ_are_both_left_out() -> None:
    read, findings = past(MONTHLY, ("Oct 2021", 1), ("October 2021", 2))

    assert codes(findings) == ["history-duplicate"]
    assert read.months["M1", Month(2021, 10)].contradicted
    assert read.without_contradicted().months == {}
    assert read.without_contradicted().rows == []


def test_of_two_outturns_that_differ_neither_is_the_fourth_quarters() -> None:
    read, findings = past(ANNUAL, ("2020/21", 57), ("2020/21 outturn", 60))

    assert read.quarters["M1", Quarter(2020, 4)].contradicted
    assert read.without_contradicted().years == {}
    assert codes(findings) == ["history-duplicate"]
    assert "neither is used" in findings[0].what


quarters_of_rows = st.lists(
    st.tuples(st.integers(2020, 2022), st.integers(1, 4), st.integers(1, 2)), max_size=9
)


@given(quarters_of_rows)
def test_rows_that_are_all_of_quarters_are_placed_as_each_row_is(
    typed: list[tuple[int, int, int]],
) -> None:
    period = Quarter(2021, 3)

    def rows() -> list[PastRow]:
        return [
            PastRow(
                replace(a_row(Ref="M1"), findings=[]),
                PLAIN,
                Reading("M1", Quarter(year, number), Decimal(figure)),
            )
            for year, number, figure in typed
        ]

    together, one_by_one = Past(), Past()
    placed, each_placed = rows(), rows()
    if placed:
        _place_quarters(placed, period, together)
    for each in each_placed:
        place = _place(each, monthly=False)
        assert isinstance(place, Quarter)
        if _is_early(place, period):
            one_by_one.not_past.append(each)
        else:
            _keep(one_by_one.quarters, place, each, one_by_one)

    assert together == one_by_one
    assert [row.row.findings for row in placed] == [row.row.findings for row in each_placed]
    contradicted = [reading.contradicted for reading in together.quarters.values()]
    assert contradicted == [reading.contradicted for reading in one_by_one.quarters.values()]
