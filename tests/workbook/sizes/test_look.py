from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpibook.domain.rules.colour_contrast import contrast
from kpibook.workbook.sizes import look
from kpibook.workbook.sizes.look import Paint, row_height


@pytest.mark.parametrize("paint", look.PAINTS, ids=lambda paint: f"{paint.text} on {paint.fill}")
def test_every_text_can_be_read_on_its_fill(paint: Paint) -> None:
    assert contrast(paint.text, paint.fill) >= 4.5


def test_no_paint_is_left_out_of_the_check_above() -> None:
    named = [value for value in vars(look).values() if isinstance(value, Paint)]

    assert set(look.PAINTS) == {*named, *look.HEADER.values(), *look.CELL.values()}


def test_a_row_is_as_high_as_its_longest_text_needs() -> None:
    short, long = ("met", 20), ("word " * 40, 20)

    assert row_height([short]) < row_height([long]) == row_height([short, long])


def test_a_longer_text_and_a_narrower_column_never_make_a_row_lower() -> None:
    texts = [row_height([("word " * count, 30)]) for count in range(60)]
    widths = [row_height([("word " * 40, width)]) for width in range(60, 1, -1)]

    assert texts == sorted(texts)
    assert widths == sorted(widths)


def test_a_line_break_takes_a_line_even_when_it_is_empty() -> None:
    assert row_height([("one\n\nthree", 30)]) == row_height([("one\ntwo\nthree", 30)])


def test_a_row_without_cells_has_the_height_of_one_line() -> None:
    assert row_height([]) == row_height([("", 10)]) == row_height([("met", 10)])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 1), ("met", 1), ("x" * 21, 1), ("x" * 22, 2), ("a\tb", 1), ("a" * 17 + "\tb", 2),
        ("a\nb", 2), ("a\u2028b", 2), ("a\x1cb", 2), ("   ", 1), ("word " * 5, 2),
    ],
)  # fmt: skip
def test_the_lines_of_a_text_are_those_it_wraps_into(text: str, lines: int) -> None:
    # 20 digits wide: 23 letters, of which the indent takes 2
    assert row_height([(text, 20)], points=11) == 14 * lines + 8


lines = st.one_of(
    st.text("ab -.\u2014\u00a0\t", max_size=60),
    st.lists(st.text("abc.,'\u2014", min_size=1, max_size=9), max_size=15).map(" ".join),
    st.text(max_size=40).filter(lambda text: len(text.splitlines()) < 2),
)


@settings(max_examples=600, deadline=None)
@given(lines, st.integers(1, 25))
def test_lines_are_counted_as_textwrap_makes_them(line: str, letters: int) -> None:
    assert look._wrapped(line, letters) == (len(textwrap.wrap(line, letters)) or 1)
