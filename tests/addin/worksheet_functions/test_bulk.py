"""Long columns through the vectorised rules: what fits, and what is left to be asked alone."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from kpibook.addin.worksheet_functions.arguments import Argument, InExcel, given
from kpibook.addin.worksheet_functions.bulk import rated_in_bulk
from kpibook.sources.schemes import load_scheme
from kpibook.xlsx import CellError

STANDARD = load_scheme()


def in_cells(*values: Any, number_format: str | None = "General") -> Argument:
    """A column of cells; without a format they have different ones."""
    cells = SimpleNamespace(number_format=number_format)
    return Argument(tuple((one,) for one in values), InExcel(cells, (len(values), 1)))


def bulk(judged: bool = True, **arguments: Argument) -> Any:
    rows = max(one.shape[0] for one in arguments.values())
    return rated_in_bulk(arguments, (rows, 1), STANDARD, judged=judged)


def statuses(**arguments: Argument) -> list[str]:
    frame, alone = bulk(polarity=given("higher"), **arguments)
    assert alone == set()
    return list(frame["status"])


def test_plain_columns_are_rated_as_they_are() -> None:
    assert statuses(actual=in_cells(72.1, 90.0, "[c]", None), target=in_cells(*[85.5] * 4)) == [
        "off",
        "met",
        "not_rated",
        "not_reported",
    ]


def test_shares_that_cells_show_as_percentages_are_rated_in_percent() -> None:
    actual = in_cells(0.84, 0.83, number_format="0.0%")

    for target in (in_cells(0.855, 0.855, number_format="0%"), in_cells(85.5, 85.5), given(0.855)):
        assert statuses(actual=actual, target=target, tolerance=given("2")) == ["within", "off"]


def test_a_tolerance_of_cells_that_show_a_percentage_is_of_the_target() -> None:
    tolerance = in_cells(0.05, "1", number_format="0%")

    assert statuses(actual=in_cells(96, 96), target=given(100), tolerance=tolerance) == [
        "within",
        "off",
    ]


@pytest.mark.parametrize("unit", ["percent", "count", None])
def test_typed_figures_are_shares_where_the_unit_says_percent(unit: str | None) -> None:
    frame, _ = bulk(
        actual=given([[0.5], [0.6]]), target=given(0.55), unit=given(unit), polarity=given("higher")
    )

    assert frame["variance"].round(6).tolist() == ([-5, 5] if unit == "percent" else [-0.05, 0.05])


def test_odd_values_and_rows_without_a_polarity_are_left_alone() -> None:
    actual = in_cells(1.0, CellError("#N/A"), True, float("inf"), 1.0)
    polarity = in_cells("higher", "higher", "higher", "higher", None)

    _, alone = bulk(actual=actual, target=given(1.0), polarity=polarity)

    assert alone == {1, 2, 3, 4}


def test_a_row_in_which_no_cell_shows_its_percentage_is_left_alone() -> None:
    actual = in_cells(0.5, None, number_format="0%")

    _, alone = bulk(actual=actual, target=given(0.6), polarity=given("higher"))

    assert alone == {1}


def test_a_variance_needs_no_polarity() -> None:
    frame, alone = bulk(judged=False, actual=in_cells(1.0, 2.0), target=given(1.5))

    assert (frame["variance"].tolist(), alone) == ([-0.5, 0.5], set())


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param({"actual": in_cells(0.5, 1.0, number_format=None)}, id="several formats"),
        pytest.param(
            {
                "actual": in_cells(0.5, 1.0, number_format="0%"),
                "unit": in_cells("percent", "count"),
            },
            id="several units",
        ),
        pytest.param(
            {"actual": in_cells(0.5, 1.0, number_format="0%"), "target": given(85.5)}, id="a slip"
        ),
        pytest.param({"actual": in_cells(1.0, 1.0), "tolerance": given(0.05)}, id="5%, or 0.05?"),
        pytest.param({"actual": in_cells(1.0, 1.0), "series": given("1; 2")}, id="a series"),
        pytest.param({"actual": in_cells(1.0, "six")}, id="a text that is no figure"),
        pytest.param({"actual": in_cells(1.0, 1.0), "unit": given("pints")}, id="no unit"),
    ],
)
def test_what_has_to_be_looked_at_place_by_place_is_not_answered(
    arguments: dict[str, Argument],
) -> None:
    assert bulk(polarity=given("higher"), **arguments) is None
