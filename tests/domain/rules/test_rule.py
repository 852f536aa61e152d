"""A rule as data: which limit applies, and what each measure has to give."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kpibook.domain.measures.measure import Tolerance
from kpibook.domain.rules.rule import DirectionRule, Limit, StatusRule
from kpibook.sources.schemes import built_in, load_scheme
from tests.domain.given import a_scheme

TWO, FIVE = Tolerance(Decimal(2)), Tolerance(Decimal(5), of_target=True)


@pytest.mark.parametrize(
    ("limit", "own", "applies"),
    [
        pytest.param(Limit(FIVE), None, FIVE, id="for all: none of its own"),
        pytest.param(Limit(FIVE), TWO, FIVE, id="for all: its own is not asked for"),
        pytest.param(Limit(FIVE, per_measure=True), None, FIVE, id="default: none of its own"),
        pytest.param(Limit(FIVE, per_measure=True), TWO, TWO, id="default: its own wins"),
        pytest.param(Limit(per_measure=True), TWO, TWO, id="its own"),
        pytest.param(Limit(per_measure=True), None, None, id="its own is missing"),
        pytest.param(
            Limit(FIVE, per_measure=True),
            Tolerance(Decimal(0)),
            Tolerance(Decimal(0)),
            id="nought is one of its own",
        ),
    ],
)
def test_the_limit_that_applies(
    limit: Limit, own: Tolerance | None, applies: Tolerance | None
) -> None:
    assert limit.for_measure(own) == applies
    assert limit.must_be_given is (limit.for_measure(None) is None)


@pytest.mark.parametrize(
    ("rule", "needs", "has_within"),
    [
        pytest.param({}, (), False, id="nothing"),
        pytest.param({"tolerance": "5%"}, (), True, id="a figure for all"),
        pytest.param({"met_within": "5%"}, (), False, id="green only"),
        pytest.param({"tolerance": "measure or 5%"}, (), True, id="a default"),
        pytest.param({"tolerance": "measure"}, ("tolerance",), True, id="tolerance"),
        pytest.param({"met_within": "measure"}, ("tolerance",), False, id="tolerance for green"),
        pytest.param({"exceeding_by": "measure"}, ("tolerance",), False, id="for exceeding"),
        pytest.param({"floor": "reached_is_off"}, ("floor",), True, id="floor"),
        pytest.param({"within_if": ["improved"]}, ("previous_year",), True, id="last year"),
        pytest.param(
            {"rates": "forecast", "within_if": ["improved"], "compared_with": "previous"},
            ("forecast", "previous"),
            True,
            id="forecast and the quarter before",
        ),
    ],
)
def test_a_rule_names_the_columns_each_measure_must_give(
    rule: dict[str, Any], needs: tuple[str, ...], has_within: bool
) -> None:
    found = a_scheme(**rule).rule

    assert found.needs == needs
    assert found.has_within is has_within


@pytest.mark.parametrize("name", built_in())
def test_a_preset_s_note_names_every_column_it_needs(name: str) -> None:
    scheme = load_scheme(name)

    for column in scheme.rule.needs:
        assert column in scheme.note, f"{name} does not say that '{column}' must be given"


def test_a_rule_that_says_nothing_is_met_or_not_and_any_change_is_one() -> None:
    assert StatusRule() == a_scheme().rule
    assert DirectionRule().dead_band == Tolerance(Decimal(0))
