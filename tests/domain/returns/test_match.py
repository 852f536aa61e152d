from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kpibook.codes.code import Severity
from kpibook.domain.consolidation.consolidation import Source, SourceBook
from kpibook.domain.finding import Finding
from kpibook.domain.returns.returned import ReturnState
from kpibook.errors import Location
from tests.domain.consolidated import a_row, a_source_book
from tests.domain.returns.given import DUE, housing, returns


@pytest.mark.parametrize(
    ("saved", "listed", "state"),
    [
        pytest.param("2022-01-17T23:59:59Z", None, ReturnState.RETURNED, id="on the day"),
        pytest.param("2022-01-18T00:00:00Z", None, ReturnState.LATE, id="saved after it"),
        pytest.param(
            "2022-01-20T09:00:00Z", DUE, ReturnState.RETURNED, id="the list wins: it was in time"
        ),
        pytest.param(
            "2022-01-10T09:00:00Z", date(2022, 1, 18), ReturnState.LATE, id="the list wins: late"
        ),
        pytest.param("", None, ReturnState.RETURNED, id="the day is not known"),
    ],
)
def test_a_return_is_late_if_it_came_in_after_the_day_it_was_due(
    saved: str, listed: date | None, state: ReturnState
) -> None:
    book = a_source_book("housing.xlsx", a_row(), modified=saved)

    (item,) = returns([housing(returned_on=listed)], book).items

    assert item.state is state
    assert item.on == (listed or (date.fromisoformat(saved[:10]) if saved else None))


def test_without_a_due_day_no_return_is_late() -> None:
    book = a_source_book("housing.xlsx", a_row(), modified="2030-01-18T00:00:00Z")

    (item,) = returns([housing(due=None)], book).items

    assert item.state is ReturnState.RETURNED


def test_a_return_without_a_workbook_is_missing_whatever_the_list_says() -> None:
    other = a_source_book("roads.xlsx", a_row(), directorate="Roads")

    result = returns([housing(returned_on=DUE), housing(directorate="Roads")], other)

    assert [item.state for item in result.items] == [ReturnState.MISSING, ReturnState.RETURNED]
    assert "No workbook" not in result.items[0].reason
    assert "no workbook of it was given" in result.items[0].reason


def test_a_workbook_whose_measures_are_blank_is_no_return() -> None:
    blank = a_source_book("housing.xlsx", a_row("H1", None), modified="2022-01-10T09:00:00Z")

    result = returns([housing()], blank)

    assert result.items[0].state is ReturnState.NOT_FILLED_IN
    assert result.outstanding == result.items


@pytest.mark.parametrize(
    "answer", [{"marker": "[x]"}, {"commentary": "The survey is late."}], ids=["marker", "words"]
)
def test_a_marker_or_a_reason_is_an_answer(answer: dict[str, str]) -> None:
    book = a_source_book("housing.xlsx", a_row("H1", None, **answer))  # type: ignore[arg-type]

    assert returns([housing()], book).items[0].state is ReturnState.RETURNED


def test_a_workbook_that_cannot_be_used_is_not_in_and_says_why() -> None:
    broken = SourceBook(Source("housing.xlsx", refusal="is not a workbook.", code="zip-damaged"))
    roads = a_source_book("roads.xlsx", a_row(), directorate="Roads")

    result = returns([housing(workbook="housing.xlsx")], broken, roads)

    assert result.items[0].state is ReturnState.NOT_USED
    assert result.items[0].reason == "housing.xlsx is not a workbook."


def test_a_directorate_is_in_if_rows_of_a_shared_workbook_are_its_own() -> None:
    rows = (a_row("H1"), a_row("R1", None))
    book = a_source_book("all.xlsx", *rows, directorate="")
    rows = tuple(
        replace(row, directorate=name)
        for row, name in zip(book.rows, ("Housing", "Roads"), strict=True)
    )

    result = returns([housing(), housing(directorate="Roads")], replace(book, rows=rows))

    states = [item.state for item in result.items]
    assert states == [ReturnState.RETURNED, ReturnState.NOT_FILLED_IN]


def test_a_renamed_workbook_is_known_by_its_directorate() -> None:
    book = a_source_book("Housing Q3 final v2.xlsx", a_row())

    result = returns([housing(workbook="housing.xlsx")], book)

    assert result.items[0].workbooks == ("Housing Q3 final v2.xlsx",)
    assert result.others == ()


def test_of_two_workbooks_of_a_directorate_the_missing_one_is_missing() -> None:
    book = a_source_book("lettings.xlsx", a_row())

    result = returns([housing(workbook="lettings.xlsx"), housing(workbook="repairs.xlsx")], book)

    states = [item.state for item in result.items]
    assert states == [ReturnState.RETURNED, ReturnState.MISSING]


def test_a_workbook_that_is_not_on_the_list_is_named() -> None:
    roads = a_source_book("roads.xlsx", a_row(), directorate="Roads")

    (other,) = returns([housing()], roads).others

    assert (other.state, other.workbooks) == (ReturnState.NOT_EXPECTED, ("roads.xlsx",))


def test_findings_are_counted_by_severity_and_unknown_counts_are_not_zero() -> None:
    where = Location("housing.xlsx")
    findings = tuple(
        Finding(code, "What.", where)
        for code in ("consolidate-has-findings", "ref-missing", "actual-missing", "ref-missing")
    )
    book = replace(a_source_book("housing.xlsx", a_row()), findings=findings)

    came, missing = returns([housing(), housing(directorate="Roads")], book).items

    assert came.counts == {Severity.STOP: 2, Severity.LOOK: 1, Severity.NOTE: 0}
    assert missing.counts == {}
