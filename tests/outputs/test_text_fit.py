from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpibook.outputs.text_fit import (
    PADDING,
    WIDER,
    line_count,
    text_width,
    word_width,
    words_width,
    wrapped,
)


def test_letters_have_the_widths_that_arial_gives_them() -> None:
    # 1000 points of Arial: 556 thousandths a digit, 222 an i, 944 a W.
    assert [round(text_width(letter, 750) / WIDER) for letter in "0iW"] == [556, 222, 944]


def test_bold_letters_are_wider_and_bold_digits_are_not() -> None:
    assert text_width("abc", 12, bold=True) > text_width("abc", 12)
    assert text_width("123", 12, bold=True) == text_width("123", 12)


def test_a_column_is_as_wide_as_the_longest_word_of_its_heading() -> None:
    narrow, wide = word_width("Not ok", 12), word_width("Not comparable", 12)

    assert wide == word_width("comparable", 12) > narrow > PADDING


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("", [""], id="nothing is a line"),
        pytest.param("one two", ["one two"], id="what fits"),
        pytest.param("one two three", ["one two", "three"], id="what does not"),
        pytest.param("one\n\ntwo", ["one", "", "two"], id="its own line ends"),
    ],
)
def test_text_wraps_between_words(text: str, lines: list[str]) -> None:
    assert wrapped(text, text_width("one two ", 12), 12) == lines


@given(st.text(alphabet="abcW .\n", max_size=200), st.integers(20, 300))
def test_no_letter_is_lost_and_no_line_is_too_wide(text: str, pixels: int) -> None:
    lines = wrapped(text, pixels, 12)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line, 12) <= pixels for line in lines if len(line) > 1)


@given(st.text(alphabet="abcW1. ", max_size=200), st.integers(60, 300), st.booleans())
def test_a_line_ends_only_where_the_next_word_does_not_fit(
    text: str, pixels: int, bold: bool
) -> None:
    lines = wrapped(text, pixels, 12, bold=bold)

    for line, following in itertools.pairwise(lines):
        longer = f"{line} {following.split()[0]}"
        cut = "".join(line.split()) + following.split()[0] in text and longer not in text
        assert cut or text_width(longer, 12, bold=bold) > pixels


@settings(max_examples=500, deadline=None)
@given(
    st.text(alphabet="aW1%\u00b2\u00e9. \n\t\u00a0", max_size=120),
    st.sampled_from([3, 20, 45, 47.5, 90, 300]),
    st.sampled_from([10, 12, 16]),
    st.booleans(),
)
def test_as_many_lines_are_counted_as_are_wrapped(
    text: str, pixels: float, points: int, bold: bool
) -> None:
    assert line_count(text, pixels, points, bold=bold) == len(
        wrapped(text, pixels, points, bold=bold)
    )


@given(st.lists(st.text(alphabet="aW1%", max_size=9), max_size=5), st.booleans())
def test_words_together_need_the_width_of_the_widest(words: list[str], bold: bool) -> None:
    widths = [word_width(word, 12, bold=bold) for word in words]

    assert words_width(words, 12, bold=bold) == max(widths, default=PADDING)
