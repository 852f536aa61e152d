"""Figures in a text: which of them count things."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpibook.domain.commentary.reading.figure import Figure, is_count


@pytest.mark.parametrize(
    ("figure", "counts"),
    [
        (Figure(Decimal(12)), True),
        (Figure(Decimal("12.0"), about="just"), True),
        (Figure(Decimal("12.5")), False),
        (Figure(Decimal(12), "%"), False),
        (Figure(Decimal(12), per=1000), False),
        (Figure(Decimal(12), about="nearly"), False),
    ],
)
def test_a_count_is_a_whole_number_without_a_unit(figure: Figure, counts: bool) -> None:
    assert is_count(figure) is counts
