from __future__ import annotations

import pytest

from kpibook.outputs.page import Page, PageCell, Rows, describe


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        pytest.param(PageCell("Target met"), "Target met", id="text"),
        pytest.param(PageCell(0.721, "0.0%", "72.1%"), "72.1%", id="a figure as people read it"),
        pytest.param(PageCell(6, "0"), "6", id="a number that is shown as it is"),
        pytest.param(PageCell(0, "0"), "0", id="zero is not blank"),
    ],
)
def test_a_cell_reads_as_people_see_it(cell: PageCell, said: str) -> None:
    assert str(cell) == said


def test_a_page_is_described_from_the_top_left_as_a_screen_reader_goes() -> None:
    page = Page(
        name="Return",
        title="Housing: Quarter 3",
        lines=("Of 2 measures, 1 met its target.",),
        table="QuarterlyReturn",
        header=("Ref", "Status"),
        widths=(9, 13),
        rows=[
            [PageCell("HSG01"), PageCell("Target met")],
            [PageCell("HSG02"), PageCell("Not reported")],
        ],
    )

    assert describe([page]) == (
        "== Return ==\n"
        "Housing: Quarter 3\n"
        "Of 2 measures, 1 met its target.\n"
        "\n"
        "  Ref: HSG01\n  Status: Target met\n"
        "\n"
        "  Ref: HSG02\n  Status: Not reported\n"
    )


def test_a_page_without_a_table_is_its_title_and_lines() -> None:
    assert describe([Page("Notes", "Notes", ("None.",))]) == "== Notes ==\nNotes\nNone.\n"


def test_a_row_that_does_not_fit_its_header_is_refused() -> None:
    page = Page("Return", "Title", header=("Ref", "Status"), rows=[[PageCell("HSG01")]])

    with pytest.raises(ValueError, match="shorter"):
        describe([page])


def test_rows_are_made_when_they_are_asked_for() -> None:
    made: list[int] = []

    def make(number: int) -> list[PageCell]:
        made.append(number)
        return [PageCell(number)]

    rows = Rows(range(100_000), make)

    assert len(rows) == 100_000
    assert not made
    assert rows[7][0].value == 7
    assert [row[0].value for row in rows[2:4]] == [2, 3]
    assert made == [7, 2, 3]


def test_a_cell_of_a_table_has_an_address_other_sheets_can_lead_to() -> None:
    page = Page("Children's", "Title", ("One.", "Two."), table="T", header=("A", "B"))

    assert page.top == 4
    assert page.address(0, "B") == "'Children''s'!B5"


def test_totals_are_described_like_a_row_and_empty_lines_are_not() -> None:
    page = Page("S", "Title", ("", "Line."), table="T", header=("N",), rows=[[PageCell(1)]],
                totals=[PageCell(9)])  # fmt: skip

    assert describe([page]) == "== S ==\nTitle\nLine.\n\n  N: 1\n\n  N: 9\n"
