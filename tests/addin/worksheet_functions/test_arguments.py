"""Values as Excel hands them over, and what is asked of it about their cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from kpibook.addin.worksheet_functions.arguments import (
    Argument,
    Cells,
    InExcel,
    as_argument,
    cell,
    plain,
)
from kpibook.errors import FunctionError
from kpibook.xlsx import CellError
from tests.support.com_cells import ComRange, Money, Sheet
from tests.support.pywin32 import DIV0, NOT_AVAILABLE, SPILL, WindowsSide, windows_side


@pytest.fixture(scope="module")
def excel() -> Iterator[WindowsSide]:
    with windows_side() as side:
        yield side


def read(excel: WindowsSide, cells: ComRange) -> Any:
    """What the converter makes of a range, through xlwings' own objects for it."""
    windows = excel.udfs.xlwings._xlwindows
    range_ = excel.udfs.Range(impl=windows.Range(xl=cells))
    return excel.udfs.conversion.read(range_, None, {"convert": Cells})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (DIV0, CellError("#DIV/0!")),
        (NOT_AVAILABLE, CellError("#N/A")),
        (SPILL, CellError("#SPILL!")),
        (-2_146_826_231, CellError("an error value")),  # one that does not exist yet
        (-2_146_826_288, CellError("#NULL!")),
        (-2_146_828_288.0, -2_146_828_288.0),  # a figure is a float
        (" Higher ", "Higher"),
        ("\t", None),
        (Decimal("NaN"), None),
        (np.float64("nan"), None),
        (np.int64(5), 5),
        (pd.NA, None),
        (pd.NaT, None),
        (True, True),
        (0, 0),
        (dt.datetime(2021, 12, 31, tzinfo=dt.UTC), dt.datetime(2021, 12, 31)),  # noqa: DTZ001
    ],
)
def test_a_value_is_taken_as_plain_python(value: Any, expected: Any) -> None:
    assert plain(value) == expected
    assert type(plain(value)) is type(expected)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (1.0, "number"),
        (Decimal(1), "number"),
        (True, "bool"),
        ("a", "text"),
        (CellError("#N/A"), "error"),
        (dt.date(2021, 1, 1), "date"),
        (None, "blank"),
    ],
)
def test_a_cell_knows_what_kind_of_value_it_holds(value: Any, kind: str) -> None:
    assert cell("actual", value).kind == kind
    assert cell("actual", value).address == "actual"


@pytest.mark.parametrize(
    ("argument", "values"),
    [
        (5.0, ((5.0,),)),
        ((1.0, 2.0), ((1.0, 2.0),)),  # how Excel hands over {1,2}
        (((1.0,), (2.0,)), ((1.0,), (2.0,))),
        ([[1.0, 2.0]], ((1.0, 2.0),)),
        ((), ((None,),)),
        (None, ((None,),)),
    ],
)
def test_an_argument_is_a_rectangle(argument: Any, values: Any) -> None:
    assert as_argument(argument).values == values
    assert not as_argument(argument).in_cells


def test_a_single_value_row_or_column_counts_for_all() -> None:
    column, row = as_argument([[1], [2]]), as_argument([3, 4])

    assert [column.value(i, 7) for i in range(2)] == [1, 2]
    assert [row.value(7, i) for i in range(2)] == [3, 4]


def test_what_is_left_out_is_not_a_column_of_blanks() -> None:
    assert as_argument(None).is_omitted
    assert as_argument("  ").is_omitted
    assert not as_argument([[None], [None]]).is_omitted


def test_cells_that_were_not_read_are_an_error() -> None:
    with pytest.raises(FunctionError, match="Excel was busy") as caught:
        as_argument(Argument(((None,),), unread=True))

    assert caught.value.code == "cells-unread"


def test_a_range_comes_with_its_values_as_they_are(excel: WindowsSide) -> None:
    found = read(excel, Sheet([[1.5, DIV0], [None, "x"]]).all())

    assert found.values == ((1.5, DIV0), (None, "x"))
    assert found.in_cells


def test_money_comes_with_all_its_digits(excel: WindowsSide) -> None:
    assert read(excel, Sheet([[Money(1.23456)], [2.0]]).all()).values == ((1.23456,), (2.0,))
    assert read(excel, Sheet([[Money(1.23456)]]).all()).values == ((1.23456,),)


def test_no_number_format_is_asked_for_before_it_is_needed(excel: WindowsSide) -> None:
    sheet = Sheet([[1.0]] * 1000)

    found = read(excel, sheet.column())

    assert sheet.asked["NumberFormat"] == 0
    assert found.number_format(999, 0) == "General"
    assert sheet.asked["NumberFormat"] == 1
    assert {found.number_format(row, 0) for row in range(1000)} == {"General"}
    assert sheet.asked["NumberFormat"] == 1


def test_a_range_of_two_formats_is_halved_until_each_is_known(excel: WindowsSide) -> None:
    formats = [["0%"]] * 700 + [["General"]] * 324
    sheet = Sheet([[1.0]] * 1024, formats)
    found = read(excel, sheet.column())

    assert [[found.number_format(row, 0)] for row in range(1024)] == formats
    assert sheet.asked["NumberFormat"] < 25


def test_a_block_of_formats_is_told_apart_cell_by_cell(excel: WindowsSide) -> None:
    formats = [["0%", "0.0", "General"], ["0.0%", "0%", "@"], ["0", "0%", "0%"]]
    found = read(excel, Sheet([[1.0] * 3] * 3, formats).all())

    assert [[found.number_format(r, c) for c in range(3)] for r in range(3)] == formats


def test_only_the_first_of_several_ranges_is_handed_over(excel: WindowsSide) -> None:
    several = Sheet([[1.0], [2.0]]).column()
    several.Count = 4  # Excel counts the cells of all of them

    assert not read(excel, several).is_whole
    assert read(excel, Sheet([[1.0], [2.0]]).column()).is_whole
    assert as_argument([1, 2]).is_whole


def test_a_cell_whose_format_excel_does_not_say_shows_no_percentage() -> None:
    assert InExcel(SimpleNamespace(number_format=None), (1, 1)).number_format(0, 0) == "General"
