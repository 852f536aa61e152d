"""The quarter that a file of actuals is of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Reading
from kpibook.domain.measures.period import Quarter
from kpibook.errors import Location, SourceError
from kpibook.sources.quarter_checks import figures_of_last_quarter, refuse_other_quarter
from kpibook.workbook.fields import Row
from kpibook.workbook.performance import PerformanceWorkbook, Settings
from kpibook.xlsx import Cell

Q2, Q3 = Quarter(2021, 2), Quarter(2021, 3)


def a_workbook(*past: str) -> PerformanceWorkbook:
    """A workbook for Q3 with figures of Q2 for the measures 1, 2, 3 and so on."""
    history = {
        (str(n), Q2): Reading(str(n), Q2, Decimal(figure)) for n, figure in enumerate(past, start=1)
    }
    return PerformanceWorkbook("book.xlsx", Settings(Q3), {}, {}, {}, history, ())


def findings(now: list[str], past: list[str], as_at: date | None = None) -> list[Finding]:
    readings = {
        str(n): Reading(str(n), Q3, Decimal(figure), as_at=as_at)
        for n, figure in enumerate(now, start=1)
    }
    row = Row("a.csv", "", {"Ref": Cell("", "text", "1")}, [], line=2)
    return list(figures_of_last_quarter([row], readings, a_workbook(*past)))


@pytest.mark.parametrize(
    ("now", "past", "is_asked"),
    [
        pytest.param(["1.1", "2.2", "3.3"], ["1.1", "2.2", "3.3"], True, id="all the same"),
        pytest.param(["1.1", "2.2", "3.3", "9"], ["1.1", "2.2", "3.3", "4"], True, id="most"),
        pytest.param(["1.1", "2.2", "9", "8"], ["1.1", "2.2", "3", "4"], False, id="half"),
        pytest.param(["1.1", "2.2"], ["1.1", "2.2"], False, id="two figures prove nothing"),
        pytest.param(["1.1", "2.2", "3.3"], [], False, id="no history"),
    ],
)
def test_most_figures_to_the_last_decimal_are_asked_about(
    now: list[str], past: list[str], is_asked: bool
) -> None:
    assert [f.code for f in findings(now, past)] == ["actuals-of-last-quarter"] * is_asked


def test_figures_dated_in_the_quarter_are_of_the_quarter() -> None:
    same = ["1.1", "2.2", "3.3"]

    assert findings(same, same, date(2021, 12, 31)) == []
    assert len(findings(same, same, date(2021, 9, 30))) == 1


def test_a_file_of_another_quarter_is_refused_where_it_says_so() -> None:
    place = Location("last.xlsx", "Settings", "B7")

    with pytest.raises(SourceError, match=r"Settings.*is of Q2 2021/22, and book.xlsx reports Q3"):
        refuse_other_quarter((Q2, place), a_workbook())

    refuse_other_quarter((Q3, place), a_workbook())
    refuse_other_quarter(None, a_workbook())
