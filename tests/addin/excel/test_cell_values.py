from __future__ import annotations

import datetime as dt
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.addin.excel.cell_values import (
    cell_from,
    date_format_for,
    formula_in,
    is_number,
    matrix,
    may_be_taken_for_something,
    sent,
)
from kpibook.errors import Location, RefusedEdit
from kpibook.xlsx import CellError
from tests.support.openpyxl_cells import type_into

DAY = dt.datetime(2022, 1, 17)  # noqa: DTZ001 cells know no zone
HERE = Location("book.xlsx", "Sheet", "A1")

#: Texts that Excel makes something else of when they are typed.
TRICKY = ["=1+1", "+1", "-1", "@x", "0.721", "72.1%", "£5", "1,234", "17/01/2022", "1 May",
          "may 5", "TRUE", "false", "#N/A", "1E5", "5 1/2", "10:30", "'quoted",
          " 12", "(5)", ".5"]  # fmt: skip


@pytest.mark.parametrize("text", TRICKY)
def test_a_text_stays_the_text_it_is_when_excel_takes_it(text: str) -> None:
    cell = openpyxl.Workbook().active["A1"]

    type_into(cell, sent(text, HERE))

    assert (cell.value, cell.data_type) == (text, "s")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_any_text_stays_the_text_it_is(text: str) -> None:
    cell = openpyxl.Workbook().active["A1"]

    type_into(cell, sent(text, HERE))

    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize(
    "text",
    ["Off target", "Fell – “sharply” 😀", "two\nlines", "Not reported", "12 of the 15 were late"],
)
def test_a_plain_text_goes_without_an_apostrophe(text: str) -> None:
    assert not may_be_taken_for_something(text)
    assert sent(text, HERE) == text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(None, "", id="nothing clears"),
        pytest.param("", "", id="an empty text clears"),
        pytest.param(5, 5.0, id="whole numbers are floats, as a Mac needs them"),
        pytest.param(Decimal("72.1"), 72.1, id="decimal"),
        pytest.param(True, True, id="true"),
        pytest.param(dt.date(2022, 1, 17), 44578.0, id="a day is its serial number"),
        pytest.param(dt.time(12, 0), 0.5, id="a time of day"),
        pytest.param(CellError("#N/A"), "#N/A", id="error value"),
    ],
)
def test_a_value_goes_as_the_cell_is_to_hold_it(value: object, expected: object) -> None:
    given = sent(value, HERE)  # type: ignore[arg-type]

    assert (given, type(given)) == (expected, type(expected))


def test_a_day_in_a_workbook_that_counts_from_1904_has_another_number() -> None:
    assert sent(dt.date(2022, 1, 17), HERE, epoch_1904=True) == 44578 - 1462


def test_a_time_with_a_zone_is_refused() -> None:
    with pytest.raises(RefusedEdit, match="date-time-zone"):
        sent(dt.datetime(2022, 1, 17, tzinfo=dt.UTC), HERE)


@pytest.mark.parametrize(
    ("raw", "code", "kind", "value"),
    [
        pytest.param(None, "General", "blank", None, id="nothing"),
        pytest.param("", "General", "blank", None, id="an empty text"),
        pytest.param(12.0, "0", "number", 12, id="whole"),
        pytest.param(0.721, "0.0%", "number", 0.721, id="fraction"),
        pytest.param(Decimal("12.5000"), "£0", "number", 12.5, id="money as COM may give it"),
        pytest.param(0.0, "General", "number", 0, id="nought is not blank"),
        pytest.param(44578.0, "dd/mm/yyyy", "date", DAY, id="serial number"),
        pytest.param(DAY, "General", "date", DAY, id="date from a Mac"),
        pytest.param(
            DAY.replace(tzinfo=dt.UTC) - dt.timedelta(microseconds=3), "d", "date", DAY,
            id="rounded to the millisecond",
        ),
        pytest.param(
            dt.datetime(1899, 12, 30, 10, 30), "h:mm", "date", dt.time(10, 30), id="time of day",  # noqa: DTZ001
        ),
        pytest.param("0.721", "General", "text", "0.721", id="text that looks like a number"),
        pytest.param(True, "General", "bool", True, id="true"),
        pytest.param(-2146826246, "General", "error", CellError("#N/A"), id="error on Windows"),
        pytest.param(
            CellError("#DIV/0!"), "General", "error", CellError("#DIV/0!"), id="error on a Mac"
        ),
        pytest.param("#DIV/0!", "General", "text", "#DIV/0!", id="text like an error"),
        pytest.param(object(), "General", "blank", None, id="a Mac's missing value"),
    ],
)  # fmt: skip
def test_a_raw_value_is_read_as_the_file_would_be(
    raw: object, code: str, kind: str, value: object
) -> None:
    cell = cell_from("A1", raw, None, code)

    assert (cell.kind, cell.value, type(cell.value)) == (kind, value, type(value))


def test_a_formula_that_says_an_empty_text_is_not_one_that_was_never_calculated() -> None:
    assert cell_from("A1", "", '=""').kind == "text"
    assert cell_from("A1", None, "=B1").kind == "blank"


def test_a_text_that_begins_with_an_equals_sign_is_no_formula() -> None:
    assert formula_in("=1+1", "=1+1") is None
    assert formula_in("=1+1", 2.0) == "=1+1"
    assert formula_in("72.1", 72.1) is None


def test_error_values_and_truth_are_no_numbers() -> None:
    assert [is_number(raw) for raw in (1.5, DAY, Decimal(1), True, -2146826246, "1", None)] == [
        True, True, True, False, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "rows", "columns", "expected"),
    [
        pytest.param(5.0, 1, 1, [[5.0]], id="one cell"),
        pytest.param(((1, 2), (3, 4)), 2, 2, [[1, 2], [3, 4]], id="rows"),
        pytest.param([1, 2], 1, 2, [[1, 2]], id="a row alone"),
        pytest.param([1, 2], 2, 1, [[1], [2]], id="a column alone"),
    ],
)
def test_what_a_read_gives_becomes_rows(
    data: object, rows: int, columns: int, expected: object
) -> None:
    assert matrix(data, rows, columns) == expected


def test_only_dates_need_a_format_of_their_own() -> None:
    assert date_format_for(DAY.date()) == date_format_for(DAY) == "m/d/yyyy"
    assert date_format_for(DAY.replace(hour=9)) == "m/d/yyyy h:mm"
    assert date_format_for(dt.time(9)) == "h:mm:ss"
    assert date_format_for(5) is None
