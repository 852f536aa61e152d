"""Relative targets worked out from the history, or with what is missing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpibook.domain.measures.measure import Comparator, Measure, Polarity, Reading, Target, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.relative_target import read_relative_target
from kpibook.domain.measures.target_from_history import (
    why_not_worked_out,
    with_worked_out_target,
)

NOW, THEN = Quarter(2021, 3), Quarter(2020, 3)
HISTORY = {
    ("PI1", THEN): Reading("PI1", THEN, Decimal(80)),
    ("PI1", NOW.previous): Reading("PI1", NOW.previous, Decimal(90)),
}


def a_measure(words: str, unit: Unit = Unit.COUNT, **fields: object) -> Measure:
    """Return a measure with a relative target; lower is better unless `fields` say more."""
    target = Target(words=words, relative=read_relative_target(words), shows_figure=True)
    given: dict[str, object] = {"polarity": Polarity.LOWER, "unit": unit, "target": target}
    return Measure("PI1", **{**given, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "value", "shown"),
    [
        ("10% reduction", "72", "10% reduction (72)"),
        ("Better than last year", "80", "Better than last year (80)"),
        ("No worse than last quarter", "90", "No worse than last quarter (90)"),
    ],
)
def test_it_is_worked_out_and_shown_with_its_figure(words: str, value: str, shown: str) -> None:
    measure = with_worked_out_target(a_measure(words), NOW, HISTORY)

    assert measure.target_in(NOW) == Decimal(value)
    assert measure.target_in_words(NOW) == shown
    assert measure.target_in(NOW.next) is None


def test_the_top_quartile_is_the_comparator_of_that_name() -> None:
    quartile = Comparator("Top quartile", Decimal(75))

    measure = with_worked_out_target(a_measure("Upper quartile", comparator=quartile), NOW, {})

    assert measure.target_in(NOW) == 75


@pytest.mark.parametrize(
    ("measure", "missing"),
    [
        pytest.param(a_measure("Better than 2018/19"), "Q3 2020/21", id="another year"),
        pytest.param(a_measure("Top quartile"), "comparator", id="no quartile"),
        pytest.param(a_measure("5% increase", Unit.PERCENT), "points", id="percent of a percent"),
        pytest.param(
            a_measure("Better than last year", polarity=Polarity.CLOSEST), "better", id="no way"
        ),
    ],
)
def test_what_is_missing_is_said(measure: Measure, missing: str) -> None:
    relative = measure.target.relative
    assert relative is not None

    assert missing in why_not_worked_out(measure, relative, NOW, HISTORY)
    assert with_worked_out_target(measure, NOW, HISTORY).target_in(NOW) is None


def test_without_history_the_quarter_is_named() -> None:
    measure = a_measure("Better than last year")
    assert measure.target.relative is not None

    assert "Q3 2020/21" in why_not_worked_out(measure, measure.target.relative, NOW, {})
