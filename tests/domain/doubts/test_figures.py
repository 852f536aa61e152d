"""Figures of a measure: which are compared, settled and how they are written."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kpibook.domain.measures.measure import Basis, Unit
from tests.domain.doubts.given import Q3, figures


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        pytest.param(Basis.IN_PERIOD, ["80", "90", "70", "60"], id="in period"),
        pytest.param(Basis.CUMULATIVE, ["80", "90", "60"], id="the same quarter only"),
    ],
)
def test_a_year_to_date_is_compared_with_the_same_quarter(
    basis: Basis, expected: list[str]
) -> None:
    m = figures("80", target="90", past="70", last_year="60", basis=basis)

    assert [str(figure.value) for figure in m.comparable()] == expected


@pytest.mark.parametrize(
    ("unit", "value", "expected"),
    [
        pytest.param(Unit.PERCENT, "0.85", "0.85%", id="a percentage"),
        pytest.param(Unit.CURRENCY, "-1200.5", "-£1,200.50", id="money"),
        pytest.param(Unit.COUNT, "1200", "1,200", id="a count"),
    ],
)
def test_a_figure_is_written_with_all_its_digits(unit: Unit, value: str, expected: str) -> None:
    assert figures("1", unit=unit).written(Decimal(value)) == expected


@pytest.mark.parametrize(
    ("unit", "more", "expected"),
    [
        pytest.param(Unit.DAYS, {"target": "12"}, "target 12 days", id="days"),
        pytest.param(Unit.RATE_PER_10000, {"target": "45"}, "target 45 per 10,000", id="a rate"),
        pytest.param(Unit.PERCENT, {"target": "90"}, "target 90%", id="a percentage"),
        pytest.param(Unit.DAYS, {"tolerance": "300%"}, "tolerance 300% of the target", id="share"),
        pytest.param(Unit.PERCENT, {"numerator": "1200"}, "numerator 1,200", id="a part"),
    ],
)
def test_a_figure_is_quoted_with_its_unit(unit: Unit, more: dict[str, str], expected: str) -> None:
    m = figures(unit=unit, **more)  # type: ignore[arg-type]

    assert [m.quoted(figure) for figure in m.figures] == [expected]


def test_ok_settles_what_is_reported_in_a_workbook_and_all_of_a_row_elsewhere() -> None:
    m = figures("80", target="0.9", settled=True)
    actual, target = m.figures

    assert (m.is_settled(actual), m.is_settled(target)) == (True, False)
    assert replace(m, period=None).is_settled(target)
    assert not figures("80", period=Q3).is_settled(actual)
