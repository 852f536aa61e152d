from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpibook.domain.excel_formula.syntax import FUNCTIONS, LONGEST_FORMULA, functions_in
from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import Frequency, Measure, Polarity, Reading, Target, Unit
from kpibook.domain.rating.rated_measure import rate_measure
from kpibook.domain.rules.rule import Rates
from kpibook.errors import SchemeError
from kpibook.sources.schemes import built_in, load_scheme
from kpibook.workbook import layout
from kpibook.workbook.live import (
    formulas_for,
    is_live,
    live_formulas,
    rates_itself,
    register,
)
from tests.crosscheck.feature_schemes import feature_schemes
from tests.domain.given import Q3, STANDARD, a_measure, a_rated, a_scheme
from tests.workbook.rows import a_formula, a_row

HEADINGS = layout.headings(layout.THIS_QUARTER_COLUMNS)
COMPUTED = {
    layout.STATUS,
    layout.DIRECTION,
    layout.DIRECTION_YEAR,
    layout.VARIANCE,
    layout.AGAINST_COMPARATOR,
}
FEATURES = {scheme.key: scheme for scheme in feature_schemes()}


def formulas(
    *measures: Measure, scheme: str = "", headings: list[str] = HEADINGS
) -> dict[str, str]:
    rules = FEATURES[scheme] if scheme else STANDARD
    return live_formulas(rules, measures or (a_measure(),), Q3, headings)


def test_every_computed_column_has_a_formula() -> None:
    assert set(formulas()) == COMPUTED


def test_formulas_name_the_row_and_the_register_and_no_address() -> None:
    status = formulas()[layout.STATUS]

    assert "ThisQuarter[[#This Row],[Actual]]" in status
    assert "MeasureRegister[Tolerance]" in status
    assert "[@" not in status


def test_only_a_register_with_a_range_makes_the_formulas_ask_for_one() -> None:
    ranged = a_measure(polarity=Polarity.RANGE, low="1", high="2")

    assert "Range low" not in formulas()[layout.STATUS]
    assert "Range low" in formulas(a_measure(), ranged)[layout.STATUS]


@pytest.mark.parametrize("key", built_in())
def test_a_built_in_scheme_is_live_or_says_why_not(key: str) -> None:
    scheme = load_scheme(key)
    if scheme.rule.rates is Rates.FORECAST:
        with pytest.raises(SchemeError) as refused:
            live_formulas(scheme, [a_measure()], Q3, HEADINGS)
        assert refused.value.code == "formula-unsupported"
        return
    made = live_formulas(scheme, [a_measure()], Q3, HEADINGS)
    assert {layout.STATUS, layout.VARIANCE} <= set(made)
    for formula in made.values():
        assert len(formula) <= LONGEST_FORMULA
        assert functions_in(formula) <= FUNCTIONS


def test_a_direction_through_all_quarters_is_left_out() -> None:
    assert set(formulas(scheme="regression")) == COMPUTED - {layout.DIRECTION}


def test_a_forecast_needs_a_column_of_its_own() -> None:
    with pytest.raises(SchemeError, match="no column headed 'Forecast'"):
        formulas(scheme="forecast")

    with_column = formulas(scheme="forecast", headings=[*HEADINGS, layout.FORECAST])
    assert "ThisQuarter[[#This Row],[Forecast]]" in with_column[layout.STATUS]


def test_a_changed_target_is_looked_up_in_the_register() -> None:
    assert "Target Q2" in formulas(scheme="per-measure-or-points")[layout.DIRECTION]


@pytest.mark.parametrize(
    ("target", "can"),
    [
        pytest.param(Target(), True, id="no target"),
        pytest.param(Target(value=a_measure(target="85").target.value), True, id="a figure"),
        pytest.param(Target(words="Additional 800"), True, id="words nobody can rate"),
        pytest.param(
            Target(value=a_measure(target="85").target.value, words="fewer than 85"),
            False,
            id="words that kpibook reads",
        ),
    ],
)
def test_a_target_in_words_is_for_kpibook_to_rate(target: Target, can: bool) -> None:
    rated = a_rated(replace(a_measure(), target=target), "80")

    assert rates_itself(rated, STANDARD) is can
    assert bool(formulas_for(rated, STANDARD, {"Status": "=1"})) is can


@pytest.mark.parametrize(
    ("scheme", "then", "can"),
    [
        pytest.param("standard", "80", True, id="no rule asks for it"),
        pytest.param("havering-2013-15", "80", False, id="the register does not know it"),
        pytest.param("havering-2013-15", "85", True, id="it was the same"),
    ],
)
def test_the_target_of_the_quarter_before_is_for_kpibook_to_read(
    scheme: str, then: str, can: bool
) -> None:
    measure, rules = a_measure(target="85"), load_scheme(scheme)
    earlier = Reading("PI.1", Q3.previous, Decimal(80), target=Target(Decimal(then)))
    now = Reading("PI.1", Q3, Decimal(90))

    rated = rate_measure(measure, now, {("PI1", Q3.previous): earlier}, rules)

    assert rates_itself(rated, rules) is can


@pytest.mark.parametrize(
    ("status", "live"),
    [
        pytest.param("Target met", False, id="a value"),
        pytest.param(a_formula("Target met", '=IF(H7>1,"Target met","")'), False, id="their own"),
        pytest.param(a_formula("Target met", formulas()[layout.STATUS]), True, id="ours"),
    ],
)
def test_a_workbook_is_live_where_its_status_follows_from_the_row(
    status: object, live: bool
) -> None:
    assert is_live([a_row(Status=status)]) is live


def test_the_register_is_looked_up_by_reference() -> None:
    assert register("Floor") == "INDEX(MeasureRegister[Floor],MATCH([@Ref],MeasureRegister[Ref],0))"


def in_unit(word: str) -> Measure:
    """Return a percentage of which the council writes the unit so."""
    return replace(a_measure(), unit=Unit.PERCENT, unit_word=word)


def test_formulas_know_a_percentage_by_the_commonest_words_of_the_register() -> None:
    register_ = [in_unit("%"), in_unit("%"), in_unit("pct"), in_unit("per cent")]

    status = formulas(*register_)[layout.STATUS]

    assert '"%"' in status
    assert '"per cent"' not in status
    assert len(status) <= LONGEST_FORMULA


def test_a_measure_whose_word_is_not_in_the_formulas_has_values() -> None:
    every = formulas(in_unit("%"), in_unit("%"), in_unit("per cent"))
    rated = {word: a_rated(in_unit(word)) for word in ("%", "per cent", "share")}

    assert formulas_for(rated["%"], STANDARD, every) == every
    assert formulas_for(rated["share"], STANDARD, every) == {}


@pytest.mark.parametrize("word", ["mm:ss", "hours"])
def test_a_length_of_time_has_values(word: str) -> None:
    measure = replace(a_measure(), unit=Unit.DURATION, unit_word=word)

    assert not rates_itself(a_rated(measure), STANDARD)


@pytest.mark.parametrize(
    ("lines", "first", "second"),
    [
        ([], True, True),
        (["same period last year"], True, True),
        (["previous", "outturn"], True, False),
        (["outturn"], False, True),
        (["best", "target path"], False, False),
    ],
)
def test_a_direction_against_a_figure_that_is_not_in_the_row_is_a_value(
    lines: list[str], first: bool, second: bool
) -> None:
    scheme = a_scheme({"compared_with": lines}, tolerance="5%")

    columns = set(live_formulas(scheme, [a_measure()], Q3, HEADINGS))

    assert (layout.DIRECTION in columns, layout.DIRECTION_YEAR in columns) == (first, second)


def test_the_best_figure_of_what_may_be_below_zero_is_left_to_kpibook() -> None:
    improved = a_scheme({"at_best": "improved"}, tolerance="5%")
    money = a_rated(a_measure(unit=Unit.CURRENCY, polarity=Polarity.LOWER))

    assert rates_itself(money, a_scheme(tolerance="5%"))
    assert not rates_itself(money, improved)
    assert rates_itself(a_rated(a_measure(unit=Unit.DAYS, polarity=Polarity.LOWER)), improved)


def test_a_measure_with_its_own_baseline_has_values_in_its_row() -> None:
    own = replace(a_measure(), compared_with=(ComparedWith.OUTTURN,))
    annual = replace(a_measure(), frequency=Frequency.ANNUAL)

    assert rates_itself(a_rated(a_measure()), STANDARD)
    assert not rates_itself(a_rated(own), STANDARD)
    assert not rates_itself(a_rated(annual), STANDARD)
