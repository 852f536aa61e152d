"""Which figures of a worksheet function are percentages, and what is refused."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from kpibook.addin.worksheet_functions.arguments import Argument, InExcel, as_argument
from kpibook.addin.worksheet_functions.figures import cells_at
from kpibook.errors import KpibookError
from kpibook.workbook import layout
from tests.support.pywin32 import DIV0

PERCENT = "0.0%"


def in_cell(value: Any, number_format: str = "General") -> Argument:
    return Argument(((value,),), InExcel(SimpleNamespace(number_format=number_format), (1, 1)))


def formats(**arguments: Argument) -> dict[str, str]:
    cells = cells_at(arguments, 0, 0)
    return {heading: one.number_format for heading, one in cells.items()}


def test_blank_arguments_are_not_there() -> None:
    assert cells_at({"actual": as_argument(None), "target": as_argument(" ")}, 0, 0) == {}
    assert cells_at({"series": as_argument([None, None])}, 0, 0) == {}


def test_cells_keep_their_number_formats() -> None:
    said = formats(actual=in_cell(0.721, PERCENT), target=in_cell(85.5), tolerance=in_cell(2, "0"))

    assert said == {
        layout.ACTUAL: PERCENT,
        layout.TARGET: "General",
        layout.TOLERANCE: "0",
        layout.UNIT: "General",
    }


@pytest.mark.parametrize("unit", ["percent", " Percent"])
def test_a_typed_number_of_a_percentage_is_a_share(unit: str) -> None:
    said = formats(actual=as_argument(0.721), previous=in_cell(72.1), unit=as_argument(unit))

    assert said[layout.ACTUAL] == "0%"
    assert said[layout.PREVIOUS] == "General"


@pytest.mark.parametrize("unit", ["count", "pints", None])
def test_a_typed_number_of_anything_else_is_itself(unit: str | None) -> None:
    assert formats(actual=as_argument(0.721), unit=as_argument(unit))[layout.ACTUAL] == "General"


def test_a_cell_that_shows_a_percentage_says_nothing_of_another_unit() -> None:
    said = formats(actual=in_cell(0.5, PERCENT), target=as_argument(0.4), unit=as_argument("count"))

    assert said[layout.ACTUAL] == said[layout.TARGET] == "General"


def test_the_unit_is_known_from_the_cells_that_show_it() -> None:
    cells = cells_at({"actual": in_cell(0.721, PERCENT)}, 0, 0)

    assert cells[layout.UNIT].value == "percent"


@pytest.mark.parametrize(("typed", "is_refused"), [(10, False), (10.1, True), (-85.5, True)])
def test_more_than_ten_times_the_whole_is_a_slip(typed: float, is_refused: bool) -> None:
    arguments = {"actual": in_cell(0.5, PERCENT), "target": as_argument(typed)}

    if not is_refused:
        assert cells_at(arguments, 0, 0)[layout.TARGET].number_format == "0%"
        return
    with pytest.raises(KpibookError) as caught:
        cells_at(arguments, 0, 0)
    assert caught.value.code == "percent-as-points"


@pytest.mark.parametrize(
    ("tolerance", "is_refused"),
    [
        (as_argument(0.05), True),
        (as_argument(0.999), True),
        (as_argument(0), False),
        (as_argument(1), False),
        (as_argument("0.05"), False),
        (in_cell(0.05), False),
        (in_cell(0.05, "0%"), False),
    ],
)
def test_only_a_typed_share_is_no_plain_tolerance(tolerance: Argument, is_refused: bool) -> None:
    if not is_refused:
        assert layout.TOLERANCE in cells_at({"tolerance": tolerance}, 0, 0)
        return
    with pytest.raises(KpibookError) as caught:
        cells_at({"tolerance": tolerance}, 0, 0)
    assert caught.value.code == "tolerance-ambiguous"


@pytest.mark.parametrize(
    ("quarters", "series"),
    [
        ([70.0, 71.5, 73.0], "70; 71.5; 73"),
        ([None, 71.5, 73.0], "71.5; 73"),
        ([70.0, None, 73.0], "73"),  # nothing is fitted across a gap
        ([70.0, "[c]", 73.0], "73"),
        ([70.0, 71.5, None], None),
        (["70%", "71.5 [p]"], "70; 71.5"),
        ("70; 71.5; 73", "70; 71.5; 73"),
        (0.1 + 0.2, "0.3"),
    ],
)
def test_a_series_runs_up_to_the_quarter_before(quarters: Any, series: str | None) -> None:
    cells = cells_at({"series": as_argument(quarters)}, 0, 0)

    assert (cells[layout.SERIES].value if cells else None) == series


def test_each_row_has_its_series() -> None:
    rows = {"series": as_argument([[1.0, 2.0], [3.0, 4.0]]), "unit": as_argument("percent")}

    assert cells_at(rows, 1, 0)[layout.SERIES].value == "300; 400"


@pytest.mark.parametrize(
    ("quarter", "code"), [(DIV0, "formula-error"), ("abc", "number-unreadable")]
)
def test_a_quarter_that_cannot_be_taken_is_said(quarter: Any, code: str) -> None:
    with pytest.raises(KpibookError) as caught:
        cells_at({"series": as_argument([1.0, quarter])}, 0, 0)

    assert caught.value.code == code
