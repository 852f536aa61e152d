"""Months of a file: which go into the history, and which stay among the actuals."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.domain.measures.calendar import Month
from kpibook.services.sheets.past.months_of_file import take_months, with_months_named
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.reader import read_workbook
from tests.support.books import a_book
from tests.workbook.rows import a_row, codes

MONTHLY = {"Ref": "PI.1", "Frequency": "monthly", "Quarter from": "last month"}
EARLIER = [{"Ref": "PI.1", "Period": "Sep 2021", "Actual": "60%"}]


@pytest.mark.parametrize(
    ("row", "taken", "left"),
    [
        pytest.param({"Period": "Oct 2021", "Actual": "70%"}, [Month(2021, 10)], 0, id="a month"),
        pytest.param({"Period": "Sep 2021", "Actual": "60%"}, [], 0, id="an earlier month, known"),
        pytest.param({"Period": "Sep 2021", "Actual": "61%"}, [], 1, id="an earlier month, other"),
        pytest.param({"Period": "Jan 2022", "Actual": "70%"}, [], 1, id="a later month"),
        pytest.param({"Period": "Q3 2021/22", "Actual": "70%"}, [], 1, id="the quarter"),
        pytest.param({"Actual": "70%"}, [], 1, id="no period"),
        pytest.param({"Period": "Oct 2021"}, [], 0, id="a month without a figure"),
        pytest.param({"Ref": "PI.7", "Period": "Oct 2021"}, [], 1, id="an unknown measure"),
    ],
)
def test_months_of_the_quarter_are_taken_and_the_rest_is_left(
    tmp_path: Path, row: dict[str, object], taken: list[Month], left: int
) -> None:
    path = a_book(tmp_path, MONTHLY, history=EARLIER)

    with ClosedBook.open(path) as book:
        workbook = read_workbook(book)
        after, others, notes = take_months(book, workbook, [a_row(row, line=2)], None)

    new = [month for _, month in after.months if ("PI1", month) not in workbook.months]
    assert new == taken
    assert len(others) == left
    assert len(notes) == len(taken)


def test_a_month_that_differs_is_reported_in_its_row(tmp_path: Path) -> None:
    now = [{"Ref": "PI.1", "Period": "Oct 2021", "Actual": "60%"}]
    row = a_row(Period="Oct 2021", Actual="61%", line=2)

    with ClosedBook.open(a_book(tmp_path, MONTHLY, history=now)) as book:
        workbook = read_workbook(book)
        after, _, _ = take_months(book, workbook, [row], None)

    assert codes(row) == ["month-differs"]
    assert after is workbook


def test_a_measure_with_a_month_within_a_quarter_is_told_by_months() -> None:
    rows = [a_row(Period="Oct 2021"), a_row({"Ref": "PI.2"}, Period="Dec 2021"), a_row()]

    assert list(with_months_named(rows, None)) == ["PI1"]
