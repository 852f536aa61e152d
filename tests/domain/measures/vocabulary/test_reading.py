"""The reading of a word by its role: the same word means something else in another column."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.number import parse_figure
from kpibook.domain.measures.vocabulary.reading import MEANINGS, POLARITY, TARGET, UNIT


@pytest.mark.parametrize(
    ("role", "word", "meaning"),
    [
        pytest.param(UNIT, "No", "count", id="No is a number as a unit"),
        pytest.param(TARGET, "No", "no target", id="and no target as a target"),
        pytest.param(POLARITY, "low", "lower", id="low is a way"),
        pytest.param(UNIT, "low", "", id="and no unit"),
        pytest.param(POLARITY, "Monitor", "neutral", id="monitor is no way"),
        pytest.param(TARGET, "Monitor", "no target", id="and no target"),
    ],
)
def test_a_word_is_read_by_its_column(role: str, word: str, meaning: str) -> None:
    assert MEANINGS[role](word).word == meaning


def test_low_in_place_of_a_figure_is_a_figure_withheld() -> None:
    assert parse_figure("low").marker == "[c]"
