"""Figures as they are written against figures as they are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpibook.domain.commentary.reading.figure import Figure
from kpibook.domain.commentary.reading.rounding import is_mistyped, says


@pytest.mark.parametrize(
    ("written", "step", "about", "value", "agrees"),
    [
        ("43.1", "0.05", "", "43.14", True),
        ("43.1", "0.05", "", "43.16", False),
        ("43", "0.5", "", "43.5", True),
        ("300", "0.5", "nearly", "288", True),
        ("300", "0.5", "nearly", "308", False),
        ("300", "0.5", "over", "308", True),
        ("300", "0.5", "about", "310", True),
        ("300", "0.5", "about", "330", False),
    ],
)
def test_a_figure_agrees_as_it_is_rounded(
    written: str, step: str, about: str, value: str, agrees: bool
) -> None:
    figure = Figure(Decimal(written), step=Decimal(step), about=about)
    assert says(figure, Decimal(value)) == agrees


@pytest.mark.parametrize(
    ("written", "value", "slipped"),
    [
        ("1752", "1572", True),
        ("1573", "1572", True),
        ("1672", "1572", True),
        ("157", "1572", False),
    ],
)
def test_a_slip_of_the_hand_is_a_digit_or_two_that_changed_places(
    written: str, value: str, slipped: bool
) -> None:
    assert is_mistyped(Decimal(written), Decimal(value)) == slipped
