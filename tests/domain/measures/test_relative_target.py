"""Targets that are set against another figure, as councils word them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpibook.domain.measures.polarity import Polarity
from kpibook.domain.measures.relative_target import Against, Relative, read_relative_target

YEAR, QUARTER = Against.LAST_YEAR, Against.LAST_QUARTER
HIGHER, LOWER = Polarity.HIGHER, Polarity.LOWER


@pytest.mark.parametrize(
    ("text", "relative"),
    [
        ("Higher than previous year", Relative(YEAR, HIGHER, strict=True)),
        ("Better than last year", Relative(YEAR, strict=True)),
        ("Improve on last year's outturn", Relative(YEAR, strict=True)),
        ("Fewer than last year", Relative(YEAR, LOWER, strict=True)),
        ("No worse than last year", Relative(YEAR)),
        ("maintain last year's performance", Relative(YEAR)),
        ("At least last year", Relative(YEAR, HIGHER)),
        ("Better than previous quarter", Relative(QUARTER, strict=True)),
        ("Better than 2020/21 outturn", Relative(YEAR, strict=True, year=2020)),
        ("10% reduction", Relative(YEAR, LOWER, percent=Decimal(-10))),
        ("Reduce by 10%", Relative(YEAR, LOWER, percent=Decimal(-10))),
        ("5% increase on last year", Relative(YEAR, HIGHER, percent=Decimal(5))),
        ("2 percentage point increase", Relative(YEAR, HIGHER, points=Decimal(2))),
        ("5% improvement", Relative(YEAR, percent=Decimal(5), turns=True)),
        ("Top quartile", Relative(Against.TOP_QUARTILE)),
        ("In the upper quartile", Relative(Against.TOP_QUARTILE)),
    ],
)
def test_a_relative_target_is_read(text: str, relative: Relative) -> None:
    assert read_relative_target(text) == relative
    assert read_relative_target(f" {text.upper()}. ") == relative


@pytest.mark.parametrize("text", ["improve", "5 fewer", "above the moon", "85", "last year", ""])
def test_other_words_are_not_guessed(text: str) -> None:
    assert read_relative_target(text) is None


def test_an_improvement_goes_the_measure_s_good_way() -> None:
    better = Relative(YEAR, percent=Decimal(10), turns=True)

    assert better.of(Decimal(80), HIGHER) == 88
    assert better.of(Decimal(80), LOWER) == 72
