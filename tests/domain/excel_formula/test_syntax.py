from __future__ import annotations

import pytest

from kpibook.domain.excel_formula.syntax import (
    DEEPEST_NESTING,
    LONGEST_FORMULA,
    LONGEST_TEXT,
    functions_in,
    in_file,
    kept_to_limits,
    nesting_of,
    one_of,
    quoted,
)
from kpibook.errors import SchemeError


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("Met", '"Met"', id="a word"),
        pytest.param("", '""', id="nothing"),
        pytest.param('a "b"', '"a ""b"""', id="quotation marks"),
        pytest.param("=1+1", '"=1+1"', id="what looks like a formula"),
    ],
)
def test_a_text_is_quoted_as_excel_does(text: str, said: str) -> None:
    assert quoted(text) == said


def test_a_text_longer_than_excel_takes_is_joined() -> None:
    first, second = quoted("x" * (LONGEST_TEXT + 3)).split("&")

    assert len(first) == LONGEST_TEXT + 2
    assert second == '"xxx"'


def test_one_of_asks_for_each_word() -> None:
    assert one_of("A1", ["a", 'b"']) == 'OR(A1={"a","b"""})'


@pytest.mark.parametrize(
    ("formula", "depth", "functions"),
    [
        pytest.param("A1+B1", 0, set(), id="no function"),
        pytest.param('IF(A1="MAX(((",1,ABS(2))', 2, {"IF", "ABS"}, id="brackets in a text"),
        pytest.param('IF(A1="say ""(""",1,2)', 1, {"IF"}, id="a quotation mark in a text"),
    ],
)
def test_texts_are_no_part_of_a_formulas_brackets_and_functions(
    formula: str, depth: int, functions: set[str]
) -> None:
    assert nesting_of(formula) == depth
    assert functions_in(formula) == functions


@pytest.mark.parametrize(
    "formula",
    [
        pytest.param("A" * (LONGEST_FORMULA + 1), id="too long"),
        pytest.param("(" * (DEEPEST_NESTING + 1) + "1" + ")" * (DEEPEST_NESTING + 1), id="deep"),
    ],
)
def test_a_formula_beyond_excels_limits_is_refused(formula: str) -> None:
    with pytest.raises(SchemeError, match="the status has"):
        kept_to_limits(formula, "status")


def test_a_formula_exactly_at_the_limits_is_kept() -> None:
    deep = "(" * DEEPEST_NESTING + "1" + ")" * DEEPEST_NESTING
    formula = deep + "+" * (LONGEST_FORMULA - len(deep))

    assert kept_to_limits(formula, "status") == formula


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        pytest.param("[@Actual]", "T[[#This Row],[Actual]]", id="a word"),
        pytest.param("[@[Range low]]", "T[[#This Row],[Range low]]", id="two words"),
        pytest.param("Other[Ref]", "Other[Ref]", id="another table's column"),
        pytest.param('"[@Actual]"', '"[@Actual]"', id="a text"),
        pytest.param('"a""[@A]"&[@A]', '"a""[@A]"&T[[#This Row],[A]]', id="a text with a quote"),
    ],
)
def test_a_reference_to_the_own_row_is_stored_in_full(typed: str, stored: str) -> None:
    assert in_file(typed, "T") == stored
