import pytest

from kpibook.xlsx import CellError
from kpibook.xlsx.calculation.functions import FUNCTIONS
from kpibook.xlsx.calculation.syntax import NotPlain

MISSING = CellError("#N/A")


@pytest.mark.parametrize(
    ("name", "arguments", "value"),
    [
        ("SUM", [[1.0, "a", None], 2.0, None], 3.0),
        ("SUM", [[]], 0.0),
        ("SUM", [[1.0, MISSING]], MISSING),
        ("AVERAGE", [[None, "a"]], CellError("#DIV/0!")),
        ("MIN", [["a"]], 0.0),
        ("MAX", [[-3.0, -2.0], -5.0], -2.0),
        ("COUNT", [[1.0, "1", MISSING, None], 2.0], 2.0),
        ("ROUND", [2.345, 2.9], 2.35),
        ("ROUND", [[2.345], 2.0], 2.35),
        ("ROUND", [MISSING, 2.0], MISSING),
        ("ABS", [None], 0.0),
    ],
)
def test_each_function_as_excel_describes_it(name, arguments, value):
    assert FUNCTIONS[name][2](arguments) == value


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("SUM", ["3"]),
        ("SUM", [[True]]),
        ("COUNT", [True]),
        ("ROUND", [1.0, 99.0]),
        ("ROUND", [[1.0, 2.0], 0.0]),
        ("ABS", ["3"]),
        ("SUM", [[1e16, 1.0, -1e16]]),
    ],
)
def test_arguments_that_programs_take_in_different_ways_are_not_worked_out(name, arguments):
    with pytest.raises(NotPlain):
        FUNCTIONS[name][2](arguments)
