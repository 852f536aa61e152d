"""Ranges of different shapes in one call."""

from __future__ import annotations

import pytest

from kpibook.addin.worksheet_functions.broadcasting import Shape, common_shape, each
from kpibook.errors import FunctionError


@pytest.mark.parametrize(
    ("shapes", "common"),
    [
        ({}, (1, 1)),
        ({"a": (1, 1), "b": (1, 1)}, (1, 1)),
        ({"a": (60, 1), "b": (1, 1)}, (60, 1)),
        ({"a": (1, 4), "b": (1, 1)}, (1, 4)),
        ({"a": (60, 1), "b": (1, 4)}, (60, 4)),
        ({"a": (60, 4), "b": (60, 1), "c": (1, 4)}, (60, 4)),
    ],
)
def test_a_single_value_row_or_column_counts_for_all(
    shapes: dict[str, Shape], common: Shape
) -> None:
    assert common_shape(shapes) == common


@pytest.mark.parametrize(
    ("other", "said"),
    [((1_500, 1), "'a' has 60 rows and 'b' has 1,500."), ((60, 3), "'a' has 4 columns")],
)
def test_ranges_of_different_sizes_are_refused(other: Shape, said: str) -> None:
    with pytest.raises(FunctionError, match=said) as caught:
        common_shape({"a": (60, 4), "b": other})

    assert caught.value.code == "ranges-differ"


def test_the_answers_are_in_the_shape_of_the_question() -> None:
    assert each((2, 3), lambda row, column: (row, column)) == [
        [(0, 0), (0, 1), (0, 2)],
        [(1, 0), (1, 1), (1, 2)],
    ]
    assert each((1, 1), lambda row, column: (row, column)) == (0, 0)
