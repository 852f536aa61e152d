from __future__ import annotations

import pytest

from kpibook.docx.markup import paragraph, run
from kpibook.docx.tables import Cell, TableLook, shared_out, table

A, B = Cell(paragraph(run("a"))), Cell(paragraph(run("b")), "FDE7E9")


def test_the_header_row_alone_is_marked_and_repeated() -> None:
    markup = table("Title", "About", [A, A], [[A, B], [B, A]], TableLook("Grid", [1, 2]))

    first, *rest = markup.split("<w:tr>")[1:]
    assert "<w:tblHeader/>" in first
    assert not any("<w:tblHeader/>" in row for row in rest)
    assert all("<w:cantSplit/>" in row for row in (first, *rest))
    assert 'w:firstRow="1"' in markup
    assert 'w:val="0420"' in markup


def test_a_table_without_a_header_row_says_that_its_first_column_is_the_heading() -> None:
    markup = table("T", "A", (), [[A, B]], TableLook("", [1, 2], first_column=True))

    assert 'w:firstRow="0"' in markup
    assert 'w:firstColumn="1"' in markup
    assert 'w:val="0480"' in markup


def test_a_table_says_what_it_is_to_a_screen_reader() -> None:
    markup = table('"T"', "A & B", [A], [[A]], TableLook("Grid", [1]))

    assert '<w:tblCaption w:val="&quot;T&quot;"/>' in markup
    assert '<w:tblDescription w:val="A &amp; B"/>' in markup
    assert markup.index("tblLook") < markup.index("tblCaption")


def test_without_a_style_lines_are_drawn() -> None:
    assert "<w:tblBorders>" in table("T", "A", [A], [[A]], TableLook("", [1]))
    assert "<w:tblBorders>" not in table("T", "A", [A], [[A]], TableLook("Grid", [1]))


@pytest.mark.parametrize(
    ("needs", "total"), [([1000, 2000, 500], 9407), ([1], 7), ([3, 3, 3], 9), ([2, 2], 5)]
)
def test_columns_get_what_they_need_and_fill_the_width(needs: list[int], total: int) -> None:
    widths = shared_out(needs, total)

    assert widths is not None
    assert sum(widths) == total
    assert all(width >= need for width, need in zip(widths, needs, strict=True))


def test_columns_that_are_too_wide_do_not_fit() -> None:
    assert shared_out([3, 3], 5) is None
