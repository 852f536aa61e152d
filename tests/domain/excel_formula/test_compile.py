"""The text of the formulas; tests/crosscheck has LibreOffice work them out."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from kpibook.domain.excel_formula.compile import (
    Cells,
    direction_formula,
    status_formula,
    variance_formula,
)
from kpibook.domain.excel_formula.syntax import (
    DEEPEST_NESTING,
    FUNCTIONS,
    LONGEST_FORMULA,
    functions_in,
    nesting_of,
)
from kpibook.domain.rules.outcomes import Baseline, Status
from kpibook.domain.rules.scheme import Appearance, Scheme
from kpibook.errors import SchemeError
from kpibook.sources.schemes import built_in, load_scheme
from tests.crosscheck.feature_schemes import feature_schemes
from tests.domain.given import STANDARD
from tests.support import golden

GOLDEN = Path(__file__).parents[2] / "golden" / "formulas_standard.txt"
#: One percentage to one decimal, higher is better: what somebody writes for a single measure.
ONE = Cells(
    actual="B2", polarity='"higher"', target="C2", previous="D2", decimals="1", unit='"percent"'
)
WHOLE = Cells(
    actual="A7", polarity="B7", target="C7", previous="D7", previous_year="E7", tolerance="F7",
    floor="G7", low="H7", high="I7", decimals="J7", basis="K7", marker="L7", forecast="M7",
    previous_target="N7", unit="O7", series="Q7:V7",
)  # fmt: skip
#: Without an acceptable range the longest rules still fit.
NARROW = replace(WHOLE, low=None, high=None)

SCHEMES = [*(load_scheme(key) for key in built_in()), *feature_schemes()]


def formulas(scheme: Scheme, cells: Cells) -> list[str]:
    return [
        status_formula(scheme, cells),
        variance_formula(scheme, cells),
        *(direction_formula(scheme, cells, baseline) for baseline in Baseline),
    ]


def test_the_formulas_of_the_standard_scheme_read_as_agreed() -> None:
    titled = {
        "One measure": formulas(STANDARD, ONE),
        "A register of any measures": formulas(STANDARD, NARROW),
    }
    text = "".join(f"{title}\n\n" + "\n\n".join(said) + "\n\n" for title, said in titled.items())

    golden.assert_same(GOLDEN, text)


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.key)
def test_every_rule_keeps_within_excels_limits_and_its_old_functions(scheme: Scheme) -> None:
    for formula in formulas(scheme, NARROW):
        assert len(formula) <= LONGEST_FORMULA
        assert nesting_of(formula) <= DEEPEST_NESTING
        assert functions_in(formula) <= FUNCTIONS


@pytest.mark.parametrize("key", built_in())
def test_every_built_in_rule_fits_with_every_column_there_is(key: str) -> None:
    assert all(len(formula) <= LONGEST_FORMULA for formula in formulas(load_scheme(key), WHOLE))


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.key)
def test_the_same_rule_gives_the_same_text(scheme: Scheme) -> None:
    assert formulas(scheme, NARROW) == formulas(scheme, NARROW)


def test_no_function_is_newer_than_excel_2010() -> None:
    newer = {"LET", "LAMBDA", "XLOOKUP", "IFS", "SWITCH", "TEXTJOIN", "CONCAT", "MAXIFS", "MINIFS"}

    assert not FUNCTIONS & newer


def test_only_the_cells_that_are_given_are_named() -> None:
    said = status_formula(STANDARD, Cells(actual="B2", polarity="C2", target="D2"))

    assert "E2" not in said
    assert "None" not in said


def test_structured_references_are_taken_as_they_are() -> None:
    cells = Cells(actual="[@Actual]", polarity="[@[Which way is good]]", target="[@Target]")

    assert "[@[Which way is good]]=" in status_formula(STANDARD, cells)


def test_a_column_with_the_variance_makes_the_status_shorter() -> None:
    alone = status_formula(STANDARD, NARROW)
    built_on = status_formula(STANDARD, replace(NARROW, variance="S7"))

    assert "S7" in built_on
    assert len(built_on) < len(alone) / 1.5


def test_a_column_with_the_direction_is_used_where_movement_counts() -> None:
    improving = next(s for s in feature_schemes() if s.key == "improving")
    built_on = status_formula(improving, replace(NARROW, direction_year="T7"))

    assert 'OR(T7={"Improved","No change"})' in built_on


def test_a_direction_whose_word_means_two_things_is_worked_out_anew() -> None:
    improving = next(s for s in feature_schemes() if s.key == "improving")
    same = {key: replace(look, label="Better") for key, look in improving.directions.items()}

    said = status_formula(replace(improving, directions=same), replace(NARROW, direction_year="T7"))

    assert "T7" not in said
    assert '"no_change"' in said


def test_a_label_is_text_whatever_it_holds() -> None:
    awkward = {**STANDARD.statuses, Status.MET: Appearance('=Met "in full"')}

    said = status_formula(replace(STANDARD, statuses=awkward), ONE)

    assert '"=Met ""in full"""' in said


def test_a_regression_without_earlier_quarters_is_refused_with_a_way_out() -> None:
    regression = next(s for s in feature_schemes() if s.key == "regression")

    with pytest.raises(SchemeError) as refused:
        direction_formula(regression, replace(WHOLE, series=None), Baseline.PREVIOUS)

    assert refused.value.code == "formula-unsupported"
    assert "kpibook fill" in refused.value.fix
    last_year = direction_formula(regression, replace(WHOLE, series=None), Baseline.PREVIOUS_YEAR)
    assert last_year.startswith("=")


def test_a_formula_that_excel_would_not_take_is_refused() -> None:
    everything = next(s for s in feature_schemes() if s.key == "everything")
    long = {field.name: f"'A sheet with a long name'!$ZZ$99{i}" for i, field in
            enumerate(fields(Cells)) if field.name not in ("variance", "direction")}  # fmt: skip

    with pytest.raises(SchemeError) as refused:
        status_formula(everything, Cells(**long))

    assert refused.value.code == "formula-too-long"
