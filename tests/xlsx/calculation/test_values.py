import datetime as dt

import pytest

from kpibook.xlsx import CellError
from kpibook.xlsx.calculation.syntax import NotPlain
from kpibook.xlsx.calculation.values import calculated, compared, rounded

DIVISION, MISSING = CellError("#DIV/0!"), CellError("#N/A")


@pytest.mark.parametrize(
    ("left", "operator", "right", "result"),
    [
        (1.0, "/", None, DIVISION),
        (None, "+", None, 0.0),
        (True, "*", 3.0, 3.0),
        (MISSING, "/", DIVISION, MISSING),
        (1.0, "-", DIVISION, DIVISION),
        (1e308, "*", 10.0, CellError("#NUM!")),
        (2.0, "-", 2.0, 0.0),
    ],
)
def test_arithmetic_is_excels_blanks_and_errors_included(left, operator, right, result):
    assert calculated(operator, left, right) == result


@pytest.mark.parametrize(
    ("left", "operator", "right", "result"),
    [
        (0.1 + 0.2, "=", 0.3, True),
        ("Yes", "=", "yes", True),
        (None, "=", "", True),
        (None, "=", 0.0, True),
        (99.0, "<", "a", True),
        ("a", "<>", None, True),
        (MISSING, "=", 1.0, MISSING),
        (2.0, ">=", 2.0, True),
    ],
)
def test_comparisons_are_excels(left, operator, right, result):
    assert compared(operator, left, right) == result


@pytest.mark.parametrize(
    ("left", "right"),
    [(dt.datetime(2026, 1, 1), 1.0), (True, 1.0), ("a", "b")],  # noqa: DTZ001
)
def test_comparisons_that_programs_do_in_different_ways_are_not_worked_out(left, right):
    with pytest.raises(NotPlain):
        compared("<", left, right)


@pytest.mark.parametrize(
    ("number", "places", "result"),
    [(0.5, 0, 1), (1.005, 2, 1.01), (-0.04, 1, 0), (5, -1, 10), (4.9, -1, 0), (1e300, 2, 1e300)],
)
def test_halves_are_rounded_away_from_zero(number, places, result):
    assert rounded(number, places) == result
