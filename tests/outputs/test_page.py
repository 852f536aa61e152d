from __future__ import annotations

import pytest

from kpibook.outputs.page import Page, PageCell, describe


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
