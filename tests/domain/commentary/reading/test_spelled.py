"""Numbers spelled out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpibook.domain.commentary.reading.spelled import base_at, spelled_at, unit_at
from tests.domain.commentary.given import contradictions


@pytest.mark.parametrize(
    ("words", "value", "size"),
    [
        ("five million eight hundred and eighty thousand", "5880000", 7),
        ("one hundred and forty-one thousand six hundred", "141600", 7),
        ("two hundred and eighty-seven of them", "287", 4),
        ("a hundred and ten", "110", 4),
        ("forty one cases", "41", 2),
        ("ninety-two point six per cent", "92.6", 3),
        ("thirteen and a half", "13.5", 4),
        ("six and seven", "6", 1),
        ("hundred and one", "101", 3),
    ],
)
def test_a_number_ends_where_its_words_end(words: str, value: str, size: int) -> None:
    spelled = spelled_at(words.split(), 0)
    assert spelled is not None
    assert (spelled.value, spelled.size) == (Decimal(value), size)


@pytest.mark.parametrize("words", ["a library", "none of them", "and six", "point six"])
def test_other_words_are_no_number(words: str) -> None:
    assert spelled_at(words.split(), 0) is None


def test_a_unit_follows_the_number() -> None:
    assert unit_at(["working", "days", "later"], 0) == ("days", 0, 2)
    assert unit_at(["minutes", "on", "average"], 0) == ("minute", 0, 1)
    assert unit_at(["people"], 0) == ("", 0, 0)
    assert base_at(["ten", "thousand"], 0) == (10_000, 2)


def test_a_figure_in_words_is_held_against_the_measure() -> None:
    told = "Performance rose from seventy-six point four per cent in Q2 to seventy-one point eight."
    assert set(contradictions(told)) == {"commentary-direction"}
    assert contradictions(told.replace("rose", "fell")) == []


def test_a_long_line_of_numbers_is_read_in_linear_time() -> None:
    assert spelled_at(["hundred", "and"] * 10_000, 0) is not None
