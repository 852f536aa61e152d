"""Words for nothing."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.nothing import _is_nothing, is_nothing, says_nothing

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


@pytest.mark.parametrize("word", [*WORDS, "n/a", "na", "not  applicable", "N.A.", "none of them"])
@pytest.mark.parametrize("gap", [" ", "\n", "\u200b", "\u00a0"])
def test_a_long_text_is_judged_like_a_short_text(word: str, gap: str) -> None:
    for padded in (gap * 60 + word, word + gap * 60, word.replace(" ", gap * 60)):
        assert is_nothing(padded) == is_nothing(word)
        if gap != "\u200b":
            assert says_nothing(padded) == says_nothing(word)
    for text in (word + " until the survey is back, in the autumn", "So " + word * 40, word * 40):
        assert is_nothing(text) == _is_nothing(text)


@pytest.mark.parametrize("word", [*WORDS, "n/a", "not applicable"])
@pytest.mark.parametrize("blanks", range(24, 36))
def test_blanks_in_front_that_push_a_word_over_the_short_part_hide_nothing(
    word: str, blanks: int
) -> None:
    padded = " " * blanks + word + " "
    assert is_nothing(padded) == is_nothing(word)
    assert says_nothing(padded) == says_nothing(word)
