"""Numerators and denominators, and the share or rate they give."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.share import worked_out
from tests.domain.doubts.given import doubted, figures, stops


def parts(
    actual: str | None,
    top: str | None,
    bottom: str | None,
    unit: Unit = Unit.PERCENT,
    decimals: int | None = None,
) -> MeasureFigures:
    return figures(actual, numerator=top, denominator=bottom, unit=unit, decimals=decimals)


@pytest.mark.parametrize(
    ("m", "found"),
    [
        pytest.param(parts("90", "81", "90"), False, id="exactly"),
        pytest.param(parts("66.7", "2", "3"), False, id="at one place"),
        pytest.param(parts("67", "2", "3"), False, id="rounded by hand"),
        pytest.param(parts("66.6", "2", "3"), True, id="cut off"),
        pytest.param(parts("72", "81", "90"), True, id="another share"),
        pytest.param(parts("66.67", "2", "3", decimals=2), False, id="at its decimals"),
        pytest.param(parts("66.68", "2", "3", decimals=2), True, id="off at its decimals"),
        pytest.param(parts("4.5", "45", "10000", Unit.RATE_PER_1000), False, id="a rate"),
        pytest.param(parts("45", "45", "10000", Unit.RATE_PER_1000), True, id="of another base"),
        pytest.param(parts("45", "45", "10000", Unit.COUNT), False, id="a count has no parts"),
        pytest.param(parts(None, "45", "90"), False, id="no actual"),
        pytest.param(parts("90", "81", None), False, id="no denominator"),
    ],
)
def test_an_actual_that_its_parts_contradict_stops(m: MeasureFigures, found: bool) -> None:
    assert ("ratio-contradicts" in stops(m)) is found


@pytest.mark.parametrize(
    ("m", "code"),
    [
        pytest.param(parts("50", "5", "0"), {"denominator-zero"}, id="a share of nothing"),
        pytest.param(parts(None, "0", "0"), set(), id="no actual"),
        pytest.param(parts(None, "120", "100"), {"numerator-above-denominator"}, id="too many"),
        pytest.param(parts(None, "120", "100", Unit.RATE_PER_1000), set(), id="a rate"),
    ],
)
def test_parts_that_give_no_share_stop(m: MeasureFigures, code: set[str]) -> None:
    assert stops(m) == code


def test_a_contradiction_doubts_the_actual_too() -> None:
    assert doubted(parts("72", "81", "90")) == {"numerator", "actual"}


@pytest.mark.parametrize(
    ("unit", "top", "bottom", "expected"),
    [
        pytest.param(Unit.PERCENT, "1", "8", "12.5", id="a share"),
        pytest.param(Unit.RATE_PER_10000, "3", "2000", "15", id="a rate"),
        pytest.param(Unit.PERCENT, "0", "8", "0", id="none of them"),
        pytest.param(Unit.PERCENT, "1", "0", None, id="of nothing"),
        pytest.param(Unit.PERCENT, "-1", "8", None, id="below zero"),
        pytest.param(Unit.COUNT, "1", "8", None, id="a count"),
    ],
)
def test_parts_give_a_share_or_a_rate(
    unit: Unit, top: str, bottom: str, expected: str | None
) -> None:
    share = worked_out(unit, Decimal(top), Decimal(bottom))

    assert share == (None if expected is None else Decimal(expected))
