"""Words for nothing."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.nothing import is_nothing, says_nothing

WORDS = [
    "NULL",
    "null",
    "nan",
    "NaN",
    "NaT",
    "None",
    "<NA>",
    "#N/A",
    "(blank)",
    "-",
    "--",
    "–",
    " ",
]


@pytest.mark.parametrize("word", WORDS)
def test_a_word_for_nothing_is_nothing_in_any_field(word: str) -> None:
    assert is_nothing(word)
    assert says_nothing(word)


@pytest.mark.parametrize("text", ["Nullified in May", "nil", "0", "No", "x", "n/a", "- see note"])
def test_a_text_that_says_something_stays(text: str) -> None:
    assert not is_nothing(text)


def test_not_applicable_is_empty_where_it_is_no_marker() -> None:
    assert says_nothing(" N/A ")
    assert not says_nothing("N/A until the survey is back")
