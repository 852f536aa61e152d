from __future__ import annotations

from decimal import Decimal

import pytest

from kpibook.domain.measures.measure import Tolerance, Unit
from kpibook.domain.measures.values_in_words import read_figure, read_tolerance, read_yes_or_no
from kpibook.errors import KpibookError


@pytest.mark.parametrize(
    ("unit", "expected"),
    [(None, Decimal(5)), (Unit.PERCENT, Decimal(5)), (Unit.COUNT, Decimal("0.05"))],
)
def test_a_number_that_shows_a_percentage_is_one_unless_the_unit_is_another(
    unit: Unit | None, expected: Decimal
) -> None:
    assert read_figure(0.05, shows_percent=True, unit=unit).value == expected


def test_text_is_as_it_reads_in_a_cell_that_shows_percentages() -> None:
    assert read_figure("72.1", shows_percent=True).value == Decimal("72.1")
    assert read_tolerance("2", shows_percent=True) == Tolerance(Decimal(2))


@pytest.mark.parametrize("value", [-0.05, "-5%", -2])
def test_a_tolerance_below_zero_is_refused(value: object) -> None:
    with pytest.raises(KpibookError) as refused:
        read_tolerance(value, shows_percent=isinstance(value, float))

    assert refused.value.code == "tolerance-negative"


@pytest.mark.parametrize("value", ["yes please", "[x]", 2, 0.5, float("nan"), Decimal("NaN")])
def test_what_is_neither_yes_nor_no_is_not_taken_for_either(value: object) -> None:
    assert read_yes_or_no(value) is None


@pytest.mark.parametrize(("value", "expected"), [(Decimal(1), True), (Decimal("0.00"), False)])
def test_a_decimal_is_yes_or_no_as_a_number_is(value: Decimal, expected: bool) -> None:
    assert read_yes_or_no(value) is expected
