from __future__ import annotations

import pytest

from kpibook.domain.report.words.labels import Labels
from kpibook.outputs.page import Page, PageCell
from kpibook.outputs.return_sheets.column import Column
from kpibook.outputs.return_sheets.fit import page_of, widest, widths_of
from kpibook.outputs.return_sheets.pages import published_pages
from kpibook.outputs.text_fit import PAGE, WIDER, text_width, word_width
from tests.outputs.return_sheets.given import column, money

FIGURES = [
    *("£12,500,000.00", "-£12,500,000.00", "100.00%", "1,234,567,890", "43.125", "[c]"),
    *("4,500 visits", "[120]:30:15"),
]


def a_page(*rows: list[PageCell], columns: tuple[Column, ...]) -> Page:
    return page_of("Sheet", "A title", ["A line."], "T", columns, rows, points=12, labels=Labels())


@pytest.mark.parametrize("figure", FIGURES)
def test_a_column_of_figures_is_as_wide_as_its_widest_figure_in_bold(figure: str) -> None:
    number = PageCell(1, "0", figure, bold=True)

    (pixels,) = widths_of([Column("Now")], [[number]], 12)

    assert pixels >= text_width(figure, 12, bold=True) + 14


def test_money_is_wider_than_its_column_nowhere() -> None:
    page = next(page for page in published_pages(money()) if page.name.startswith("1 "))

    for heading in ("Target", "Q2 2021/22", "Q3 2021/22"):
        width = page.widths[list(page.header).index(heading)]
        for cell in column(page, heading):
            assert isinstance(cell.value, int)
            assert width * 7 + 5 >= text_width(str(cell), 12, bold=True) / WIDER + 14


def test_no_word_of_a_heading_or_a_status_is_cut() -> None:
    columns = (Column("Ref", 1), Column("Incomparable", 1), Column("Direction of travel", 1))
    rows = [[PageCell("A"), PageCell("Not comparable"), PageCell("Undetermined status")]] * 2

    pixels = widths_of((*columns, Column("Text", 60)), [[*r, PageCell("x")] for r in rows], 12)

    words = ("Ref", "Incomparable", "Undetermined")
    assert all(px >= word_width(word, 12) for px, word in zip(pixels, words, strict=False))


def test_columns_of_text_share_what_the_figures_leave_of_the_page() -> None:
    columns = (Column("A", 10), Column("B", 30), Column("Now"))
    pixels = widths_of(columns, [[PageCell("a"), PageCell("b"), PageCell(1, "0")]], 12)

    assert pixels[1] == pytest.approx(3 * pixels[0], abs=2)
    assert PAGE - 4 <= sum(pixels) <= widest(12)


def test_a_row_is_as_high_as_its_longest_text() -> None:
    page = a_page([PageCell("word " * 200)], [PageCell("word")], columns=(Column("Text", 10),))

    assert page.fitted is not None
    long, short = page.fitted.heights
    assert long > 3 * short


def test_a_long_title_and_long_lines_are_broken_to_the_width_of_the_page() -> None:
    page = page_of("S", "Title " * 60, ["line " * 80], "T", [Column("Text", 1)], [[PageCell("x")]],
                   points=12, labels=Labels())  # fmt: skip

    texts = [(page.title, 16, True), *((str(line), 12, True) for line in page.lines)]
    assert all(text_width(text, size) <= PAGE for text, size, _ in texts)
    assert "".join(page.title.split()) in "Title" * 60
