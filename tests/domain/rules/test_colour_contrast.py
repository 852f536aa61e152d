"""Contrast of colours is what the accessibility guidelines say it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.rules.colour_contrast import contrast

_COLOURS = st.from_regex(r"#[0-9A-F]{6}", fullmatch=True)


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        pytest.param("#000000", "#FFFFFF", 21.0, id="black on white"),
        pytest.param("#777777", "#FFFFFF", 4.48, id="the grey that just fails"),
        pytest.param("#767676", "#ffffff", 4.54, id="the grey that just passes"),
        pytest.param("#FF0000", "#FFFFFF", 4.0, id="red on white"),
        pytest.param("#333333", "#FFFFFF", 12.63, id="dark grey on white"),
        pytest.param("#0A0A0A", "#FFFFFF", 19.8, id="nearly black on white"),
    ],
)
def test_contrast_is_what_wcag_says(first: str, second: str, ratio: float) -> None:
    assert contrast(first, second) == pytest.approx(ratio, abs=0.005)


@given(_COLOURS, _COLOURS)
def test_contrast_is_the_same_both_ways_and_between_1_and_21(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21
    assert contrast(one, one) == 1
