"""What makes a Python function a worksheet function."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

from kpibook.addin.worksheet_functions.decorator import ARGUMENTS, worksheet_function
from tests.support.pywin32 import WindowsSide, windows_side


@pytest.fixture(scope="module")
def excel() -> Iterator[WindowsSide]:
    with windows_side() as side:
        yield side


def a_function(actual: Any, target: Any = None) -> Any:
    """The first line,
    and the second.
    """
    return 1 / actual if target is None else target


def test_xlwings_is_told_the_arguments_and_their_help(excel: WindowsSide) -> None:
    made = import_module("kpibook.addin.worksheet_functions.decorator").worksheet_function(
        a_function
    )

    described = made.__xlfunc__
    assert [argument["name"] for argument in described["args"]] == ["actual", "target"]
    assert [argument["doc"] for argument in described["args"]] == [
        ARGUMENTS["actual"],
        ARGUMENTS["target"],
    ]
    assert ["optional" in argument for argument in described["args"]] == [False, True]
    assert described["ret"]["doc"] == "The first line, and the second."


def test_away_from_excel_it_is_the_function_with_an_answer_for_everything() -> None:
    made = worksheet_function(a_function)

    assert made(4) == 0.25
    assert made(0).endswith("[function-failed]")
    assert inspect.signature(made) == inspect.signature(a_function)


def test_every_argument_that_is_described_is_one_of_a_function(excel: WindowsSide) -> None:
    functions = [one for one in vars(excel.functions).values() if hasattr(one, "__xlfunc__")]
    used = {name for one in functions for name in inspect.signature(one).parameters}

    assert used == ARGUMENTS.keys()
