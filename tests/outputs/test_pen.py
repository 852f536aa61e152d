from __future__ import annotations

from io import BytesIO

import xlsxwriter

from kpibook.domain.rules.colour_contrast import contrast
from kpibook.domain.rules.scheme import Appearance
from kpibook.outputs.page import PageCell
from kpibook.outputs.pen import Pen
from kpibook.workbook.sizes.look import ACCENT, WHITE


def a_pen() -> Pen:
    return Pen(xlsxwriter.Workbook(BytesIO(), {"in_memory": True}), 10)


def test_a_format_is_made_once() -> None:
    pen = a_pen()

    assert pen.cell(PageCell("a")) is pen.cell(PageCell("b"))
    assert pen.cell(PageCell("a")) is not pen.cell(PageCell(1, "0"))


def test_text_wraps_unless_the_table_is_a_ledger() -> None:
    pen = a_pen()

    assert pen.cell(PageCell("a")).text_wrap
    assert not pen.cell(PageCell("a"), wrap=False).text_wrap


def test_text_that_looks_like_a_formula_is_marked_as_text() -> None:
    pen = a_pen()

    assert pen.cell(PageCell("=HYPERLINK(1)")).quote_prefix
    assert not pen.cell(PageCell("-3.2")).quote_prefix
    assert not pen.cell(PageCell("Housing")).quote_prefix


def test_a_word_with_a_look_keeps_it_also_where_it_is_a_link() -> None:
    look = Appearance("Off", colour="#8A1220", fill="#FBDADD")

    made = a_pen().cell(PageCell("Off", look=look, link="'Data'!A1"))

    assert (made.bold, made.underline) == (True, 1)
    assert made.font_color._rgb_hex_value() == "8A1220"


def test_what_is_a_link_can_be_read() -> None:
    assert contrast(ACCENT, WHITE) >= 4.5


def test_a_total_is_bold_below_a_line() -> None:
    made = a_pen().cell(PageCell(1, "0"), total=True)

    assert (made.bold, made.top) == (True, 2)
